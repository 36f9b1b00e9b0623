//! Adam: a step of its own size for every weight.

use super::unseen;
use crate::flush::flushed;

/// Adam: the gradient's running mean, over the root of its running mean square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adam {
    /// About how far a weight moves in a step.
    pub learning_rate: f32,
    /// Memory of the mean.
    pub beta_1: f32,
    /// Memory of the mean square.
    pub beta_2: f32,
    /// Keeps the divisor from 0.
    pub epsilon: f32,
}

impl Default for Adam {
    fn default() -> Self {
        Self {
            learning_rate: 0.001,
            beta_1: 0.9,
            beta_2: 0.999,
            epsilon: 1e-7,
        }
    }
}

impl Adam {
    /// With this learning rate, and everything else as Keras has it.
    pub fn new(learning_rate: f32) -> Self {
        Self {
            learning_rate,
            ..Self::default()
        }
    }

    /// Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, in the order
    /// of computation of its section 2, as Keras has it.
    #[inline(always)]
    pub(super) fn update(&self, step: u64, w: &mut [f32], g: &[f32], m: &mut [f32], v: &mut [f32]) {
        let correction = unseen(self.beta_2, step).sqrt() / unseen(self.beta_1, step);
        let rate = (f64::from(self.learning_rate) * correction) as f32;
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *m = flushed(*m + (g - *m) * (1.0 - self.beta_1));
            *v = flushed(*v + (g * g - *v) * (1.0 - self.beta_2));
            *w -= rate * *m / (v.sqrt() + self.epsilon);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_are_those_computed_by_hand() {
        let (mut w, mut m, mut v) = ([0.0], [0.0], [0.0]);
        // m = 0.05, v = 0.00025; corrected 0.5 and 0.25; so the step is 0.001 0.5 / 0.5.
        Adam::default().update(1, &mut w, &[0.5], &mut m, &mut v);
        assert!((w[0] + 0.001).abs() < 1e-8);
        // m = 0.02, v = 0.00031225; corrected 0.02 / 0.19 = 0.105263 and 0.00031225 / 0.001999 =
        // 0.156203, whose root is 0.395226; so the step is 0.001 0.105263 / 0.395226.
        Adam::default().update(2, &mut w, &[-0.25], &mut m, &mut v);
        assert!((w[0] + 0.001 + 0.000_266_337).abs() < 1e-8);
    }

    #[test]
    fn the_first_step_is_the_learning_rate_whatever_the_gradient() {
        for gradient in [1e-3, 1.0, 1e3] {
            let (mut w, mut m, mut v) = ([0.0], [0.0], [0.0]);
            Adam::default().update(1, &mut w, &[gradient], &mut m, &mut v);
            assert!((w[0] + 0.001).abs() < 5e-6, "{gradient}: {}", w[0]);
        }
    }
}
