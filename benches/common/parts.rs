//! Where the time of a step goes, part by part, and what each would need to be free.

use crate::jobs::quantile;
use handson::nn::Sequential;
use handson::nn::laps::{self, Phase};

/// A row of the table: its name, whose laps it adds up, and what is between it and the peak.
type Row = (&'static str, &'static [(Phase, usize)], &'static str);

use Phase::*;

/// The parts of the seed job's step; its layers are 0 to 5.
const ROWS: [Row; 11] = [
    (
        "gather and scale",
        &[(Gather, 0)],
        "pixels kept as f32 in panels: four times the memory",
    ),
    (
        "F1",
        &[(Forward, 0)],
        "a pixel that is not black takes 128 weights: nine loads for eight multiply-adds",
    ),
    (
        "F2 F3 F4 F5",
        &[(Forward, 1), (Forward, 2), (Forward, 3), (Forward, 4)],
        "sums of 33 to 129 terms: the tile's beginning and end show",
    ),
    (
        "F6",
        &[(Forward, 5)],
        "weights read from the other core's cache",
    ),
    (
        "sigmoid, loss, delta",
        &[(LossAndDelta, 0)],
        "one division a pixel: an estimate of the reciprocal instead",
    ),
    (
        "D6",
        &[(Backward, 5)],
        "delta from the second cache, weights a row apart: cut the sum in depth",
    ),
    (
        "D5 D4 D3 D2",
        &[(Backward, 4), (Backward, 3), (Backward, 2), (Backward, 1)],
        "sums of 32 to 128 terms",
    ),
    (
        "narrow sides transposed",
        &[
            (Transpose, 0),
            (Transpose, 1),
            (Transpose, 2),
            (Transpose, 3),
            (Transpose, 4),
            (Transpose, 5),
        ],
        "a gradient's tile that sums over lanes",
    ),
    (
        "G1",
        &[(Gradient, 0)],
        "the same; half of the pixels and of delta is another core's",
    ),
    (
        "G2 G3 G4 G5",
        &[(Gradient, 1), (Gradient, 2), (Gradient, 3), (Gradient, 4)],
        "thin rests of tiles, and biases summed apart",
    ),
    (
        "G6",
        &[(Gradient, 5)],
        "half of delta is another core's; biases summed apart",
    ),
];

const OPTIMIZER: Row = (
    "optimizer",
    &[
        (Update, 0),
        (Update, 1),
        (Update, 2),
        (Update, 3),
        (Update, 4),
        (Update, 5),
    ],
    "four vectors through the third cache, a division a weight",
);

/// The parts of one step, in seconds of each core, in the order of the table; at the end waiting.
pub struct Parts {
    times: Vec<f64>,
    /// Operations of each part on a core.
    work: Vec<f64>,
}

impl Parts {
    /// What has been spent since the last time, by `cores` in a step of `time` seconds.
    pub fn take(model: &Sequential, cores: usize, time: f64) -> Self {
        let rows = ROWS.iter().chain([&OPTIMIZER]);
        let (mut times, mut work) = (Vec::new(), Vec::new());
        for (_, laps, _) in rows {
            let mut spent = 0.0;
            let mut done = 0.0;
            for &(part, layer) in *laps {
                spent += laps::take(part, layer);
                if matches!(part, Forward | Backward | Gradient) {
                    let layer = &model.layers()[layer];
                    done += (2 * layer.inputs() * layer.units() * super::BATCH) as f64;
                }
            }
            times.push(spent / cores as f64);
            work.push(done / cores as f64);
        }
        times.push((time - times.iter().sum::<f64>()).max(0.0));
        work.push(0.0);
        Self { times, work }
    }
}

/// The table, at the median of each part; `peak` is one core's, in GFLOP/s.
pub fn print(steps: &[&Parts], peak: f64) {
    println!("  where their time goes: medians, microseconds of each core");
    let waiting: Row = (
        "waiting, handing out",
        &[],
        "shares of equal length, and quiet cores",
    );
    let mut sum = 0.0;
    for (index, (name, _, remedy)) in ROWS.iter().chain([&OPTIMIZER, &waiting]).enumerate() {
        let times: Vec<f64> = steps.iter().map(|parts| parts.times[index]).collect();
        let time = quantile(&times, 0.5);
        sum += time;
        let work = steps[0].work[index];
        let share = if work > 0.0 {
            format!("{:.2}", work / time / 1e9 / peak)
        } else {
            String::new()
        };
        println!("    {name:<22}{:>8.0}{share:>7}  {remedy}", time * 1e6);
    }
    let ideal: f64 = steps[0].work.iter().sum::<f64>() / peak / 1e9;
    println!("    {:<22}{:>8.0}", "sum", sum * 1e6);
    println!("    {:<22}{:>8.0}", "products at the peak", ideal * 1e6);
}
