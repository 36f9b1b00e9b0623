//! How small: fewer bits for each code number and what they cost, and the ledger of bytes with the
//! decoder in it.

mod facts;
mod ledger;
mod pairs;

use super::coded::weighed::{self, Weighed};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::codes::{Bits, Ledger};
use crate::dataset::mnist::TEST_DIGITS;
use crate::ui::glyphs::Drawn;
use pairs::Pair;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Bytes>;

/// The views by name, and each by its place.
const VIEWS: [&str; 2] = ["pairs", "ledger"];
const LEDGER: usize = 1;

/// Bits of a code number, by name: in the order of [`Bits::ALL`].
const BITS: [&str; 5] = ["32", "8", "4", "2", "1"];

/// The same in the order of the knob: to the right is more.
const RISING: [&str; 5] = ["1", "2", "4", "8", "32"];

/// Where what has this place in one of the two lists stands in the other.
const fn turned(place: usize) -> usize {
    BITS.len() - 1 - place
}

/// The lab's state.
pub struct Bytes {
    data: Source<Arc<Weighed>>,
    view: usize,
    /// The width of a code number, by its place in [`BITS`].
    bits: usize,
    /// The first of the digits that are shown.
    digit: usize,
    /// How many images the decoder is shared by.
    images: f64,
    /// The errors of all widths are told, and what packs the digits otherwise, and when the decoder is
    /// repaid: each is hidden where it is asked.
    errors: bool,
    rivals: bool,
    repaid: bool,
    pairs: Vec<Pair>,
}

impl Bytes {
    /// Pairs at full width.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, weighed::weighed),
            view: 0,
            bits: 0,
            digit: 0,
            images: 1000.0,
            errors: true,
            rivals: true,
            repaid: true,
            pairs: Vec::new(),
        }
    }

    fn width(&self) -> Bits {
        Bits::ALL[self.bits]
    }

    /// The ledger of so many images.
    fn ledger(&self) -> Option<Ledger> {
        let weighed = self.data.ready()?;
        Some(Ledger::new(self.images as u64, &weighed.coded.codec))
    }
}

impl Model for Bytes {
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "view",
            "Digits with what comes back of them, or the ledger of bytes.",
            &VIEWS,
            |lab| lab.view,
            |lab, view| lab.view = view,
        ),
        Control::choice(
            "bits",
            "Bits for each of the 32 numbers of a code; below 32 its training range is cut into equal cells.",
            &RISING,
            |lab| turned(lab.bits),
            |lab, bits| lab.bits = turned(bits),
        )
        .note(|lab| format!("{} bytes a digit", lab.width().bytes(32))),
        Control::whole(
            "digit",
            "The first of the test digits that are shown.",
            |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
            |lab| lab.digit,
            |lab, digit| lab.digit = digit,
        ),
        Control::number(
            "images",
            "How many images are kept, with one decoder for all.",
            |_| Scale::one_two_five((1.0, 1e6), 0),
            |lab| lab.images,
            |lab, images| lab.images = images.round(),
        )
        .symbol("N"),
        Control::toggle(
            "errors",
            "Whether the errors of all widths are told.",
            &["hidden", "shown"],
            |lab| lab.errors,
            |lab, shown| lab.errors = shown,
        ),
        Control::toggle(
            "rivals",
            "Whether it is told what one bit a pixel and zstd make of the digits.",
            &["hidden", "shown"],
            |lab| lab.rivals,
            |lab, shown| lab.rivals = shown,
        ),
        Control::toggle(
            "repaid",
            "Whether it is told how many images repay the decoder.",
            &["hidden", "shown"],
            |lab| lab.repaid,
            |lab, shown| lab.repaid = shown,
        ),
    ];

    /// The ledger with its errors.
    const WIDTH: u16 = 72;

    const DRAWS: Drawn = Drawn::Digits;

    fn refresh(&mut self) {
        if let Some(weighed) = self.data.ready() {
            self.pairs = pairs::pairs(&weighed.coded, self.width(), self.digit);
        }
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        match self.view {
            LEDGER => vec![Pane::new(area, ledger::draw)],
            _ => vec![Pane::new(area, pairs::draw)],
        }
    }

    fn height(&self, _width: u16) -> Height {
        match self.view {
            LEDGER => Height::new(ledger::ROWS, ledger::ROWS + 1, ledger::ROWS + 1),
            _ => Height::new(11, 16, 30),
        }
    }
}

#[cfg(test)]
mod tests;
