//! Three species as clouds, a new bird among them, and three rules that say what it is.

mod facts;
mod rules;
mod view;

use super::birds::{self, Flock, MEASURES, Measure, PAIRS, Ruler};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use ratatui::layout::Rect;
use rules::{Answer, Map, RULES};

type Control = table::Control<Penguins>;
type Action = table::Action<Penguins>;

/// Names of the scales of the axes.
const AXES: [&str; 2] = ["raw", "standardized"];

/// On which birds the rules are tried, in the order of the control.
const JUDGES: [&str; 3] = ["none", "known", "aside"];

/// The lab's state.
pub struct Penguins {
    /// None where the table cannot be read.
    flock: Option<Flock>,
    pair: usize,
    standardized: bool,
    rule: usize,
    /// The new bird, in the units of the table.
    bird: [f64; 2],
    /// What the three rules say of it.
    answers: [Answer; 3],
    /// What the chosen rule says everywhere.
    map: Map,
    /// How many birds of known species the nearest mean puts into another one.
    mean_wrong: usize,
    /// On which birds the rules are tried.
    judge: usize,
    /// The places of those that each rule gets wrong.
    wrong: [Vec<usize>; 3],
}

impl Default for Penguins {
    fn default() -> Self {
        let mut lab = Self {
            flock: Flock::new(0),
            pair: 0,
            standardized: false,
            rule: 0,
            bird: birds::centre(0),
            answers: [Answer::default(); 3],
            map: Map::default(),
            mean_wrong: 0,
            judge: 0,
            wrong: Default::default(),
        };
        lab.ask_everywhere();
        lab.refresh();
        lab
    }
}

impl Penguins {
    /// Whether a rule is chosen.
    fn is_asked(&self) -> bool {
        RULES[self.rule] != "none"
    }

    /// What lies along the axes.
    fn measures(&self) -> [&'static Measure; 2] {
        PAIRS[self.pair].map(|measure| &MEASURES[measure])
    }

    fn scale(&self, axis: usize) -> Scale {
        self.measures()[axis].scale
    }

    /// Whether the rules are tried on birds of known species.
    fn is_judged(&self) -> bool {
        JUDGES[self.judge] != "none"
    }

    /// What the axes count from, and in what: the units of the table, or standard deviations from the
    /// mean.
    fn counts(&self) -> ([f64; 2], [f64; 2]) {
        let flock = self.flock.as_ref().filter(|_| self.standardized);
        flock.map_or(([0.0; 2], [1.0; 2]), |flock| (flock.centre, flock.spread))
    }

    /// Where a bird lies on the axes.
    fn on_axes(&self, bird: [f64; 2]) -> [f64; 2] {
        let (from, unit) = self.counts();
        [0, 1].map(|k| (bird[k] - from[k]) / unit[k])
    }

    /// What a bird measures that lies there.
    fn measured(&self, place: [f64; 2]) -> [f64; 2] {
        let (from, unit) = self.counts();
        [0, 1].map(|k| from[k] + place[k] * unit[k])
    }

    /// A measurement of the new bird in words.
    fn note(&self, k: usize) -> String {
        let name = self.measures()[k].name;
        match self.counts().1 == [1.0; 2] {
            true => name.into(),
            false => format!("{name}, z = {:+.2}", self.on_axes(self.bird)[k]),
        }
    }

    /// How far apart two birds are, with the axes as they are.
    fn ruler(&self) -> Ruler {
        let flock = self.flock.as_ref().filter(|_| self.standardized);
        flock.map_or(Ruler { spread: [1.0; 2] }, Flock::ruler)
    }

    fn measure(&mut self, pair: usize) {
        if pair != self.pair {
            (self.pair, self.flock) = (pair, Flock::new(pair));
            self.bird = birds::centre(pair);
            self.ask_everywhere();
        }
    }

    /// Asks the chosen rule about every place of the plot: when the bird moves this stays.
    fn ask_everywhere(&mut self) {
        if let Some(flock) = &self.flock {
            let ruler = self.ruler();
            self.map = Map::new(flock, &ruler, self.rule, birds::ranges(self.pair));
            self.mean_wrong = rules::misclassified(flock, &ruler).count();
            self.wrong = match JUDGES[self.judge] {
                "none" => Default::default(),
                judge => [0, 1, 2].map(|rule| rules::wrong(flock, &ruler, rule, judge == "aside")),
            };
        }
    }
}

impl Model for Penguins {
    const CONTROLS: &'static [Control] = &[
        // The measures come first: they decide what x and y may be.
        Control::choice(
            "measures",
            "Which two measurements are seen.",
            &birds::NAMES,
            |lab| lab.pair,
            Self::measure,
        ),
        Control::toggle(
            "axes",
            "Distances in millimetres and grams, or in standard deviations of each.",
            &AXES,
            |lab| lab.standardized,
            |lab, standardized| {
                lab.standardized = standardized;
                lab.ask_everywhere();
            },
        ),
        Control::choice(
            "rule",
            "The rule whose ground is marked out in the picture; none: the birds alone.",
            &RULES,
            |lab| lab.rule,
            |lab, rule| {
                lab.rule = rule;
                lab.ask_everywhere();
            },
        ),
        Control::number(
            "x",
            "The new bird, along the horizontal axis.",
            |lab| lab.scale(0),
            |lab| lab.bird[0],
            |lab, x| lab.bird[0] = x,
        )
        .note(|lab| lab.note(0)),
        Control::number(
            "y",
            "The new bird, along the vertical axis.",
            |lab| lab.scale(1),
            |lab| lab.bird[1],
            |lab, y| lab.bird[1] = y,
        )
        .note(|lab| lab.note(1)),
        Control::choice(
            "judge",
            "Try the rules on no known bird, on all they were made of, or on each set aside in turn.",
            &JUDGES,
            |lab| lab.judge,
            |lab, judge| {
                lab.judge = judge;
                lab.ask_everywhere();
            },
        ),
    ];

    const ACTIONS: &'static [Action] =
        &[
            Action::new("reset", "Put the new bird back in the middle.", |lab| {
                lab.bird = birds::centre(lab.pair);
                Ok(())
            })
            .key('r', |_| "reset")
            .moves(&["x", "y"]),
        ];

    const WIDTH: u16 = 54;

    /// Asks all rules about the new bird.
    fn refresh(&mut self) {
        if let Some(flock) = &self.flock {
            self.answers = rules::ask(flock, &self.ruler(), self.bird);
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(9, 14, 30)
    }
}

#[cfg(test)]
mod tests;
