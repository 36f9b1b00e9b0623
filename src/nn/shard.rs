//! A worker's rows of the batch: forward through the layers, and the error back.

use super::samples::same;
use super::{Activation, Dense, Loss, Samples, Sequential};

/// Some samples of a batch, and everything the layers make of them.
#[derive(Debug, Default)]
pub(super) struct Shard {
    samples: usize,
    input: Vec<f32>,
    /// Left empty where the targets are the inputs.
    target: Vec<f32>,
    /// The targets are the inputs, so they are gathered once.
    reconstructs: bool,
    /// What each layer gives: a.
    outputs: Vec<Vec<f32>>,
    /// What each layer owes: dL/dz.
    deltas: Vec<Vec<f32>>,
    /// Summed over the samples.
    pub loss: f64,
    /// Samples whose largest output is the largest target.
    pub correct: usize,
}

impl Shard {
    /// Copies samples in.
    pub fn gather(&mut self, layers: &[Dense], x: &dyn Samples, y: &dyn Samples, batch: &[u32]) {
        self.samples = batch.len();
        self.outputs.resize_with(layers.len(), Vec::new);
        self.deltas.resize_with(layers.len(), Vec::new);
        self.reconstructs = same(x, y);
        x.gather(batch, fit(&mut self.input, batch.len() * x.width()));
        if !self.reconstructs {
            y.gather(batch, fit(&mut self.target, batch.len() * y.width()));
        }
        for (layer, output) in layers.iter().zip(&mut self.outputs) {
            fit(output, batch.len() * layer.units());
        }
    }

    /// Computes every layer's output, and the loss.
    pub fn forward(&mut self, model: &Sequential, loss: Loss) {
        let (layers, weights) = (model.layers(), model.weights());
        let Some((last, hidden)) = layers.split_last() else {
            return;
        };
        for (index, layer) in hidden.iter().enumerate() {
            let (below, output) = self.below_and_output(index);
            layer.forward(weights, below, output);
        }
        let (below, output) = self.below_and_output(hidden.len());
        last.sums(weights, below, output);
        self.judge(last, loss);
    }

    /// The loss, through the last activation: the two go together.
    fn judge(&mut self, last: &Dense, loss: Loss) {
        (self.loss, self.correct) = (0.0, 0);
        let target = if self.reconstructs {
            &self.input
        } else {
            &self.target
        };
        let Some(output) = self.outputs.last_mut() else {
            return;
        };
        let rows = output.chunks_exact_mut(last.units());
        for (z, y) in rows.zip(target.chunks_exact(last.units())) {
            self.loss += f64::from(loss.forward(last.activation(), z, y));
            if last.activation() == Activation::Softmax {
                self.correct += usize::from(largest(z) == largest(y));
            }
        }
    }

    /// Computes dL/dz of every layer, after [`forward`](Self::forward). `scale` is 1 / samples in
    /// the whole batch.
    pub fn backward(&mut self, model: &Sequential, loss: Loss, scale: f32) {
        let layers = model.layers();
        for (layer, delta) in layers.iter().zip(&mut self.deltas) {
            fit(delta, self.samples * layer.units());
        }
        let (Some(last), Some(output)) = (layers.last(), self.outputs.last()) else {
            return;
        };
        let target = if self.reconstructs {
            &self.input
        } else {
            &self.target
        };
        let pairs = output
            .chunks_exact(last.units())
            .zip(target.chunks_exact(last.units()));
        let top = layers.len() - 1;
        for ((a, y), delta) in pairs.zip(self.deltas[top].chunks_exact_mut(last.units())) {
            loss.backward(last.activation(), a, y, scale, delta);
        }
        for index in (0..top).rev() {
            let (layer, above) = (&layers[index], &layers[index + 1]);
            let (deltas, deltas_above) = self.deltas.split_at_mut(index + 1);
            above.input_gradient(model.weights(), &deltas_above[0], &mut deltas[index]);
            layer
                .activation()
                .backward(&self.outputs[index], &mut deltas[index], layer.units());
        }
    }

    /// What goes into layer `index`.
    pub fn below(&self, index: usize) -> &[f32] {
        if index == 0 {
            &self.input
        } else {
            &self.outputs[index - 1]
        }
    }

    /// dL/dz of layer `index`.
    pub fn delta(&self, index: usize) -> &[f32] {
        &self.deltas[index]
    }

    fn below_and_output(&mut self, index: usize) -> (&[f32], &mut [f32]) {
        let (below, here) = self.outputs.split_at_mut(index);
        (below.last().unwrap_or(&self.input), &mut here[0])
    }
}

/// Gives a buffer a length. It never gives memory back, so after the first full batch this allocates
/// nothing.
fn fit(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    buffer.resize(length, 0.0);
    buffer
}

/// Where the largest number is; the first, if there are several.
fn largest(row: &[f32]) -> usize {
    let better = |best: usize, index: usize| if row[index] > row[best] { index } else { best };
    (1..row.len()).fold(0, better)
}
