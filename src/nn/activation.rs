//! Activations: what a node makes of its weighted sum, and the slope of that.
//!
//! Every derivative is written in terms of the *output* a = f(z), which the forward pass has kept.

use super::exp::exp;
use super::flush::flushed;
use super::names::{UnknownName, look_up};
use super::vector::{LANES, Lanes, numbers, numbers_mut};
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

    /// Replaces z by a = f(z), of a panel: a line for each node, a lane for each sample.
    #[inline(always)]
    pub(super) fn forward(self, z: &mut [Lanes]) {
        match self {
            Linear => {}
            // Not `max`, which would turn NaN into 0 and hide it.
            Relu => each(z, |z| if z < 0.0 { 0.0 } else { z }),
            Sigmoid => each(z, |z| 1.0 / (1.0 + exp(-z))),
            Tanh => each(z, f32::tanh),
            Softmax => _ = softmax(z),
        }
    }

    /// Replaces dL/da by dL/dz = dL/da f'(z), given a = f(z), of a panel.
    #[inline(always)]
    pub(super) fn backward(self, a: &[Lanes], delta: &mut [Lanes]) {
        match self {
            Linear => {}
            Relu => with(delta, a, |d, a| if a > 0.0 { d } else { 0.0 }),
            Sigmoid => with(delta, a, |d, a| flushed(d * a * (1.0 - a))),
            Tanh => with(delta, a, |d, a| d * (1.0 - a * a)),
            // Every output depends on every input: da_i/dz_j = a_i ([i = j] - a_j).
            Softmax => {
                let mut mean = [0.0; LANES];
                for (d, a) in delta.iter().zip(a) {
                    for (mean, (d, a)) in mean.iter_mut().zip(d.0.iter().zip(a.0)) {
                        *mean += d * a;
                    }
                }
                for (d, a) in delta.iter_mut().zip(a) {
                    for (mean, (d, a)) in mean.iter().zip(d.0.iter_mut().zip(a.0)) {
                        *d = flushed(a * (*d - mean));
                    }
                }
            }
        }
    }
}

/// Replaces every number by f of it.
#[inline(always)]
fn each(panel: &mut [Lanes], f: impl Fn(f32) -> f32) {
    numbers_mut(panel).iter_mut().for_each(|x| *x = f(*x));
}

/// Replaces every number by f of it and of the number in its place in `other`.
#[inline(always)]
fn with(panel: &mut [Lanes], other: &[Lanes], f: impl Fn(f32, f32) -> f32) {
    let pairs = numbers_mut(panel).iter_mut().zip(numbers(other));
    pairs.for_each(|(x, &other)| *x = f(*x, other));
}

/// Replaces every sample's z by its softmax and returns ln sum_j e^z_j of each.
///
/// The largest z is taken off first, which changes nothing but keeps e^z from overflowing.
#[inline(always)]
pub(super) fn softmax(z: &mut [Lanes]) -> [f32; LANES] {
    let mut largest = [f32::NEG_INFINITY; LANES];
    for z in &*z {
        for (largest, z) in largest.iter_mut().zip(z.0) {
            *largest = largest.max(z);
        }
    }
    let mut sum = [0.0; LANES];
    for z in &mut *z {
        for (z, (largest, sum)) in z.0.iter_mut().zip(largest.iter().zip(&mut sum)) {
            *z = exp(*z - largest);
            *sum += *z;
        }
    }
    for e in z {
        for (e, sum) in e.0.iter_mut().zip(sum) {
            *e /= sum;
        }
    }
    std::array::from_fn(|lane| largest[lane] + sum[lane].ln())
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

    /// Numbers of one sample, the first of a panel.
    fn panel(numbers: &[f32]) -> Vec<Lanes> {
        let line = |&number| {
            let mut line = Lanes::default();
            line.0[0] = number;
            line
        };
        numbers.iter().map(line).collect()
    }

    fn sample(panel: &[Lanes]) -> Vec<f32> {
        panel.iter().map(|line| line.0[0]).collect()
    }

    /// f of one sample.
    fn forward(f: Activation, z: &[f32]) -> Vec<f32> {
        let mut panel = panel(z);
        f.forward(&mut panel);
        sample(&panel)
    }

    /// Its slope.
    fn backward(f: Activation, a: &[f32], delta: &[f32]) -> Vec<f32> {
        let mut delta = panel(delta);
        f.backward(&panel(a), &mut delta);
        sample(&delta)
    }

    const Z: [f64; 6] = [-3.0, -0.7, 0.2, 0.9, 2.5, 4.0];

    #[test]
    fn every_activation_is_its_definition() {
        for f in Activation::ALL {
            let a = forward(f, &Z.map(|z| z as f32));
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
            let a = forward(f, &Z.map(|z| z as f32));
            let delta = backward(f, &a, &upstream.map(|up| up as f32));
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
        let mut row = panel(&[1e4, 0.0, -1e4]);
        assert_eq!(softmax(&mut row)[0], 1e4);
        assert_eq!(sample(&row), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_sigmoid_of_huge_sums_is_0_or_1() {
        let row = [-1e4, 1e4, f32::NEG_INFINITY, f32::INFINITY];
        assert_eq!(forward(Sigmoid, &row), [0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn the_slope_of_a_saturated_sigmoid_is_zero_and_not_subnormal() {
        for z in [-40.0, -60.0, -80.0] {
            let a = forward(Sigmoid, &[z]);
            // Squared error: the further from wrong, the less to learn.
            let delta = backward(Sigmoid, &a, &[1e-5 * a[0]]);
            assert!(a[0] > 0.0 && delta[0] == 0.0, "{z}: {delta:?}");
        }
    }

    #[test]
    fn not_a_number_is_not_hidden_by_any_activation() {
        for f in Activation::ALL {
            assert!(forward(f, &[0.5, f32::NAN])[1].is_nan(), "{f}");
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
