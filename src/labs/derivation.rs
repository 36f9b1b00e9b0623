//! The algebra from the likelihood of a line with normal errors to the squared error, one line at
//! a time, with the numbers of five points in it.

mod board;
mod facts;
mod lines;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::formula::Math;
use crate::stats::{Form, Line as Fit, Noise, SquaredError};
use crate::ui::number::figure;
use lines::DerivationLine;
use ratatui::layout::Rect;
use std::f64::consts::TAU;

type Control = table::Control<Derivation>;
type Action = table::Action<Derivation>;

/// Five points, few enough to follow each; their best line is 0.9 x + 0.5.
const POINTS: [[f64; 2]; 5] = [[1.0, 1.2], [2.0, 2.6], [3.0, 2.9], [4.0, 4.6], [5.0, 4.7]];

/// The lab's state.
pub struct Derivation {
    lines: Vec<DerivationLine>,
    /// The line looked at, from 0.
    at: usize,
    fit: Fit,
    sigma: f64,
    error: SquaredError,
    /// The symbols that the knob moved last stands for.
    moved: &'static str,
    /// The line with numbers in it.
    live: Option<Math>,
}

impl Default for Derivation {
    fn default() -> Self {
        let mut lab = Self {
            lines: lines::read(),
            at: 0,
            fit: Fit {
                slope: 0.5,
                intercept: 1.0,
            },
            sigma: 0.5,
            error: SquaredError::new(&POINTS, Form::Sum),
            moved: "",
            live: None,
        };
        lab.refresh();
        lab
    }
}

impl Derivation {
    /// E(a, b).
    fn squares(&self) -> f64 {
        self.error.at(&self.fit)
    }

    /// -log L, in nats.
    fn nll(&self) -> f64 {
        Noise::Gaussian.negative_log_likelihood(&POINTS, &self.fit, self.sigma)
    }

    /// n/2 log(2 pi sigma^2): what a and b cannot move.
    fn constant(&self) -> f64 {
        POINTS.len() as f64 / 2.0 * (TAU * self.sigma * self.sigma).ln()
    }

    /// The errors y - ax - b.
    fn errors(&self) -> [f64; POINTS.len()] {
        POINTS.map(|[x, y]| y - self.fit.predict(x))
    }

    fn densities(&self) -> [f64; POINTS.len()] {
        self.errors()
            .map(|error| Noise::Gaussian.ln_pdf(error, self.sigma).exp())
    }

    /// What the line's numbers come to.
    fn value(&self) -> f64 {
        match self.at {
            0 => self.densities()[0],
            1 | 2 => (-self.nll()).exp(),
            3 => -self.nll(),
            4 | 5 => self.nll(),
            6 => (self.squares() - self.error.least()) / (2.0 * self.sigma * self.sigma),
            _ => self.squares() / POINTS.len() as f64,
        }
    }
}

impl Model for Derivation {
    const CONTROLS: &'static [Control] = &[
        Control::number(
            "line",
            "The line of the derivation.",
            |_| Scale::whole(1.0, lines::COUNT as f64),
            |lab| lab.at as f64 + 1.0,
            |lab, line| lab.at = line.round() as usize - 1,
        )
        .note(|lab| lab.lines.get(lab.at).map_or("", |line| line.title).into()),
        Control::number(
            "a",
            "The slope of the line through the points.",
            |_| Scale::even((-1.0, 3.0), 0.05, 2),
            |lab| lab.fit.slope,
            |lab, a| (lab.fit.slope, lab.moved) = (a, "a"),
        )
        .note(|lab| format!("E(a, b) = {}", figure(lab.squares()))),
        Control::number(
            "b",
            "Its intercept: the height at x = 0.",
            |_| Scale::even((-3.0, 4.0), 0.05, 2),
            |lab| lab.fit.intercept,
            |lab, b| (lab.fit.intercept, lab.moved) = (b, "b"),
        ),
        Control::number(
            "sigma",
            "The standard deviation of the errors.",
            |_| Scale::even((0.1, 2.0), 0.05, 2),
            |lab| lab.sigma,
            |lab, sigma| (lab.sigma, lab.moved) = (sigma, r"\sigma"),
        )
        .symbol("σ")
        .note(|lab| format!("-log L = {}", figure(lab.nll()))),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::new("next", "The next line of the derivation.", |lab| {
            lab.at = (lab.at + 1).min(lines::COUNT - 1);
            Ok(())
        })
        .key(' ', |lab| match lab.at + 1 < lines::COUNT {
            true => "next line",
            false => "",
        }),
        Action::new("solve", "Put a and b where E is least.", |lab| {
            lab.fit = Fit::least_squares(&POINTS).unwrap_or(lab.fit);
            lab.moved = "";
            Ok(())
        })
        .key('f', |_| "least E"),
    ];

    const WIDTH: u16 = 60;

    /// Puts the numbers of the moment into the line.
    fn refresh(&mut self) {
        let line = self.lines.get(self.at);
        self.live = line.and_then(|line| board::live(self, line));
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, board::draw)]
    }

    fn height(&self, _width: u16) -> Height {
        // A formula in two dimensions, and its sums.
        Height::new(11, 13, 34)
    }
}

#[cfg(test)]
mod tests;
