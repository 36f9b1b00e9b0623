//! A worker's share of the weights: their gradient over the whole batch, and their movement.
//!
//! Each weight is one worker's business from the gradient to the update, so nothing is added up
//! between workers, and the optimizer's memory stays in one core's cache.

use super::matmul::Write;
use super::shard::Shard;
use super::{Dense, Optimizer};
use std::ops::Range;

/// A stretch of the weight vector, of whole rows, with what is remembered about it.
#[derive(Debug)]
pub(super) struct Share {
    range: Range<usize>,
    pub gradient: Vec<f32>,
    pub first: Vec<f32>,
    pub second: Vec<f32>,
}

impl Share {
    pub fn new(range: Range<usize>, optimizer: &Optimizer) -> Self {
        let zeros = vec![0.0; range.len()];
        let second = if optimizer.slots() > 1 {
            zeros.clone()
        } else {
            Vec::new()
        };
        Self {
            range,
            gradient: zeros.clone(),
            first: zeros,
            second,
        }
    }

    /// Which weights they are.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Computes the gradient of the share from what all shards have kept, and moves `weights`, the
    /// share's stretch of the vector.
    pub fn learn(
        &mut self,
        layers: &[Dense],
        shards: &[Shard],
        optimizer: &Optimizer,
        step: u64,
        weights: &mut [f32],
    ) {
        for (index, layer) in layers.iter().enumerate() {
            let own = overlap(&layer.range(), &self.range);
            if own.is_empty() {
                continue;
            }
            let (first, units) = (layer.range().start, layer.units());
            let wanted = (own.start - first) / units..(own.end - first) / units;
            let gradient = &mut self.gradient[own.start - self.range.start..][..own.len()];
            for (nth, shard) in shards.iter().enumerate() {
                let write = if nth == 0 { Write::Replace } else { Write::Add };
                let (x, delta) = (shard.below(index), shard.delta(index));
                layer.weight_gradient(wanted.clone(), x, delta, write, gradient);
            }
        }
        optimizer.update(
            step,
            weights,
            &self.gradient,
            &mut self.first,
            &mut self.second,
        );
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}

/// Where to cut the weight vector into `count` shares: equally, at the ends of rows. A row's cost is
/// its length (two operations a weight and sample), so equal shares are equal work.
pub(super) fn cuts(layers: &[Dense], count: usize) -> Vec<usize> {
    let total = layers.last().map_or(0, |layer| layer.range().end);
    let cut = |nth: usize| {
        let wanted = total * nth / count;
        let layer = layers.iter().find(|layer| layer.range().contains(&wanted));
        layer.map_or(total, |layer| {
            let first = layer.range().start;
            first + (wanted - first) / layer.units() * layer.units()
        })
    };
    (0..=count).map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation::Relu, Sequential};

    #[test]
    fn shares_are_whole_rows_and_equal_within_one() {
        let model = Sequential::new(784)
            .dense(128, Relu)
            .dense(32, Relu)
            .dense(784, Relu);
        for count in 1..=9 {
            let cuts = cuts(model.layers(), count);
            assert_eq!((cuts[0], cuts[count]), (0, model.parameters()));
            for cut in &cuts[..count] {
                let layer = model
                    .layers()
                    .iter()
                    .find(|l| l.range().contains(cut))
                    .unwrap();
                assert_eq!((cut - layer.range().start) % layer.units(), 0);
            }
            let fair = model.parameters() / count;
            assert!(
                cuts.windows(2)
                    .all(|pair| (pair[1] - pair[0]).abs_diff(fair) <= 2 * 784)
            );
        }
    }
}
