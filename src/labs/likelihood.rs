//! How likely some leaves are under a normal distribution: one log density a leaf, their sum, the
//! product that no float can hold, the surface over mu and sigma, and a line with a bell at each x.

mod bars;
mod bells;
mod facts;
mod leaves;
mod pictures;
mod reading;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table::{self, Done};
use super::{BadValue, Facts, Height};
use crate::stats::Line;
use crate::ui::number::figure;
use leaves::{LEAVES, UNIT_NAMES, UNITS, leaves};
use ratatui::layout::Rect;
use reading::{Centre, Reading};
use std::f64::consts::TAU;

type Control = table::Control<Likelihood>;
type Action = table::Action<Likelihood>;

/// What the picture shows, in the order of the control.
const VIEWS: [&str; 4] = ["points", "product", "surface", "line"];

/// What is told of the densities, in the order of the control: their logarithms with the sum of them
/// all, themselves, or their product too.
const TOLD: [&str; 3] = ["logs", "densities", "product"];

/// The largest seed.
const LAST_SEED: f64 = 999.0;

/// Means, in centimetres.
const MUS: (f64, f64) = (4.0, 10.0);

/// Standard deviations, in centimetres.
const SIGMAS: (f64, f64) = (0.02, 3.0);

/// Intercepts of the line, in centimetres.
const INTERCEPTS: (f64, f64) = (-4.0, 10.0);

/// Slopes of the line.
const SLOPES: Scale = Scale::even((-1.0, 3.0), 0.01, 2);

/// From one length to the next that a control stops at, in centimetres.
const STEP: f64 = 0.02;

/// The learner's way over the surface, forgotten from its beginning.
const TRAIL: usize = 400;

/// A sigma, in cm, that nobody chooses who has not seen the likelihood grow.
const NARROW: f64 = 0.5;

/// The lab's state. Lengths are kept in centimetres, whatever the unit.
pub struct Likelihood {
    seed: u64,
    all: Vec<[f64; 2]>,
    n: usize,
    /// The place of the unit that lengths are told in.
    unit: usize,
    mu: f64,
    sigma: f64,
    line: Line,
    /// How high the density's axis reaches, in 1/cm, whatever the bell does.
    top: f64,
    told: usize,
    view: usize,
    trail: Vec<[f64; 2]>,
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
            unit: 0,
            mu,
            sigma,
            line: Line {
                slope: 0.0,
                intercept: mu,
            },
            top: 0.6,
            told: 0,
            view: 0,
            trail: vec![[mu, sigma]],
            reading,
        }
    }
}

impl Likelihood {
    fn unit(&self) -> leaves::Unit {
        UNITS[self.unit]
    }

    /// The leaves looked at, in the unit chosen.
    fn leaves(&self) -> Vec<[f64; 2]> {
        let looked_at = self.all.iter().take(self.n);
        looked_at.map(|leaf| leaf.map(|x| self.out(x))).collect()
    }

    /// Other leaves have another surface: the trail over it begins again.
    fn look_at(&mut self, seed: u64, n: usize) {
        (self.seed, self.all, self.n) = (seed, leaves(seed), n);
        self.trail.clear();
    }

    /// That there is no best curve is told once a narrow one has been made: it is there to find out.
    fn tells_of_no_best(&self) -> bool {
        self.reading.best.is_none() && self.sigma < NARROW
    }

    /// A length in the unit chosen.
    fn out(&self, cm: f64) -> f64 {
        cm * self.unit().per_cm
    }

    /// A length from the outside, in centimetres.
    fn in_cm(&self, length: f64) -> f64 {
        length / self.unit().per_cm
    }

    /// What a length may be, in the unit chosen.
    fn lengths(&self, (low, high): (f64, f64)) -> Scale {
        let [low, high, step] = [low, high, STEP].map(|cm| self.out(cm));
        Scale::even((low, high), step, self.unit().decimals)
    }

    fn has_line(&self) -> bool {
        VIEWS[self.view] == "line"
    }

    fn has_product(&self) -> bool {
        VIEWS[self.view] == "product"
    }

    /// Whether logarithms are told, or densities as they are.
    fn tells_logs(&self) -> bool {
        TOLD[self.told] == "logs"
    }

    /// The product of all densities where it is told.
    fn told_product(&self) -> Option<f64> {
        (TOLD[self.told] == "product").then_some(self.reading.double.value)
    }

    /// The least of the densities at the leaves, in 1 over the unit chosen.
    fn least_density(&self) -> f64 {
        let densities = self.reading.logs.iter().map(|log| log.exp());
        densities.fold(f64::INFINITY, f64::min)
    }

    /// A term of the log-likelihood as its knob tells it.
    fn told_term(&self, name: &str, at: usize) -> String {
        match self.tells_logs() {
            true => format!("{name} = {}", figure(self.terms()[at])),
            false => String::new(),
        }
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

    /// ln L in its two terms, that of the width alone and that of the distances from the centre: the
    /// slide's formula with the live numbers.
    fn terms(&self) -> [f64; 2] {
        let sigma = self.out(self.sigma);
        let width = -(self.n as f64) / 2.0 * (TAU * sigma * sigma).ln();
        let distance = self.reading.log_likelihood() - width;
        // A curve that goes through all leaves leaves a rounding error.
        [width, if distance.abs() < 1e-9 { 0.0 } else { distance }]
    }

    /// Puts the parameters where the likelihood is greatest.
    fn go_to_best(&mut self) -> Done {
        let early = "which curve is the best is still to be found";
        if !self.tells_logs() {
            return Err(BadValue::NotNow(early));
        }
        let why = "the likelihood has no maximum: the centre passes through every leaf, and it \
                   grows without bound as sigma shrinks";
        let best = self.reading.best.ok_or(BadValue::NotNow(why))?;
        match best.centre {
            Centre::Mean(mean) => self.mu = self.in_cm(mean),
            Centre::Line(line) => {
                self.line.slope = line.slope;
                self.line.intercept = self.in_cm(line.intercept);
            }
        }
        self.sigma = self.in_cm(best.sigma);
        Ok(())
    }
}

impl Model for Likelihood {
    // The unit comes first: it decides what the lengths may be. The view last: in the line's, mu does
    // not act.
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "unit",
            "The unit that lengths are told in.",
            &UNIT_NAMES,
            |lab| lab.unit,
            |lab, unit| lab.unit = unit,
        ),
        Control::number(
            "seed",
            "Which leaves: every seed draws 200 others.",
            |_| Scale::whole(0.0, LAST_SEED),
            |lab| lab.seed as f64,
            |lab, seed| lab.look_at(seed.round() as u64, lab.n),
        ),
        Control::whole(
            "n",
            "How many leaves are looked at.",
            |_| Scale::whole(1.0, LEAVES as f64),
            |lab| lab.n,
            |lab, n| lab.look_at(lab.seed, n),
        ),
        Control::number(
            "mu",
            "The mean: the length under which leaves are taken to lie densest.",
            |lab| lab.lengths(MUS),
            |lab| lab.lengths(MUS).shown(lab.out(lab.mu)),
            |lab, mu| lab.mu = lab.in_cm(mu),
        )
        .symbol("μ")
        .note(|lab| lab.told_term("-Σ(x-μ)²/2σ²", 1)),
        Control::number(
            "sigma",
            "The standard deviation: how far from the centre leaves are taken to lie.",
            |lab| lab.lengths(SIGMAS),
            |lab| lab.lengths(SIGMAS).shown(lab.out(lab.sigma)),
            |lab, sigma| lab.sigma = lab.in_cm(sigma),
        )
        .symbol("σ")
        .note(|lab| lab.told_term("-n/2·log(2π·σ²)", 0)),
        Control::number(
            "a",
            "The slope of the line: by how much length grows with width.",
            |_| SLOPES,
            |lab| SLOPES.shown(lab.line.slope),
            |lab, a| lab.line.slope = a,
        )
        .note(|_| "ŷ = ax + b".into()),
        Control::number(
            "b",
            "The intercept of the line: the length it gives a leaf without width.",
            |lab| lab.lengths(INTERCEPTS),
            |lab| lab.lengths(INTERCEPTS).shown(lab.out(lab.line.intercept)),
            |lab, b| lab.line.intercept = lab.in_cm(b),
        )
        .note(|lab| lab.told_term("-Σ(y-ax-b)²/2σ²", 1)),
        Control::number(
            "top",
            "How high the density's axis reaches, in 1/cm: it stays while the bell grows.",
            |_| Scale::even((0.2, 20.0), 0.2, 1),
            |lab| lab.top,
            |lab, top| lab.top = top,
        ),
        Control::choice(
            "told",
            "What is told of the densities: their logarithms and the sum of them, themselves, or \
             their product too.",
            &TOLD,
            |lab| lab.told,
            |lab, told| lab.told = told,
        ),
        Control::choice(
            "view",
            "The density at each leaf; the product of densities; its logarithm over mu and sigma; \
             a line with a bell at each x.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
    ];

    const ACTIONS: &'static [Action] = &[
        Action::new("sample", "Draw other leaves, as many.", |lab| {
            let why = "it is these leaves whose densities are asked about";
            if !lab.tells_logs() {
                return Err(BadValue::NotNow(why));
            }
            lab.look_at((lab.seed + 1) % (LAST_SEED as u64 + 1), lab.n);
            Ok(())
        })
        .key('s', |_| "other leaves")
        .keyed_if(Likelihood::tells_logs),
        Action::new(
            "best",
            "Go where the likelihood is greatest, by the formula.",
            Self::go_to_best,
        ),
    ];

    const WIDTH: u16 = 55;

    fn refresh(&mut self) {
        let here = [self.mu, self.sigma];
        if !self.has_line() && self.trail.last() != Some(&here) {
            if self.trail.len() == TRAIL {
                self.trail.remove(0);
            }
            self.trail.push(here);
        }
        self.reading = Reading::new(&self.leaves(), self.centre(), self.out(self.sigma));
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        // The three products take rows of their own beside the picture's.
        match self.has_product() {
            true => Height::new(10, 15, 28),
            false => Height::new(8, 13, 28),
        }
    }
}

#[cfg(test)]
mod tests;
