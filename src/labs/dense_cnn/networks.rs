//! The two networks, with as many weights as each other, and how they learn.

use crate::nn::Sequential;
use crate::train::{Plan, Preset, Spec};

/// The runs by their lanes.
pub const DENSE: usize = 0;
pub const CNN: usize = 1;

/// Training digits that are learned from, and those after them that are held out.
pub const LEARNED: usize = 20_000;
pub const HELD_OUT: usize = 5_000;

/// Kernels of the first convolution, and rows and columns of each.
pub const KERNELS: usize = 8;
pub const SIZE: usize = 3;

/// Their layers: one hidden layer; or two convolutions, each with a pooling, and a dense head.
const LAYERS: [&str; 2] = [
    "35 relu, 10 softmax",
    "8 conv3 relu, pool2, 16 conv3 relu, pool2, 64 relu, 10 softmax",
];

/// What a run trains.
pub fn plan(run: usize, epochs: usize) -> Option<Plan> {
    let preset = Preset::Classifier;
    let spec = Spec {
        layers: LAYERS.get(run)?.to_string(),
        epochs,
        batch_size: Some(64),
        ..preset.spec()
    };
    preset.check(&spec, LEARNED).ok()
}

/// The weights of a kernel of the first convolution, row by row; none of a network without one.
pub fn kernel(network: &Sequential, filter: usize) -> Vec<f32> {
    let weights = network.kernel(0);
    match weights.nrows() == SIZE * SIZE && filter < weights.ncols() {
        true => weights.column(filter).to_vec(),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_have_as_many_weights_within_one_in_a_hundred() {
        let [dense, cnn] = [DENSE, CNN].map(|run| plan(run, 1).unwrap().parameters());
        // 785*35 + 36*10; 3*3*8+8, 3*3*8*16+16, 400*64+64, 64*10+10.
        assert_eq!((dense, cnn), (27_835, 80 + 1168 + 25_664 + 650));
        assert!((dense as f64 / cnn as f64 - 1.0).abs() < 0.01);
        let model = plan(CNN, 1).unwrap().model();
        assert_eq!(model.parameters(), cnn);
        assert_eq!(kernel(&model, 7).len(), 9);
        assert!(kernel(&model, 8).is_empty());
    }
}
