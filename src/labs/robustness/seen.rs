//! A picture as both networks see it.

use super::attack::{self, pixels_until};
use super::reading::{Treatment, target};
use super::subject::Data;
use super::{BROKEN, MOST_PIXELS};
use crate::labs::stages::Stage;
use crate::nn::Sequential;
use crate::stats::Answer;
use crate::stats::mean_squared_error;

/// What the networks make of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// 784 grey values: what they are given.
    pub pixels: Vec<f32>,
    /// The probability of each digit.
    pub p: Vec<f32>,
    /// What the classifier answers.
    pub answer: Answer,
    /// What the autoencoder makes of it.
    pub rebuilt: Vec<f32>,
    /// The mean squared error of that.
    pub error: f64,
}

impl Seen {
    /// What they make of it; nothing where the networks are of another kind.
    pub fn of(pixels: Vec<f32>, network: &Sequential, autoencoder: &Sequential) -> Option<Self> {
        let p = network.predict_one(&pixels);
        let rebuilt = autoencoder.predict_one(&pixels);
        let error = mean_squared_error(&rebuilt, &pixels);
        let answer = Answer::of(&p)?;
        Some(Self {
            pixels,
            p,
            answer,
            rebuilt,
            error,
        })
    }

    /// The same after the step along the slope.
    pub fn moved(
        pixels: Vec<f32>,
        network: &Sequential,
        autoencoder: &Sequential,
        label: Option<usize>,
        treatment: &Treatment,
    ) -> Option<Self> {
        if treatment.step == 0.0 {
            return Self::of(pixels, network, autoencoder);
        }
        let mut x = attack::row(&pixels)?;
        let class = target(&network.predict_one(&pixels), label, treatment.towards);
        let slopes = attack::slopes(network, &x, &[class]);
        attack::step(&mut x, &slopes, treatment.step);
        Self::of(x.into_iter().collect(), network, autoencoder)
    }
}

/// Of the first test digits that are read rightly, how many pixels each needs until it is not; none for
/// one that stands more than [`MOST_PIXELS`].
pub fn broken(network: &Sequential, data: &Data, stage: Stage) -> Vec<Option<usize>> {
    let count = if stage == Stage::Coarse {
        BROKEN / 10
    } else {
        BROKEN
    };
    let test = &data.mnist.test;
    let needs = (0..test.len()).filter_map(|at| {
        let (pixels, label) = (test.grey(at), usize::from(test.label(at)));
        let answer = Answer::of(&network.predict_one(&pixels))?;
        (answer.class == label).then(|| pixels_until(network, &pixels, label, MOST_PIXELS))
    });
    needs.take(count).collect()
}

/// The middle of some counts, by size; of two the lower one. What is unknown counts as the largest.
pub fn median(counts: &[Option<usize>]) -> Option<usize> {
    let mut sorted: Vec<usize> = counts.iter().map(|n| n.unwrap_or(usize::MAX)).collect();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len().checked_sub(1)? / 2);
    middle.copied().filter(|n| *n != usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_counts_what_never_broke_as_the_most() {
        assert_eq!(median(&[Some(5), Some(1), None]), Some(5));
        assert_eq!(median(&[Some(5), None, None]), None);
        assert_eq!(median(&[Some(4), Some(2), Some(9), Some(7)]), Some(4));
        assert_eq!(median(&[]), None);
    }
}
