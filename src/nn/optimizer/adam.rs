//! Adam: a step of its own size for every weight.

use super::unseen;

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
    /// Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, in the order
    /// of computation of its section 2, as Keras has it.
    pub(super) fn update(&self, step: u64, w: &mut [f32], g: &[f32], m: &mut [f32], v: &mut [f32]) {
        let correction = unseen(self.beta_2, step).sqrt() / unseen(self.beta_1, step);
        let rate = (f64::from(self.learning_rate) * correction) as f32;
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            *m += (g - *m) * (1.0 - self.beta_1);
            *v += (g * g - *v) * (1.0 - self.beta_2);
            *w -= rate * *m / (v.sqrt() + self.epsilon);
        }
    }
}
