//! The speed of a training step: the seed job's, on real digits.
//!
//! `cargo bench --bench step` prints the parts of a step, quantiles of many steps, and what share
//! they reach of the rate at which the same cores multiply and add, sampled between the steps of the
//! same process. On a shared machine look at the quiet steps: those between two samples that saw no
//! neighbour.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "common/peak.rs"]
mod peak;

use handson::nn::{Adamax, Bytes, Evaluation, Loss, Samples, Trainer, available_threads};
use jobs::quantile;
use std::time::Instant;

const BATCH: usize = 256;
/// Steps between two samples of the peak.
const BLOCK: usize = 4;
const BLOCKS: usize = 240;

fn main() {
    let digits = jobs::digits();
    println!("784-128-64-32-64-128-784, batch {BATCH}, Adamax, mse");
    let cores = available_threads();
    let mut threads = vec![1, cores, 2 * cores];
    threads.dedup();
    for threads in threads {
        measure(&digits, threads);
    }
}

fn measure(digits: &Bytes<Vec<u8>>, threads: usize) {
    let model = jobs::autoencoder(1);
    let work = jobs::operations(&model, BATCH);
    let mut trainer =
        Trainer::new(model, Adamax::default(), Loss::Mse, threads).expect("it is a sound model");
    let loops = peak::loops();
    let cores = threads.min(available_threads());
    let sample = || -> Vec<f64> {
        loops
            .iter()
            .map(|&(_, run)| peak::gflops(run, cores))
            .collect()
    };

    let mut nth = 0;
    let mut step = || {
        let batch = jobs::batch(nth, BATCH);
        nth += 1;
        timed(|| _ = trainer.step(digits, digits, &batch))
    };
    (0..20).for_each(|_| _ = step());
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
        if !shares[1].is_empty() {
            row(
                &format!("  share, {} quiet steps", shares[1].len()),
                &shares[1],
            );
        }
    }
    parts(digits, &mut trainer);
}

/// What a step is made of, by what it takes to do less: the three are measured in turn.
fn parts(digits: &Bytes<Vec<u8>>, trainer: &mut Trainer) {
    let mut out = vec![0.0; BATCH * 784];
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for nth in 0..400 {
        let batch = jobs::batch(nth, BATCH);
        times[0].push(timed(|| digits.gather(&batch, &mut out)));
        let mut evaluation = Evaluation::new(BATCH);
        times[1].push(timed(|| {
            _ = evaluation.advance(trainer, digits, digits, BATCH)
        }));
        times[2].push(timed(|| _ = trainer.step(digits, digits, &batch)));
    }
    let [gather, forward, step] = times.map(|times| quantile(&times, 0.05) * 1e6);
    let share = gather / trainer.threads().min(available_threads()) as f64;
    println!("parts of a step, microseconds, each at its 5 % of quietest");
    for (name, time) in [
        ("  gather and scale the batch", share),
        ("  forward, loss and its gradient", forward - share),
        ("  error back, gradients, optimizer", step - forward),
        ("  all", step),
    ] {
        println!("{name:<34}{time:>10.0}{:>8.1} %", 100.0 * time / step);
    }
}

fn timed(work: impl FnOnce()) -> f64 {
    let before = Instant::now();
    work();
    before.elapsed().as_secs_f64()
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
        let digits = if values[0] < 100.0 { 3 } else { 0 };
        print!("{label:>5} {:<9.*}", digits, quantile(values, p));
    }
    println!();
}
