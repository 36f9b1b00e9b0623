//! One training step of a network of two inputs, two hidden nodes and one output on one sample, and
//! every number on the way: the trainer's own, not a second calculation.

use crate::labs::backprop::one_update;
use crate::nn::{Activation, Sequential, Sgd};
use ndarray::{Array2, array};

/// How far a weight moves for a slope of 1.
pub const RATE: f32 = 0.1;

/// The weights of the network, and as many slopes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// From each input to each hidden node.
    pub w: [[f32; 2]; 2],
    /// The biases of the hidden nodes.
    pub b: [f32; 2],
    /// From each hidden node to the output.
    pub v: [f32; 2],
    /// The bias of the output.
    pub c: f32,
}

/// Where the lab begins.
pub const START: Weights = Weights {
    w: [[0.5, -0.4], [-0.3, 0.6]],
    b: [0.1, 0.2],
    v: [-0.8, 0.3],
    c: 0.1,
};

/// Everything that happens in the step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What goes in, and what should come out.
    pub x: [f32; 2],
    pub y: f32,
    /// The weights before the step.
    pub weights: Weights,
    /// The sums of the hidden nodes, and what ReLU leaves of them.
    pub z: [f32; 2],
    pub h: [f32; 2],
    /// What comes out, and (out - y)^2.
    pub out: f32,
    pub loss: f32,
    /// The slope of the loss in each weight; those of the biases are those of z and out.
    pub slopes: Weights,
    /// The slope in what the hidden nodes gave.
    pub slope_h: [f32; 2],
    /// The weights after the step, and the loss with them.
    pub moved: Weights,
    pub loss_after: f32,
}

/// The network with these weights.
fn network(weights: &Weights) -> Option<Sequential> {
    let mut net = Sequential::new(2)
        .dense(2, Activation::Relu)
        .dense(1, Activation::Linear);
    let mut flat = net.weights().to_vec();
    let [first, last] = [net.layers()[0], net.layers()[1]];
    first.set(&mut flat, weights.w.concat(), weights.b);
    last.set(&mut flat, weights.v, [weights.c]);
    net.set_weights(&flat).ok()?;
    Some(net)
}

/// The same out of the vector that a network keeps.
fn weights_of(net: &Sequential, flat: &[f32]) -> Weights {
    let [first, last] = [net.layers()[0], net.layers()[1]];
    let (w, b) = (first.kernel(flat), first.bias(flat));
    let (v, c) = (last.kernel(flat), last.bias(flat));
    Weights {
        w: [0, 1].map(|input| [0, 1].map(|node| w[[input, node]])),
        b: [b[0], b[1]],
        v: [v[[0, 0]], v[[1, 0]]],
        c: c[0],
    }
}

impl Step {
    /// One step of plain descent. `None` where the numbers make no network.
    pub fn of(weights: &Weights, x: [f32; 2], y: f32) -> Option<Self> {
        let net = network(weights)?;
        let inputs = array![[x[0], x[1]]];
        let target: Array2<f32> = array![[y]];
        let outputs = net.outputs(inputs.view());
        let out = outputs[1][[0, 0]];
        // The first layer without its ReLU says the sums.
        let z = [0, 1]
            .map(|node| x[0] * weights.w[0][node] + x[1] * weights.w[1][node] + weights.b[node]);
        let step = one_update(&net, Sgd::new(RATE), None, [&inputs, &target], &[0])?;
        let slopes = weights_of(&net, &step.slopes);
        let moved = weights_of(&net, step.after.weights());
        let after = step.after.predict(inputs.view())[[0, 0]];
        Some(Self {
            x,
            y,
            weights: *weights,
            z,
            h: [outputs[0][[0, 0]], outputs[0][[0, 1]]],
            out,
            loss: step.loss,
            slope_h: weights.v.map(|v| slopes.c * v),
            slopes,
            moved,
            loss_after: (after - y).powi(2),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: [f32; 2] = [1.2, -0.6];
    const Y: f32 = -1.1;

    /// The loss in double precision, by its formula.
    fn loss(flat: &[f64; 9]) -> f64 {
        let [w00, w01, w10, w11, b0, b1, v0, v1, c] = *flat;
        let x = X.map(f64::from);
        let h0 = (x[0] * w00 + x[1] * w10 + b0).max(0.0);
        let h1 = (x[0] * w01 + x[1] * w11 + b1).max(0.0);
        (h0 * v0 + h1 * v1 + c - f64::from(Y)).powi(2)
    }

    fn flat(weights: &Weights) -> [f64; 9] {
        let Weights { w, b, v, c } = weights;
        [
            w[0][0], w[0][1], w[1][0], w[1][1], b[0], b[1], v[0], v[1], *c,
        ]
        .map(f64::from)
    }

    #[test]
    fn every_slope_is_that_of_finite_differences_and_every_weight_moves_down_it() {
        let live = Weights {
            w: [[0.5, 0.4], [-0.3, -0.2]],
            ..START
        };
        for weights in [START, live] {
            let step = Step::of(&weights, X, Y).expect("a step");
            let (at, slopes, moved) = (flat(&weights), flat(&step.slopes), flat(&step.moved));
            assert!((loss(&at) - f64::from(step.loss)).abs() < 1e-6);
            for weight in 0..at.len() {
                let nudged = |by: f64| {
                    let mut nudged = at;
                    nudged[weight] += by;
                    loss(&nudged)
                };
                let expected = (nudged(1e-6) - nudged(-1e-6)) / 2e-6;
                assert!(
                    (slopes[weight] - expected).abs() < 1e-5,
                    "{weight}: {slopes:?}"
                );
                let down = at[weight] - f64::from(RATE) * slopes[weight];
                assert!((moved[weight] - down).abs() < 1e-6, "{weight}");
            }
            assert!((f64::from(step.loss_after) - loss(&moved)).abs() < 1e-6);
        }
    }

    #[test]
    fn the_numbers_of_the_way_are_those_worked_out_by_hand() {
        let step = Step::of(&START, X, Y).expect("a step");
        // z1 = 1.2 * 0.5 + 0.6 * 0.3 + 0.1; z2 = -1.2 * 0.4 - 0.6 * 0.6 + 0.2, cut off by ReLU.
        let near = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(near(step.z[0], 0.88) && near(step.z[1], -0.64));
        assert!(near(step.h[0], 0.88) && step.h[1] == 0.0);
        assert!(near(step.out, -0.604) && near(step.loss, 0.246_016));
        // 2 (out - y) = 0.992; times h1; times v1; through an open ReLU; times the weight that came in.
        assert!(near(step.slopes.c, 0.992) && near(step.slopes.v[0], 0.872_96));
        assert!(near(step.slope_h[0], -0.7936) && near(step.slopes.b[0], -0.7936));
        assert!(near(step.slopes.w[0][0], -0.952_32));
        // A closed ReLU lets nothing back.
        assert_eq!((step.slopes.b[1], step.slopes.v[1]), (0.0, 0.0));
    }
}
