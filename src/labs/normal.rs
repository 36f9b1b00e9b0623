//! The normal density: two knobs, one area, and samples.

mod bars;
mod facts;
mod funnel;
mod sample;
mod strip;
#[cfg(test)]
mod tests;
mod view;

use crate::event::{Event, MouseKind};
use crate::labs::{BadValue, Fact, Height, Lab, Verb, number};
use crate::msg::{Effect, Msg};
use crate::stats::normal::Normal as Density;
use crate::ui::Look;
use crate::ui::control::{Control, Kind, Steps};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sample::Samples;
use strip::Strip;

/// By how much an end of the interval moves.
const ENDS: f64 = 0.01;

/// N(mu, sigma^2) and an interval under it.
pub struct Normal {
    density: Density,
    low: f64,
    high: f64,
    /// How far the axis reaches to each side. It stays while mu and sigma move, so that wider looks
    /// wider.
    span: f64,
    /// How high the axis reaches, whatever the curve does: so that taller looks taller.
    top: f64,
    /// The end that the mouse took hold of.
    held: &'static str,
    samples: Samples,
    /// The formula with its numbers, and the symbol in it that was moved last.
    strip: Strip,
    moved: Option<&'static str>,
}

impl Default for Normal {
    fn default() -> Self {
        Self {
            density: Density::standard(),
            low: -1.0,
            high: 1.0,
            span: 5.0,
            top: 0.5,
            held: "low",
            samples: Samples::default(),
            strip: Strip::default(),
            moved: None,
        }
    }
}

impl Normal {
    fn mu(&self) -> f64 {
        self.density.mean()
    }

    fn sigma(&self) -> f64 {
        self.density.std_dev()
    }

    fn peak(&self) -> f64 {
        self.density.pdf(self.mu())
    }

    fn area(&self) -> f64 {
        self.density.area(self.low, self.high)
    }

    fn move_to(&mut self, mu: f64, sigma: f64) {
        // The controls' ranges hold only what is a distribution.
        self.density = Density::new(mu, sigma).unwrap_or(self.density);
    }

    fn knob(
        &self,
        name: &'static str,
        symbol: &'static str,
        value: f64,
        range: (f64, f64),
        help: &'static str,
        note: String,
    ) -> Control {
        let (min, max) = range;
        let (step, decimals) = match name {
            "span" => (1.0, 0),
            "top" => (0.1, 1),
            "sigma" => (0.02, 2),
            "mu" => (0.05, 2),
            "n" => (1.0, 0),
            _ => (ENDS, 2),
        };
        let kind = Kind::Number {
            value,
            min,
            max,
            steps: if name == "n" {
                Steps::OneTwoFive
            } else {
                Steps::Even(step)
            },
            decimals,
            unit: "",
        };
        Control {
            name,
            symbol,
            help,
            kind,
            note,
        }
    }
}

impl Lab for Normal {
    fn controls(&self) -> Vec<Control> {
        // The span comes first: a set-up code sets it before what must lie within it.
        vec![
            self.knob(
                "span",
                "",
                self.span,
                (1.0, 10.0),
                "How far the axis reaches to each side of 0.",
                String::new(),
            ),
            self.knob(
                "top",
                "",
                self.top,
                (0.1, 5.0),
                "How high the axis reaches: it stays while the curve grows.",
                String::new(),
            ),
            self.knob(
                "mu",
                "μ",
                self.mu(),
                (-3.0, 3.0),
                "The mean: where the curve is centred.",
                self.strip.power(self.mu(), self.sigma()),
            ),
            self.knob(
                "sigma",
                "σ",
                self.sigma(),
                (0.1, 3.0),
                "The standard deviation: how wide the curve is, in the units of x.",
                format!("{} = {:.2}", self.strip.factor(self.sigma()), self.peak()),
            ),
            self.knob(
                "low",
                "",
                self.low,
                (-self.span, self.span),
                "The lower end of the interval.",
                "P(low ≤ x ≤ high)".into(),
            ),
            self.knob(
                "high",
                "",
                self.high,
                (-self.span, self.span),
                "The upper end of the interval.",
                format!("is the area, {:.4}", self.area()),
            ),
            self.knob(
                "n",
                "",
                self.samples.n() as f64,
                (1.0, sample::MOST as f64),
                "How many values a sample has; Space draws another one.",
                String::new(),
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let value = number(&self.controls(), name, value)?;
        match name {
            "mu" => {
                self.move_to(value, self.sigma());
                self.moved = Some(r"\mu");
            }
            "sigma" => {
                self.move_to(self.mu(), value);
                self.moved = Some(r"\sigma");
            }
            // An end that meets the other pushes it along: the interval never turns over.
            "low" => (self.low, self.high) = (value, self.high.max(value)),
            "high" => (self.low, self.high) = (self.low.min(value), value),
            "n" => self.samples.resize(value as usize),
            "top" => self.top = value,
            _ => {
                self.span = value;
                self.low = self.low.clamp(-value, value);
                self.high = self.high.clamp(-value, value);
            }
        }
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        // Before a sample is asked for there is none to be drawn again.
        let drawn = self.samples.is_drawn();
        vec![Verb {
            name: "sample",
            key: drawn.then_some(' '),
            does: if drawn { "sample again" } else { "" },
            arguments: sample::ARGUMENTS,
            help: "Draw a sample of n values, or M of N each.",
        }]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        match verb {
            "sample" => self.samples.draw(arguments).map(|()| Vec::new()),
            _ => Err(BadValue::unknown_verb(verb, &self.verbs())),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        self.told()
    }

    fn update(&mut self, msg: &Msg, area: Rect) -> Vec<Effect> {
        let Msg::Input(Event::Mouse(mouse)) = msg else {
            return Vec::new();
        };
        let grid = self.grid(area);
        let held = matches!(mouse.kind, MouseKind::Press | MouseKind::Drag);
        if !held || !grid.plot.contains((mouse.x, mouse.y).into()) {
            return Vec::new();
        }
        let [x, _] = grid.value(mouse.x, mouse.y);
        // The axis reaches a little further than the ends may.
        let x = ((x / ENDS).round() * ENDS).clamp(-self.span, self.span);
        if mouse.kind == MouseKind::Press {
            self.held = if (x - self.low).abs() < (x - self.high).abs() {
                "low"
            } else {
                "high"
            };
        }
        self.set(self.held, &format!("{x:.2}")).unwrap_or_default()
    }

    fn moved_in_picture(&self) -> Vec<&'static str> {
        vec!["low", "high"]
    }

    fn drag_help(&self) -> String {
        "Drag an end of the interval.".into()
    }

    fn width(&self) -> u16 {
        54
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 7,
            good: 9,
            best: 31,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.draw(area, buf, look);
    }
}
