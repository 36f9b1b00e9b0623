//! Three species as clouds, a new bird among them, and three rules that say what it is.

mod birds;
mod facts;
mod rules;
mod view;

use crate::event::{Mouse, MouseKind};
use crate::labs::knob::{Knob, options};
use crate::labs::{BadValue, Fact, Height, Lab, Verb, choice, number};
use crate::msg::Effect;
use crate::ui::Look;
use crate::ui::control::{Control, Steps};
use birds::{Flock, MEASURES, PAIRS};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rules::{Answer, Map, RULES, Ruler};

/// Names of the scales of the axes, in the order of the control.
const AXES: [&str; 2] = ["raw", "standardized"];

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
    /// The mouse took hold of the new bird.
    held: bool,
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
            held: false,
        };
        lab.ask_everywhere();
        lab.ask();
        lab
    }
}

impl Penguins {
    /// Whether a rule is chosen.
    fn is_asked(&self) -> bool {
        RULES[self.rule] != "none"
    }

    /// How far apart two birds are, with the axes as they are.
    fn ruler(&self) -> Ruler {
        let raw = Ruler { spread: [1.0; 2] };
        let flock = self.flock.as_ref().filter(|_| self.standardized);
        flock.map_or(raw, |flock| Ruler {
            spread: flock.spread,
        })
    }

    /// Asks all rules about the new bird.
    fn ask(&mut self) {
        if let Some(flock) = &self.flock {
            self.answers = rules::ask(flock, &self.ruler(), self.bird);
        }
    }

    /// Asks the chosen rule about every place of the plot: when the bird moves this stays.
    fn ask_everywhere(&mut self) {
        if let Some(flock) = &self.flock {
            let ranges = birds::ranges(self.pair);
            let ruler = self.ruler();
            self.map = Map::new(flock, &ruler, self.rule, ranges);
            self.mean_wrong = rules::strays(flock, &ruler).count();
        }
    }

    fn knobs(&self) -> [Knob; 2] {
        let [x, y] = PAIRS[self.pair].map(|measure| &MEASURES[measure]);
        let knob = |name, measure: &birds::Measure, help| Knob {
            name,
            symbol: "",
            range: measure.range,
            steps: Steps::Even(measure.step),
            decimals: measure.decimals,
            unit: measure.unit,
            help,
        };
        [
            knob("x", x, "The new bird, along the horizontal axis."),
            knob("y", y, "The new bird, along the vertical axis."),
        ]
    }

    fn place(&mut self, bird: [f64; 2]) {
        self.bird = bird;
        self.ask();
    }
}

impl Lab for Penguins {
    fn controls(&self) -> Vec<Control> {
        let [x, y] = self.knobs();
        let [x_name, y_name] = PAIRS[self.pair].map(|measure| MEASURES[measure].name);
        vec![
            // The measures come first: they decide what x and y may be.
            options(
                "measures",
                "Which two measurements are seen.",
                &birds::NAMES,
                self.pair,
                String::new(),
            ),
            options(
                "axes",
                "Distances in millimetres and grams, or in standard deviations of each.",
                &AXES,
                usize::from(self.standardized),
                String::new(),
            ),
            options(
                "rule",
                "The rule whose ground is marked out in the picture; none: the birds alone.",
                &RULES,
                self.rule,
                String::new(),
            ),
            x.at(self.bird[0], x_name.into()),
            y.at(self.bird[1], y_name.into()),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let controls = self.controls();
        match name {
            "measures" => {
                let pair = choice(&controls, name, value)?;
                if pair != self.pair {
                    self.pair = pair;
                    self.flock = Flock::new(pair);
                    self.bird = birds::centre(pair);
                    self.ask_everywhere();
                }
            }
            "axes" => {
                self.standardized = choice(&controls, name, value)? == 1;
                self.ask_everywhere();
            }
            "rule" => {
                self.rule = choice(&controls, name, value)?;
                self.ask_everywhere();
            }
            "x" => self.bird[0] = number(&controls, name, value)?,
            _ => self.bird[1] = number(&controls, name, value)?,
        }
        self.ask();
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        vec![Verb {
            name: "reset",
            key: Some('r'),
            does: "reset",
            arguments: "",
            help: "Put the new bird back in the middle.",
        }]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        if verb != "reset" {
            return Err(BadValue::unknown_verb(verb, &self.verbs()));
        }
        if !arguments.is_empty() {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        self.place(birds::centre(self.pair));
        Ok(Vec::new())
    }

    fn kept_back(&self) -> Vec<&'static str> {
        facts::kept_back(self)
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn touch(&mut self, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) -> Vec<Effect> {
        let at = (mouse.x, mouse.y);
        if mouse.kind == MouseKind::Press {
            self.held = view::is_on_plot(self, area, at);
        }
        if self.held {
            let to = view::value_at(self, area, at);
            let (knobs, now) = (self.knobs(), self.bird);
            self.place([0, 1].map(|k| match free(knobs[k].name) {
                true => knobs[k].snapped(to[k]),
                false => now[k],
            }));
        }
        Vec::new()
    }

    fn drag_help(&self) -> &'static str {
        "Drag the new bird."
    }

    fn moved_in_picture(&self) -> &'static [&'static str] {
        &["x", "y"]
    }

    fn width(&self) -> u16 {
        54
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 9,
            good: 14,
            best: 30,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
