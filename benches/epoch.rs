//! Samples a second, of the autoencoder and of a classifier, over threads and batches.
//!
//! All settings take turns, and each line is the median of its turns: a neighbour's busy second
//! falls on all alike. `cargo bench --bench epoch`.

#[path = "common/jobs.rs"]
mod jobs;

use handson::nn::{Activation::*, Adam, Adamax, Loss, Samples, Sequential, Trainer};
use std::time::Instant;

const TURNS: usize = 7;
/// Samples a turn: a fifteenth of an epoch.
const SAMPLES: usize = 4096;

fn main() {
    let (digits, labels) = (jobs::digits(), jobs::labels());
    let cores = nn::available_threads();
    let mut settings = Vec::new();
    for classifies in [false, true] {
        for threads in (1..=cores).chain([2 * cores]) {
            for batch in [32, 128, 256, 1024, 4096] {
                settings.push((classifies, threads, batch));
            }
        }
    }
    let mut rates = vec![Vec::new(); settings.len()];
    for _ in 0..TURNS {
        for (&(classifies, threads, batch), rates) in settings.iter().zip(&mut rates) {
            let mut trainer = if classifies {
                let model = Sequential::new(784)
                    .dense(128, Relu)
                    .dense(64, Relu)
                    .dense(10, Softmax);
                Trainer::new(model, Adam::default(), Loss::CrossEntropy, threads)
            } else {
                Trainer::new(jobs::autoencoder(1), Adamax::default(), Loss::Mse, threads)
            }
            .expect("they are sound models");
            let y: &dyn Samples = if classifies { &labels } else { &digits };
            trainer.step(&digits, y, &jobs::batch(0, batch));
            let batches: Vec<_> = (0..SAMPLES / batch)
                .map(|nth| jobs::batch(nth, batch))
                .collect();
            let before = Instant::now();
            for batch in &batches {
                trainer.step(&digits, y, batch);
            }
            rates.push(SAMPLES as f64 / before.elapsed().as_secs_f64());
        }
    }
    println!(
        "{:<14}{:>8}{:>8}{:>14}{:>12}",
        "", "threads", "batch", "samples/s", "of 1 thread"
    );
    for (&(classifies, threads, batch), own) in settings.iter().zip(&rates) {
        let one = settings
            .iter()
            .position(|other| *other == (classifies, 1, batch));
        let rate = jobs::quantile(own, 0.5);
        let ratio = one.map_or(f64::NAN, |one| rate / jobs::quantile(&rates[one], 0.5));
        let name = if classifies {
            "classifier"
        } else {
            "autoencoder"
        };
        println!("{name:<14}{threads:>8}{batch:>8}{rate:>14.0}{ratio:>12.2}");
    }
}
