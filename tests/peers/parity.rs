//! Short training runs that Keras has made too: the same weights, batches and settings give the
//! same losses. `fixtures/keras_runs.py` and `fixtures/keras_convolutions.py` say how its numbers were made.

use handson::codes::{Bits, Codec, Quantizer, Ranges};
use handson::nn::{Activation, Bytes, Loss, OneHot, Optimizer, Samples, Sequential, Sgd, Trainer};
use handson::train::{autoencoder, layers};
use ndarray::Array2;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Deserialize)]
struct Fixture<L> {
    runs: BTreeMap<String, Run<L>>,
}

#[derive(Deserialize)]
struct Run<L> {
    layers: L,
    optimizer: String,
    learning_rate: f32,
    momentum: f32,
    loss: String,
    batch: usize,
    losses: Vec<f64>,
    norms: Vec<f64>,
    evaluated: f64,
}

/// The first training digits and their labels: as many as the longest run sees.
fn digits() -> (Bytes<Vec<u8>>, OneHot<Vec<u8>>) {
    let unpack = |name: &str, header: usize, bytes: usize| {
        let path = format!("{}/data/{name}.zst", env!("CARGO_MANIFEST_DIR"));
        let raw = zstd::decode_all(fs::File::open(path).unwrap()).unwrap();
        raw[header..header + bytes].to_vec()
    };
    let images = unpack("train-images-idx3-ubyte", 16, 5120 * 784);
    let labels = unpack("train-labels-idx1-ubyte", 8, 5120);
    (
        Bytes::new(images, 784).unwrap(),
        OneHot::new(labels, 10).unwrap(),
    )
}

/// splitmix64, the upper 24 bits, onto [-1, 1).
fn uniform(count: usize, seed: u64) -> impl Iterator<Item = f64> {
    (0..count as u64).map(move |n| {
        let z = (n + seed * 1_000_003 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f64 / f64::from(1 << 23) - 1.0
    })
}

fn weights(model: &Sequential) -> Vec<f32> {
    let mut weights = vec![0.0; model.parameters()];
    let layers = model.layers().iter();
    for (n, layer) in (0..).zip(layers.filter(|layer| layer.parameters() > 0)) {
        let (inputs, units) = layer.kernel(model.weights()).dim();
        let limit = (6.0 / (inputs + units) as f64).sqrt();
        let kernel = uniform(inputs * units, 2 * n).map(|u| (u * limit) as f32);
        let bias = uniform(units, 2 * n + 1).map(|u| (u * 0.1) as f32);
        layer.set(&mut weights, kernel, bias);
    }
    weights
}

/// A model of dense layers, the inputs first.
fn dense(layers: &[(usize, Option<String>)]) -> Sequential {
    let stack = |model: Sequential, (units, activation): &(usize, Option<String>)| {
        let activation: Activation = activation.as_deref().unwrap().parse().unwrap();
        model.dense(*units, activation)
    };
    let empty = Sequential::new(layers[0].0);
    layers[1..].iter().fold(empty, stack)
}

fn trainer<L>(run: &Run<L>, mut model: Sequential, threads: usize) -> Trainer {
    model.set_weights(&weights(&model)).unwrap();
    let optimizer = match run.optimizer.parse().unwrap() {
        Optimizer::Sgd(sgd) => Sgd {
            momentum: run.momentum,
            ..sgd
        }
        .into(),
        other => other,
    };
    let optimizer = Optimizer::with_learning_rate(optimizer, run.learning_rate);
    let loss: Loss = run.loss.parse().unwrap();
    Trainer::new(model, optimizer, loss, threads).unwrap()
}

fn close(what: &str, found: f64, expected: f64) {
    let error = (found / expected - 1.0).abs();
    assert!(
        error < 1e-4,
        "{what}: {found}, but Keras has {expected} (off by {error:.1e})"
    );
}

#[test]
fn every_loss_of_every_run_is_that_of_keras() {
    let text = include_str!("../fixtures/keras_runs.json");
    let fixture: Fixture<Vec<(usize, Option<String>)>> = serde_json::from_str(text).unwrap();
    assert_eq!(fixture.runs.len(), 7);
    assert_runs(&fixture, |layers| dense(layers));
}

#[test]
fn every_loss_of_convolutions_is_that_of_keras() {
    let text = include_str!("../fixtures/keras_convolutions.json");
    let fixture: Fixture<String> = serde_json::from_str(text).unwrap();
    assert_eq!(fixture.runs.len(), 3);
    assert_runs(&fixture, |text| {
        layers::model(784, &layers::parse(text).unwrap())
    });
}

/// Repeats all runs, on one thread and on several.
fn assert_runs<L>(fixture: &Fixture<L>, model: impl Fn(&L) -> Sequential) {
    let (images, labels) = digits();
    for (name, run) in &fixture.runs {
        for threads in [1, 2, 3] {
            let mut trainer = trainer(run, model(&run.layers), threads);
            let reconstructs = trainer.model().output_width() == images.width();
            let y: &dyn Samples = if reconstructs { &images } else { &labels };
            for (step, expected) in run.losses.iter().enumerate() {
                let rows = step * run.batch..(step + 1) * run.batch;
                let batch: Vec<u32> = rows.map(|row| row as u32).collect();
                let found = trainer.step(&images, y, &batch);
                close(
                    &format!("{name}, step {}", step + 1),
                    f64::from(found),
                    *expected,
                );
            }
            for ((at, tensor), expected) in tensors(trainer.model()).zip(&run.norms) {
                let norm = tensor.map(|w| w * w).sum::<f64>().sqrt();
                close(&format!("{name}, norm of tensor {at}"), norm, *expected);
            }
            let first: Vec<u32> = (0..1000).collect();
            let mut x = vec![0.0; 1000 * 784];
            images.gather(&first, 0..784, &mut x);
            let x = Array2::from_shape_vec((1000, 784), x).unwrap();
            let mut targets = vec![0.0; 1000 * y.width()];
            y.gather(&first, 0..y.width(), &mut targets);
            let y = Array2::from_shape_vec((1000, y.width()), targets).unwrap();
            let found = trainer.evaluate(&x, &y).loss;
            close(&format!("{name}, evaluated"), found, run.evaluated);
        }
    }
}

/// The tensors of a model in the order of Keras: kernel, bias, kernel, ...
fn tensors(model: &Sequential) -> impl Iterator<Item = (usize, impl Iterator<Item = f64>)> {
    let layers = (0..model.layers().len()).filter(|layer| model.layers()[*layer].parameters() > 0);
    let tensors = layers.flat_map(|layer| {
        let (kernel, bias) = (model.kernel(layer), model.bias(layer));
        [kernel.iter().copied().collect::<Vec<f32>>(), bias.to_vec()]
    });
    tensors
        .map(|tensor| tensor.into_iter().map(f64::from))
        .enumerate()
}

#[derive(Deserialize)]
struct Pictures {
    script: String,
    codes: Vec<Vec<u8>>,
    pictures: Vec<Vec<f32>>,
    saved_script: String,
    saved_pictures: Vec<Vec<f32>>,
}

fn made_by_scripts() -> Pictures {
    let text = include_str!("../fixtures/keras_codes.json");
    serde_json::from_str(text).unwrap()
}

fn alike(ours: &Array2<f32>, theirs: &[Vec<f32>]) {
    assert_eq!(ours.len(), theirs.concat().len());
    for (ours, theirs) in ours.iter().zip(theirs.iter().flatten()) {
        assert!((ours - theirs).abs() < 1e-5, "{ours} {theirs}");
    }
}

/// `fixtures/keras_codes.py` says how its pictures were made: of a file of codes alone.
#[test]
fn keras_makes_the_same_pictures_of_a_file_of_codes_by_the_script_of_the_readme() {
    let made = made_by_scripts();
    assert!(include_str!("../../README.md").contains(&made.script));
    assert_eq!(made.script.lines().count(), 6);
    let codec = Codec::of(&autoencoder::trained().unwrap()).unwrap();
    let quantizer = Quantizer::new(Bits::Eight, Ranges::shipped().unwrap());
    let shape = (made.codes.len(), codec.width());
    let codes = Array2::from_shape_fn(shape, |(picture, number)| {
        quantizer.centre(number, made.codes[picture][number])
    });
    alike(&codec.decode(codes.view()), &made.pictures);
}

/// The same script file, of weights that `train` has saved and of the digits that it made up.
#[test]
fn keras_makes_the_same_pictures_with_saved_weights_by_the_script_of_the_readme() {
    let made = made_by_scripts();
    assert!(include_str!("../../README.md").contains(&made.saved_script));
    assert_eq!(made.saved_script.lines().count(), 6);
    let blots = Array2::from_shape_fn((3, 784), |(n, at)| {
        let (x, y) = (at % 28, at / 28);
        f32::from(x.abs_diff(13 + n) < 3 && y.abs_diff(13) < 9)
    });
    let ours = autoencoder::trained().unwrap().predict(blots.view());
    alike(&ours, &made.saved_pictures);
}
