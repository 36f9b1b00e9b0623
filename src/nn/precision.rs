//! How many bits the numbers of a training have.
//!
//! bfloat16 is the upper half of a float32: the same range, but 8 significant bits in place of 24, two or
//! three digits. Half as much has to be moved, and processors that multiply it do so at twice the speed or
//! more. Here its numbers stay in float32, rounded: a product of two of them has 16 bits and is exact, with a
//! fused multiply-add or without, so all machines come to the same sums.

use super::names::{UnknownName, look_up};
use super::simd::wide;
use std::fmt;
use std::str::FromStr;

/// What is rounded to bfloat16. Sums, biases, losses, slopes of activations and what the optimizer remembers
/// are float32 in all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// Nothing.
    #[default]
    F32,
    /// Both factors of every product. The weights that the optimizer moves stay float32, and the products see
    /// a rounded copy: Keras' `mixed_bfloat16`. (Micikevicius et al., "Mixed precision training", 2018.)
    Bf16,
    /// The weights that the optimizer moves as well: a move of less than half a step between two
    /// neighbouring numbers is lost.
    Bf16Weights,
}

/// The names, and what they mean.
const NAMES: [(&str, Precision); 3] = [
    ("f32", Precision::F32),
    ("bf16", Precision::Bf16),
    ("bf16-weights", Precision::Bf16Weights),
];

impl Precision {
    /// Its name: `f32`, `bf16` or `bf16-weights`.
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::Bf16 => "bf16",
            Self::Bf16Weights => "bf16-weights",
        }
    }

    /// Whether the factors of products are rounded.
    pub(super) fn rounds(self) -> bool {
        self != Self::F32
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Precision {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        look_up("precision", name, &NAMES, &[])
    }
}

/// The nearest bfloat16; of two as near, the one whose last bit is 0. What is beyond the largest becomes
/// infinite.
#[inline(always)]
pub(super) fn round(x: f32) -> f32 {
    let bits = x.to_bits();
    // Half a last bit is carried into the upper half; a tie is carried only if that makes it even.
    let odd = (bits >> 16) & 1;
    let rounded = f32::from_bits(bits.wrapping_add(0x7fff + odd) & 0xffff_0000);
    if x.is_nan() { x } else { rounded }
}

/// Rounds all of them.
pub(super) fn round_all(numbers: &mut [f32]) {
    wide(
        #[inline(always)]
        || {
            for number in numbers {
                *number = round(*number);
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_becomes_the_nearest_of_eight_bits_and_a_tie_the_even_one() {
        // 1 has a neighbour at 1 + 1/128, and 256 one at 258.
        let cases = [
            (1.0, 1.0),
            (1.0 + 1.0 / 256.0, 1.0),
            (1.0 + 3.0 / 256.0, 1.0 + 4.0 / 256.0),
            (1.0 + 1.1 / 256.0, 1.0 + 2.0 / 256.0),
            (257.0, 256.0),
            (259.0, 260.0),
            (-257.1, -258.0),
            (0.0, 0.0),
            (f32::MAX, f32::INFINITY),
            (f32::INFINITY, f32::INFINITY),
        ];
        for (x, expected) in cases {
            assert_eq!(round(x), expected, "{x}");
        }
        assert!(round(f32::from_bits(0x7fff_ffff)).is_nan() && round(-f32::NAN).is_nan());
        assert_eq!(round(-0.0).to_bits(), (-0.0_f32).to_bits());
    }

    #[test]
    fn no_other_number_of_eight_bits_is_nearer() {
        // Every bfloat16 above 0, with what lies a quarter and three quarters up to the next.
        for upper in 1..0x7f7f_u32 {
            let [here, next] = [upper, upper + 1].map(|upper| f32::from_bits(upper << 16));
            let [quarter, three] =
                [0x4000, 0xc000].map(|lower| f32::from_bits(upper << 16 | lower));
            assert_eq!(
                (round(here), round(quarter), round(three)),
                (here, here, next)
            );
        }
    }

    #[test]
    fn every_name_is_read_back() {
        for (name, precision) in NAMES {
            assert_eq!(
                (name.parse(), precision.to_string()),
                (Ok(precision), name.to_owned())
            );
        }
        let Err(unknown) = "bf61".parse::<Precision>() else {
            panic!("there is no such precision");
        };
        assert_eq!(unknown.nearest, "bf16");
    }
}
