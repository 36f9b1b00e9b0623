//! Gradient descent, and a ball that keeps rolling.

use crate::flush::flushed;

/// Stochastic gradient descent, with momentum if it is above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sgd {
    /// How far to go along the gradient.
    pub learning_rate: f32,
    /// How much of the last movement is kept.
    pub momentum: f32,
}

impl Default for Sgd {
    fn default() -> Self {
        Self {
            learning_rate: 0.01,
            momentum: 0.0,
        }
    }
}

impl Sgd {
    /// With this learning rate, and everything else as Keras has it.
    pub fn new(learning_rate: f32) -> Self {
        Self {
            learning_rate,
            ..Self::default()
        }
    }

    /// v = momentum v - rate g; w = w + v. (Polyak, 1964.)
    #[inline(always)]
    pub(super) fn update(&self, w: &mut [f32], g: &[f32], v: &mut [f32]) {
        for ((w, &g), v) in w.iter_mut().zip(g).zip(v) {
            *v = flushed(self.momentum * *v - self.learning_rate * g);
            *w += *v;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_with_momentum_are_those_computed_by_hand() {
        let sgd = Sgd {
            learning_rate: 0.1,
            momentum: 0.9,
        };
        let (mut w, mut v) = ([0.0], [0.0]);
        sgd.update(&mut w, &[0.5], &mut v); // v = -0.1 0.5
        assert!((w[0] + 0.05).abs() < 1e-8);
        sgd.update(&mut w, &[-0.25], &mut v); // v = 0.9 (-0.05) - 0.1 (-0.25) = -0.02
        assert!((w[0] + 0.07).abs() < 1e-8);
    }

    #[test]
    fn without_momentum_a_step_is_the_rate_times_the_gradient() {
        let (mut w, mut v) = ([1.0], [0.0]);
        Sgd::default().update(&mut w, &[2.0], &mut v);
        Sgd::default().update(&mut w, &[2.0], &mut v);
        assert!((w[0] - 0.96).abs() < 1e-7);
    }
}
