//! One more update of a network, and what comes of it weight by weight.

use crate::nn::{Loss, Precision, Samples, Sequential, Sgd, Trainer};

/// The weights of the last kernel before and after, with their slopes; and how many of all are moved.
pub struct Update {
    /// The last kernel, row by row.
    before: Vec<f32>,
    after: Vec<f32>,
    slopes: Vec<f32>,
    rate: f32,
    /// The share of all weights with a slope that end elsewhere.
    pub moved: f64,
}

/// A weight and what an update does to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    pub before: f32,
    /// What the update asks for: minus the rate times the slope.
    pub wanted: f64,
    pub after: f32,
}

impl Update {
    /// Of a model by plain gradient descent on a batch; nothing of one that cannot be trained.
    pub fn of(
        model: Sequential,
        rate: f32,
        precision: Precision,
        (x, y): (&dyn Samples, &dyn Samples),
    ) -> Option<Self> {
        let mut trainer = Trainer::new(model, Sgd::new(rate), Loss::CrossEntropy, 1).ok()?;
        trainer.set_precision(precision);
        let before = trainer.weights().to_vec();
        let batch: Vec<u32> = (0..x.len() as u32).collect();
        trainer.step(x, y, &batch);
        let (after, slopes) = (trainer.weights(), trainer.gradient());
        let sloped = slopes.iter().filter(|slope| **slope != 0.0).count();
        let moved = before
            .iter()
            .zip(after)
            .filter(|(before, after)| before != after);
        let moved = moved.count() as f64 / sloped.max(1) as f64;
        let last = *trainer.model().layers().last()?;
        let kernel = |all: &[f32]| last.kernel(all).iter().copied().collect();
        Some(Self {
            before: kernel(&before),
            after: kernel(after),
            slopes: kernel(&slopes),
            rate,
            moved,
        })
    }

    /// What it does to a weight of the last kernel.
    pub fn of_weight(&self, nth: usize) -> Option<Move> {
        Some(Move {
            before: *self.before.get(nth)?,
            wanted: -f64::from(self.rate) * f64::from(*self.slopes.get(nth)?),
            after: *self.after.get(nth)?,
        })
    }
}

/// The bfloat16 numbers next to one: below it and above it.
pub fn neighbours(weight: f32) -> [f32; 2] {
    // Their bits count away from 0, whatever the sign.
    let upper = weight.to_bits() >> 16;
    let at = |upper: u32| f32::from_bits(upper << 16);
    match (upper, weight.is_sign_negative()) {
        (0 | 0x8000, _) => [at(0x8001), at(1)],
        (_, false) => [at(upper - 1), at(upper + 1)],
        (_, true) => [at(upper + 1), at(upper - 1)],
    }
}

/// Sign, exponent and fraction of a float32, or of the upper half that a bfloat16 is.
pub fn bits(weight: f32, rounded: bool) -> [String; 3] {
    let bits = format!("{:032b}", weight.to_bits());
    let end = if rounded { 16 } else { 32 };
    [&bits[..1], &bits[1..9], &bits[9..end]].map(str::to_owned)
}
