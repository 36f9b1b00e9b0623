//! The leaves of the likelihood lab, drawn once for each seed, and the units they are measured in.

use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;

/// So many leaves there are; the lab looks at the first n of them.
pub const LEAVES: usize = 200;

/// Leaves as (width, length) in centimetres, to a tenth of a millimetre. Both are normal, and
/// longer leaves are wider: length has mean 7 and deviation 1.2, of which 0.72 remain around the
/// line 1.2 width + 2.2.
pub fn leaves(seed: u64) -> Vec<[f64; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = || -> f64 { StandardNormal.sample(&mut random) };
    let measured = |x: f64| (x * 100.0).round() / 100.0;
    let leaf = |_| {
        let width = 4.0 + 0.8 * draw();
        let length = 1.2 * width + 2.2 + 0.72 * draw();
        [width, length].map(measured)
    };
    (0..LEAVES).map(leaf).collect()
}

/// A unit of length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Its sign.
    pub name: &'static str,
    /// So many make a centimetre.
    pub per_cm: f64,
    /// Digits after the point that show a tenth of a millimetre.
    pub decimals: usize,
}

/// The units, in the order of the control.
pub const UNITS: [Unit; 3] = [
    Unit {
        name: "cm",
        per_cm: 1.0,
        decimals: 2,
    },
    Unit {
        name: "mm",
        per_cm: 10.0,
        decimals: 1,
    },
    Unit {
        name: "m",
        per_cm: 0.01,
        decimals: 4,
    },
];

/// Their names.
pub const UNIT_NAMES: [&str; 3] = [UNITS[0].name, UNITS[1].name, UNITS[2].name];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Line, mean, variance};

    #[test]
    fn many_leaves_have_the_mean_deviation_and_line_they_were_drawn_from() {
        let all: Vec<[f64; 2]> = (0..50).flat_map(leaves).collect();
        let lengths: Vec<f64> = all.iter().map(|leaf| leaf[1]).collect();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 0.03, "{a} is not {b}");
        near(mean(&lengths).unwrap(), 7.0);
        near(variance(&lengths).unwrap().sqrt(), 1.2);
        near(Line::least_squares(&all).unwrap().slope, 1.2);
    }

    #[test]
    fn the_same_seed_gives_the_same_leaves() {
        assert_eq!(leaves(3), leaves(3));
        assert_ne!(leaves(3), leaves(4));
    }
}
