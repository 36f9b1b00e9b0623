//! Rows of numbers laid out for products.
//!
//! Every row begins on a cache line and is filled up to whole lines, so that a product loads and
//! stores 16 numbers wherever it stands. There is room for one number more than the width: the
//! constant input 1 that the bias is a weight of. And rows are an odd number of lines apart: at a
//! distance of 8 lines, a column's numbers would all fall into an eighth of the cache.

use super::vector::{LANES, Line};

/// Rows of one width.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    width: usize,
    stride: usize,
    lines: Vec<Line>,
}

impl Rows {
    /// Takes another shape. Memory is never given back, so a shape that has been there before
    /// allocates nothing. The numbers are whatever was there.
    pub fn shape(&mut self, rows: usize, width: usize) {
        self.width = width;
        self.stride = (width + 1).div_ceil(LANES) | 1;
        self.lines.resize(rows * self.stride, Line::default());
    }

    /// Numbers a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.lines.len() / self.stride.max(1)
    }

    /// Lines from one row to the next.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// All of it.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// All of it, as numbers.
    pub fn numbers(&self) -> &[f32] {
        // SAFETY: a line is 16 numbers and nothing else.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.lines.len() * LANES) }
    }

    /// All of it, as numbers.
    pub fn numbers_mut(&mut self) -> &mut [f32] {
        let length = self.lines.len() * LANES;
        // SAFETY: a line is 16 numbers and nothing else.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), length) }
    }

    /// The rows, one by one.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        let width = self.width;
        let rows = self.numbers().chunks_exact(self.stride.max(1) * LANES);
        rows.map(move |row| &row[..width])
    }

    /// The rows, one by one.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let (width, stride) = (self.width, self.stride.max(1) * LANES);
        self.numbers_mut()
            .chunks_exact_mut(stride)
            .map(move |row| &mut row[..width])
    }

    /// Puts the constant 1 behind every row.
    pub fn append_ones(&mut self) {
        let (width, stride) = (self.width, self.stride.max(1) * LANES);
        self.numbers_mut()
            .chunks_exact_mut(stride)
            .for_each(|row| row[width] = 1.0);
    }
}
