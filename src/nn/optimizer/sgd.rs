//! Gradient descent, and a ball that keeps rolling.

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
    /// v = momentum v - rate g; w = w + v. (Polyak, 1964.)
    pub(super) fn update(&self, w: &mut [f32], g: &[f32], v: &mut [f32]) {
        for ((w, &g), v) in w.iter_mut().zip(g).zip(v) {
            *v = self.momentum * *v - self.learning_rate * g;
            *w += *v;
        }
    }
}
