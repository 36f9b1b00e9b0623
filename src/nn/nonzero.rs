//! Where the zeros of a batch are, so that products pass them by.
//!
//! Four of five pixels of a digit are black, and a product with 0 adds nothing to a sum. A tile of
//! the first layer's outputs takes a pixel of 32 samples at once; it may leave it out if it is black
//! in all of them, which 42 % are. A tile of the gradient takes six neighbouring pixels of a sample,
//! of which 66 % are all black. The other terms keep their order, so sums of finite numbers stay the
//! same, bit by bit. It takes the first layer's two products from 480 to 270 microseconds of a core,
//! of a step's 1,640; where less than a quarter of the lines are zero, nothing is looked for in the
//! sums.

use super::simd::Isa;
use super::tile::Corner;
use super::vector::{LANES, Line, Vector};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256, __m512};

/// Terms of a sum that are looked at together: the bits of a word.
pub(super) const GROUP: usize = u64::BITS as usize;

/// Which numbers of a batch in panels are not zero.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Nonzero<'a> {
    /// For every line, a bit for each lane that is not zero.
    pub lanes: &'a [u16],
    /// Lines from one panel to the next.
    pub stride: usize,
    /// For every panel, a bit for each line that is not all zero, and the words that takes.
    pub lines: &'a [u64],
    pub words: usize,
}

impl Nonzero<'_> {
    /// Which terms of a sum are wanted by a tile of R rows and V vectors, of the 64 from `group` on:
    /// of C = A^T B with panels as B, the lines that are not zero in all V panels; of C = AB with
    /// panels as A, the samples that are not zero in all R lines.
    #[inline(always)]
    pub fn of<const R: usize, const V: usize, const TURNED: bool>(
        self,
        at: Corner,
        group: usize,
        panels: usize,
    ) -> u64 {
        if TURNED {
            let panels = at.line..at.line + V;
            panels.fold(0, |bits, panel| {
                bits | self.lines[panel * self.words + group]
            })
        } else {
            let first = group * (GROUP / LANES);
            let panels = first..panels.min(first + GROUP / LANES);
            panels.fold(0, |bits, panel| {
                let start = panel * self.stride + at.row;
                let rows = self.lanes[start..start + R].iter();
                let lanes = rows.fold(0, |bits, lanes| bits | lanes);
                bits | u64::from(lanes) << ((panel - first) * LANES)
            })
        }
    }
}

/// The same, kept beside the panels.
#[derive(Debug, Clone, Default)]
pub(super) struct Zeros {
    lanes: Vec<u16>,
    lines: Vec<u64>,
    words: usize,
    /// Lines that are all zero, but for the constant that is none.
    empty: usize,
}

impl Zeros {
    /// Makes room for `panels` of a width, and the constant behind each.
    pub fn shape(&mut self, panels: usize, width: usize) {
        self.words = (width + 1).div_ceil(GROUP);
        self.lanes.resize(panels * (width + 1), 0);
        self.lines.resize(panels * self.words, 0);
        self.empty = 0;
    }

    /// Looks for the zeros of panel `index`, which is given without its constant.
    pub fn find(&mut self, index: usize, panel: &[Line]) {
        let lanes = &mut self.lanes[index * (panel.len() + 1)..][..panel.len() + 1];
        let (constant, features) = lanes.split_last_mut().expect("the constant is there");
        *constant = u16::MAX;
        look(panel, features);
        let words = &mut self.lines[index * self.words..][..self.words];
        for (word, lanes) in words.iter_mut().zip(lanes.chunks(GROUP)) {
            let bits = lanes.iter().enumerate();
            *word = bits.fold(0, |word, (bit, &lanes)| word | u64::from(lanes != 0) << bit);
            self.empty += lanes.len() - word.count_ones() as usize;
        }
    }

    /// Whether a quarter of the lines and more are all zero.
    pub fn are_many(&self) -> bool {
        self.empty * 4 > self.lanes.len()
    }

    /// What a product is told, of the lines from `first` on in each panel of `stride` lines.
    pub fn nonzero(&self, first: usize, stride: usize) -> Nonzero<'_> {
        Nonzero {
            lanes: self.lanes.get(first..).unwrap_or_default(),
            stride,
            lines: &self.lines,
            words: self.words,
        }
    }
}

/// A bit for each lane that is not zero, line by line.
fn look(lines: &[Line], lanes: &mut [u16]) {
    match Isa::widest() {
        Isa::Portable => look_in::<[f32; LANES]>(lines, lanes),
        // SAFETY: the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => unsafe { look_avx2(lines, lanes) },
        // SAFETY: the machine has the features.
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 => unsafe { look_avx512(lines, lanes) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn look_avx2(lines: &[Line], lanes: &mut [u16]) {
    look_in::<[__m256; 2]>(lines, lanes);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn look_avx512(lines: &[Line], lanes: &mut [u16]) {
    look_in::<__m512>(lines, lanes);
}

#[inline(always)]
fn look_in<X: Vector>(lines: &[Line], lanes: &mut [u16]) {
    let each = lines.iter().zip(lanes);
    each.for_each(|(line, lanes)| *lanes = X::load(line).nonzero());
}

#[cfg(test)]
mod tests {
    use super::super::panels::Panels;

    #[test]
    fn a_bit_is_set_for_every_number_that_is_not_zero_and_for_the_constant() {
        for (samples, width) in [(1, 1), (16, 63), (40, 64), (33, 130)] {
            let value = |sample: usize, feature: usize| match (sample * 7 + feature * 13) % 5 {
                0 => f32::NAN,
                1 => -1e-40,
                2 => -0.0,
                _ => 0.0,
            };
            let mut panels = Panels::default();
            panels.shape(samples, width);
            panels.take(&mut Vec::new(), |first, rows| {
                for (index, number) in rows.iter_mut().enumerate() {
                    *number = value(first + index / width, index % width);
                }
            });
            let nonzero = panels.nonzero(0);
            for sample in 0..samples {
                let panel = sample / 16;
                for feature in 0..=width {
                    let found = nonzero.lanes[panel * (width + 1) + feature] >> (sample % 16) & 1;
                    let expected = feature == width || value(sample, feature) != 0.0;
                    assert_eq!(found == 1, expected, "{sample}, {feature}");
                    let word = nonzero.lines[panel * nonzero.words + feature / 64];
                    let inside = panel * 16..samples.min(panel * 16 + 16);
                    let any = feature == width
                        || inside
                            .into_iter()
                            .any(|sample| value(sample, feature) != 0.0);
                    assert_eq!(word >> (feature % 64) & 1 == 1, any, "{panel}, {feature}");
                }
            }
        }
    }

    #[test]
    fn black_pictures_are_sparse_and_white_ones_are_not() {
        for (white, sparse) in [(0, true), (70, true), (80, false), (100, false)] {
            let mut panels = Panels::default();
            panels.shape(32, 100);
            panels.take(&mut Vec::new(), |_, rows| {
                for (index, number) in rows.iter_mut().enumerate() {
                    *number = f32::from(index % 100 < white);
                }
            });
            assert_eq!(panels.is_sparse(), sparse, "{white} of 100 white");
        }
    }
}
