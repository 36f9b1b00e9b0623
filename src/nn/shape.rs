//! What a layer takes and gives: a row of numbers, or a picture.

use std::fmt;

/// The shape of one sample. `Display` writes it as Keras does, the place of the samples in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// So many numbers, in no order that means anything.
    Row(usize),
    /// Numbers in two dimensions, some for each place: channels last, row by row.
    Picture {
        /// Rows.
        height: usize,
        /// Columns.
        width: usize,
        /// Numbers at each place.
        channels: usize,
    },
}

impl Shape {
    /// How many numbers that are.
    pub fn numbers(self) -> usize {
        match self {
            Shape::Row(numbers) => numbers,
            Shape::Picture {
                height,
                width,
                channels,
            } => height.saturating_mul(width).saturating_mul(channels),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Row(numbers) => f.pad(&format!("(_, {numbers})")),
            Shape::Picture {
                height,
                width,
                channels,
            } => f.pad(&format!("(_, {height}, {width}, {channels})")),
        }
    }
}
