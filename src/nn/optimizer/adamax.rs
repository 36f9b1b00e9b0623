//! Adamax: Adam, measured by the largest gradient.

use super::unseen;
use crate::flush::flushed;

/// Adamax: Adam over the largest gradient seen lately, in place of the root mean square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adamax {
    /// About how far a weight moves in a step.
    pub learning_rate: f32,
    /// Memory of the mean.
    pub beta_1: f32,
    /// Memory of the largest.
    pub beta_2: f32,
    /// Keeps the divisor from 0.
    pub epsilon: f32,
}

impl Default for Adamax {
    fn default() -> Self {
        Self {
            learning_rate: 0.001,
            beta_1: 0.9,
            beta_2: 0.999,
            epsilon: 1e-7,
        }
    }
}

impl Adamax {
    /// With this learning rate, and everything else as Keras has it.
    pub fn new(learning_rate: f32) -> Self {
        Self {
            learning_rate,
            ..Self::default()
        }
    }

    /// Kingma and Ba, 2015, algorithm 2.
    #[inline(always)]
    pub(super) fn update(&self, step: u64, w: &mut [f32], g: &[f32], m: &mut [f32], u: &mut [f32]) {
        let rate = (f64::from(self.learning_rate) / unseen(self.beta_1, step)) as f32;
        for (((w, &g), m), u) in w.iter_mut().zip(g).zip(m).zip(u) {
            *m = flushed(*m + (g - *m) * (1.0 - self.beta_1));
            *u = flushed((self.beta_2 * *u).max(g.abs()));
            *w -= rate * *m / (*u + self.epsilon);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_are_those_computed_by_hand() {
        let (mut w, mut m, mut u) = ([0.0], [0.0], [0.0]);
        // m = 0.05, corrected 0.5; u = 0.5; so the step is 0.001 0.5 / 0.5.
        Adamax::default().update(1, &mut w, &[0.5], &mut m, &mut u);
        assert!((w[0] + 0.001).abs() < 1e-8);
        // m = 0.02, corrected 0.02 / 0.19 = 0.105263; u = 0.999 0.5 = 0.4995 is above 0.25.
        Adamax::default().update(2, &mut w, &[-0.25], &mut m, &mut u);
        assert!((w[0] + 0.001 + 0.000_210_737).abs() < 1e-8);
    }

    #[test]
    fn a_weight_without_gradient_stays() {
        let (mut w, mut m, mut u) = ([0.3], [0.0], [0.0]);
        Adamax::default().update(1, &mut w, &[0.0], &mut m, &mut u);
        assert_eq!(w, [0.3]);
    }
}
