//! A decoder as bytes, and which one it is.

use sha2::{Digest, Sha256};

use crate::nn::{Activation, Sequential};
use crate::train::layers;

/// The decoder's layers, as they are written: `64 relu, 784 sigmoid`.
pub(super) fn layers_of(decoder: &Sequential) -> Vec<(usize, Activation)> {
    let layers = decoder.layers().iter();
    layers
        .map(|layer| (layer.units(), layer.activation()))
        .collect()
}

/// Its weights as a file has them: of each layer the kernel (inputs, units) and then the bias.
pub(super) fn bytes_of(decoder: &Sequential) -> Vec<u8> {
    let layers = 0..decoder.layers().len();
    let of_layer = |at| {
        let (kernel, bias) = (decoder.kernel(at), decoder.bias(at));
        let numbers = kernel.iter().chain(bias.iter());
        numbers.flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>()
    };
    layers.flat_map(of_layer).collect()
}

/// Numbers of four bytes.
pub(super) fn floats(bytes: &[u8]) -> Vec<f32> {
    let numbers = bytes.as_chunks::<4>().0.iter();
    numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// The SHA-256 of a decoder's layers and weights: two with the same make the same pictures.
pub fn digest(decoder: &Sequential) -> String {
    let mut sum = Sha256::new();
    sum.update(layers::write(&layers::of_dense(&layers_of(decoder))));
    sum.update(bytes_of(decoder));
    format!("{:x}", sum.finalize())
}
