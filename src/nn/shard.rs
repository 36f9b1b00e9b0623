//! Some rows of a batch: forward through the layers, and the error back.
//!
//! A batch is cut into shards of so few rows that what the layers make of them stays in a core's
//! cache, from the pixels up to the loss and down again; and so many shards that a worker whose core
//! is busy elsewhere leaves some to the others.

use super::rows::Rows;
use super::samples::same;
use super::share::Share;
use super::simd::{Isa, wide};
use super::{Activation, Dense, Loss, Samples};

/// Some samples of a batch, and everything the layers make of them.
#[derive(Debug, Default)]
pub(super) struct Shard {
    input: Rows,
    /// Left empty where the targets are the inputs.
    target: Rows,
    /// The targets are the inputs, so they are gathered once.
    reconstructs: bool,
    /// What each layer gives: a.
    outputs: Vec<Rows>,
    /// What each layer owes: dL/dz.
    deltas: Vec<Rows>,
    /// Summed over the samples.
    pub loss: f64,
    /// Samples whose largest output is the largest target.
    pub correct: usize,
}

impl Shard {
    /// Copies samples in.
    pub fn gather(&mut self, layers: &[Dense], x: &dyn Samples, y: &dyn Samples, batch: &[u32]) {
        self.outputs.resize_with(layers.len(), Rows::default);
        self.deltas.resize_with(layers.len(), Rows::default);
        self.reconstructs = same(x, y);
        gather(x, batch, &mut self.input);
        self.input.append_ones();
        if !self.reconstructs {
            gather(y, batch, &mut self.target);
        }
    }

    /// Computes every layer's output but the last one's.
    pub fn forward(&mut self, isa: Isa, layers: &[Dense], shares: &[Share]) {
        let hidden = layers.len() - 1;
        for (index, layer) in layers.iter().enumerate() {
            let (below, here) = self.outputs.split_at_mut(index);
            let (x, z) = (below.last().unwrap_or(&self.input), &mut here[0]);
            let kernels = Share::kernels(shares, index);
            if index < hidden {
                layer.forward(isa, kernels, x, z);
            } else {
                layer.sums(isa, kernels, x, z);
            }
        }
    }

    /// Takes the last layer's sums through its activation to the loss, and what it owes: the three
    /// go together, row by row. `scale` is 1 / samples in the whole batch.
    pub fn judge(&mut self, last: &Dense, loss: Loss, scale: f32) {
        (self.loss, self.correct) = (0.0, 0);
        let target = if self.reconstructs {
            &self.input
        } else {
            &self.target
        };
        let (Some(output), Some(delta)) = (self.outputs.last_mut(), self.deltas.last_mut()) else {
            return;
        };
        delta.shape(output.count(), last.units());
        let rows = output.iter_mut().zip(target.iter()).zip(delta.iter_mut());
        let f = last.activation();
        for ((z, y), delta) in rows {
            self.loss += f64::from(wide(
                #[inline(always)]
                || {
                    let value = loss.forward(f, z, y);
                    loss.backward(f, z, y, scale, delta);
                    value
                },
            ));
            if f == Activation::Softmax {
                self.correct += usize::from(largest(z) == largest(y));
            }
        }
    }

    /// Computes what every layer owes, dL/dz, after [`judge`](Self::judge).
    pub fn backward(&mut self, isa: Isa, layers: &[Dense], shares: &[Share]) {
        for index in (1..layers.len()).rev() {
            let (layer, above) = (&layers[index - 1], &layers[index]);
            let (below, here) = self.deltas.split_at_mut(index);
            let (delta, below) = (&here[0], &mut below[index - 1]);
            let output = &self.outputs[index - 1];
            below.shape(delta.count(), layer.units());
            above.input_gradient(isa, Share::kernels(shares, index), delta, below);
            wide(
                #[inline(always)]
                || {
                    for (a, delta) in output.iter().zip(below.iter_mut()) {
                        layer.activation().backward(a, delta, layer.units());
                    }
                },
            );
        }
    }

    /// What goes into layer `index`, and what that layer owes: dL/dz.
    pub fn pair(&self, index: usize) -> (&Rows, &Rows) {
        let below = if index == 0 {
            &self.input
        } else {
            &self.outputs[index - 1]
        };
        (below, &self.deltas[index])
    }
}

/// Copies some samples into rows.
fn gather(samples: &dyn Samples, batch: &[u32], rows: &mut Rows) {
    rows.shape(batch.len(), samples.width());
    for (index, row) in batch.iter().zip(rows.iter_mut()) {
        samples.gather(std::slice::from_ref(index), row);
    }
}

/// Where the largest number is; the first, if there are several.
fn largest(row: &[f32]) -> usize {
    let better = |best: usize, index: usize| if row[index] > row[best] { index } else { best };
    (1..row.len()).fold(0, better)
}
