//! The algebra from the likelihood of a line with normal errors to the squared error, one line at
//! a time, with the numbers of five points in it.

mod board;
mod facts;
mod lines;

use crate::formula::Math;
use crate::labs::knob::Knob;
use crate::labs::{BadValue, Fact, Height, Lab, Verb, number};
use crate::msg::Effect;
use crate::stats::{Form, Line as Fit, Noise, SquaredError};
use crate::ui::Look;
use crate::ui::control::{Control, Steps};
use crate::ui::number::figure;
use lines::Line;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::f64::consts::TAU;

/// Five points, few enough to follow each; their best line is 0.9 x + 0.5.
const POINTS: [[f64; 2]; 5] = [[1.0, 1.2], [2.0, 2.6], [3.0, 2.9], [4.0, 4.6], [5.0, 4.7]];

const LINE: Knob = Knob {
    name: "line",
    symbol: "",
    range: (1.0, lines::COUNT as f64),
    steps: Steps::Even(1.0),
    decimals: 0,
    unit: "",
    help: "The line of the derivation.",
};

const A: Knob = Knob {
    name: "a",
    symbol: "",
    range: (-1.0, 3.0),
    steps: Steps::Even(0.05),
    decimals: 2,
    unit: "",
    help: "The slope of the line through the points.",
};

const B: Knob = Knob {
    name: "b",
    symbol: "",
    range: (-3.0, 4.0),
    help: "Its intercept: the height at x = 0.",
    ..A
};

const SIGMA: Knob = Knob {
    name: "sigma",
    symbol: "σ",
    range: (0.1, 2.0),
    help: "The standard deviation of the errors.",
    ..A
};

/// The lab's state.
pub struct Derivation {
    lines: Vec<Line>,
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
        lab.write();
        lab
    }
}

impl Derivation {
    /// Puts the numbers of the moment into the line.
    fn write(&mut self) {
        let line = self.lines.get(self.at);
        self.live = line.and_then(|line| board::live(self, line));
    }

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

impl Lab for Derivation {
    fn controls(&self) -> Vec<Control> {
        let title = self.lines.get(self.at).map_or("", |line| line.title);
        vec![
            LINE.at(self.at as f64 + 1.0, title.into()),
            A.at(
                self.fit.slope,
                format!("E(a, b) = {}", figure(self.squares())),
            ),
            B.at(self.fit.intercept, String::new()),
            SIGMA.at(self.sigma, format!("-log L = {}", figure(self.nll()))),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let value = number(&self.controls(), name, value)?;
        match name {
            "line" => self.at = (value.round() as usize).clamp(1, lines::COUNT) - 1,
            "a" => (self.fit.slope, self.moved) = (value, "a"),
            "b" => (self.fit.intercept, self.moved) = (value, "b"),
            _ => (self.sigma, self.moved) = (value, r"\sigma"),
        }
        self.write();
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        let next = if self.at + 1 < lines::COUNT {
            "next line"
        } else {
            ""
        };
        vec![
            Verb {
                name: "next",
                key: Some(' '),
                does: next,
                arguments: "",
                help: "The next line of the derivation.",
            },
            Verb {
                name: "solve",
                key: Some('f'),
                does: "least E",
                arguments: "",
                help: "Put a and b where E is least.",
            },
        ]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        let known = ["next", "solve"].contains(&verb);
        if !known {
            return Err(BadValue::unknown_verb(verb, &self.verbs()));
        }
        if !arguments.is_empty() {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        if verb == "next" {
            self.at = (self.at + 1).min(lines::COUNT - 1);
        } else {
            self.fit = Fit::least_squares(&POINTS).unwrap_or(self.fit);
            self.moved = "";
        }
        self.write();
        Ok(Vec::new())
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn width(&self) -> u16 {
        60
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            // A formula in two dimensions, and its sums.
            least: 11,
            good: 13,
            best: 34,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        board::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
