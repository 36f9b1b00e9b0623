//! How much ink each column of a digit holds, as a curve.

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::idx::SIDE;
use crate::dataset::mnist::{Digits, TEST_DIGITS};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::a;
use crate::ui::plot::plane::Plane;
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Profile>;
type Action = table::Action<Profile>;

/// The axes, the same for every digit: the fullest column of them all holds 20 pixels of ink.
const PLANE: Plane = Plane {
    x: (1.0, SIDE as f64),
    y: (0.0, 21.0),
    x_name: "column",
    y_name: "ink, pixels",
};

/// The lab's state.
pub struct Profile {
    index: usize,
    /// It is told what the digit is: otherwise that is asked.
    labelled: bool,
    source: Source<Arc<Digits>>,
}

impl Profile {
    /// Shows the first test digit until told otherwise.
    pub fn new(id: u32) -> Self {
        Self {
            index: 0,
            labelled: true,
            source: Source::test_digits(id),
        }
    }

    /// What stands beside the number of the digit.
    fn note(&self) -> String {
        let digits = self.source.ready().filter(|_| self.labelled);
        digits.map_or(String::new(), |digits| a(digits.label(self.index)))
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(digits) = self.source.ready() else {
            let sentence = self.source.sentence();
            return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
        };
        let grid = PLANE.draw(area, buf, look);
        let inks = (1..).zip(columns(digits.image(self.index)));
        let points: Vec<_> = inks.map(|(x, ink)| [f64::from(x), ink]).collect();
        stroke::path(&grid, &points, Pen::Solid, look.theme.accent, buf, look);
    }
}

/// The ink of each column of a picture: the sum of its pixels, each from 0 to 1.
fn columns(image: &[u8]) -> [f64; SIDE] {
    // Whole numbers add up alike in any order: two columns of as much ink are a tie.
    let mut sums = [0; SIDE];
    for row in image.chunks(SIDE) {
        for (sum, byte) in sums.iter_mut().zip(row) {
            *sum += u32::from(*byte);
        }
    }
    sums.map(|sum| f64::from(sum) / 255.0)
}

/// The first column with the most ink, counted from 1, and its ink.
fn most(columns: &[f64; SIDE]) -> (usize, f64) {
    let mut most = (1, columns[0]);
    for (column, ink) in (1..).zip(columns) {
        if *ink > most.1 {
            most = (column, *ink);
        }
    }
    most
}

impl Model for Profile {
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
            "Whether it is told which digit it is: hidden where that is asked.",
            &["hidden", "shown"],
            |lab| lab.labelled,
            |lab, labelled| lab.labelled = labelled,
        ),
    ];

    const ACTIONS: &'static [Action] = &[Action::new("another", "Jump to another digit.", |lab| {
        // 6,181 shares no factor with 10,000: all digits come once before any comes again.
        lab.index = (lab.index + 6181) % TEST_DIGITS;
        Ok(())
    })
    .key(' ', |_| "another")];

    const WIDTH: u16 = 44;

    fn facts(&self, facts: &mut Facts) {
        let index = self.index;
        let words = format!("This is test digit {index} of 10,000, counted from 0.");
        facts.count("digit", index, words);
        let Some(digits) = self.source.ready() else {
            return;
        };
        let label = digits.label(index);
        facts
            .count(
                "label",
                label.into(),
                format!("Test digit {index} is {}.", a(label)),
            )
            .shown_if(self.labelled);
        let columns = columns(digits.image(index));
        let (column, most) = most(&columns);
        let words = format!("The most ink is in column {column}.");
        facts.count("most_column", column, words).hide();
        let words = format!("The fullest column holds {most:.1} pixels of ink.");
        facts.number("most", most, words).unit("pixels");
        let inks = columns.map(|ink| format!("{ink:.1}")).join(", ");
        facts.text("columns", &inks, format!("Ink by column, 1 to 28: {inks}."));
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        vec![Pane::new(area, Self::draw)]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(8, 14, 24)
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.source)
    }
}

#[cfg(test)]
mod tests;
