//! One slope under two meters, negative log-likelihood and mean squared error; and one point that
//! can be dragged, to part the squared fit from the absolute one.

mod facts;
mod hand;
mod view;

use crate::event::Mouse;
use crate::labs::knob::{Knob, options};
use crate::labs::{BadValue, Fact, Height, Lab, Verb, choice, number};
use crate::msg::Effect;
use crate::stats::{Line, Noise};
use crate::ui::Look;
use crate::ui::control::{Control, Steps};
use crate::ui::number::figure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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

const SLOPE: Knob = Knob {
    name: "a",
    symbol: "",
    range: (-0.5, 2.0),
    steps: Steps::Even(0.01),
    decimals: 2,
    unit: "",
    help: "The slope of your line; its intercept follows, the likeliest one for this slope.",
};

const SIGMA: Knob = Knob {
    name: "sigma",
    symbol: "σ",
    range: (0.1, 5.0),
    steps: Steps::Even(0.05),
    decimals: 2,
    help: "The standard deviation of the errors, the same for all points.",
    ..SLOPE
};

const WHICH: Knob = Knob {
    name: "point",
    range: (1.0, 9.0),
    steps: Steps::Even(1.0),
    decimals: 0,
    help: "Which point x and y move, counted from the left.",
    ..SLOPE
};

const X: Knob = Knob {
    name: "x",
    range: (0.0, 12.0),
    steps: Steps::Even(0.1),
    decimals: 1,
    help: "Where the chosen point lies from left to right.",
    ..SLOPE
};

const Y: Knob = Knob {
    name: "y",
    range: (-2.0, 10.0),
    help: "How high the chosen point lies.",
    ..X
};

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
    /// What the mouse took hold of.
    held: Option<view::Part>,
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
            held: None,
            squared: None,
            absolute: None,
        };
        lab.fit();
        lab
    }
}

impl MleMse {
    /// Both fits, anew: the points have moved.
    fn fit(&mut self) {
        self.squared = Line::least_squares(&self.points);
        self.absolute = Line::least_absolute(&self.points);
    }

    /// Whether the meters are seen: without them there is no slope of the learner's.
    fn has_meters(&self) -> bool {
        VIEWS[self.view] != "points"
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

    /// By how much the two fits differ in slope.
    fn difference(&self) -> Option<f64> {
        Some((self.squared?.slope - self.absolute?.slope).abs())
    }

    fn move_point(&mut self, [x, y]: [f64; 2]) {
        self.points[self.chosen] = [x, y];
        self.fit();
    }
}

impl Lab for MleMse {
    fn controls(&self) -> Vec<Control> {
        let [x, y] = self.points[self.chosen];
        let noise = match self.noise {
            Noise::Gaussian => "-log f ~ (y - ŷ)²",
            Noise::Laplace => "-log f ~ |y - ŷ|",
        };
        let nll = format!("-log L = {}", figure(self.nll(self.slope)));
        let apart = match self.difference() {
            _ if self.covered => String::new(),
            Some(by) => format!("fits differ by {by:.3}"),
            None => "no slope".into(),
        };
        vec![
            options(
                "noise",
                "How the errors are distributed: Gaussian, or Laplace with heavier tails.",
                &NOISES,
                usize::from(self.noise == Noise::Laplace),
                noise.into(),
            ),
            SIGMA.at(self.sigma, String::new()),
            SLOPE.at(SLOPE.shown(self.slope), nll),
            WHICH.at(self.chosen as f64 + 1.0, String::new()),
            X.at(x, String::new()),
            Y.at(y, apart),
            options(
                "drag",
                "The mouse moves a point up and down alone, or freely.",
                &DRAG,
                usize::from(!self.upright),
                String::new(),
            ),
            options(
                "curves",
                "Both meters as curves, their minima and both fits; or what the meters read alone.",
                &CURVES,
                usize::from(!self.covered),
                String::new(),
            ),
            options(
                "view",
                "The points with both fits, the two meters over the slope, or both.",
                &VIEWS,
                self.view,
                String::new(),
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let controls = self.controls();
        let [x, y] = self.points[self.chosen];
        match name {
            "noise" => {
                self.noise = match choice(&controls, name, value)? {
                    0 => Noise::Gaussian,
                    _ => Noise::Laplace,
                };
            }
            "sigma" => self.sigma = number(&controls, name, value)?,
            "a" => self.slope = number(&controls, name, value)?,
            "point" => {
                let point = number(&controls, name, value)?.round() as usize;
                self.chosen = point.saturating_sub(1).min(self.points.len() - 1);
            }
            "x" => self.move_point([number(&controls, name, value)?, y]),
            "y" => self.move_point([x, number(&controls, name, value)?]),
            "drag" => self.upright = choice(&controls, name, value)? == 0,
            "curves" => self.covered = choice(&controls, name, value)? == 0,
            _ => self.view = choice(&controls, name, value)?,
        }
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        let verb = |name, key, does, help| Verb {
            name,
            key: Some(key),
            does,
            arguments: "",
            help,
        };
        vec![
            verb(
                "best",
                'f',
                if self.offers_best() { "best slope" } else { "" },
                "Put the slope where the likelihood is greatest.",
            ),
            verb(
                "reset",
                'r',
                "reset",
                "Put all points back where they were.",
            ),
        ]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        if !self.verbs().iter().any(|known| known.name == verb) {
            return Err(BadValue::unknown_verb(verb, &self.verbs()));
        }
        if !arguments.is_empty() {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        if verb == "best" {
            if !self.offers_best() {
                let why = match self.covered {
                    true => "where the likelihood is greatest is still to be found",
                    false => "the points alone are shown here, and no slope of yours",
                };
                return Err(BadValue::NotNow(why));
            }
            let why = "all points lie on one x: every slope is as likely";
            let best = self.likeliest().ok_or(BadValue::NotNow(why))?;
            self.slope = best.slope.clamp(SLOPE.range.0, SLOPE.range.1);
        } else {
            self.points = POINTS;
            self.fit();
        }
        Ok(Vec::new())
    }

    fn kept_back(&self) -> Vec<&'static str> {
        vec!["best_nll", "behind", "minima_apart"]
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn touch(&mut self, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) -> Vec<Effect> {
        hand::touch(self, mouse, area, free);
        Vec::new()
    }

    fn drag_help(&self) -> String {
        hand::help(self).into()
    }

    fn moved_in_picture(&self) -> Vec<&'static str> {
        hand::moved(self).to_vec()
    }

    fn width(&self) -> u16 {
        56
    }

    fn spreads(&self) -> bool {
        VIEWS[self.view] == "both"
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            // Two meters, one over the other, want a tick each.
            least: if self.has_meters() { 10 } else { 8 },
            good: 13,
            best: 34,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
