//! How many samples a model reads rightly.

use super::panels::Panels;
use super::shard::{gather, largest};
use super::simd::Isa;
use super::vector::LANES;
use super::workers::Workers;
use super::{Samples, Sequential};

/// Samples that are read together: few enough to stay in a core's cache.
const CHUNK: usize = 256;

/// How many samples have their largest output where the largest target is, on `threads` threads, the
/// caller's included; 0 means as many as the machine has.
///
/// # Panics
/// If the model has no layer or is not as wide as the samples, or there are fewer targets than inputs.
pub fn hits(model: &Sequential, x: &dyn Samples, y: &dyn Samples, threads: usize) -> usize {
    let (inputs, outputs) = (model.inputs(), model.output_width());
    assert_eq!(x.width(), inputs, "inputs are as wide as the model's");
    assert_eq!(y.width(), outputs, "targets are as wide as its outputs");
    let samples: Vec<u32> = (0..x.len() as u32).collect();
    let mut chunks: Vec<_> = samples.chunks(CHUNK).map(|batch| (batch, 0)).collect();
    let isa = Isa::widest();
    let mut workers = Workers::new(threads);
    workers.each(workers.count(), &mut chunks, |_, (batch, hits)| {
        let (mut input, mut target) = (Panels::default(), Panels::default());
        gather(x, batch, &mut input);
        gather(y, batch, &mut target);
        let mut outputs = Vec::new();
        outputs.resize_with(model.layers().len(), Panels::default);
        model.layers()[0].sums(isa, model.weights(), &input, &mut outputs[0]);
        *hits = hits_of_sums(isa, model, &mut outputs, &target);
    });
    chunks.iter().map(|(_, hits)| hits).sum()
}

/// The hits among some samples whose first layer's sums stand in the first of `outputs`; the other layers'
/// go to the others.
pub(super) fn hits_of_sums(
    isa: Isa,
    model: &Sequential,
    outputs: &mut [Panels],
    target: &Panels,
) -> usize {
    for (index, layer) in model.layers().iter().enumerate() {
        let (below, here) = outputs.split_at_mut(index);
        if let Some(below) = below.last() {
            layer.sums(isa, model.weights(), below, &mut here[0]);
        }
        layer.activate(&mut here[0]);
    }
    let answers = outputs.last().into_iter().flat_map(Panels::iter);
    let pairs = (0..).step_by(LANES).zip(answers.zip(target.iter()));
    let in_panel = |(first, (a, y)): (usize, _)| {
        let used = LANES.min(target.samples() - first);
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
    fn a_model_has_the_hits_that_its_evaluation_counts() {
        let model = |seed| {
            let model = Sequential::new(9).dense(12, Activation::Relu);
            model.dense(3, Activation::Softmax).initialize(seed)
        };
        let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 1009.0;
        let samples = CHUNK + 21;
        let x = Array2::from_shape_fn((samples, 9), |(i, j)| number(i * 9 + j));
        let y = Array2::from_shape_fn((samples, 3), |(i, j)| f32::from(i % 3 == j));
        for seed in [1, 2, 3] {
            let model = model(seed);
            let trainer = Trainer::new(model.clone(), Adam::default(), Loss::CrossEntropy, 1);
            let share = trainer.unwrap().evaluate(&x, &y).accuracy.unwrap();
            let expected = (share * samples as f64).round() as usize;
            assert!(0 < expected && expected < samples);
            for threads in [1, 3] {
                assert_eq!(hits(&model, &x, &y, threads), expected);
            }
        }
    }
}
