//! Losses: how wrong an output is, and which way it should move.

use super::activation::{Activation, softmax};
use super::flush::flushed;
use super::names::{UnknownName, look_up};
use std::fmt;
use std::str::FromStr;

/// What training makes small. A sample's loss is a mean over its outputs (a sum for cross-entropy);
/// a batch's loss is the mean over its samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Loss {
    /// Mean squared error, mean (a - y)^2.
    #[default]
    Mse,
    /// Mean absolute error, mean |a - y|.
    Mae,
    /// Categorical cross-entropy, -sum y ln a, of a softmax.
    CrossEntropy,
}

use Loss::*;

const NAMES: [(&str, Loss); 3] = [
    ("mse", Mse),
    ("mae", Mae),
    ("categorical_crossentropy", CrossEntropy),
];

const ALIASES: [(&str, Loss); 3] = [
    ("mean_squared_error", Mse),
    ("mean_absolute_error", Mae),
    ("cross_entropy", CrossEntropy),
];

impl Loss {
    /// All of them.
    pub const ALL: [Loss; 3] = [Mse, Mae, CrossEntropy];

    /// Takes one row through the last activation and into the loss. Replaces z by a = f(z) and
    /// returns the loss of this sample.
    #[inline(always)]
    pub(super) fn forward(self, f: Activation, z: &mut [f32], y: &[f32]) -> f32 {
        match self {
            Mse => {
                f.forward(z, y.len());
                mean(z, y, |a, y| (a - y) * (a - y))
            }
            Mae => {
                f.forward(z, y.len());
                mean(z, y, |a, y| (a - y).abs())
            }
            // -sum y ln softmax(z) = sum y (ln sum e^z - z): no logarithm of a vanishing a.
            CrossEntropy => {
                let (dot, total) = (z.iter().zip(y)).fold((0.0, 0.0), |(dot, total), (z, y)| {
                    // 0 times an infinite logit is no loss, but 0 * inf would be NaN.
                    if *y == 0.0 {
                        (dot, total)
                    } else {
                        (dot + y * z, total + y)
                    }
                });
                total * softmax(z) - dot
            }
        }
    }

    /// Writes dL/dz of one row into `delta`, given a = f(z); `scale` is 1 / samples in the batch.
    #[inline(always)]
    pub(super) fn backward(
        self,
        f: Activation,
        a: &[f32],
        y: &[f32],
        scale: f32,
        delta: &mut [f32],
    ) {
        let each = delta.iter_mut().zip(a.iter().zip(y));
        let each_output = scale / y.len() as f32;
        match self {
            Mse => {
                each.for_each(|(d, (a, y))| *d = 2.0 * each_output * (a - y));
                f.backward(a, delta, y.len());
            }
            Mae => {
                each.for_each(|(d, (a, y))| *d = each_output * sign(a - y));
                f.backward(a, delta, y.len());
            }
            // The softmax's derivative and the logarithm's cancel to the plain difference.
            CrossEntropy => {
                let total: f32 = y.iter().sum();
                each.for_each(|(d, (a, y))| *d = flushed(scale * (a * total - y)));
            }
        }
    }
}

/// The mean of a term over outputs and targets. Sixteen sums run side by side: in one alone, every
/// addition would wait for the one before.
#[inline(always)]
fn mean(a: &[f32], y: &[f32], term: impl Fn(f32, f32) -> f32) -> f32 {
    let ((a16, a_rest), (y16, y_rest)) = (a.as_chunks::<16>(), y.as_chunks::<16>());
    let mut sums = [0.0; 16];
    for (a, y) in a16.iter().zip(y16) {
        for lane in 0..16 {
            sums[lane] += term(a[lane], y[lane]);
        }
    }
    let rest: f32 = a_rest.iter().zip(y_rest).map(|(&a, &y)| term(a, y)).sum();
    (sums.iter().sum::<f32>() + rest) / a.len() as f32
}

/// -1, 0 or 1: unlike `signum`, the slope of |x| at 0 is taken as 0.
#[inline(always)]
fn sign(x: f32) -> f32 {
    if x == 0.0 { 0.0 } else { x.signum() }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES
            .iter()
            .find(|(_, value)| value == self)
            .map_or("", |(name, _)| name);
        f.pad(name)
    }
}

impl FromStr for Loss {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        look_up("loss", name, &NAMES, &ALIASES)
    }
}

#[cfg(test)]
mod tests;
