//! Digits as samples that are shifted when a batch takes them.

use crate::dataset::Digits;
use crate::dataset::idx::{PIXELS, SIDE};
use crate::nn::{Error, OneHot, Samples};
use crate::train::digits::{CLASSES, Named, name_of};
use std::ops::Range;
use std::sync::Arc;

/// Digits to learn from, each several times and every time shifted anew by up to `reach` pixels to each
/// side. Nothing is copied but what a batch takes.
pub struct Augmented {
    digits: Arc<Digits>,
    range: Range<usize>,
    times: usize,
    reach: usize,
    name: Option<String>,
}

impl Augmented {
    /// The digits of a range, each so many times.
    ///
    /// # Panics
    /// If the range reaches past the last digit.
    pub fn new(digits: &Arc<Digits>, range: Range<usize>, times: usize, reach: usize) -> Self {
        assert!(range.end <= digits.len(), "the range is within the digits");
        Self {
            digits: Arc::clone(digits),
            name: name_of(digits, "shifted", &range).map(|name| format!("{name} {times} {reach}")),
            range,
            times,
            reach,
        }
    }

    /// The labels, as often, as one-hot rows.
    ///
    /// # Errors
    /// None for digits that were read by this crate.
    pub fn classes(&self) -> Result<Arc<dyn Samples>, Error> {
        let labels = self.digits.labels()[self.range.clone()].repeat(self.times);
        let name = name_of(&self.digits, "shifted-classes", &self.range);
        let name = name.map(|name| format!("{name} {} {}", self.times, self.reach));
        Ok(Named::with(name, OneHot::new(labels, CLASSES)?))
    }

    /// The shift of a sample: any within reach, as likely; always the same for the same sample.
    fn shift(&self, index: u32) -> [isize; 2] {
        // splitmix64 (G. L. Steele, D. Lea, C. H. Flood, 2014)
        let z = u64::from(index)
            .wrapping_add(1)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let z = z ^ (z >> 31);
        let side = 2 * self.reach as u64 + 1;
        [z % side, (z >> 32) % side].map(|at| at as isize - self.reach as isize)
    }
}

impl Samples for Augmented {
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn len(&self) -> usize {
        self.range.len() * self.times
    }

    fn width(&self) -> usize {
        PIXELS
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        out.fill(0.0);
        for (&index, out) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            let digit = self.range.start + index as usize % self.range.len();
            copy_shifted(self.digits.image(digit), self.shift(index), &features, out);
        }
    }
}

/// Digits that are all shifted alike. Nothing is copied but what a batch takes.
pub struct Shifted {
    digits: Arc<Digits>,
    range: Range<usize>,
    shift: [isize; 2],
}

impl Shifted {
    /// The digits of a range, so far to the right and down.
    ///
    /// # Panics
    /// If the range reaches past the last digit.
    pub fn new(digits: &Arc<Digits>, range: Range<usize>, shift: [isize; 2]) -> Self {
        assert!(range.end <= digits.len(), "the range is within the digits");
        let digits = Arc::clone(digits);
        Self {
            digits,
            range,
            shift,
        }
    }
}

impl Samples for Shifted {
    fn len(&self) -> usize {
        self.range.len()
    }

    fn width(&self) -> usize {
        PIXELS
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        out.fill(0.0);
        for (&index, out) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            let image = self.digits.image(self.range.start + index as usize);
            copy_shifted(image, self.shift, &features, out);
        }
    }
}

/// Copies some features of a shifted picture over paper, row by row: the part of it that is wanted, and
/// of that what is not shifted in from outside.
fn copy_shifted(image: &[u8], [right, down]: [isize; 2], features: &Range<usize>, out: &mut [f32]) {
    for y in features.start / SIDE..features.end.div_ceil(SIDE) {
        let Some(from_y) = y.checked_add_signed(-down).filter(|y| *y < SIDE) else {
            continue;
        };
        let (row, from_row) = (y * SIDE, from_y * SIDE);
        let first = features
            .start
            .saturating_sub(row)
            .max(right.max(0) as usize);
        let end = (features.end - row)
            .min(SIDE)
            .min(SIDE.saturating_add_signed(right));
        if first >= end {
            continue;
        }
        let to = &mut out[row + first - features.start..row + end - features.start];
        let from = &image[from_row + first.saturating_add_signed(-right)..];
        let each = to.iter_mut().zip(from);
        each.for_each(|(to, &byte)| *to = f32::from(byte) * (1.0 / 255.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;
    use crate::dataset::transform::shifted;

    #[test]
    fn augmented_digits_are_shifted_ones_with_their_labels_in_any_piece() {
        let digits = test_digits().unwrap();
        let augmented = Augmented::new(&digits, 10..30, 3, 2);
        let labels = augmented.classes().unwrap();
        assert_eq!((augmented.len(), labels.len()), (60, 60));
        let mut shifts = Vec::new();
        for index in 0..60u32 {
            let (digit, shift) = (10 + index as usize % 20, augmented.shift(index));
            let expected = shifted(&digits.grey(digit), shift);
            for features in [0..PIXELS, 5..77, 100..101, 783..784] {
                let mut out = vec![9.0; features.len()];
                augmented.gather(&[index], features.clone(), &mut out);
                let off = out
                    .iter()
                    .zip(&expected[features])
                    .map(|(a, b)| (a - b).abs());
                assert!(off.fold(0.0, f32::max) < 1e-6, "{index}");
            }
            let mut label = [9.0; 10];
            labels.gather(&[index], 0..10, &mut label);
            assert_eq!(label[usize::from(digits.label(digit))], 1.0);
            assert!(shift.iter().all(|by| by.abs() <= 2));
            shifts.push(shift);
        }
        shifts.sort();
        shifts.dedup();
        assert!(shifts.len() > 20, "of 25: {}", shifts.len());
    }
}
