//! From one digit to another: once through the code, decoded at every stop, and once by fading one
//! picture into the other; with what a classifier reads on the way, and how sure it is.

mod facts;
mod pairs;
mod path;
mod view;

use super::coded::Coded;
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::mnist::TEST_DIGITS;
use crate::ui::glyphs::Drawn;
use pairs::Halfway;
use path::{Path, STEPS, Way};
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Walk>;
type Action = table::Action<Walk>;

/// What it begins with: all that ships for the code, and what many walks are halfway.
type Data = (Arc<Coded>, Halfway);

/// The lab's state.
pub struct Walk {
    data: Source<Data>,
    /// The two test digits.
    ends: [usize; 2],
    /// The stop, of [`STEPS`].
    stop: usize,
    /// What the classifier makes of the way is shown: hidden where that is asked.
    judged: bool,
    /// What it makes of many walks is shown.
    many: bool,
    path: Option<Path>,
}

impl Walk {
    /// At the first test digit, a 7, on the way to an 8.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, pairs::data),
            ends: [0, 61],
            stop: 0,
            judged: true,
            many: false,
            path: None,
        }
    }

    /// The way through the code and the pixels' own, once they are there.
    fn ways(&self) -> Option<[&Way; 2]> {
        self.path.as_ref().map(|path| [&path.code, &path.pixels])
    }
}

impl Model for Walk {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "from",
            "The test digit at the start.",
            |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
            |lab| lab.ends[0],
            |lab, from| lab.ends[0] = from,
        )
        .note(|lab| label(lab, 0)),
        Control::whole(
            "to",
            "The test digit at the end.",
            |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
            |lab| lab.ends[1],
            |lab, to| lab.ends[1] = to,
        )
        .note(|lab| label(lab, 1)),
        Control::number(
            "along",
            "How far along the way: 0 at the start, 1 at the end.",
            |_| Scale::even((0.0, 1.0), 1.0 / STEPS as f64, 2),
            |lab| lab.stop as f64 / STEPS as f64,
            |lab, along| lab.stop = (along * STEPS as f64).round() as usize,
        )
        .symbol("t"),
        Control::toggle(
            "judged",
            "Whether it is shown what the classifier makes of the way: hidden where that is asked.",
            &["hidden", "shown"],
            |lab| lab.judged,
            |lab, judged| lab.judged = judged,
        ),
        Control::toggle(
            "many",
            "Whether it is told how sure the classifier is halfway between many pairs.",
            &["hidden", "shown"],
            |lab| lab.many,
            |lab, many| lab.many = many,
        ),
    ];

    const ACTIONS: &'static [Action] =
        &[
            Action::new("another", "Two other digits.", |lab: &mut Self| {
                // No factor of 10,000: every digit comes once before any comes again.
                lab.ends = lab.ends.map(|digit| (digit + 7919) % TEST_DIGITS);
                Ok(())
            })
            .key(' ', |_| "two others"),
        ];

    /// Four small digits, or the stops with words beside them.
    const WIDTH: u16 = 72;

    const DRAWS: Drawn = Drawn::Digits;

    fn refresh(&mut self) {
        let Some((coded, _)) = self.data.ready() else {
            return;
        };
        if self.path.as_ref().is_none_or(|path| path.ends != self.ends) {
            let pictures = self.ends.map(|index| coded.digits.grey(index));
            self.path = Path::between(self.ends, &pictures, coded);
        }
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        view::height(self, width)
    }
}

/// What the digit at an end is, by its label.
fn label(lab: &Walk, end: usize) -> String {
    match lab.data.ready() {
        Some((coded, _)) => format!("its label is {}", coded.digits.label(lab.ends[end])),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
