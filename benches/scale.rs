//! What size costs: the autoencoder two, four and eight times as wide, and a net so small that
//! everything but its arithmetic shows, against the same net written out as loops.
//!
//! `cargo bench --bench scale`.

#[path = "common/jobs.rs"]
mod jobs;

use handson::nn::{Activation::*, Adamax, Loss, Sequential, Sgd, Trainer};
use ndarray::Array2;
use std::time::Instant;

fn main() {
    let digits = jobs::digits();
    println!(
        "{:<26}{:>12}{:>12}{:>12}",
        "784-128x-...-784", "ms, p5", "GFLOP/s", "of x1"
    );
    let mut first = None;
    for times in [1, 2, 4, 8] {
        let model = jobs::autoencoder(times);
        let work = jobs::operations(&model, 256);
        let mut trainer = Trainer::new(model, Adamax::default(), Loss::Mse, 0).expect("sound");
        let mut nth = 0;
        let step = quiet(160 / times, || {
            trainer.step(&digits, &digits, &jobs::batch(nth, 256));
            nth += 1;
        });
        let rate = work / step / 1e9;
        let ratio = rate / *first.get_or_insert(rate);
        println!("x{times:<25}{:>12.3}{rate:>12.0}{ratio:>12.2}", step * 1e3);
    }
    small();
}

/// 2-8-8-1 on 300 points, one thread, plain gradient descent.
fn small() {
    let x = Array2::from_shape_fn((300, 2), |(i, j)| {
        ((i * 37 + j * 91) % 100) as f32 / 50.0 - 1.0
    });
    let y = Array2::from_shape_fn((300, 1), |(i, _)| f32::from(x[[i, 0]] * x[[i, 1]] > 0.0));
    let model = Sequential::new(2)
        .dense(8, Relu)
        .dense(8, Relu)
        .dense(1, Sigmoid)
        .initialize(1);
    let mut by_hand = in_rows(&model);
    let mut trainer = Trainer::new(model, Sgd::new(0.1), Loss::Mse, 1).expect("sound");
    let batch: Vec<u32> = (0..300).collect();
    let (x_rows, y_rows) = (x.as_slice().expect("packed"), y.as_slice().expect("packed"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        ours.push(quiet(50, || _ = trainer.step(&x, &y, &batch)));
        theirs.push(quiet(50, || loops(&mut by_hand, x_rows, y_rows)));
    }
    let (ours, theirs) = (
        jobs::quantile(&ours, 0.5) * 1e6,
        jobs::quantile(&theirs, 0.5) * 1e6,
    );
    let learned = in_rows(trainer.model());
    let apart = by_hand.iter().zip(learned).map(|(a, b)| (a - b).abs());
    println!("\n2-8-8-1, 300 points, one thread: {ours:.1} us a step, {theirs:.1} us as loops");
    println!(
        "{:.2} times the loops; weights at most {:.0e} apart",
        ours / theirs,
        apart.fold(0.0, f32::max)
    );
}

/// All weights, layer by layer: the kernel row by row, then the bias.
fn in_rows(model: &Sequential) -> Vec<f32> {
    let layers = 0..model.layers().len();
    let each = layers.flat_map(|layer| {
        let (kernel, bias) = (model.kernel(layer), model.bias(layer));
        kernel.iter().chain(bias).copied().collect::<Vec<f32>>()
    });
    each.collect()
}

/// The 5 % of quietest calls, in seconds.
fn quiet(calls: usize, mut work: impl FnMut()) -> f64 {
    work();
    let mut times = Vec::new();
    for _ in 0..calls {
        let before = Instant::now();
        work();
        times.push(before.elapsed().as_secs_f64());
    }
    jobs::quantile(&times, 0.05)
}

/// One step of 2-8-8-1 as anyone would write it.
fn loops(w: &mut [f32], x: &[f32], y: &[f32]) {
    let mut g = [0.0_f32; 105];
    let samples = y.len() as f32;
    for (x, y) in x.chunks_exact(2).zip(y) {
        let (mut a, mut b) = ([0.0_f32; 8], [0.0_f32; 8]);
        for j in 0..8 {
            a[j] = (w[16 + j] + x[0] * w[j] + x[1] * w[8 + j]).max(0.0);
        }
        for j in 0..8 {
            let sum: f32 = (0..8).map(|i| a[i] * w[24 + i * 8 + j]).sum();
            b[j] = (w[88 + j] + sum).max(0.0);
        }
        let z = w[104] + (0..8).map(|j| b[j] * w[96 + j]).sum::<f32>();
        let out = 1.0 / (1.0 + (-z).exp());
        let delta = 2.0 * (out - y) / samples * out * (1.0 - out);
        let (mut db, mut da) = ([0.0_f32; 8], [0.0_f32; 8]);
        for j in 0..8 {
            g[96 + j] += delta * b[j];
            db[j] = if b[j] > 0.0 { delta * w[96 + j] } else { 0.0 };
        }
        g[104] += delta;
        for i in 0..8 {
            for j in 0..8 {
                g[24 + i * 8 + j] += a[i] * db[j];
                da[i] += w[24 + i * 8 + j] * db[j];
            }
        }
        for j in 0..8 {
            g[88 + j] += db[j];
            let d = if a[j] > 0.0 { da[j] } else { 0.0 };
            g[j] += x[0] * d;
            g[8 + j] += x[1] * d;
            g[16 + j] += d;
        }
    }
    w.iter_mut().zip(g).for_each(|(w, g)| *w -= 0.1 * g);
}
