//! How likely some leaves are under a normal distribution: one log density a leaf, their sum, the
//! product that no float can hold, the surface over mu and sigma, and a line with a bell at each x.

mod bars;
mod bells;
mod facts;
mod knobs;
mod leaves;
mod pictures;
mod reading;
mod view;

use crate::event::{Event, MouseKind};
use crate::labs::knob::options;
use crate::labs::{BadValue, Fact, Height, Lab, Verb, choice, number};
use crate::msg::{Effect, Msg};
use crate::stats::Line;
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::number::figure;
use knobs::{A, B, LAST_SEED, MU, N, SEED, SIGMA, TOP, length};
use leaves::{UNITS, Unit, leaves};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reading::{Centre, Reading};
use std::f64::consts::TAU;

/// What the picture shows, in the order of the control.
const VIEWS: [&str; 4] = ["points", "product", "surface", "line"];

/// The learner's way over the surface, forgotten from its beginning.
const TRAIL: usize = 400;
/// A sigma, in cm, that nobody chooses who has not seen the likelihood grow.
const NARROW: f64 = 0.5;

/// The lab's state. Lengths are kept in centimetres, whatever the unit.
pub struct Likelihood {
    seed: u64,
    all: Vec<[f64; 2]>,
    n: usize,
    unit: Unit,
    mu: f64,
    sigma: f64,
    line: Line,
    /// How high the density's axis reaches, in 1/cm, whatever the bell does.
    top: f64,
    view: usize,
    trail: Vec<[f64; 2]>,
    held: Option<view::Part>,
    reading: Reading,
}

impl Default for Likelihood {
    fn default() -> Self {
        let (all, mu, sigma) = (leaves(1), 5.0, 0.8);
        let reading = Reading::new(&all[..20], Centre::Mean(mu), sigma);
        Self {
            seed: 1,
            all,
            n: 20,
            unit: UNITS[0],
            mu,
            sigma,
            line: Line {
                slope: 0.0,
                intercept: mu,
            },
            top: 0.6,
            view: 0,
            trail: vec![[mu, sigma]],
            held: None,
            reading,
        }
    }
}

impl Likelihood {
    /// The leaves looked at, in the unit chosen.
    fn leaves(&self) -> Vec<[f64; 2]> {
        let looked_at = self.all.iter().take(self.n);
        looked_at.map(|leaf| leaf.map(|x| self.out(x))).collect()
    }

    /// That there is no best curve is told once a narrow one has been made: it is there to find out.
    fn tells_of_no_best(&self) -> bool {
        self.reading.best.is_none() && self.sigma < NARROW
    }

    /// A length in the unit chosen.
    fn out(&self, cm: f64) -> f64 {
        cm * self.unit.per_cm
    }

    fn has_line(&self) -> bool {
        VIEWS[self.view] == "line"
    }

    /// Where the distribution is centred now, in the unit chosen.
    fn centre(&self) -> Centre {
        if self.has_line() {
            Centre::Line(Line {
                intercept: self.out(self.line.intercept),
                ..self.line
            })
        } else {
            Centre::Mean(self.out(self.mu))
        }
    }

    /// Everything that follows from the knobs, anew. The trail begins again where the surface is
    /// another one.
    fn read(&mut self, other_surface: bool) {
        if other_surface {
            self.trail.clear();
        }
        let here = [self.mu, self.sigma];
        if !self.has_line() && self.trail.last() != Some(&here) {
            if self.trail.len() == TRAIL {
                self.trail.remove(0);
            }
            self.trail.push(here);
        }
        self.reading = Reading::new(&self.leaves(), self.centre(), self.out(self.sigma));
    }

    fn draw_leaves(&mut self, seed: u64) {
        self.seed = seed;
        self.all = leaves(seed);
    }

    /// Puts the parameters where the likelihood is greatest.
    fn go_to_best(&mut self) -> Result<(), BadValue> {
        let why = "the likelihood has no maximum: the centre passes through every leaf, and it \
                   grows without bound as sigma shrinks";
        let best = self.reading.best.ok_or(BadValue::NotNow(why))?;
        match best.centre {
            Centre::Mean(mean) => self.mu = mean / self.unit.per_cm,
            Centre::Line(line) => {
                self.line.slope = line.slope;
                self.line.intercept = line.intercept / self.unit.per_cm;
            }
        }
        self.sigma = best.sigma / self.unit.per_cm;
        Ok(())
    }
}

impl Lab for Likelihood {
    fn controls(&self) -> Vec<Control> {
        // ln L in its two terms: the slide's formula with the live numbers.
        let sigma = self.out(self.sigma);
        let width = -(self.n as f64) / 2.0 * (TAU * sigma * sigma).ln();
        let distance = self.reading.log_likelihood() - width;
        // A curve that goes through all leaves leaves a rounding error.
        let distance = figure(if distance.abs() < 1e-9 { 0.0 } else { distance });
        let from = |centre: &str| format!("-Σ(x-{centre})²/2σ² = {distance}");
        let (a, b) = (self.line.slope, self.line.intercept);
        let name = UNITS.map(|unit| unit.name);
        let chosen = UNITS.iter().position(|unit| *unit == self.unit);
        // The unit comes first: it decides what the lengths may be. The view last: in the line's,
        // mu does not act.
        vec![
            options(
                "unit",
                "The unit that lengths are told in.",
                &name,
                chosen.unwrap_or(0),
                String::new(),
            ),
            SEED.at(self.seed as f64, String::new()),
            N.at(self.n as f64, String::new()),
            length(MU, self.mu, self.unit, from("μ")),
            length(
                SIGMA,
                self.sigma,
                self.unit,
                format!("-n/2·log(2π·σ²) = {}", figure(width)),
            ),
            A.at(A.shown(a), "ŷ = ax + b".into()),
            length(B, b, self.unit, format!("-Σ(y-ax-b)²/2σ² = {distance}")),
            TOP.at(self.top, String::new()),
            options(
                "view",
                "The density at each leaf; the product of densities; its logarithm over mu and \
                 sigma; a line with a bell at each x.",
                &VIEWS,
                self.view,
                String::new(),
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let controls = self.controls();
        let chosen = |count: usize| choice(&controls, name, value).map(|at| at.min(count - 1));
        let number = || number(&controls, name, value);
        let cm = || number().map(|length| length / self.unit.per_cm);
        match name {
            "unit" => self.unit = UNITS[chosen(UNITS.len())?],
            "seed" => {
                let seed = number()?.round() as u64;
                self.draw_leaves(seed);
            }
            "n" => self.n = number()?.round() as usize,
            "mu" => self.mu = cm()?,
            "sigma" => self.sigma = cm()?,
            "a" => self.line.slope = number()?,
            "b" => self.line.intercept = cm()?,
            "top" => self.top = number()?,
            _ => self.view = chosen(VIEWS.len())?,
        }
        self.read(matches!(name, "seed" | "n"));
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        let verb = |name, key, does, help| Verb {
            name,
            key,
            does,
            arguments: "",
            help,
        };
        vec![
            verb(
                "sample",
                Some('s'),
                "other leaves",
                "Draw other leaves, as many.",
            ),
            verb(
                "best",
                None,
                "",
                "Go where the likelihood is greatest, by the formula.",
            ),
        ]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        let known = ["sample", "best"].contains(&verb);
        if !known {
            return Err(BadValue::unknown_verb(verb, &self.verbs()));
        }
        if !arguments.is_empty() {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        if verb == "sample" {
            self.draw_leaves((self.seed + 1) % (LAST_SEED as u64 + 1));
        } else {
            self.go_to_best()?;
        }
        self.read(verb == "sample");
        Ok(Vec::new())
    }

    fn kept_back(&self) -> Vec<&'static str> {
        facts::kept_back(self)
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn update(&mut self, msg: &Msg, area: Rect) -> Vec<Effect> {
        let Msg::Input(Event::Mouse(mouse)) = msg else {
            return Vec::new();
        };
        let at = (mouse.x, mouse.y);
        if mouse.kind == MouseKind::Press {
            self.held = view::part_at(self, area, at);
        }
        let moves = matches!(mouse.kind, MouseKind::Press | MouseKind::Drag);
        if let Some(part) = self.held.filter(|_| moves) {
            view::drag(self, area, part, at);
            self.read(part == view::Part::Count);
        }
        Vec::new()
    }

    fn moved_in_picture(&self) -> Vec<&'static str> {
        match VIEWS[self.view] {
            "product" => vec!["n"],
            "line" => vec!["a", "b"],
            _ => vec!["mu", "sigma"],
        }
    }

    fn drag_help(&self) -> String {
        match VIEWS[self.view] {
            "product" => "Drag along the sum: so many leaves are in it.",
            "line" => {
                "Drag the line: near an end it turns about the other end, in the middle it moves up and down."
            }
            "surface" => "Drag your mu and sigma over the surface.",
            _ => "Drag the bell: its middle moves mu, its flanks sigma.",
        }
        .into()
    }

    fn width(&self) -> u16 {
        56
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 8,
            good: 13,
            best: 28,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
