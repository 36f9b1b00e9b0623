//! The speed of a training step: the seed job's, on real digits.
//!
//! `cargo bench --bench step --features laps` prints quantiles of many steps, and what share of two
//! peaks they reach, both sampled between the steps of the same process, on all cores:
//!
//! - *the tile's*: the kernel's own products of 384 x 384 by 384 x 192, which never leave a core's
//!   second cache. It is the gate's: at least 75 % of it, of the steps between two quiet samples.
//! - *the registers'*: multiply-adds that touch no memory at all. No product can reach it.
//!
//! Operations are counted as if none were left out for a zero, so the parts that know zeros can pass
//! 1; the last measurement is of pictures without any.
//!
//! A sample is quiet if the tile reaches nine tenths of what the best ones do: on a shared machine it
//! has been seen to fall to two thirds for seconds, while the registers hardly lost anything.
//! Then it prints where the time of those steps goes.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "common/parts.rs"]
mod parts;
#[path = "common/peak.rs"]
mod peak;

use handson::nn::{Adamax, Bytes, Loss, Trainer, available_threads, laps::Square};
use jobs::quantile;
use parts::Parts;
use peak::{Work, gflops};
use std::time::Instant;

const BATCH: usize = 256;
/// Steps between two samples of the peaks.
const BLOCK: usize = 4;
const BLOCKS: usize = 400;

fn main() {
    let digits = jobs::digits();
    println!("784-128-64-32-64-128-784, batch {BATCH}, Adamax, mse");
    let cores = available_threads();
    let mut threads = vec![1, cores, 2 * cores];
    threads.dedup();
    for threads in threads {
        measure(&digits, threads);
    }
    println!("\npictures without a zero");
    let noise = (0..60_000 * 784).map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8 | 1);
    let noise = Bytes::new(noise.collect(), 784).expect("they are as large");
    measure(&noise, cores);
}

/// A step: its seconds, and those of its parts.
struct Step {
    time: f64,
    parts: Parts,
}

fn measure(digits: &Bytes<Vec<u8>>, threads: usize) {
    let model = jobs::autoencoder(1);
    let work = jobs::operations(&model, BATCH);
    let mut trainer =
        Trainer::new(model, Adamax::default(), Loss::Mse, threads).expect("it is a sound model");
    let cores = threads.min(available_threads());
    let mut tiles: Vec<Work> = (0..cores).map(|_| tile()).collect();
    let mut registers: Vec<Work> = (0..cores).map(|_| peak::registers()).collect();
    let mut sample = || (gflops(&mut tiles), gflops(&mut registers));

    let mut nth = 0;
    let mut step = || {
        let batch = jobs::batch(nth, BATCH);
        nth += 1;
        let before = Instant::now();
        trainer.step(digits, digits, &batch);
        let time = before.elapsed().as_secs_f64();
        let parts = Parts::take(trainer.model(), cores, time);
        Step { time, parts }
    };
    (0..20).for_each(|_| _ = step());
    let mut peaks = vec![sample()];
    let mut blocks = Vec::new();
    for _ in 0..BLOCKS {
        blocks.push((0..BLOCK).map(|_| step()).collect::<Vec<Step>>());
        peaks.push(sample());
    }

    let (tiles, registers): (Vec<f64>, Vec<f64>) = peaks.into_iter().unzip();
    let floor = 0.9 * quantile(&tiles, 0.95);
    let around = |rates: &[f64], block: usize| (rates[block] + rates[block + 1]) / 2.0;
    let calm = |block: usize| tiles[block].min(tiles[block + 1]) >= floor;
    println!("\n{threads} threads, {} samples of the peaks", tiles.len());
    row("peak of the tile, GFLOP/s", &tiles);
    row("peak of the registers, GFLOP/s", &registers);
    for (name, quiet) in [("all", false), ("quiet", true)] {
        let chosen: Vec<(usize, &Step)> = (blocks.iter().enumerate())
            .filter(|&(block, _)| !quiet || calm(block))
            .flat_map(|(block, steps)| steps.iter().map(move |step| (block, step)))
            .collect();
        if chosen.is_empty() {
            println!("no block of steps lay between two quiet samples");
            continue;
        }
        let each = |f: &dyn Fn(usize, &Step) -> f64| -> Vec<f64> {
            chosen.iter().map(|&(block, step)| f(block, step)).collect()
        };
        println!("{} {name} steps", chosen.len());
        row("  milliseconds", &each(&|_, step| step.time * 1e3));
        row("  GFLOP/s", &each(&|_, step| work / step.time / 1e9));
        row(
            "  share of the tile's peak",
            &each(&|block, step| work / step.time / 1e9 / around(&tiles, block)),
        );
        row(
            "  share of the registers' peak",
            &each(&|block, step| work / step.time / 1e9 / around(&registers, block)),
        );
        let mean = each(&|_, step| step.time).iter().sum::<f64>() / chosen.len() as f64;
        println!(
            "  an epoch of 60,000 at the mean, s{:>9.3}",
            mean * 60_000.0 / BATCH as f64
        );
        if quiet {
            let steps: Vec<&Parts> = chosen.iter().map(|(_, step)| &step.parts).collect();
            let near: Vec<f64> = chosen.iter().map(|&(at, _)| around(&tiles, at)).collect();
            parts::print(&steps, quantile(&near, 0.5) / cores as f64);
        }
    }
}

/// The kernel's tile on factors of its own.
fn tile() -> Work {
    let mut square = Square::new();
    Box::new(move || square.multiply())
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
