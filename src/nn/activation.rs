//! Activations: what a node makes of its weighted sum, and the slope of that.
//!
//! Every derivative is written in terms of the *output* a = f(z), which the forward pass has kept.

use super::names::{UnknownName, look_up};
use std::fmt;
use std::str::FromStr;

/// The function f in a = f(xW + b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Activation {
    /// f(z) = z.
    #[default]
    Linear,
    /// f(z) = max(0, z).
    Relu,
    /// f(z) = 1 / (1 + e^-z), between 0 and 1.
    Sigmoid,
    /// f(z) = tanh z, between -1 and 1.
    Tanh,
    /// f(z)_i = e^z_i / sum_j e^z_j: positive numbers that sum to 1.
    Softmax,
}

use Activation::*;

const NAMES: [(&str, Activation); 5] = [
    ("linear", Linear),
    ("relu", Relu),
    ("sigmoid", Sigmoid),
    ("tanh", Tanh),
    ("softmax", Softmax),
];

impl Activation {
    /// All of them.
    pub const ALL: [Activation; 5] = [Linear, Relu, Sigmoid, Tanh, Softmax];

    /// Replaces z by a = f(z), in rows of `width`.
    pub fn forward(self, z: &mut [f32], width: usize) {
        match self {
            Linear => {}
            Relu => z.iter_mut().for_each(|z| *z = z.max(0.0)),
            Sigmoid => z.iter_mut().for_each(|z| *z = 1.0 / (1.0 + (-*z).exp())),
            Tanh => z.iter_mut().for_each(|z| *z = z.tanh()),
            Softmax => z.chunks_exact_mut(width).for_each(|row| {
                softmax(row);
            }),
        }
    }

    /// Replaces dL/da by dL/dz = dL/da f'(z), given a = f(z), in rows of `width`.
    pub fn backward(self, a: &[f32], delta: &mut [f32], width: usize) {
        let each = delta.iter_mut().zip(a);
        match self {
            Linear => {}
            Relu => each.for_each(|(d, &a)| *d = if a > 0.0 { *d } else { 0.0 }),
            Sigmoid => each.for_each(|(d, &a)| *d *= a * (1.0 - a)),
            Tanh => each.for_each(|(d, &a)| *d *= 1.0 - a * a),
            // Every output depends on every input: da_i/dz_j = a_i ([i = j] - a_j).
            Softmax => delta
                .chunks_exact_mut(width)
                .zip(a.chunks_exact(width))
                .for_each(|(d, a)| {
                    let mean: f32 = d.iter().zip(a).map(|(d, a)| d * a).sum();
                    d.iter_mut().zip(a).for_each(|(d, a)| *d = a * (*d - mean));
                }),
        }
    }
}

/// Replaces one row of z by its softmax and returns ln sum_j e^z_j.
///
/// The largest z is taken off first, which changes nothing but keeps e^z from overflowing.
pub(super) fn softmax(row: &mut [f32]) -> f32 {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.iter_mut().for_each(|z| *z = (*z - largest).exp());
    let sum: f32 = row.iter().sum();
    row.iter_mut().for_each(|e| *e /= sum);
    largest + sum.ln()
}

impl fmt::Display for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES
            .iter()
            .find(|(_, value)| value == self)
            .map_or("", |(name, _)| name);
        f.pad(name)
    }
}

impl FromStr for Activation {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        look_up("activation", name, &NAMES, &[])
    }
}
