//! Samples laid out for products: panels of sixteen, side by side.
//!
//! A panel is one line for each feature, and a line holds that feature of its sixteen samples. So
//! whatever is done to a number is done to sixteen samples at once, at any width of a layer; a tile
//! reads its panels from the first line to the last; and what a product writes is laid out for the
//! next one. The weights are then the factor whose numbers are taken one by one, so they stay where
//! they are learned, in one flat vector: with samples in rows every step had to copy all weights,
//! and most of them a second time, transposed.
//!
//! Behind its features a panel has one line more: the constant input 1 that the bias is a weight of.
//! If the samples do not fill the last panel, its other lanes hold numbers that mean nothing.

use super::nonzero::{GROUP, Nonzero};
use super::precision::{Precision, round_all};
use super::simd::wide;
use super::vector::{LANES, Lanes, numbers, numbers_mut, transpose};
use std::ops::Range;

/// Samples of one width.
#[derive(Debug, Clone, Default)]
pub(super) struct Panels {
    width: usize,
    samples: usize,
    lines: Vec<Lanes>,
    /// Where what was [taken](Panels::take) is not zero.
    nonzero: Nonzero,
}

impl Panels {
    /// Takes another shape. Memory is never given back, so a shape that has been there before
    /// allocates nothing. The numbers are whatever was there; behind each sample there is a 1.
    pub fn shape(&mut self, samples: usize, width: usize) {
        if (self.samples, self.width) == (samples, width) {
            return;
        }
        (self.samples, self.width) = (samples, width);
        self.lines
            .resize(self.count() * self.stride(), Lanes::default());
        let stride = self.stride();
        let panels = self.lines.chunks_exact_mut(stride);
        panels.for_each(|panel| panel[width] = Lanes([1.0; LANES]));
    }

    /// The same, with room for what is [taken](Self::take): then that allocates nothing either.
    pub fn shape_to_take(&mut self, samples: usize, width: usize) {
        self.shape(samples, width);
        self.nonzero.shape(self.count(), width);
    }

    /// How many samples there are.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// How many panels there are.
    pub fn count(&self) -> usize {
        self.samples.div_ceil(LANES)
    }

    /// Lines from one panel to the next.
    pub fn stride(&self) -> usize {
        self.width + 1
    }

    /// All of it.
    pub fn lines(&self) -> &[Lanes] {
        &self.lines
    }

    /// All of it.
    pub fn lines_mut(&mut self) -> &mut [Lanes] {
        &mut self.lines
    }

    /// All of it, as numbers.
    pub fn numbers(&self) -> &[f32] {
        numbers(&self.lines)
    }

    /// All of it, as numbers.
    pub fn numbers_mut(&mut self) -> &mut [f32] {
        numbers_mut(&mut self.lines)
    }

    /// The panels, without the constant behind them.
    pub fn iter(&self) -> impl Iterator<Item = &[Lanes]> {
        let panels = self.lines.chunks_exact(self.stride());
        panels.map(|panel| &panel[..self.width])
    }

    /// The panels, without the constant behind them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut [Lanes]> {
        let (width, stride) = (self.width, self.stride());
        let panels = self.lines.chunks_exact_mut(stride);
        panels.map(move |panel| &mut panel[..width])
    }

    /// Where the numbers are not zero. Known only of what was [taken](Self::take).
    pub fn nonzero(&self) -> &Nonzero {
        &self.nonzero
    }

    /// Whether so much of what was [taken](Self::take) is zero that products had better pass it by.
    pub fn is_sparse(&self) -> bool {
        self.nonzero.are_few()
    }

    /// Takes numbers in, which `gather` copies row by row: it is given the samples, the features of
    /// each that are wanted, and room for them. They are few enough to stay in the first cache until
    /// they are transposed and it is noted where they are zero.
    pub fn take(&mut self, mut gather: impl FnMut(Range<usize>, Range<usize>, &mut [f32])) {
        let (width, samples) = (self.width, self.samples);
        let mut nonzero = std::mem::take(&mut self.nonzero);
        nonzero.shape(self.count(), width);
        let mut rows = [0.0; LANES * GROUP];
        for (index, panel) in self.iter_mut().enumerate() {
            let these = index * LANES..samples.min((index + 1) * LANES);
            for (at, lines) in (0..).step_by(GROUP).zip(panel.chunks_mut(GROUP)) {
                let (count, used) = (lines.len(), these.len() * lines.len());
                gather(these.clone(), at..at + count, &mut rows[..used]);
                rows[used..LANES * count].fill(0.0);
                let rows = &rows[..LANES * count];
                for (at, lines) in (0..).step_by(LANES).zip(lines.chunks_mut(LANES)) {
                    transpose_columns(rows, at, lines);
                }
                nonzero.note(index, at, rows, lines);
            }
        }
        self.nonzero = nonzero;
    }

    /// Takes the numbers of others, and their shape.
    pub fn copy(&mut self, other: &Panels) {
        self.shape(other.samples, other.width);
        self.lines.copy_from_slice(&other.lines);
    }

    /// Makes all numbers factors of products: rounds them, if the precision says so.
    pub fn round(&mut self, precision: Precision) {
        if precision.rounds() {
            round_all(self.numbers_mut());
        }
    }

    /// Adds up panels: to a line of each of some features, in order from `first` on.
    pub fn add_to(&self, sums: &mut [Lanes], first: usize) {
        for panel in self.iter() {
            let lines = &panel[first..][..sums.len()];
            wide(
                #[inline(always)]
                || {
                    let pairs = numbers_mut(sums).iter_mut().zip(numbers(lines));
                    pairs.for_each(|(sum, x)| *sum += x);
                },
            );
        }
    }

    /// One number of one sample.
    pub fn get(&self, sample: usize, feature: usize) -> f32 {
        let (panel, lane) = (sample / LANES, sample % LANES);
        self.lines[panel * self.stride() + feature].0[lane]
    }

    /// The same numbers with a line for every sample, sixteen features long: blocks of sixteen such
    /// lines, block after block and panel after panel. The last block of a panel is filled up.
    pub fn transposed(&self, out: &mut Vec<Lanes>) {
        let size = self.width.next_multiple_of(LANES);
        out.resize(self.count() * size, Lanes::default());
        for (panel, out) in self.iter().zip(out.chunks_exact_mut(size)) {
            for (from, to) in panel.chunks(LANES).zip(out.as_chunks_mut::<LANES>().0) {
                let mut block = [Lanes::default(); LANES];
                let block = from.first_chunk().unwrap_or_else(|| {
                    block[..from.len()].copy_from_slice(from);
                    &block
                });
                transpose(block.each_ref().map(|line| &line.0), to);
            }
        }
    }
}

/// Turns some columns of sixteen rows, from `at` on, into as many lines.
fn transpose_columns(rows: &[f32], at: usize, lines: &mut [Lanes]) {
    let width = rows.len() / LANES;
    let mut rest = [[0.0; LANES]; LANES];
    let columns = match width - at {
        LANES.. => std::array::from_fn(|row| {
            let row = &rows[row * width + at..];
            row.first_chunk().expect("it is as long")
        }),
        less => {
            for (rest, row) in rest.iter_mut().zip(rows.chunks_exact(width)) {
                rest[..less].copy_from_slice(&row[at..]);
            }
            rest.each_ref()
        }
    };
    transpose(columns, lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_found_where_they_were_put_and_again_when_turned() {
        for (samples, width) in [(1, 1), (16, 16), (17, 5), (40, 33)] {
            let value = |sample: usize, feature: usize| (sample * width + feature) as f32;
            let mut panels = Panels::default();
            panels.shape(samples, width);
            panels.take(|samples, features, rows| {
                let rows = rows.chunks_exact_mut(features.len());
                for (sample, row) in samples.zip(rows) {
                    let each = row.iter_mut().zip(features.clone());
                    each.for_each(|(number, feature)| *number = value(sample, feature));
                }
            });
            let mut transposed = Vec::new();
            panels.transposed(&mut transposed);
            let blocks = width.div_ceil(LANES);
            for sample in 0..samples {
                for feature in 0..width {
                    assert_eq!(panels.get(sample, feature), value(sample, feature));
                    let block = sample / LANES * blocks + feature / LANES;
                    let line = transposed[block * LANES + sample % LANES];
                    assert_eq!(line.0[feature % LANES], value(sample, feature));
                }
                assert_eq!(panels.get(sample, width), 1.0);
            }
        }
    }
}
