//! A digit, read twice: by the learner first, and then by a trained network, which says how sure
//! it is. Nothing of the second reading is told before the first.

mod chosen;
mod facts;
mod layout;
mod view;

use crate::event::{Event, MouseKind};
use crate::labs::source::Source;
use crate::labs::{BadValue, DIGIT, Fact, Height, Lab, Verb, number};
use crate::msg::{Effect, Msg};
use crate::ui::Look;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::glyphs::Drawn;
use chosen::{CHOSEN, Reading};
use layout::Layout;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Ticks in which the bars grow: half a second.
const GROWTH: u8 = 15;

/// The lab's state.
pub struct FirstGuess {
    id: u32,
    readings: Source<Arc<[Reading]>>,
    /// Which of the chosen digits is shown.
    at: usize,
    /// What the learner read in each of them.
    answers: [Option<u8>; CHOSEN.len()],
    /// Ticks since the digit on the screen was answered.
    grown: u8,
}

impl FirstGuess {
    /// Shows the first digit of the course.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            readings: Source::default(),
            at: 0,
            answers: [None; CHOSEN.len()],
            grown: GROWTH,
        }
    }

    /// The digit on the screen and what the network makes of it, once they are there.
    fn shown(&self) -> Option<&Reading> {
        self.readings.ready()?.get(self.at)
    }

    /// What the learner read in the digit on the screen, and what the network did.
    fn answered(&self) -> Option<(u8, &Reading)> {
        self.answers[self.at].zip(self.shown())
    }

    /// Digits answered, and how many of them the learner and the network read as their label says.
    fn score(&self) -> [usize; 3] {
        let readings = self.readings.ready().map_or(&[][..], |readings| readings);
        let read = || {
            let both = readings.iter().zip(self.answers);
            both.filter_map(|(reading, answer)| Some((reading, answer?)))
        };
        let yours = read().filter(|(reading, answer)| *answer == reading.label);
        let networks = read().filter(|(reading, _)| reading.guess() == reading.label);
        [read().count(), yours.count(), networks.count()]
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        self.grown = GROWTH;
    }

    /// The learner reads a digit in the picture: once, for then the answer stands beside it.
    fn say(&mut self, digit: u8) -> Result<(), BadValue> {
        if self.shown().is_none() {
            return Err(BadValue::NotNow("the digit is still being unpacked"));
        }
        if self.answers[self.at].is_some() {
            let why = "this one is read: Space brings another digit";
            return Err(BadValue::NotNow(why));
        }
        self.answers[self.at] = Some(digit);
        self.grown = 0;
        Ok(())
    }
}

impl Lab for FirstGuess {
    fn open(&mut self) -> Vec<Effect> {
        let asked = self.readings.ask(self.id, chosen::readings);
        asked.into_iter().collect()
    }

    fn controls(&self) -> Vec<Control> {
        vec![Control {
            name: "picture",
            symbol: "",
            help: "Which of the chosen digits.",
            kind: Kind::Number {
                value: (self.at + 1) as f64,
                min: 1.0,
                max: CHOSEN.len() as f64,
                steps: Steps::Even(1.0),
                decimals: 0,
                unit: "",
            },
            note: String::new(),
        }]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let picture = number(&self.controls(), name, value)?.round() as usize;
        self.turn_to(picture - 1);
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        let open = self.answers[self.at].is_none();
        vec![
            Verb {
                name: "say",
                key: None,
                does: if open { "your answer" } else { "" },
                arguments: DIGIT,
                help: "What you read, also by a click on its row; the network answers after you.",
            },
            Verb {
                name: "another",
                key: Some(' '),
                does: "another",
                arguments: "",
                help: "Turn to the next digit.",
            },
        ]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        match (verb, arguments.as_bytes()) {
            ("say", [digit @ b'0'..=b'9']) => self.say(digit - b'0')?,
            ("say", _) => return Err(BadValue::arguments(verb, arguments, "one digit, 0 to 9")),
            ("another", []) => self.turn_to((self.at + 1) % CHOSEN.len()),
            ("another", _) => return Err(BadValue::arguments(verb, arguments, "said alone")),
            _ => return Err(BadValue::unknown_verb(verb, &self.verbs())),
        }
        Ok(Vec::new())
    }

    fn facts(&self) -> Vec<Fact> {
        facts::all(self)
    }

    fn kept_back(&self) -> Vec<&'static str> {
        facts::kept_back(self)
    }

    fn update(&mut self, msg: &Msg, area: Rect) -> Vec<Effect> {
        match msg {
            Msg::Input(Event::Tick(_)) => self.grown = self.grown.saturating_add(1).min(GROWTH),
            Msg::Input(Event::Mouse(mouse)) if mouse.kind == MouseKind::Press => {
                let row = Layout::of(area).and_then(|layout| layout.row_at(mouse.x, mouse.y));
                // A click on a row that cannot be answered now says no more than the picture does.
                let _ = row.map(|digit| self.say(digit));
            }
            _ => drop(self.readings.receive(msg)),
        }
        Vec::new()
    }

    fn grows(&self) -> bool {
        self.answered().is_some() && self.grown < GROWTH
    }

    fn draws(&self) -> Drawn {
        Drawn::Digits
    }

    fn stays(&self) -> bool {
        false
    }

    fn width(&self) -> u16 {
        // It is the screen: text stands above and below it, never beside.
        500
    }

    fn height(&self, width: u16) -> Height {
        layout::height(width)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        view::draw(self, area, buf, look);
    }
}

#[cfg(test)]
mod tests;
