//! A share of the weights: their gradient over the whole batch, and their movement.
//!
//! Each weight is one worker's business from the gradient to the update, so nothing is added up
//! between workers, and all of it happens in one core's cache.

use super::laps::{Part::*, begin, lap};
use super::shard::Shard;
use super::simd::{Isa, wide};
use super::{Dense, Optimizer};
use std::ops::Range;

/// Weights a share should have at least: as many as the first cache holds.
const WEIGHTS: usize = 8192;

/// Rows a share has a multiple of: whole tiles, of any instruction set.
const ROWS: usize = 24;

/// Some rows of a layer's weights, with what is remembered about them.
#[derive(Debug)]
pub(super) struct Share {
    layer: usize,
    rows: Range<usize>,
    range: Range<usize>,
    pub gradient: Vec<f32>,
    pub first: Vec<f32>,
    pub second: Vec<f32>,
    moved: Vec<f32>,
}

impl Share {
    /// Cuts all weights of a model into shares, in their order.
    pub fn all(layers: &[Dense], optimizer: &Optimizer) -> Vec<Self> {
        let mut shares = Vec::new();
        for (index, layer) in layers.iter().enumerate() {
            let rows = (WEIGHTS / layer.across()).next_multiple_of(ROWS).max(ROWS);
            let pieces = layer.pieces(rows);
            shares.extend(pieces.map(|rows| Self::new(index, layer, rows, optimizer)));
        }
        shares
    }

    fn new(index: usize, layer: &Dense, rows: Range<usize>, optimizer: &Optimizer) -> Self {
        let start = layer.range().start;
        let range = start + rows.start * layer.across()..start + rows.end * layer.across();
        let slots = |wanted| vec![0.0; if wanted { range.len() } else { 0 }];
        Self {
            gradient: slots(true),
            first: slots(true),
            second: slots(optimizer.slots() > 1),
            moved: slots(true),
            layer: index,
            rows,
            range,
        }
    }

    /// Which weights they are.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Computes the gradient of the share from what all shards have kept, and moves `weights`, its
    /// stretch of the vector.
    pub fn learn(
        &mut self,
        isa: Isa,
        layers: &[Dense],
        shards: &[Shard],
        optimizer: &Optimizer,
        step: u64,
        weights: &mut [f32],
    ) {
        begin();
        let batch = shards.iter().map(|shard| shard.pair(layers, self.layer));
        let layer = &layers[self.layer];
        layer.weight_gradient(isa, self.rows.clone(), batch, &mut self.gradient);
        lap(Gradient, self.layer);
        // All cores have read the weights, so each line of them must be called back before it can be
        // written; copied at once it waits for no other, a line at a time for one after the other.
        self.moved.copy_from_slice(weights);
        let (g, first, second) = (&self.gradient, &mut self.first, &mut self.second);
        let moved = &mut self.moved;
        wide(
            #[inline(always)]
            || optimizer.update(step, moved, g, first, second),
        );
        weights.copy_from_slice(moved);
        lap(Update, self.layer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation::Relu, Adamax, Sequential};

    #[test]
    fn shares_are_whole_rows_of_one_layer_and_all_weights_in_order() {
        for units in [1, 10, 31, 128, 784, 9000] {
            let model = Sequential::new(784)
                .dense(units, Relu)
                .dense(33, Relu)
                .dense(2, Relu);
            let shares = Share::all(model.layers(), &Adamax::default().into());
            let mut next = 0;
            for share in &shares {
                let layer = &model.layers()[share.layer];
                assert_eq!(share.range.start, next);
                assert_eq!(share.range.len(), share.rows.len() * layer.across());
                assert!(share.range.end <= layer.range().end);
                next = share.range.end;
            }
            assert_eq!(next, model.parameters());
        }
    }
}
