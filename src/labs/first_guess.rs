//! A digit, read twice: by the learner first, and then by a trained network, which says how sure
//! it is. Nothing of the second reading is told before the first.

mod chosen;
mod facts;
mod layout;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table::{self, Done};
use super::{Activity, BadValue, DIGIT, Facts, Height};
use crate::event::{Mouse, MouseKind};
use crate::ui::glyphs::Drawn;
use chosen::{CHOSEN, Reading};
use layout::Layout;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<FirstGuess>;
type Action = table::Action<FirstGuess>;

/// Ticks in which the bars grow: half a second.
const GROWTH: u8 = 15;

/// The lab's state.
pub struct FirstGuess {
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
            readings: Source::new(id, chosen::readings),
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
    fn say(&mut self, digit: u8) -> Done {
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

    /// A click on a row answers with its digit.
    fn click(&mut self, mouse: Mouse, area: Rect) {
        let row = Layout::of(area).and_then(|layout| layout.row_at(mouse.x, mouse.y));
        if let Some(digit) = row.filter(|_| mouse.kind == MouseKind::Press) {
            // Where it cannot be answered now that says no more than the picture does.
            let _ = self.say(digit);
        }
    }
}

impl Model for FirstGuess {
    const CONTROLS: &'static [Control] = &[Control::whole(
        "picture",
        "Which of the chosen digits.",
        |_| Scale::whole(1.0, CHOSEN.len() as f64),
        |lab| lab.at + 1,
        |lab, picture| lab.turn_to(picture - 1),
    )];

    const ACTIONS: &'static [Action] = &[
        Action::with(
            "say",
            DIGIT,
            "What you read, also by a click on its row; the network answers after you.",
            |lab, said| match said.as_bytes() {
                [digit @ b'0'..=b'9'] => lab.say(digit - b'0'),
                _ => Err(BadValue::arguments("say", said, "one digit, 0 to 9")),
            },
        )
        .label(|lab| match lab.answers[lab.at] {
            None => "your answer",
            Some(_) => "",
        }),
        Action::new("another", "Turn to the next digit.", |lab| {
            lab.turn_to((lab.at + 1) % CHOSEN.len());
            Ok(())
        })
        .key(' ', |_| "another"),
    ];

    /// It is the screen: text stands above and below it, never beside.
    const WIDTH: u16 = 500;

    const DRAWS: Drawn = Drawn::Digits;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, view::draw).touch(Self::click)]
    }

    fn height(&self, width: u16) -> Height {
        layout::height(width)
    }

    fn activity(&self) -> Activity {
        match self.answered() {
            Some(_) if self.grown < GROWTH => Activity::Grows,
            _ => Activity::Still,
        }
    }

    fn tick(&mut self) {
        self.grown = self.grown.saturating_add(1).min(GROWTH);
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.readings)
    }
}

#[cfg(test)]
mod tests;
