//! Losses: how wrong an output is, and which way it should move.

use super::activation::{Activation, softmax};
use super::flush::flushed;
use super::names::{UnknownName, look_up};
use super::vector::{LANES, Lanes, numbers, numbers_mut};
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

    /// Takes a panel, a lane for each sample, through the last activation and into the loss.
    /// Replaces z by a = f(z) and returns the loss of every sample. `mean` is 1 / outputs: unless f
    /// is a softmax, some of the outputs may be taken at a time, and their losses added up.
    #[inline(always)]
    pub(super) fn forward(
        self,
        f: Activation,
        z: &mut [Lanes],
        y: &[Lanes],
        mean: f32,
    ) -> [f32; LANES] {
        match self {
            Mse => {
                f.forward(z);
                sum(z, y, |a, y| mean * ((a - y) * (a - y)))
            }
            Mae => {
                f.forward(z);
                sum(z, y, |a, y| mean * (a - y).abs())
            }
            // -sum y ln softmax(z) = sum y (ln sum e^z - z): no logarithm of a vanishing a.
            // 0 times an infinite logit is no loss, but 0 * inf would be NaN.
            CrossEntropy => {
                let dot = sum(z, y, |z, y| if y == 0.0 { 0.0 } else { y * z });
                let total = sum(y, y, |y, _| y);
                let log = softmax(z);
                std::array::from_fn(|lane| total[lane] * log[lane] - dot[lane])
            }
        }
    }

    /// Writes dL/dz of a panel into `delta`, given a = f(z); `scale` is 1 / samples in the batch.
    #[inline(always)]
    pub(super) fn backward(
        self,
        f: Activation,
        a: &[Lanes],
        y: &[Lanes],
        scale: f32,
        mean: f32,
        delta: &mut [Lanes],
    ) {
        let each_output = scale * mean;
        match self {
            Mse => {
                of_both(delta, a, y, |a, y| 2.0 * each_output * (a - y));
                f.backward(a, delta);
            }
            Mae => {
                of_both(delta, a, y, |a, y| each_output * sign(a - y));
                f.backward(a, delta);
            }
            // The softmax's derivative and the logarithm's cancel to the plain difference.
            CrossEntropy => {
                let total = sum(y, y, |y, _| y);
                for (delta, (a, y)) in delta.iter_mut().zip(a.iter().zip(y)) {
                    let each = total.iter().zip(a.0.iter().zip(&y.0));
                    for (delta, (total, (a, y))) in delta.0.iter_mut().zip(each) {
                        *delta = flushed(scale * (a * total - y));
                    }
                }
            }
        }
    }
}

/// The sum of a term over the lines, for every sample.
#[inline(always)]
fn sum(a: &[Lanes], y: &[Lanes], term: impl Fn(f32, f32) -> f32) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (a, y) in a.iter().zip(y) {
        for (sum, (&a, &y)) in sums.iter_mut().zip(a.0.iter().zip(&y.0)) {
            *sum += term(a, y);
        }
    }
    sums
}

/// Writes f of every a and y into its place in `delta`.
#[inline(always)]
fn of_both(delta: &mut [Lanes], a: &[Lanes], y: &[Lanes], f: impl Fn(f32, f32) -> f32) {
    let both = numbers(a).iter().zip(numbers(y));
    let each = numbers_mut(delta).iter_mut().zip(both);
    each.for_each(|(delta, (&a, &y))| *delta = f(a, y));
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
