//! The speed of a training step: the seed job's, on real digits.
//!
//! `cargo bench --bench step` prints quantiles of many steps, and what share they reach of the rate
//! at which the same cores multiply and add, sampled between the steps of the same process. On a
//! shared machine look at the quiet steps: those between two samples that saw no neighbour.

mod peak;

use handson::nn::{Activation::*, Adamax, Bytes, Loss, Sequential, Trainer, available_threads};
use std::time::Instant;

const BATCH: usize = 256;
/// Steps between two samples of the peak.
const BLOCK: usize = 4;
const BLOCKS: usize = 240;

fn main() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/train-images-idx3-ubyte.zst"
    );
    let file = std::fs::File::open(path).expect("the digits are in data/");
    let raw = zstd::decode_all(file).expect("they unpack");
    let digits = Bytes::new(raw[16..].to_vec(), 784).expect("they are 28 x 28");
    println!("784-128-64-32-64-128-784, batch {BATCH}, Adamax, mse");
    let cores = available_threads();
    let mut threads = vec![1, cores, 2 * cores];
    threads.dedup();
    for threads in threads {
        measure(&digits, threads);
    }
}

fn measure(digits: &Bytes<Vec<u8>>, threads: usize) {
    let model = Sequential::new(784)
        .dense(128, Relu)
        .dense(64, Relu)
        .dense(32, Relu)
        .dense(64, Relu)
        .dense(128, Relu)
        .dense(784, Sigmoid);
    // Forward and weight gradients use every kernel weight once a sample, input gradients all but
    // the first layer's; each use is a multiplication and an addition.
    let kernels = |from: usize| -> usize {
        model.layers()[from..]
            .iter()
            .map(|layer| layer.inputs() * layer.units())
            .sum()
    };
    let work = (2 * (2 * kernels(0) + kernels(1)) * BATCH) as f64;
    let mut trainer =
        Trainer::new(model, Adamax::default(), Loss::Mse, threads).expect("it is a sound model");
    let loops = peak::loops();
    let cores = threads.min(available_threads());
    let sample = || {
        loops
            .iter()
            .map(|&(_, run)| peak::gflops(run, cores))
            .collect::<Vec<_>>()
    };

    let mut start = 0;
    let mut step = || {
        let batch: Vec<u32> = (0..BATCH as u32)
            .map(|n| (start + n * 229) % 60_000)
            .collect();
        start = (start + 7919) % 60_000;
        let before = Instant::now();
        trainer.step(digits, digits, &batch);
        before.elapsed().as_secs_f64()
    };
    for _ in 0..20 {
        step();
    }
    let mut peaks = vec![sample()];
    let mut steps = Vec::new();
    for _ in 0..BLOCKS {
        steps.push((0..BLOCK).map(|_| step()).collect::<Vec<f64>>());
        peaks.push(sample());
    }

    let all: Vec<f64> = steps.concat();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    println!(
        "\n{threads} threads, {} steps, {} samples of the peak",
        all.len(),
        peaks.len()
    );
    row("step, ms", &all.iter().map(|s| s * 1e3).collect::<Vec<_>>());
    row(
        "digits a second",
        &all.iter().map(|s| BATCH as f64 / s).collect::<Vec<_>>(),
    );
    row(
        "GFLOP/s",
        &all.iter().map(|s| work / s / 1e9).collect::<Vec<_>>(),
    );
    println!(
        "{:<34}{:>10.3}",
        "epoch of 60,000 at the mean, s",
        mean * 60_000.0 / BATCH as f64
    );
    for (index, (name, _)) in loops.iter().enumerate() {
        let rates: Vec<f64> = peaks.iter().map(|sample| sample[index]).collect();
        row(&format!("peak {name}, GFLOP/s"), &rates);
        let quiet = 0.9 * quantile(&rates, 0.95);
        let mut shares = [Vec::new(), Vec::new()];
        for (block, around) in steps.iter().zip(rates.windows(2)) {
            let near = (around[0] + around[1]) / 2.0;
            let of_peak = block.iter().map(|s| work / s / 1e9 / near);
            shares[0].extend(of_peak.clone());
            if around.iter().all(|&rate| rate >= quiet) {
                shares[1].extend(of_peak);
            }
        }
        row("  share of it", &shares[0]);
        row(
            &format!("  share, {} quiet steps", shares[1].len()),
            &shares[1],
        );
    }
}

fn row(name: &str, values: &[f64]) {
    print!("{name:<34}");
    for (p, label) in [
        (0.05, "p5"),
        (0.25, "p25"),
        (0.5, "p50"),
        (0.75, "p75"),
        (0.95, "p95"),
    ] {
        print!(
            "{label:>5} {:<9.*}",
            if values[0] < 100.0 { 3 } else { 0 },
            quantile(values, p)
        );
    }
    println!();
}

fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * p).round() as usize]
}
