//! Epochs of a small network: 2-16-16-3 on 300 points, Adam, batch 32, where a library's overhead a
//! step is most of the time. Prints a line of JSON a measurement, as `benches/peers/peers.py small`
//! reads it; with a folder, writes points, classes and first weights there for the peers.
//!
//! `cargo bench --bench small [-- FOLDER]`

#[path = "common/jobs.rs"]
mod jobs;

use handson::nn::{Activation::*, Adam, Loss, OneHot, Sequential, Trainer, weights};
use jobs::quantile;
use ndarray::Array2;
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use std::time::Instant;

const POINTS: usize = 300;
const CLASSES: usize = 3;
const BATCH: usize = 32;
/// Epochs a measurement, and measurements: the first one is warming up.
const EPOCHS: usize = 200;
const MEASUREMENTS: usize = 3;

/// Three clouds, their centres on a circle of radius 1, each of deviation 0.5; class after class.
fn points() -> (Array2<f32>, Vec<u8>) {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    let classes: Vec<u8> = (0..POINTS).map(|point| (point % CLASSES) as u8).collect();
    let x = Array2::from_shape_fn((POINTS, 2), |(point, axis)| {
        let turn = std::f32::consts::TAU * f32::from(classes[point]) / CLASSES as f32;
        let centre = [turn.cos(), turn.sin()][axis];
        let off: f32 = StandardNormal.sample(&mut rng);
        centre + 0.5 * off
    });
    (x, classes)
}

fn main() {
    let (x, classes) = points();
    let model = Sequential::new(2)
        .dense(16, Tanh)
        .dense(16, Tanh)
        .dense(CLASSES, Softmax)
        .initialize(0);
    if let Some(folder) = std::env::args().skip(1).find(|arg| !arg.starts_with('-')) {
        let bytes: Vec<u8> = x.iter().flat_map(|x| x.to_le_bytes()).collect();
        let file = |name: &str| Path::new(&folder).join(name);
        std::fs::write(file("points.f32"), bytes).expect("the folder can be written to");
        std::fs::write(file("classes.u8"), &classes).expect("the folder can be written to");
        weights::save(&file("first.safetensors"), &model).expect("the folder can be written to");
    }
    let y = OneHot::new(classes, CLASSES).expect("they are classes");
    let rate = Adam {
        learning_rate: 0.01,
        ..Adam::default()
    };
    // Two threads are allowed; one is faster for so small a step, and what the labs use.
    let mut trainer = Trainer::new(model, rate, Loss::CrossEntropy, 1).expect("a sound model");
    let all: Vec<u32> = (0..POINTS as u32).collect();
    for _ in 0..MEASUREMENTS {
        let (began, mut loss) = (Instant::now(), 0.0);
        for _ in 0..EPOCHS {
            loss = 0.0;
            for batch in all.chunks(BATCH) {
                loss += f64::from(trainer.step(&x, &y, batch)) * batch.len() as f64;
            }
        }
        let (seconds, loss) = (began.elapsed().as_secs_f64(), loss / POINTS as f64);
        println!("{{\"seconds\": {seconds}, \"loss\": {loss}}}");
    }
    map();
}

/// What the lab's map of probabilities costs beside a training: of 3 layers of 16, at 60 x 40 places, 20
/// times a second. On stderr: the peers have no such thing.
fn map() {
    let layers = Sequential::new(2).dense(16, Tanh).dense(16, Tanh);
    let model = layers.dense(16, Tanh).dense(CLASSES, Softmax).initialize(0);
    let places = Array2::from_shape_fn((60 * 40, 2), |(i, axis)| {
        [i % 60, i / 60][axis] as f32 / 60.0
    });
    let times: Vec<f64> = (0..200)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(model.outputs(places.view()));
            began.elapsed().as_secs_f64()
        })
        .collect();
    let median = quantile(&times, 0.5);
    eprintln!(
        "a map: {:.2} ms; 20 a second take {:.1} % of a core",
        1e3 * median,
        100.0 * 20.0 * median
    );
}
