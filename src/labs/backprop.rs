//! One update of a network taken apart: every slope and every move is the trainer's own, and the way
//! back through the layers is worked out beside it for one sample.

use crate::nn::{Activation, Loss, Optimizer, OptimizerState, Samples, Sequential, Trainer};

/// A training step on one batch, before and after.
pub struct OneUpdate {
    /// The loss of the batch, before.
    pub loss: f32,
    /// The slope of that in each weight, as the network keeps its weights.
    pub slopes: Vec<f32>,
    /// The network after the step.
    pub after: Sequential,
    /// What the optimizer remembers after it.
    pub memory: OptimizerState,
}

/// One step of a network with what the optimizer remembers, from nothing where that is of another
/// network. `None` where these make no training.
pub fn one_update(
    net: &Sequential,
    optimizer: impl Into<Optimizer>,
    memory: Option<&OptimizerState>,
    [x, y]: [&dyn Samples; 2],
    batch: &[u32],
) -> Option<OneUpdate> {
    let mut trainer = Trainer::new(net.clone(), optimizer, Loss::Mse, 1).ok()?;
    if let Some(memory) = memory {
        // Of another optimizer or network it is left: then it begins to remember.
        let _ = trainer.set_state(memory);
    }
    let loss = trainer.step(x, y, batch);
    Some(OneUpdate {
        loss,
        slopes: trainer.gradient(),
        memory: trainer.state(),
        after: trainer.into_model(),
    })
}

/// The slope of a sample's squared error in every node's sum, dL/dz, layer by layer: by the chain rule
/// from the last layer down, out of what each layer gave and what should have come out.
pub fn sums_slopes(net: &Sequential, outputs: &[Vec<f32>], target: &[f32]) -> Vec<Vec<f32>> {
    let Some((out, last)) = outputs.last().zip(net.layers().last()) else {
        return Vec::new();
    };
    let n = target.len() as f32;
    let top = out.iter().zip(target);
    let top = top.map(|(a, y)| 2.0 * (a - y) / n * bend(last.activation(), *a));
    let mut slopes = vec![top.collect::<Vec<f32>>()];
    for layer in (0..net.layers().len() - 1).rev() {
        let f = net.layers()[layer].activation();
        let (kernel, above) = (net.kernel(layer + 1), &slopes[slopes.len() - 1]);
        let nodes = outputs[layer].iter().zip(kernel.rows());
        let here = nodes.map(|(a, weights)| {
            let back: f32 = weights.iter().zip(above).map(|(w, d)| w * d).sum();
            back * bend(f, *a)
        });
        slopes.push(here.collect());
    }
    slopes.reverse();
    slopes
}

/// The slope of an activation where it gives `a`.
pub fn bend(f: Activation, a: f32) -> f32 {
    match f {
        Activation::Relu => f32::from(a > 0.0),
        Activation::Sigmoid => a * (1.0 - a),
        Activation::Tanh => 1.0 - a * a,
        // Of a softmax this is no slope; none of the networks that are taken apart has one.
        Activation::Linear | Activation::Softmax => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Adamax;
    use ndarray::Array2;

    #[test]
    fn the_way_back_for_one_sample_is_the_trainers_gradient() {
        let net = Sequential::new(5)
            .dense(4, Activation::Relu)
            .dense(3, Activation::Tanh)
            .dense(5, Activation::Sigmoid)
            .initialize(3);
        let x = Array2::from_shape_fn((1, 5), |(_, i)| 0.2 * i as f32);
        let step = one_update(&net, Adamax::default(), None, [&x, &x], &[0]).expect("a step");
        let outputs: Vec<Vec<f32>> = net
            .outputs(x.view())
            .into_iter()
            .map(|a| a.into_iter().collect())
            .collect();
        let input = x.row(0).to_vec();
        let slopes = sums_slopes(&net, &outputs, &input);
        for (layer, dense) in net.layers().iter().enumerate() {
            let below = layer.checked_sub(1).map_or(&input, |below| &outputs[below]);
            let (kernel, bias) = (dense.kernel(&step.slopes), dense.bias(&step.slopes));
            for unit in 0..dense.units() {
                assert!((bias[unit] - slopes[layer][unit]).abs() < 1e-6);
                for from in 0..dense.inputs() {
                    let expected = below[from] * slopes[layer][unit];
                    assert!((kernel[[from, unit]] - expected).abs() < 1e-6);
                }
            }
        }
        assert_eq!(step.memory.step, 1);
        assert_ne!(step.after.weights(), net.weights());
    }
}
