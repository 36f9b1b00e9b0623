//! What the benches train, and how they count.

#![allow(dead_code)] // each bench is a program of its own and uses some of these

use handson::nn::{Activation::*, Bytes, OneHot, Sequential};

fn unpack(name: &str, header: usize) -> Vec<u8> {
    let path = format!("{}/data/{name}.zst", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(path).expect("the digits are in data/");
    let mut raw = zstd::decode_all(file).expect("they unpack");
    raw.split_off(header)
}

/// The 60,000 training digits.
pub fn digits() -> Bytes<Vec<u8>> {
    Bytes::new(unpack("train-images-idx3-ubyte", 16), 784).expect("they are 28 x 28")
}

/// Which digits they are.
pub fn labels() -> OneHot<Vec<u8>> {
    OneHot::new(unpack("train-labels-idx1-ubyte", 8), 10).expect("they are digits")
}

/// The seed job's model, its hidden layers `times` as wide.
pub fn autoencoder(times: usize) -> Sequential {
    Sequential::new(784)
        .dense(128 * times, Relu)
        .dense(64 * times, Relu)
        .dense(32 * times, Relu)
        .dense(64 * times, Relu)
        .dense(128 * times, Relu)
        .dense(784, Sigmoid)
}

/// Operations of a step. Forward and weight gradients use every kernel weight once a sample, input
/// gradients all but the first layer's; each use is a multiplication and an addition.
pub fn operations(model: &Sequential, batch: usize) -> f64 {
    let kernels = |from: usize| -> usize {
        let layers = model.layers()[from..].iter();
        layers.map(|layer| layer.inputs() * layer.units()).sum()
    };
    (2 * (2 * kernels(0) + kernels(1)) * batch) as f64
}

/// The nth batch: samples from all over the data.
pub fn batch(nth: usize, size: usize) -> Vec<u32> {
    (0..size)
        .map(|n| ((nth * 7919 + n * 229) % 60_000) as u32)
        .collect()
}

/// The value below which the share `p` of all lies.
pub fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * p).round() as usize]
}
