//! What a kernel prefers: its strongest response in each of 500 ones and 500 zeros.

use super::response::{Kernel, sums};
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::Digits;
use ndarray::Array2;

/// Digits of each class.
pub const EACH: usize = 500;

/// The first test digits that are ones, and those that are zeros: (500, 784) each.
pub struct Pairs {
    ones: Array2<f32>,
    zeros: Array2<f32>,
}

impl Pairs {
    pub fn of(digits: &Digits) -> Self {
        let first = |class: u8| {
            let its = (0..digits.len()).filter(|at| digits.label(*at) == class);
            let rows: Vec<f32> = its.take(EACH).flat_map(|at| digits.grey(at)).collect();
            Array2::from_shape_vec((rows.len() / PIXELS, PIXELS), rows).unwrap_or_default()
        };
        Self {
            ones: first(1),
            zeros: first(0),
        }
    }

    /// The first one, or the first zero.
    pub fn example(&self, one: bool) -> Vec<f32> {
        let digits = if one { &self.ones } else { &self.zeros };
        digits
            .rows()
            .into_iter()
            .next()
            .map_or(Vec::new(), |row| row.to_vec())
    }
}

/// The strongest response in each digit, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub ones: Vec<f32>,
    pub zeros: Vec<f32>,
}

impl Judged {
    pub fn of(kernel: &Kernel, pairs: &Pairs) -> Self {
        let strongest = |digits: &Array2<f32>| {
            let sums = sums(kernel, digits.view());
            let most = |row: ndarray::ArrayView1<f32>| row.iter().copied().fold(0.0, f32::max);
            let mut all: Vec<f32> = sums.rows().into_iter().map(most).collect();
            all.sort_by(f32::total_cmp);
            all
        };
        Self {
            ones: strongest(&pairs.ones),
            zeros: strongest(&pairs.zeros),
        }
    }

    /// In what share of all pairs of a one and a zero the one has the stronger response; equal ones count
    /// half. The area under the ROC curve (Mann and Whitney, 1947).
    pub fn prefers_one(&self) -> f64 {
        let below = |one: &f32| {
            let less = self.zeros.partition_point(|zero| zero < one);
            let not_more = self.zeros.partition_point(|zero| zero <= one);
            (less + not_more) as f64 / 2.0
        };
        let pairs = self.ones.len() * self.zeros.len();
        self.ones.iter().map(below).sum::<f64>() / pairs.max(1) as f64
    }

    /// How many of each lie in each of so many equal parts, from 0 to the strongest of all.
    pub fn counts(&self, parts: usize) -> ([Vec<usize>; 2], f32) {
        let most = [&self.ones, &self.zeros].into_iter().flatten();
        let most = most.copied().fold(0.0, f32::max);
        let count = |all: &[f32]| {
            let mut counts = vec![0; parts];
            for it in all {
                let share = if most > 0.0 { it / most } else { 0.0 };
                let at = ((share * parts as f32) as usize).min(parts.saturating_sub(1));
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
            counts
        };
        ([count(&self.ones), count(&self.zeros)], most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_pairs_counts_each_pair_once_and_equal_ones_half() {
        let judged = Judged {
            ones: vec![1.0, 2.0, 5.0],
            zeros: vec![2.0, 3.0],
        };
        // 1 < 2, 1 < 3, 2 = 2, 2 < 3, 5 > 2, 5 > 3.
        assert!((judged.prefers_one() - 2.5 / 6.0).abs() < 1e-12);
        let (counts, most) = judged.counts(5);
        assert_eq!(most, 5.0);
        assert_eq!(counts, [vec![0, 1, 1, 0, 1], vec![0, 0, 1, 1, 0]]);
    }

    #[test]
    fn a_kernel_of_zeros_prefers_neither() {
        let digits = crate::dataset::mnist::test_digits().unwrap();
        let pairs = Pairs::of(&digits);
        assert_eq!(Judged::of(&[0.0; 9], &pairs).prefers_one(), 0.5);
        // The end of a stroke, which a 1 has and a 0 has not.
        let end = [0.0, 0.0, 0.0, -1.0, 2.0, -1.0, -1.0, -1.0, -1.0];
        assert!(Judged::of(&end, &pairs).prefers_one() > 0.8);
    }
}
