//! One slope under two meters, negative log-likelihood and mean squared error; and one point that
//! can be dragged, to part the squared fit from the absolute one.

mod facts;
mod meters;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table::{self, Done};
use super::{BadValue, Facts, Height};
use crate::stats::{Line, Noise};
use crate::ui::number::figure;
use ratatui::layout::Rect;

type Control = table::Control<MleMse>;
type Action = table::Action<MleMse>;

/// Lines that bring out every fact: the curves covered, and all points on one x.
pub const TOUR: &[&str] = &[
    "set curves hidden",
    "set curves shown",
    "set point 1",
    "set x 3",
    "set point 2",
    "set x 3",
    "set point 3",
    "set x 3",
    "set point 4",
    "set x 3",
    "set point 5",
    "set x 3",
    "set point 6",
    "set x 3",
    "set point 7",
    "set x 3",
    "set point 8",
    "set x 3",
    "set point 9",
    "set x 3",
];

/// Where the points stand before anyone moves them: about y = 0.8 x + 1.1. Their two fits agree,
/// and go on agreeing while the one in the middle moves up and down.
const POINTS: [[f64; 2]; 9] = [
    [1.0, 1.9],
    [1.5, 2.0],
    [2.0, 2.8],
    [2.5, 2.9],
    [3.0, 3.6],
    [3.5, 3.6],
    [4.0, 4.4],
    [4.5, 4.5],
    [5.0, 5.1],
];

/// Names of the noise families, in the order of the control.
const NOISES: [&str; 2] = ["gaussian", "laplace"];

/// What the picture shows, in the order of the control.
const VIEWS: [&str; 3] = ["both", "points", "meters"];

/// Whether the curves of the meters are seen, in the order of the control.
const CURVES: [&str; 2] = ["hidden", "shown"];

/// How the mouse moves a point, in the order of the control.
const DRAG: [&str; 2] = ["upright", "freely"];

/// Slopes of the learner's line.
const SLOPES: Scale = Scale::even((-0.5, 2.0), 0.01, 2);

/// Where a point may lie from left to right, and how high.
const PLACES: [Scale; 2] = [
    Scale::even((0.0, 12.0), 0.1, 1),
    Scale::even((-2.0, 10.0), 0.1, 1),
];

/// The lab's state.
pub struct MleMse {
    points: [[f64; 2]; 9],
    noise: Noise,
    sigma: f64,
    slope: f64,
    /// The chosen point, counted from 0.
    chosen: usize,
    view: usize,
    /// The meters say what they read, and not yet where they would be least.
    covered: bool,
    /// The mouse moves a point up and down alone.
    upright: bool,
    squared: Option<Line>,
    absolute: Option<Line>,
}

impl Default for MleMse {
    fn default() -> Self {
        let mut lab = Self {
            points: POINTS,
            noise: Noise::Gaussian,
            sigma: 1.0,
            slope: 0.2,
            chosen: 4,
            view: 0,
            covered: false,
            upright: false,
            squared: None,
            absolute: None,
        };
        lab.refresh();
        lab
    }
}

impl MleMse {
    /// Whether the meters are seen: without them there is no slope of the learner's.
    fn has_meters(&self) -> bool {
        VIEWS[self.view] != "points"
    }

    /// Whether the fit of least absolute errors is told: with the meters of normal noise it has no part in
    /// what is asked.
    fn has_absolute(&self) -> bool {
        !self.has_meters() || self.noise == Noise::Laplace
    }

    /// Whether the slope may be put where the likelihood is greatest: both are seen then.
    fn offers_best(&self) -> bool {
        !self.covered && self.has_meters()
    }

    /// The likeliest line of all.
    fn likeliest(&self) -> Option<Line> {
        match self.noise {
            Noise::Gaussian => self.squared,
            Noise::Laplace => self.absolute,
        }
    }

    /// The learner's line: the likeliest one of its slope.
    fn line(&self) -> Line {
        self.line_at(self.slope, self.noise)
    }

    fn line_at(&self, slope: f64, noise: Noise) -> Line {
        let line = noise.likeliest_at(slope, &self.points);
        // Nine points always have a mean and a median.
        line.unwrap_or(Line {
            slope,
            intercept: 0.0,
        })
    }

    /// The mean squared error of the best line of a slope.
    fn mse(&self, slope: f64) -> f64 {
        let line = self.line_at(slope, Noise::Gaussian);
        line.squared_error(&self.points) / self.points.len() as f64
    }

    /// The negative log-likelihood of the likeliest line of a slope, in nats.
    fn nll(&self, slope: f64) -> f64 {
        let line = self.line_at(slope, self.noise);
        self.noise
            .negative_log_likelihood(&self.points, &line, self.sigma)
    }

    /// The largest |y - ax - b|.
    fn largest_error(&self, line: &Line) -> f64 {
        let far = self.points.iter();
        let far = far.map(|&[x, y]| (y - line.predict(x)).abs());
        far.fold(0.0, f64::max)
    }

    /// Puts the slope where the likelihood is greatest.
    fn go_to_best(&mut self) -> Done {
        if !self.offers_best() {
            return Err(BadValue::NotNow(match self.covered {
                true => "where the likelihood is greatest is still to be found",
                false => "the points alone are shown here, and no slope of yours",
            }));
        }
        let why = "all points lie on one x: every slope is as likely";
        let best = self.likeliest().ok_or(BadValue::NotNow(why))?;
        self.slope = best.slope.clamp(SLOPES.range.0, SLOPES.range.1);
        Ok(())
    }
}

impl Model for MleMse {
    const CONTROLS: &'static [Control] = &[
        Control::toggle(
            "noise",
            "How the errors are distributed: Gaussian, or Laplace with heavier tails.",
            &NOISES,
            |lab| lab.noise == Noise::Laplace,
            |lab, is_laplace| {
                lab.noise = match is_laplace {
                    false => Noise::Gaussian,
                    true => Noise::Laplace,
                }
            },
        )
        .note(|lab| match lab.noise {
            Noise::Gaussian => "-log f ~ (y - ŷ)²".into(),
            Noise::Laplace => "-log f ~ |y - ŷ|".into(),
        }),
        Control::number(
            "sigma",
            "The standard deviation of the errors, the same for all points.",
            |_| Scale::even((0.1, 5.0), 0.05, 2),
            |lab| lab.sigma,
            |lab, sigma| lab.sigma = sigma,
        )
        .symbol("σ"),
        Control::number(
            "a",
            "The slope of your line; its intercept follows, the likeliest one for this slope.",
            |_| SLOPES,
            |lab| SLOPES.shown(lab.slope),
            |lab, slope| lab.slope = slope,
        )
        .note(|lab| format!("-log L = {}", figure(lab.nll(lab.slope)))),
        Control::number(
            "point",
            "Which point x and y move, counted from the left.",
            |_| Scale::whole(1.0, POINTS.len() as f64),
            |lab| lab.chosen as f64 + 1.0,
            |lab, point| lab.chosen = point.round() as usize - 1,
        ),
        Control::number(
            "x",
            "Where the chosen point lies from left to right.",
            |_| PLACES[0],
            |lab| lab.points[lab.chosen][0],
            |lab, x| lab.points[lab.chosen][0] = x,
        ),
        Control::number(
            "y",
            "How high the chosen point lies.",
            |_| PLACES[1],
            |lab| lab.points[lab.chosen][1],
            |lab, y| lab.points[lab.chosen][1] = y,
        )
        .note(|lab| match &lab.squared {
            _ if lab.covered => String::new(),
            Some(line) => format!("squared fit: off by {:.2}", lab.largest_error(line)),
            None => "no slope".into(),
        }),
        Control::toggle(
            "drag",
            "The mouse moves a point up and down alone, or freely.",
            &DRAG,
            |lab| !lab.upright,
            |lab, freely| lab.upright = !freely,
        ),
        Control::toggle(
            "curves",
            "Both meters as curves, their minima and both fits; or what the meters read alone.",
            &CURVES,
            |lab| !lab.covered,
            |lab, shown| lab.covered = !shown,
        ),
        Control::choice(
            "view",
            "The points with both fits, the two meters over the slope, or both.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::new(
            "best",
            "Put the slope where the likelihood is greatest.",
            Self::go_to_best,
        )
        .key('f', |lab| if lab.offers_best() { "best slope" } else { "" }),
        Action::new("reset", "Put all points back where they were.", |lab| {
            lab.points = POINTS;
            Ok(())
        })
        .key('r', |_| "reset")
        .moves(&["x", "y"]),
    ];

    const WIDTH: u16 = 56;

    /// Both fits, anew.
    fn refresh(&mut self) {
        self.squared = Line::least_squares(&self.points);
        self.absolute = Line::least_absolute(&self.points);
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn spreads(&self) -> bool {
        VIEWS[self.view] == "both"
    }

    fn height(&self, _width: u16) -> Height {
        // Two meters, one over the other, want a tick each.
        Height::new(if self.has_meters() { 10 } else { 8 }, 13, 34)
    }
}

#[cfg(test)]
mod tests;
