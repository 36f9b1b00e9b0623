//! Where a batch is not zero.

use super::simd::Isa;
#[cfg(target_arch = "x86_64")]
use super::simd::{Avx2, Avx512};
use super::vector::{LANES, Lanes, Vector, numbers};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};

/// Bits of a word.
pub(super) const GROUP: usize = u64::BITS as usize;

/// Which numbers of a batch in panels are not zero.
#[derive(Debug, Clone, Default)]
pub(super) struct Nonzero {
    /// For every sample, a bit for each feature, and the words that takes.
    features: Vec<u64>,
    words: usize,
    /// For every line, a bit for each of its samples.
    samples: Vec<u16>,
    stride: usize,
    /// How many there are, but for the constants.
    count: usize,
}

impl Nonzero {
    /// Makes room for `panels` of a width, and the constant behind each, which is never zero.
    pub fn shape(&mut self, panels: usize, width: usize) {
        (self.words, self.stride) = ((width + 1).div_ceil(GROUP), width + 1);
        self.features.resize(panels * LANES * self.words, 0);
        self.samples.resize(panels * self.stride, 0);
        for panel in self.samples.chunks_exact_mut(self.stride) {
            panel[width] = u16::MAX;
        }
        self.count = 0;
    }

    /// Takes note of up to 64 features of a panel, from `first` on, which is a multiple of 64: a row
    /// of them for each sample, and a line for each of them.
    pub fn note(&mut self, panel: usize, first: usize, rows: &[f32], lines: &[Lanes]) {
        let words = self.features[panel * LANES * self.words..].chunks_exact_mut(self.words);
        for (row, words) in rows.chunks_exact(lines.len()).zip(words) {
            let mut word = 0;
            each_sixteen(row, |at, bits| word |= u64::from(bits) << (at * LANES));
            words[first / GROUP] = word;
        }
        let samples = &mut self.samples[panel * self.stride + first..][..lines.len()];
        each_sixteen(numbers(lines), |at, bits| samples[at] = bits);
        let ones = samples.iter().map(|bits| bits.count_ones() as usize);
        self.count += ones.sum::<usize>();
    }

    /// Of a sample, the features of the `word`th 64, the constant behind the last among them.
    pub fn features(&self, sample: usize, word: usize) -> u64 {
        let constant = self.stride - 1;
        let last = u64::from(constant / GROUP == word) << (constant % GROUP);
        self.features[sample * self.words + word] | last
    }

    /// Of a feature, the samples of the four panels from `first` on.
    pub fn samples(&self, first: usize, feature: usize) -> u64 {
        let panels = self.samples.chunks_exact(self.stride);
        let four = panels
            .skip(first)
            .take(GROUP / LANES)
            .zip((0..).step_by(LANES));
        four.fold(0, |bits, (panel, shift)| {
            bits | u64::from(panel[feature]) << shift
        })
    }

    /// Whether half of the numbers and more are zero; false if nothing has been noted.
    pub fn are_few(&self) -> bool {
        self.count * 2 < self.samples.len() * LANES
    }
}

/// Hands over a bit for each number that is not zero, of every sixteen of them.
fn each_sixteen(numbers: &[f32], put: impl FnMut(usize, u16)) {
    match Isa::widest() {
        Isa::Portable => each_in::<[f32; LANES]>((), numbers, put),
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2(proof) => unsafe { each_avx2(proof, numbers, put) },
        // SAFETY: the proof says that the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512(proof) => unsafe { each_avx512(proof, numbers, put) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn each_avx2(proof: Avx2, numbers: &[f32], put: impl FnMut(usize, u16)) {
    each_in::<[__m256; 2]>(proof, numbers, put);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn each_avx512(proof: Avx512, numbers: &[f32], put: impl FnMut(usize, u16)) {
    each_in::<__m512>(proof, numbers, put);
}

#[inline(always)]
fn each_in<X: Vector>(proof: X::Proof, numbers: &[f32], mut put: impl FnMut(usize, u16)) {
    let (whole, rest) = numbers.as_chunks();
    for (at, sixteen) in whole.iter().enumerate() {
        put(at, X::load(proof, sixteen).nonzero());
    }
    if !rest.is_empty() {
        let mut last = [0.0; LANES];
        last[..rest.len()].copy_from_slice(rest);
        put(whole.len(), X::load(proof, &last).nonzero());
    }
}

#[cfg(test)]
mod tests {
    use super::super::panels::Panels;

    fn panels(samples: usize, width: usize, value: impl Fn(usize, usize) -> f32) -> Panels {
        let mut panels = Panels::default();
        panels.shape(samples, width);
        panels.take(|samples, features, rows| {
            let rows = rows.chunks_exact_mut(features.len());
            for (sample, row) in samples.zip(rows) {
                let each = row.iter_mut().zip(features.clone());
                each.for_each(|(number, feature)| *number = value(sample, feature));
            }
        });
        panels
    }

    #[test]
    fn a_bit_is_set_for_every_number_that_is_not_zero_and_for_the_constant() {
        for (samples, width) in [(1, 1), (16, 63), (40, 64), (33, 130)] {
            let value = |sample: usize, feature: usize| match (sample * 7 + feature * 13) % 5 {
                0 => f32::NAN,
                1 => -1e-40,
                2 => -0.0,
                _ => 0.0,
            };
            let panels = panels(samples, width, value);
            let nonzero = panels.nonzero();
            for sample in 0..samples {
                for feature in 0..=width {
                    let expected = feature == width || value(sample, feature) != 0.0;
                    let found = nonzero.features(sample, feature / 64) >> (feature % 64) & 1;
                    assert_eq!(found == 1, expected, "{sample}, {feature}");
                    let found = nonzero.samples(sample / 64 * 4, feature) >> (sample % 64) & 1;
                    assert_eq!(found == 1, expected, "{sample}, {feature}");
                }
            }
        }
    }

    #[test]
    fn dark_pictures_are_sparse_and_bright_ones_are_not() {
        for (white, sparse) in [(0, true), (45, true), (55, false), (100, false)] {
            let panels = panels(32, 100, |sample, feature| {
                f32::from((sample * 37 + feature) % 100 < white)
            });
            assert_eq!(panels.is_sparse(), sparse, "{white} of 100 white");
        }
        assert!(!Panels::default().is_sparse(), "nothing is known");
    }
}
