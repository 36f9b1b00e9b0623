//! The way from one picture to another in equal steps, through their codes and through their pixels.

use crate::labs::coded::Coded;
use crate::stats::Answer;
use ndarray::{Array2, ArrayView2};

/// Steps from one end to the other.
pub const STEPS: usize = 50;

/// What lies on the way.
pub struct Way {
    /// The pictures, (stops, 784).
    pictures: Array2<f32>,
    /// What the classifier answers at each stop.
    pub answers: Vec<Answer>,
}

/// Both ways between the same two digits.
pub struct Path {
    /// Which test digits.
    pub ends: [usize; 2],
    /// The codes are mixed, and decoded.
    pub code: Way,
    /// The pixels are mixed.
    pub pixels: Way,
}

impl Path {
    /// The ways between two pictures; nothing between what are none.
    pub fn between(ends: [usize; 2], pictures: &[Vec<f32>; 2], coded: &Coded) -> Option<Self> {
        let codes = pictures.each_ref().map(|picture| coded.encode(picture));
        let decoded = coded.codec.decode(mixed(&codes).view());
        Some(Self {
            ends,
            code: Way::of(decoded, coded)?,
            pixels: Way::of(mixed(pictures), coded)?,
        })
    }
}

impl Way {
    fn of(pictures: Array2<f32>, coded: &Coded) -> Option<Self> {
        let answers = answers(coded.judge_all(pictures.view()).view())?;
        Some(Self { pictures, answers })
    }

    /// The picture at a stop.
    pub fn picture(&self, stop: usize) -> Vec<f32> {
        self.pictures.row(stop.min(STEPS)).to_vec()
    }

    /// The answer at a stop.
    pub fn answer(&self, stop: usize) -> &Answer {
        &self.answers[stop.min(STEPS)]
    }

    /// Where the classifier is least sure.
    pub fn least_sure(&self) -> usize {
        let sure = |stop: &usize| self.answers[*stop].p;
        (0..=STEPS)
            .min_by(|a, b| sure(a).total_cmp(&sure(b)))
            .unwrap_or(0)
    }

    /// The first class on the way that is read at neither end.
    pub fn third(&self) -> Option<usize> {
        let ends = [0, STEPS].map(|stop| self.answers[stop].class);
        let mut read = self.answers.iter().map(|answer| answer.class);
        read.find(|class| !ends.contains(class))
    }
}

/// The answers to rows of probabilities.
pub fn answers(p: ArrayView2<f32>) -> Option<Vec<Answer>> {
    p.rows()
        .into_iter()
        .map(|p| Answer::of(&p.to_vec()))
        .collect()
}

/// All stops between two rows of numbers: (1 - t) of one and t of the other.
fn mixed([from, to]: &[Vec<f32>; 2]) -> Array2<f32> {
    Array2::from_shape_fn((STEPS + 1, from.len().min(to.len())), |(stop, at)| {
        let t = stop as f32 / STEPS as f32;
        (1.0 - t) * from[at] + t * to[at]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixture_begins_as_one_ends_as_the_other_and_halfway_is_their_mean() {
        let rows = mixed(&[vec![0.0, 4.0], vec![1.0, 2.0]]);
        assert_eq!(rows.nrows(), STEPS + 1);
        assert_eq!(rows.row(0).to_vec(), [0.0, 4.0]);
        assert_eq!(rows.row(STEPS).to_vec(), [1.0, 2.0]);
        assert_eq!(rows.row(STEPS / 2).to_vec(), [0.5, 3.0]);
    }
}
