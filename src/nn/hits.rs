//! Several models on the same samples: how many each reads rightly.
//!
//! Copying samples in and turning them into panels takes as long as a small model takes to read them. So
//! it is done once for all models.

use super::panels::Panels;
use super::shard::{gather, largest};
use super::simd::{Isa, wide};
use super::vector::LANES;
use super::workers::Workers;
use super::{Samples, Sequential};

/// Samples that all models look at before the next ones come: few enough to stay in a core's cache.
const CHUNK: usize = 256;

/// Of each model, how many samples have their largest output where the largest target is, on `threads`
/// threads, the caller's included; 0 means as many as the machine has.
///
/// # Panics
/// If a model is not as wide as the samples, or there are fewer targets than inputs.
pub fn hits(models: &[Sequential], x: &dyn Samples, y: &dyn Samples, threads: usize) -> Vec<usize> {
    for model in models {
        let (inputs, outputs) = (model.inputs(), model.output_width());
        assert_eq!(x.width(), inputs, "inputs are as wide as the model's");
        assert_eq!(y.width(), outputs, "targets are as wide as its outputs");
    }
    let samples: Vec<u32> = (0..x.len() as u32).collect();
    let mut chunks: Vec<(&[u32], Vec<usize>)> = samples
        .chunks(CHUNK)
        .map(|batch| (batch, Vec::new()))
        .collect();
    let threads = match threads {
        0 => super::available_threads(),
        threads => threads,
    };
    let isa = Isa::widest();
    Workers::new(threads).each(threads, &mut chunks, |_, (batch, hits)| {
        let (mut input, mut target) = (Panels::default(), Panels::default());
        gather(x, batch, &mut input);
        gather(y, batch, &mut target);
        let of = |model| hits_of(isa, model, &input, &target);
        hits.extend(models.iter().map(of));
    });
    let sum = |model: usize| chunks.iter().map(|(_, hits)| hits[model]).sum();
    (0..models.len()).map(sum).collect()
}

/// The hits of one model on samples that are laid out already.
fn hits_of(isa: Isa, model: &Sequential, input: &Panels, target: &Panels) -> usize {
    let mut outputs: Option<Panels> = None;
    for layer in model.layers() {
        let mut z = Panels::default();
        let below = outputs.as_ref().unwrap_or(input);
        layer.sums(isa, model.weights(), below, &mut z);
        wide(
            #[inline(always)]
            || z.iter_mut().for_each(|z| layer.activation().forward(z)),
        );
        outputs = Some(z);
    }
    let outputs = outputs.as_ref().unwrap_or(input);
    let pairs = (0..).step_by(LANES).zip(outputs.iter().zip(target.iter()));
    let in_panel = |(first, (a, y)): (usize, _)| {
        let used = LANES.min(input.samples() - first);
        let hit = |lane: &usize| largest(a, *lane) == largest(y, *lane);
        (0..used).filter(hit).count()
    };
    pairs.map(in_panel).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Activation, Adam, Loss, Trainer};
    use ndarray::Array2;

    #[test]
    fn each_model_has_the_hits_that_its_own_evaluation_counts() {
        let model = |seed| {
            let model = Sequential::new(9).dense(12, Activation::Relu);
            model.dense(3, Activation::Softmax).initialize(seed)
        };
        let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 1009.0;
        let samples = CHUNK + 21;
        let x = Array2::from_shape_fn((samples, 9), |(i, j)| number(i * 9 + j));
        let y = Array2::from_shape_fn((samples, 3), |(i, j)| f32::from(i % 3 == j));
        let models = [model(1), model(2), model(3)];
        let by_trainer = models.clone().map(|model| {
            let trainer = Trainer::new(model, Adam::default(), Loss::CrossEntropy, 1);
            let share = trainer.unwrap().evaluate(&x, &y).accuracy.unwrap();
            (share * samples as f64).round() as usize
        });
        for threads in [1, 3] {
            assert_eq!(hits(&models, &x, &y, threads), by_trainer);
        }
        assert!(by_trainer.iter().all(|&n| 0 < n && n < samples));
        assert!(hits(&[], &x, &y, 1).is_empty());
    }
}
