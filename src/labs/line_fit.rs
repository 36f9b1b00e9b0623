//! A line through points, fitted by hand, by descent or in closed form: E(a, b) as a number, as
//! residuals, and as a landscape with the learner's trail.

mod data;
mod descent;
mod facts;
mod layout;
mod view;
mod walk;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Activity, Facts, Height};
use crate::stats::{Form, Line, SquaredError};
use crate::ui::number::figure;
use data::Data;
pub(super) use data::{SMALL, TOY};
use descent::Run;
use ratatui::layout::Rect;
use walk::{By, Walk};

type Control = table::Control<LineFit>;
type Action = table::Action<LineFit>;

/// Ways of putting squared errors together.
const FORMS: [&str; 2] = ["sum", "mean"];

/// What the picture shows.
const VIEWS: [&str; 3] = ["both", "points", "landscape"];

const START: Line = Line {
    slope: 0.0,
    intercept: 0.0,
};

/// The lab's state.
pub struct LineFit {
    set: usize,
    standardized: bool,
    form: Form,
    data: Data,
    error: SquaredError,
    walk: Walk,
    /// Where a hand has put the line, for the walk to follow.
    hand: Option<Line>,
    rate: f64,
    /// Whether descent is offered; without it a hand moves the weights alone.
    descent: bool,
    /// The least E is still to be found: neither the line that has it is told or shown, nor how far
    /// another one is from it.
    covered: bool,
    squares: bool,
    view: usize,
    /// None while nothing runs.
    running: Option<Run>,
}

impl Default for LineFit {
    /// The toy set, with the line flat on the ground.
    fn default() -> Self {
        let data = Data::toy();
        Self {
            set: 0,
            standardized: false,
            form: Form::Sum,
            error: SquaredError::new(&data.points, Form::Sum),
            data,
            walk: Walk::from(START),
            hand: None,
            rate: 0.001,
            descent: true,
            covered: false,
            squares: false,
            view: 0,
            running: None,
        }
    }
}

impl LineFit {
    /// Other points: their E, and the weights back at the start. Where a table cannot be read the
    /// points stay.
    fn load(&mut self, set: usize, standardized: bool) {
        if let Some(data) = Data::new(set, standardized) {
            (self.set, self.standardized, self.data) = (set, standardized, data);
            self.error = SquaredError::new(&self.data.points, self.form);
            self.restart();
        }
    }

    fn restart(&mut self) {
        self.walk = Walk::from(START);
        self.running = None;
    }

    /// The line as a hand has put it so far.
    fn in_hand(&mut self) -> &mut Line {
        self.hand.get_or_insert(*self.walk.line())
    }

    fn jump(&mut self, line: Line, by: By) {
        self.running = None;
        self.walk.jump(line, by);
    }

    /// Whether the picture shows errors alone, before anything is squared.
    fn has_plain_errors(&self) -> bool {
        !self.squares && VIEWS[self.view] == "points"
    }

    /// The size of the largest error.
    fn largest_error(&self) -> f64 {
        let errors = self.data.points.iter().map(|point| self.error_of(point));
        errors.map(f64::abs).fold(0.0, f64::max)
    }

    /// By how much the line misses a point.
    fn error_of(&self, [x, y]: &[f64; 2]) -> f64 {
        y - self.walk.line().predict(*x)
    }

    /// The learner's line as it is told: what is nothing beside its knob's range is a rounding error.
    fn told_line(&self) -> Line {
        let cleared = |value: f64, (low, high): (f64, f64)| {
            let zero = value.abs() < 1e-12 * (high - low);
            if zero { 0.0 } else { value }
        };
        let line = self.walk.line();
        Line {
            slope: cleared(line.slope, self.data.a.range),
            intercept: cleared(line.intercept, self.data.b.range),
        }
    }

    /// The line of least squares, if there is a single one.
    fn best(&self) -> Option<Line> {
        Line::least_squares(&self.data.points)
    }

    /// A weight's scale: as fine as descent moves it, once it does.
    fn fine(&self, scale: Scale) -> Scale {
        let decimals = match self.walk.by() {
            By::Descent => scale.decimals.max(4),
            _ => scale.decimals,
        };
        Scale { decimals, ..scale }
    }

    fn a_scale(&self) -> Scale {
        self.fine(self.data.a)
    }

    fn b_scale(&self) -> Scale {
        self.fine(self.data.b)
    }

    /// The weights as their controls show them.
    fn shown_line(&self) -> Line {
        let line = self.told_line();
        Line {
            slope: self.a_scale().shown(line.slope),
            intercept: self.b_scale().shown(line.intercept),
        }
    }

    /// How E is a share of the sum of the squares, as a formula writes it.
    fn share(&self) -> &'static str {
        match self.form {
            Form::Sum => "",
            Form::Mean => "/n",
        }
    }

    /// What a is part of: the prediction, or E with the numbers put in.
    fn formula(&self) -> String {
        if self.has_plain_errors() {
            return "ŷ = ax + b".into();
        }
        // The line as it is: descent goes where no knob does.
        let (line, a, b) = (self.told_line(), self.a_scale(), self.b_scale());
        // The signs of the numbers join those of the formula: y - 0.3x + 2.
        let minus_a = a.signed(-a.rounded(line.slope));
        let minus_b = b.signed(-b.rounded(line.intercept));
        format!("Σ(y {minus_a}x {minus_b})²{}", self.share())
    }
}

impl Model for LineFit {
    const CONTROLS: &'static [Control] = &[
        // Data and axes come first: they decide what a and b may be.
        Control::choice(
            "data",
            "Which points.",
            &data::SETS,
            |lab| lab.set,
            |lab, set| lab.load(set, lab.standardized),
        ),
        Control::toggle(
            "axes",
            "The units of the data, or mean 0 and standard deviation 1 both ways.",
            &data::AXES,
            |lab| lab.standardized,
            |lab, standardized| lab.load(lab.set, standardized),
        ),
        Control::toggle(
            "form",
            "The sum of the squared errors, or their mean.",
            &FORMS,
            |lab| lab.form == Form::Mean,
            |lab, mean| {
                lab.form = if mean { Form::Mean } else { Form::Sum };
                lab.error = SquaredError::new(&lab.data.points, lab.form);
                lab.walk.begin();
            },
        )
        .note(|lab| format!("E = Σ(y-ax-b)²{}", lab.share())),
        Control::number(
            "a",
            "The slope of the line: by how much y grows when x grows by 1.",
            Self::a_scale,
            |lab| lab.shown_line().slope,
            |lab, a| lab.in_hand().slope = a,
        )
        .note(Self::formula)
        .mover(|lab| lab.descent.then_some("descent")),
        Control::number(
            "b",
            "The intercept: the height of the line at x = 0.",
            Self::b_scale,
            |lab| lab.shown_line().intercept,
            |lab, b| lab.in_hand().intercept = b,
        )
        .note(|lab| match lab.has_plain_errors() {
            true => String::new(),
            false => format!("= {}", figure(lab.error.at(&lab.told_line()))),
        })
        .mover(|lab| lab.descent.then_some("descent")),
        Control::number(
            "rate",
            "The learning rate: how far one descent step goes against the gradient.",
            |_| Scale::one_two_five((1e-11, 10.0), 4),
            |lab| lab.rate,
            |lab, rate| {
                lab.rate = rate;
                lab.walk.begin();
            },
        )
        .symbol("η")
        .note(|_| "step = -η·gradient".into()),
        Control::toggle(
            "descent",
            "On: gradient descent may move a and b. Off: they are moved by hand alone.",
            &["off", "on"],
            |lab| lab.descent,
            |lab, descent| (lab.descent, lab.running) = (descent, None),
        ),
        Control::toggle(
            "least",
            "The least E with the line that has it, and how far yours is from it; or E alone.",
            &["hidden", "shown"],
            |lab| !lab.covered,
            |lab, shown| lab.covered = !shown,
        ),
        Control::toggle(
            "residuals",
            "Draw each error as a line, or its square as a square.",
            &["lines", "squares"],
            |lab| lab.squares,
            |lab, squares| lab.squares = squares,
        ),
        Control::choice(
            "view",
            "The points with the line, E as a landscape over a and b, or both.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
    ];

    const ACTIONS: &'static [Action] = descent::ACTIONS;

    const WIDTH: u16 = 56;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        Height::new(8, layout::GOOD, layout::best(self, width))
    }

    fn spreads(&self) -> bool {
        VIEWS[self.view] == "both"
    }

    /// The walk follows the hand: both weights in one stride.
    fn refresh(&mut self) {
        if let Some(line) = self.hand.take() {
            self.jump(line, By::Hand);
        }
    }

    fn activity(&self) -> Activity {
        match self.running {
            Some(_) => Activity::Moves,
            None => Activity::Still,
        }
    }

    fn tick(&mut self) {
        self.go_on();
    }

    fn progress(&self) -> Option<String> {
        self.made_so_far()
    }

    fn park(&mut self) {
        self.running = None;
    }
}

#[cfg(test)]
mod tests;
