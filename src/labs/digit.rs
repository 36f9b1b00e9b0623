//! The test digits, one at a time, in every way of drawing.

mod drawings;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height, ink};
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::{Digits, TEST_DIGITS};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::glyphs::Drawn;
use crate::ui::number::a;
use crate::ui::plot::digit::Picture;
use drawings::{GAP, LARGE, LINE};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Digit>;
type Action = table::Action<Digit>;

/// One digit of the test set.
pub struct Digit {
    index: usize,
    /// What the digit is may be told: otherwise that is asked.
    labelled: bool,
    /// It is drawn in every way.
    all_ways: bool,
    source: Source<Arc<Digits>>,
}

impl Digit {
    /// Shows the first test digit until told otherwise.
    pub fn new(id: u32) -> Self {
        Self {
            index: 0,
            labelled: true,
            all_ways: true,
            source: Source::test_digits(id),
        }
    }

    /// The pixels of the digit, and what it is, once they are unpacked.
    fn shown(&self) -> Option<(&[u8], u8)> {
        let digits = self.source.ready()?;
        Some((digits.image(self.index), digits.label(self.index)))
    }

    /// What stands beside the number of the digit.
    fn note(&self) -> String {
        let Some((image, label)) = self.shown() else {
            return String::new();
        };
        let inked = format!("{} of {PIXELS} pixels inked", inked(image));
        match self.labelled {
            true => format!("{}: {inked}", a(label)),
            false => inked,
        }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(digits) = self.source.ready() else {
            let sentence = self.source.sentence();
            return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
        };
        let draw = match self.all_ways {
            true => drawings::draw_all,
            false => drawings::draw_one,
        };
        draw(&Picture::new(&digits.grey(self.index), 28), area, buf, look);
    }
}

/// How many pixels are more than half inked.
fn inked(image: &[u8]) -> usize {
    image.iter().filter(|&&byte| byte > 127).count()
}

impl Model for Digit {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "digit",
            "Which of the 10,000 test digits.",
            |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
            |lab| lab.index,
            |lab, index| lab.index = index,
        )
        .note(Self::note),
        Control::toggle(
            "label",
            "Whether it is told what the digit is: hidden where that is asked.",
            &["hidden", "shown"],
            |lab| lab.labelled,
            |lab, labelled| lab.labelled = labelled,
        ),
        Control::toggle(
            "ways",
            "Whether it stands alone, or beside it every other way of drawing it.",
            &["one", "all"],
            |lab| lab.all_ways,
            |lab, all| lab.all_ways = all,
        ),
    ];

    const ACTIONS: &'static [Action] = &[Action::new("another", "Jump to another digit.", |lab| {
        // 7,919 shares no factor with 10,000: every digit comes once before any comes again.
        lab.index = (lab.index + 7919) % TEST_DIGITS;
        Ok(())
    })
    .key(' ', |_| "another")];

    /// The large one, and small ones beside it.
    const WIDTH: u16 = LARGE.0 + GAP + LINE;

    const DRAWS: Drawn = Drawn::Digits;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        let index = self.index;
        let words = format!("This is test digit {index} of 10,000, counted from 0.");
        facts.count("digit", index, words);
        let Some(digits) = self.source.ready() else {
            return;
        };
        let (image, label) = (digits.image(index), digits.label(index));
        facts
            .push(ink::rows(&digits.grey(index)))
            .shown_if(!self.labelled);
        facts
            .count(
                "label",
                label.into(),
                format!("Test digit {index} is {}.", a(label)),
            )
            .shown_if(self.labelled);
        let ink = inked(image);
        let words = format!("{ink} of its 784 pixels are more than half inked.");
        facts.count("ink", ink, words).unit("pixels");
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, Self::draw)]
    }

    fn height(&self, width: u16) -> Height {
        let best = match self.all_ways {
            true => drawings::all(width),
            false => drawings::alone(width, u16::MAX) + 1,
        };
        Height::new(LARGE.1 / 2 + 1, LARGE.1 + 1, best)
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.source)
    }
}
