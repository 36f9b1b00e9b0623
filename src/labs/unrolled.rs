//! A digit taken apart: each pixel is a number, row by row, and each number is an input.

mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height, ink};
use crate::dataset::idx::SIDE;
use crate::dataset::mnist::Digits;
use crate::ui::glyphs::Drawn;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Unrolled>;

/// Which of the test digits.
const DIGIT: usize = 0;

/// The lab's state.
pub struct Unrolled {
    /// The pixel that is looked at, from 0.
    row: usize,
    column: usize,
    source: Source<Arc<Digits>>,
}

impl Unrolled {
    /// Looks at the first pixel.
    pub fn new(id: u32) -> Self {
        Self {
            row: 0,
            column: 0,
            source: Source::test_digits(id),
        }
    }

    /// The pixels from 0 to 1, once they are unpacked.
    fn pixels(&self) -> Option<Vec<f32>> {
        Some(self.source.ready()?.grey(DIGIT))
    }

    /// Which input the pixel is, counted from 1.
    fn input(&self) -> usize {
        self.row * SIDE + self.column + 1
    }

    fn value(&self) -> Option<f32> {
        self.pixels()?.get(self.input() - 1).copied()
    }
}

impl Model for Unrolled {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "row",
            "The row of the pixel, from the top.",
            |_| Scale::whole(1.0, SIDE as f64),
            |lab| lab.row + 1,
            |lab, row| lab.row = row - 1,
        ),
        Control::whole(
            "column",
            "The column of the pixel, from the left.",
            |_| Scale::whole(1.0, SIDE as f64),
            |lab| lab.column + 1,
            |lab, column| lab.column = column - 1,
        )
        .note(|lab| match lab.value() {
            Some(value) => format!("input {}: {value:.2}", lab.input()),
            None => String::new(),
        }),
    ];

    const WIDTH: u16 = 54;

    const DRAWS: Drawn = Drawn::Digits;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        let (row, column, input) = (self.row + 1, self.column + 1, self.input());
        let said = format!("The pixel in row {row} and column {column} is input {input}.");
        facts.count("input", input, said);
        if let Some(value) = self.value() {
            let said = format!("Its value is {value:.2}: 0 is paper, 1 is full ink.");
            facts.number("value", f64::from(value), said);
        }
        if let Some(pixels) = self.pixels() {
            facts.push(ink::rows(&pixels));
        }
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 16, 17)
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;
    use crate::labs::Lab;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::{number_of, worked};

    #[test]
    fn the_inputs_are_the_pixels_row_by_row() {
        let mut lab = Hosted::new(Unrolled::new(0));
        worked(lab.open(), &mut |msg| lab.update(msg));
        let digits = test_digits().expect("the digits");
        for (row, column) in [(1, 1), (8, 7), (28, 28)] {
            assert!(lab.set("row", &row.to_string()).is_ok());
            assert!(lab.set("column", &column.to_string()).is_ok());
            let input = number_of(&lab, "input") as usize;
            assert_eq!(input, (row - 1) * 28 + column);
            let byte = digits.image(DIGIT)[input - 1];
            assert!((number_of(&lab, "value") - f64::from(byte) / 255.0).abs() < 1e-6);
        }
    }
}
