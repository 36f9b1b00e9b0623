//! Which way an input should move: dL/dx, the loss' gradient with respect to the sample itself.
//!
//! Training asks how the weights should move for a sample, and stops at the first layer. One more
//! product, dL/dx = dL/dz W^T of that layer, asks how the sample should move for the weights.

use super::panels::Panels;
use super::precision::Precision;
use super::shard::Shard;
use super::simd::Isa;
use super::{Activation, Error, Loss, Samples, Sequential};
use ndarray::{Array2, Axis};

/// Samples that go through the layers together.
const CHUNK: usize = 64;

impl Sequential {
    /// The gradient of every sample's own loss with respect to that sample: (samples, inputs), for inputs
    /// x and targets y.
    ///
    /// # Errors
    /// For a model without layers or with an empty one, and cross-entropy over anything but a softmax.
    ///
    /// # Panics
    /// If x or y have another width than the model, or y fewer rows than x.
    pub fn input_gradient(
        &self,
        loss: Loss,
        x: &dyn Samples,
        y: &dyn Samples,
    ) -> Result<Array2<f32>, Error> {
        self.check()?;
        loss.check(self)?;
        assert_eq!(
            x.width(),
            self.inputs(),
            "inputs are as wide as the model's"
        );
        let width = self.output_width();
        assert_eq!(
            y.width(),
            width,
            "targets are as wide as the model's outputs"
        );
        let (isa, layers, weights) = (Isa::widest(), self.layers(), self.weights());
        let mut gradient = Array2::zeros((x.len(), self.inputs()));
        let (mut shard, mut found) = (Shard::default(), Panels::default());
        let samples: Vec<u32> = (0..x.len() as u32).collect();
        let chunks = samples.chunks(CHUNK);
        for (batch, mut rows) in chunks.zip(gradient.axis_chunks_iter_mut(Axis(0), CHUNK)) {
            shard.gather(layers, (x, y), batch, Precision::F32);
            shard.forward(isa, layers, weights);
            shard.loss_and_delta(&layers[layers.len() - 1], loss, 1.0);
            shard.backward(isa, layers, weights);
            shard.input_gradient(isa, layers, weights, &mut found);
            let numbers = rows.indexed_iter_mut();
            numbers.for_each(|((sample, feature), out)| *out = found.get(sample, feature));
        }
        Ok(gradient)
    }
}

impl Loss {
    /// Refuses a loss that is not defined for what the model gives.
    pub(super) fn check(self, model: &Sequential) -> Result<(), Error> {
        let last = model
            .layers()
            .last()
            .map_or(Activation::Linear, |layer| layer.activation());
        match (self, last) {
            (Loss::CrossEntropy, Activation::Softmax) | (Loss::Mse | Loss::Mae, _) => Ok(()),
            (Loss::CrossEntropy, other) => Err(Error::CrossEntropyOf(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the model makes of one sample, in f64 and by its definition.
    fn outputs(model: &Sequential, x: &[f64]) -> Vec<f64> {
        let mut a = x.to_vec();
        for (index, layer) in model.layers().iter().enumerate() {
            let (kernel, bias) = (model.kernel(index), model.bias(index));
            let z = (0..layer.units()).map(|unit| {
                let inputs = a.iter().zip(kernel.column(unit));
                f64::from(bias[unit]) + inputs.map(|(a, &w)| a * f64::from(w)).sum::<f64>()
            });
            let z: Vec<f64> = z.collect();
            let total: f64 = z.iter().map(|z| z.exp()).sum();
            let f = |z: &f64| match layer.activation() {
                Activation::Linear => *z,
                Activation::Relu => z.max(0.0),
                Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
                Activation::Tanh => z.tanh(),
                Activation::Softmax => z.exp() / total,
            };
            a = z.iter().map(f).collect();
        }
        a
    }

    fn loss_of(loss: Loss, a: &[f64], y: &[f64]) -> f64 {
        let both = a.iter().zip(y);
        match loss {
            Loss::Mse => both.map(|(a, y)| (a - y).powi(2)).sum::<f64>() / a.len() as f64,
            Loss::Mae => both.map(|(a, y)| (a - y).abs()).sum::<f64>() / a.len() as f64,
            Loss::CrossEntropy => both.map(|(a, y)| -y * a.ln()).sum(),
        }
    }

    #[test]
    fn it_is_the_slope_that_finite_differences_find() {
        use Activation::*;
        let models = [
            Sequential::new(7)
                .dense(5, Tanh)
                .dense(9, Relu)
                .dense(4, Softmax),
            Sequential::new(7).dense(9, Sigmoid).dense(4, Linear),
            Sequential::new(7).dense(4, Softmax),
        ];
        // More samples than go through together, so that places are not mixed up.
        let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 1009.0;
        let x = Array2::from_shape_fn((CHUNK + 3, 7), |(i, j)| number(i * 7 + j));
        let y = Array2::from_shape_fn((CHUNK + 3, 4), |(i, j)| f32::from(i % 4 == j));
        for (model, loss) in models.iter().flat_map(|m| Loss::ALL.map(|loss| (m, loss))) {
            if loss.check(model).is_err() {
                continue;
            }
            let gradient = model.input_gradient(loss, &x, &y).unwrap();
            for sample in [0, 1, CHUNK - 1, CHUNK + 2] {
                let row = |of: &Array2<f32>| -> Vec<f64> {
                    of.row(sample).iter().map(|&n| n.into()).collect()
                };
                let (at, y) = (row(&x), row(&y));
                for feature in 0..7 {
                    let nudged = |by: f64| {
                        let mut at = at.clone();
                        at[feature] += by;
                        loss_of(loss, &outputs(model, &at), &y)
                    };
                    let slope = (nudged(1e-6) - nudged(-1e-6)) / 2e-6;
                    let found = f64::from(gradient[[sample, feature]]);
                    assert!((found - slope).abs() < 1e-5, "{loss} {sample} {feature}");
                }
            }
        }
    }

    #[test]
    fn cross_entropy_of_anything_but_a_softmax_is_refused() {
        let model = Sequential::new(2).dense(2, Activation::Linear);
        let x = Array2::zeros((1, 2));
        let refused = model.input_gradient(Loss::CrossEntropy, &x, &x);
        assert_eq!(refused, Err(Error::CrossEntropyOf(Activation::Linear)));
        assert!(
            Sequential::new(2)
                .input_gradient(Loss::Mse, &x, &x)
                .is_err()
        );
    }
}
