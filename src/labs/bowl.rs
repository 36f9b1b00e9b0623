//! The bowl of E(a, b) over eight points, felt with the hand: how steep it is where a line stands, by
//! a nudge of one weight and as an arrow on the map, and how sharply it bends, in cuts through its
//! floor.

mod facts;
mod layout;
mod map;
mod view;

use super::line_fit::{SMALL as SCALES, TOY};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::stats::{Form, Line, SquaredError};
use ratatui::layout::Rect;

type Control = table::Control<Bowl>;

/// What the picture shows.
const VIEWS: [&str; 3] = ["nudge", "arrow", "cuts"];

/// The weights, in the order of the control.
const WEIGHTS: [&str; 2] = ["a", "b"];

/// The lab's state.
pub struct Bowl {
    error: SquaredError,
    /// Where E is least.
    floor: Line,
    line: Line,
    /// The place of the weight that is nudged, and by how much.
    weight: usize,
    nudge: f64,
    /// Whether the way down is drawn.
    arrow: bool,
    /// The direction of the cut on the map, in degrees from the axis of a.
    turn: f64,
    view: usize,
}

impl Default for Bowl {
    /// The line flat on the ground.
    fn default() -> Self {
        let flat = Line {
            slope: 0.0,
            intercept: 0.0,
        };
        Self {
            error: SquaredError::new(&TOY, Form::Sum),
            floor: Line::least_squares(&TOY).unwrap_or(flat),
            line: flat,
            weight: 0,
            nudge: 1.0,
            arrow: true,
            turn: 0.0,
            view: 0,
        }
    }
}

impl Bowl {
    /// The weight that is nudged, as it is now.
    fn here(&self) -> f64 {
        [self.line.slope, self.line.intercept][self.weight]
    }

    /// The line with that weight elsewhere.
    fn with(&self, value: f64) -> Line {
        match self.weight {
            0 => Line {
                slope: value,
                ..self.line
            },
            _ => Line {
                intercept: value,
                ..self.line
            },
        }
    }

    /// The line after the nudge.
    fn nudged(&self) -> Line {
        self.with(self.here() + self.nudge)
    }

    /// What E changes by with the nudge, for each unit of the weight.
    fn secant(&self) -> f64 {
        (self.error.at(&self.nudged()) - self.error.at(&self.line)) / self.nudge
    }

    /// How far beside the least E the way down points, in degrees; nothing on the floor itself.
    fn aside(&self) -> Option<f64> {
        let [along_a, along_b] = self.error.gradient(&self.line);
        let [a, b] = [
            self.floor.slope - self.line.slope,
            self.floor.intercept - self.line.intercept,
        ];
        let lengths = along_a.hypot(along_b) * a.hypot(b);
        let cosine = -(along_a * a + along_b * b) / lengths;
        (lengths > 1e-9).then(|| cosine.clamp(-1.0, 1.0).acos().to_degrees())
    }

    /// The line at a distance from the floor along a direction.
    fn off_floor(&self, distance: f64, degrees: f64) -> Line {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Line {
            slope: self.floor.slope + distance * cos,
            intercept: self.floor.intercept + distance * sin,
        }
    }

    /// How sharply E bends along a direction: its slope at a distance of 1 from the floor.
    fn bend(&self, degrees: f64) -> f64 {
        let [along_a, along_b] = self.error.gradient(&self.off_floor(1.0, degrees));
        let (sin, cos) = degrees.to_radians().sin_cos();
        along_a * cos + along_b * sin
    }
}

impl Model for Bowl {
    const CONTROLS: &'static [Control] = &[
        Control::number(
            "a",
            "The slope of the line.",
            |_| SCALES[0],
            |lab| lab.line.slope,
            |lab, a| lab.line.slope = a,
        ),
        Control::number(
            "b",
            "The intercept of the line.",
            |_| SCALES[1],
            |lab| lab.line.intercept,
            |lab, b| lab.line.intercept = b,
        ),
        Control::toggle(
            "weight",
            "Which weight is nudged; the other one stays.",
            &WEIGHTS,
            |lab| lab.weight == 1,
            |lab, second| lab.weight = usize::from(second),
        ),
        Control::number(
            "nudge",
            "By how much the weight is moved.",
            |_| Scale::one_two_five((0.001, 1.0), 3),
            |lab| lab.nudge,
            |lab, nudge| lab.nudge = nudge,
        ),
        Control::toggle(
            "arrow",
            "The way in which E falls most steeply, drawn or not.",
            &["hidden", "shown"],
            |lab| lab.arrow,
            |lab, shown| lab.arrow = shown,
        ),
        Control::number(
            "turn",
            "The direction of the cut on the map: 0 along a, 90 along b.",
            |_| Scale::whole(0.0, 180.0).unit("deg"),
            |lab| lab.turn,
            |lab, turn| lab.turn = turn,
        ),
        Control::choice(
            "view",
            "E over one weight, nudged; the map with the way down; two cuts through the floor.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
    ];

    const WIDTH: u16 = 56;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(8, 13, 30)
    }

    fn spreads(&self) -> bool {
        VIEWS[self.view] == "cuts"
    }
}

#[cfg(test)]
mod tests;
