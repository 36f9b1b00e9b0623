//! Some rows of a layer's weights, laid out for products.
//!
//! The weights themselves are one flat vector, packed tightly; products want rows on cache lines,
//! and the one that hands the error down wants them transposed. Whoever moves some weights copies
//! them here at once, while they are in its cache: a twenty-fifth of a step.

use super::Dense;
use super::matmul::Terms;
use super::rows::Rows;
use super::vector::LANES;
use std::ops::Range;

/// Rows of the matrix of weights of one layer, of which row `inputs` is the bias.
#[derive(Debug)]
pub(super) struct Kernel {
    rows: Range<usize>,
    /// As they are: (rows, units).
    forward: Rows,
    /// Transposed and without the bias: (units, rows); empty where no error is handed down.
    backward: Rows,
}

impl Kernel {
    /// Makes room for `rows` of a layer's weights, and for their transpose if it is `wanted`.
    pub fn new(layer: &Dense, rows: Range<usize>, transpose: bool) -> Self {
        let (mut forward, mut backward) = (Rows::default(), Rows::default());
        forward.shape(rows.len(), layer.units());
        let width = rows.end.min(layer.inputs()) - rows.start.min(layer.inputs());
        if transpose && width > 0 {
            backward.shape(layer.units(), width);
        }
        Self {
            rows,
            forward,
            backward,
        }
    }

    /// Copies them from their stretch of the weight vector.
    pub fn refresh(&mut self, weights: &[f32]) {
        let units = self.forward.width();
        for (to, from) in self.forward.iter_mut().zip(weights.chunks_exact(units)) {
            to.copy_from_slice(from);
        }
        let (width, stride) = (self.backward.width(), self.backward.stride() * LANES);
        let (from, to) = (&self.forward, &mut self.backward);
        let (from_stride, from) = (from.stride() * LANES, from.numbers());
        for row in (0..width).step_by(LANES) {
            let rows = row..width.min(row + LANES);
            for (unit, to) in to.numbers_mut().chunks_exact_mut(stride).enumerate() {
                for row in rows.clone() {
                    to[row] = from[row * from_stride + unit];
                }
            }
        }
    }

    /// These rows' part of xW + b.
    pub fn forward<'a>(&'a self, x: &'a Rows) -> Terms<'a> {
        Terms {
            a: &x.numbers()[self.rows.start..],
            a_stride: x.stride() * LANES,
            b: self.forward.lines(),
            b_stride: self.forward.stride(),
            depth: self.rows.len(),
        }
    }

    /// What delta W^T owes to the inputs these rows belong to; nothing if they are the bias.
    pub fn backward<'a>(&'a self, delta: &'a Rows) -> Option<(Range<usize>, Terms<'a>)> {
        let inputs = self.rows.start..self.rows.start + self.backward.width();
        (!inputs.is_empty()).then_some((
            inputs,
            Terms {
                a: delta.numbers(),
                a_stride: delta.stride() * LANES,
                b: self.backward.lines(),
                b_stride: self.backward.stride(),
                depth: delta.width(),
            },
        ))
    }
}
