//! A share of the weights: their gradient over the whole batch, and their movement.
//!
//! Each weight is one worker's business from the gradient to the update, so nothing is added up
//! between workers, and all of it happens in one core's cache. A share even has its weights for
//! itself; the model's, which every core reads, are a copy. To write a line that others have read, a
//! core must first call it back from their caches: a copy does that for many lines at once, an
//! update in place for one after the other. On two cores it took the optimizer from 110 to 85
//! microseconds, and from 500 to 235 while the way between the cores was slow.

use super::laps::{Phase::*, begin, lap};
use super::precision::{Precision, round_all};
use super::shard::Shard;
use super::simd::{Isa, wide};
use super::strips::Strips;
use super::{Layer, Optimizer, Sequential};
use std::ops::Range;

/// Weights a share should have at least: with fewer, what all of them read is read too often; with
/// twice as many, workers wait for whoever has the last one.
const WEIGHTS: usize = 4096;

/// Rows a share has a multiple of: whole tiles, of any instruction set.
const ROWS: usize = 24;

/// Some rows of a layer's weights, with what is remembered about them.
#[derive(Debug)]
pub(super) struct Share {
    layer: usize,
    rows: Range<usize>,
    /// Weights a row.
    across: usize,
    range: Range<usize>,
    /// The weights, the two that the optimizer remembers, and the gradient.
    numbers: Strips<4>,
}

impl Share {
    /// Cuts all weights of a model into shares, in their order.
    pub fn all(model: &Sequential) -> Vec<Self> {
        let mut shares = Vec::new();
        for (index, layer) in model.layers().iter().enumerate() {
            let (pieces, across) = layer.pieces(WEIGHTS, ROWS);
            let start = layer.range().start;
            let pieces = pieces.into_iter();
            shares.extend(pieces.map(|rows| Self::new(index, start, rows, across)));
        }
        shares
            .iter_mut()
            .for_each(|share| share.set(model.weights()));
        shares
    }

    fn new(layer: usize, start: usize, rows: Range<usize>, across: usize) -> Self {
        let range = start + rows.start * across..start + rows.end * across;
        Self {
            numbers: Strips::new(range.len()),
            layer,
            rows,
            across,
            range,
        }
    }

    /// Which weights they are.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Takes its part of a model's weights.
    pub fn set(&mut self, model: &[f32]) {
        let range = self.range();
        let [weights, ..] = self.numbers.all_mut();
        weights.copy_from_slice(&model[range]);
    }

    /// The gradient of the last step.
    pub fn gradient(&self) -> &[f32] {
        self.numbers.get(3)
    }

    /// What the optimizer remembers of the weights, as many of the two as it has slots for.
    pub fn remembered(&self, slot: usize) -> &[f32] {
        self.numbers.get(1 + slot)
    }

    /// Takes its part of what an optimizer remembers of a model's weights.
    pub fn remember(&mut self, slot: usize, model: &[f32]) {
        let range = self.range();
        self.numbers.all_mut()[1 + slot].copy_from_slice(&model[range]);
    }

    /// Computes the gradient of the share from what all shards have kept, and moves its weights;
    /// `copy` is their stretch of the model's. With `l2` above 0 each weight of a kernel is drawn
    /// towards 0 by 2 l2 times itself.
    pub fn learn(
        &mut self,
        isa: Isa,
        layers: &[Layer],
        shards: &[Shard],
        (optimizer, step): (&Optimizer, u64),
        (l2, precision): (f32, Precision),
        copy: &mut [f32],
    ) {
        begin();
        let [weights, first, second, gradient] = self.numbers.all_mut();
        let layer = &layers[self.layer];
        match layer {
            Layer::Dense(dense) => {
                let batch = shards.iter().map(|shard| shard.pair(dense, self.layer));
                dense.weight_gradient(isa, self.rows.clone(), batch, gradient);
            }
            // Each shard has summed up its own.
            _ => {
                gradient.fill(0.0);
                for shard in shards {
                    let each = gradient.iter_mut().zip(shard.gradient(self.layer));
                    each.for_each(|(sum, gradient)| *sum += gradient);
                }
            }
        }
        if l2 > 0.0 {
            let rows = gradient.chunks_exact_mut(self.across);
            let rows = rows.zip(weights.chunks_exact(self.across));
            for (row, (gradient, weights)) in self.rows.clone().zip(rows) {
                let kernel = layer.kernel_in_row(row);
                let both = gradient[..kernel].iter_mut().zip(weights);
                both.for_each(|(slope, weight)| *slope += 2.0 * l2 * weight);
            }
        }
        lap(Gradient, self.layer);
        wide(
            #[inline(always)]
            || optimizer.update(step, weights, gradient, first, second),
        );
        if precision == Precision::Bf16Weights {
            round_all(weights);
        }
        copy.copy_from_slice(weights);
        lap(Update, self.layer);
    }

    /// Copies its weights as factors of products: rounded to bfloat16, but for the biases.
    pub fn factors(&self, layers: &[Layer], copy: &mut [f32]) {
        let rows = copy.chunks_exact_mut(self.across);
        let rows = rows.zip(self.numbers.get(0).chunks_exact(self.across));
        for (row, (copy, weights)) in self.rows.clone().zip(rows) {
            copy.copy_from_slice(weights);
            let kernel = layers[self.layer].kernel_in_row(row);
            round_all(&mut copy[..kernel]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Activation::Relu;

    #[test]
    fn shares_are_whole_rows_of_one_layer_and_all_weights_in_order() {
        for units in [1, 10, 31, 128, 784, 9000] {
            let model = Sequential::new(784)
                .dense(units, Relu)
                .dense(33, Relu)
                .dense(2, Relu);
            let shares = Share::all(&model);
            let mut next = 0;
            for share in &shares {
                let layer = &model.layers()[share.layer];
                assert_eq!(share.range.start, next);
                assert_eq!(share.range.len(), share.rows.len() * share.across);
                assert!(share.range.end <= layer.range().end);
                next = share.range.end;
            }
            assert_eq!(next, model.parameters());
        }
    }
}
