//! The speed of a convolutional network's step, and where its time goes.
//!
//! `cargo bench --bench cnn --features laps` trains "8 conv3 relu, pool2, 16 conv3 relu,
//! pool2, 64 relu, 10 softmax" with Adam, batch 128, on pictures as black as digits are. Turns of steps
//! and of the tile's own products (see the bench `step`) follow each other in the same process, on as many
//! threads; printed are medians, and what share of the tile's rate the steps reach. Operations are counted
//! as if every number that a layer gives were needed.

use handson::nn::laps::{Phase, Square, take};
use handson::nn::{Activation::*, Adam, Bytes, Conv2d, Layer, Loss, OneHot, Sequential, Trainer};
use std::time::Instant;

const SAMPLES: usize = 8192;
const BATCH: usize = 128;
const TURNS: usize = 15;
/// Steps a turn.
const STEPS: usize = 64;

fn network() -> Sequential {
    Sequential::pictures(28, 28, 1)
        .conv2d(Conv2d::new(8, 3, Relu))
        .max_pool2d(2)
        .conv2d(Conv2d::new(16, 3, Relu))
        .max_pool2d(2)
        .dense(64, Relu)
        .dense(10, Softmax)
}

/// Numbers that have no pattern.
fn noise(n: usize) -> u32 {
    (n as u32 ^ 0x5bd1).wrapping_mul(2_654_435_761) >> 8
}

/// Operations of a sample going forward, and through a step.
fn operations(model: &Sequential) -> f64 {
    let of_layer = |layer: &Layer| {
        let (taps, outputs) = layer.kernel(model.weights()).dim();
        match layer {
            Layer::Conv2d(_) => taps * layer.units(),
            _ => taps * outputs,
        }
    };
    let all: usize = model.layers().iter().map(of_layer).sum();
    let back = all - of_layer(&model.layers()[0]);
    (2 * (2 * all + back)) as f64
}

fn main() {
    let ink = |n: usize| {
        if noise(n / 7).is_multiple_of(5) {
            noise(n) as u8
        } else {
            0
        }
    };
    let x = Bytes::<Vec<u8>>::new((0..SAMPLES * 784).map(ink).collect(), 784)
        .expect("they are 28 x 28");
    let labels = (0..SAMPLES).map(|n| (noise(n) % 10) as u8).collect();
    let y = OneHot::<Vec<u8>>::new(labels, 10).expect("they are digits");
    let threads = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    let threads = threads.unwrap_or_else(nn::available_threads);
    let model = network();
    let work = operations(&model) * BATCH as f64;
    let names: Vec<String> = model
        .summary()
        .rows
        .into_iter()
        .map(|row| row.name)
        .collect();
    let mut trainer = Trainer::new(model, Adam::default(), Loss::CrossEntropy, threads)
        .expect("it is a sound model");
    let batch = |nth: usize| -> Vec<u32> {
        (0..BATCH)
            .map(|n| ((nth * 7919 + n * 229) % SAMPLES) as u32)
            .collect()
    };
    let batches: Vec<_> = (0..STEPS).map(batch).collect();
    trainer.step(&x, &y, &batches[0]);
    let (mut times, mut peaks) = (Vec::new(), Vec::new());
    let mut parts = vec![vec![Vec::new(); names.len()]; PHASES.len()];
    for turn in 0..=TURNS {
        let mut peak = vec![peak(threads)];
        for batch in &batches {
            let before = Instant::now();
            trainer.step(&x, &y, batch);
            let time = before.elapsed().as_secs_f64();
            // The first turn warms up.
            if turn > 0 {
                times.push(time);
            }
            for ((_, phase), row) in PHASES.iter().zip(&mut parts) {
                for (layer, spent) in row.iter_mut().enumerate() {
                    spent.push(take(*phase, layer));
                }
            }
        }
        peaks.append(&mut peak);
    }
    println!(
        "{threads} threads; the fastest twentieth, and the median, of {} steps",
        times.len()
    );
    for share in [0.05, 0.5] {
        let (time, peak) = (quantile(&times, share), quantile(&peaks, 1.0 - share));
        println!(
            "{:.0} samples/s, {:.1} GFLOP/s, {:.2} of the tile's {:.1}",
            BATCH as f64 / time,
            work / time / 1e9,
            work / time / 1e9 / peak,
            peak
        );
    }
    println!("microseconds a step, of all workers together:");
    for share in [0.05, 0.5] {
        for ((name, _), row) in PHASES.iter().zip(&parts) {
            let told = names
                .iter()
                .zip(row)
                .filter(|(_, spent)| quantile(spent, 1.0) > 0.0);
            let told =
                told.map(|(layer, spent)| format!("{layer} {:.0}", quantile(spent, share) * 1e6));
            println!("{name:<12}{}", told.collect::<Vec<_>>().join(", "));
        }
    }
}

const PHASES: [(&str, Phase); 7] = [
    ("gather", Phase::Gather),
    ("forward", Phase::Forward),
    ("loss", Phase::LossAndDelta),
    ("transpose", Phase::Transpose),
    ("backward", Phase::Backward),
    ("gradient", Phase::Gradient),
    ("update", Phase::Update),
];

/// GFLOP/s of the tile on so many threads.
fn peak(threads: usize) -> f64 {
    let begin = Instant::now();
    let done: f64 = std::thread::scope(|scope| {
        let work = || {
            let mut square = Square::new();
            (0..100).map(|_| square.multiply()).sum::<f64>()
        };
        let hands: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        hands
            .into_iter()
            .map(|hand| hand.join().expect("it multiplies"))
            .sum()
    });
    done / begin.elapsed().as_secs_f64() / 1e9
}

/// The value below which the share `p` of all lies.
fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * p).round() as usize]
}
