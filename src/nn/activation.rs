//! Activations: what a node makes of its weighted sum, and the slope of that.
//!
//! Every derivative is written in terms of the *output* a = f(z), which the forward pass has kept.

use super::exp::exp;
use super::flush::flushed;
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
    #[inline(always)]
    pub fn forward(self, z: &mut [f32], width: usize) {
        match self {
            Linear => {}
            // Not `max`, which would turn NaN into 0 and hide it.
            Relu => z
                .iter_mut()
                .for_each(|z| *z = if *z < 0.0 { 0.0 } else { *z }),
            Sigmoid => z.iter_mut().for_each(|z| *z = 1.0 / (1.0 + exp(-*z))),
            Tanh => z.iter_mut().for_each(|z| *z = z.tanh()),
            Softmax => z.chunks_exact_mut(width).for_each(|row| {
                softmax(row);
            }),
        }
    }

    /// Replaces dL/da by dL/dz = dL/da f'(z), given a = f(z), in rows of `width`.
    #[inline(always)]
    pub fn backward(self, a: &[f32], delta: &mut [f32], width: usize) {
        let each = delta.iter_mut().zip(a);
        match self {
            Linear => {}
            Relu => each.for_each(|(d, &a)| *d = if a > 0.0 { *d } else { 0.0 }),
            Sigmoid => each.for_each(|(d, &a)| *d = flushed(*d * a * (1.0 - a))),
            Tanh => each.for_each(|(d, &a)| *d *= 1.0 - a * a),
            // Every output depends on every input: da_i/dz_j = a_i ([i = j] - a_j).
            Softmax => delta
                .chunks_exact_mut(width)
                .zip(a.chunks_exact(width))
                .for_each(|(d, a)| {
                    let mean: f32 = d.iter().zip(a).map(|(d, a)| d * a).sum();
                    d.iter_mut()
                        .zip(a)
                        .for_each(|(d, a)| *d = flushed(a * (*d - mean)));
                }),
        }
    }
}

/// Replaces one row of z by its softmax and returns ln sum_j e^z_j.
///
/// The largest z is taken off first, which changes nothing but keeps e^z from overflowing.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32]) -> f32 {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.iter_mut().for_each(|z| *z = exp(*z - largest));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The activations again, from their definitions, in f64.
    fn exact(f: Activation, z: &[f64]) -> Vec<f64> {
        let total: f64 = z.iter().map(|z| z.exp()).sum();
        z.iter()
            .map(|&z| match f {
                Linear => z,
                Relu => z.max(0.0),
                Sigmoid => 1.0 / (1.0 + (-z).exp()),
                Tanh => z.sinh() / z.cosh(),
                Softmax => z.exp() / total,
            })
            .collect()
    }

    const Z: [f64; 6] = [-3.0, -0.7, 0.2, 0.9, 2.5, 4.0];

    #[test]
    fn every_activation_is_its_definition() {
        for f in Activation::ALL {
            let mut a = Z.map(|z| z as f32);
            f.forward(&mut a, 6);
            for (a, exact) in a.iter().zip(exact(f, &Z)) {
                assert!(
                    (f64::from(*a) - exact).abs() < 1e-6,
                    "{f}: {a} is not {exact}"
                );
            }
        }
    }

    #[test]
    fn every_derivative_is_that_of_finite_differences() {
        let upstream = [0.3, -1.0, 0.5, 2.0, -0.4, 0.1];
        let loss =
            |f, z: &[f64]| -> f64 { exact(f, z).iter().zip(upstream).map(|(a, up)| a * up).sum() };
        for f in Activation::ALL {
            let mut a = Z.map(|z| z as f32);
            f.forward(&mut a, 6);
            let mut delta = upstream.map(|up| up as f32);
            f.backward(&a, &mut delta, 6);
            for i in 0..6 {
                let (mut up, mut down) = (Z, Z);
                up[i] += 1e-5;
                down[i] -= 1e-5;
                let slope = (loss(f, &up) - loss(f, &down)) / 2e-5;
                assert!(
                    (f64::from(delta[i]) - slope).abs() < 1e-6,
                    "{f}: {} {slope}",
                    delta[i]
                );
            }
        }
    }

    #[test]
    fn a_softmax_of_huge_sums_stays_a_distribution() {
        let mut row = [1e4, 0.0, -1e4];
        assert_eq!(softmax(&mut row), 1e4);
        assert_eq!(row, [1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_sigmoid_of_huge_sums_is_0_or_1() {
        let mut row = [-1e4, 1e4, f32::NEG_INFINITY, f32::INFINITY];
        Sigmoid.forward(&mut row, 4);
        assert_eq!(row, [0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn the_slope_of_a_saturated_sigmoid_is_zero_and_not_subnormal() {
        for z in [-40.0, -60.0, -80.0] {
            let (mut a, mut delta) = ([z], [0.0]);
            Sigmoid.forward(&mut a, 1);
            delta[0] = 1e-5 * a[0]; // squared error: the further from wrong, the less to learn
            Sigmoid.backward(&a, &mut delta, 1);
            assert!(a[0] > 0.0 && delta[0] == 0.0, "{z}: {delta:?}");
        }
    }

    #[test]
    fn not_a_number_is_not_hidden_by_any_activation() {
        for f in Activation::ALL {
            let mut row = [0.5, f32::NAN];
            f.forward(&mut row, 2);
            assert!(row[1].is_nan(), "{f}");
        }
    }

    #[test]
    fn every_name_is_read_back() {
        for f in Activation::ALL {
            assert_eq!(f.to_string().parse(), Ok(f));
        }
        assert_eq!("rellu".parse::<Activation>().unwrap_err().nearest, "relu");
    }
}
