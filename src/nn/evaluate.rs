//! How good the model is, without learning: in pieces, so that it can be stopped midway.

use super::{Samples, Trainer};

/// The means over some samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Mean loss.
    pub loss: f64,
    /// The share of samples whose largest output is the largest target, between 0 and 1; of a
    /// softmax only.
    pub accuracy: Option<f64>,
}

/// An evaluation under way.
#[derive(Debug, Clone)]
pub struct Evaluation {
    samples: usize,
    done: usize,
    loss: f64,
    correct: usize,
    indices: Vec<u32>,
}

impl Evaluation {
    /// Samples a piece: a few milliseconds for the models of the course.
    pub const CHUNK: usize = 512;

    /// Begins an evaluation over the first `samples` samples.
    pub fn new(samples: usize) -> Self {
        Self {
            samples,
            done: 0,
            loss: 0.0,
            correct: 0,
            indices: Vec::new(),
        }
    }

    /// Looks at the next `chunk` samples; returns whether that was the end.
    ///
    /// # Panics
    /// As [`Trainer::step`].
    pub fn advance(
        &mut self,
        trainer: &mut Trainer,
        x: &dyn Samples,
        y: &dyn Samples,
        chunk: usize,
    ) -> bool {
        let end = self.samples.min(self.done + chunk.max(1));
        if self.done < end {
            self.indices.clear();
            self.indices.extend(self.done as u32..end as u32);
            let (loss, correct) = trainer.measure(x, y, &self.indices);
            self.loss += loss;
            self.correct += correct;
            self.done = end;
        }
        self.done == self.samples
    }

    /// Samples looked at so far.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Samples to look at in all.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// The means over the samples looked at so far; not a number before the first.
    pub fn metrics(&self, trainer: &Trainer) -> Metrics {
        let samples = self.done as f64;
        let accuracy = trainer
            .classifies()
            .then_some(self.correct as f64 / samples);
        Metrics {
            loss: self.loss / samples,
            accuracy,
        }
    }
}
