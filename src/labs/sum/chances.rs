//! Chances of whole numbers, and of their sums: exact, by counting every way.

use crate::stats::normal::Normal;

/// What comes less often than this is left out of a sum.
const NEVER: f64 = 1e-15;

/// A sum as near to its bell as this is one for the eye.
pub const NEAR: f64 = 0.01;

/// From so many throws on a gap this small does not grow again.
const SETTLED: (usize, f64) = (25, 0.7 * NEAR);

/// The chance of each whole number from the least on.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    least: usize,
    shares: Vec<f64>,
}

impl Chances {
    /// Numbers from `least` on, each as often as its weight says; not all weights are 0.
    pub fn of(least: usize, weights: &[f64]) -> Self {
        let all: f64 = weights.iter().sum();
        let shares = weights.iter().map(|weight| weight / all).collect();
        Self { least, shares }.trimmed()
    }

    /// Without what never comes at either end.
    fn trimmed(mut self) -> Self {
        let comes = |share: &f64| *share > NEVER;
        let first = self.shares.iter().position(comes).unwrap_or(0);
        let last = self.shares.iter().rposition(comes).unwrap_or(0);
        self.shares.truncate(last + 1);
        self.shares.drain(..first);
        self.least += first;
        self
    }

    /// The chances of the sum of one from here and one from there.
    fn plus(&self, other: &Self) -> Self {
        let mut shares = vec![0.0; self.shares.len() + other.shares.len() - 1];
        for (i, here) in self.shares.iter().enumerate() {
            for (j, there) in other.shares.iter().enumerate() {
                shares[i + j] += here * there;
            }
        }
        let least = self.least + other.least;
        Self { least, shares }.trimmed()
    }

    /// The chances of the sum of n: at least 1.
    pub fn sum(&self, n: usize) -> Self {
        (1..n).fold(self.clone(), |sum, _| sum.plus(self))
    }

    /// All numbers that come, each with its chance.
    pub fn all(&self) -> impl Iterator<Item = (usize, f64)> {
        let numbered = (self.least..).zip(self.shares.iter().copied());
        numbered.filter(|(_, share)| *share > 0.0)
    }

    /// The chance of a number.
    pub fn at(&self, number: usize) -> f64 {
        let place = number.checked_sub(self.least);
        let share = place.and_then(|place| self.shares.get(place));
        share.copied().unwrap_or(0.0)
    }

    /// The least and the greatest number.
    pub fn ends(&self) -> (usize, usize) {
        (self.least, self.least + self.shares.len() - 1)
    }

    /// The mean of very many.
    pub fn mean(&self) -> f64 {
        self.all()
            .map(|(number, share)| number as f64 * share)
            .sum()
    }

    /// Their standard deviation.
    pub fn deviation(&self) -> f64 {
        let mean = self.mean();
        let squares = self
            .all()
            .map(|(number, share)| share * (number as f64 - mean).powi(2));
        squares.sum::<f64>().sqrt()
    }

    /// How far apart the numbers lie that come: sums of 1 and 4 leave two out between any two.
    pub fn apart(&self) -> usize {
        let steps = self.all().map(|(number, _)| number - self.least);
        steps.fold(0, greatest_divisor).max(1)
    }

    /// The greatest error in a chance of "at most so many" that is read off the bell. A bar is as wide
    /// as the numbers are apart, and half of it lies beyond its number. None where only one comes.
    pub fn gap(&self) -> Option<f64> {
        let bell = Normal::new(self.mean(), self.deviation()).ok()?;
        let half = self.apart() as f64 / 2.0;
        let mut at_most = 0.0;
        let errors = self.all().map(|(number, share)| {
            at_most += share;
            (at_most - bell.cdf(number as f64 + half)).abs()
        });
        Some(errors.fold(0.0, f64::max))
    }

    /// From how many of these on, up to `most`, the sum is near to its bell.
    pub fn needed(&self, most: usize) -> Option<usize> {
        let mut sum = self.clone();
        let mut needed = 1;
        for n in 1..=most {
            let gap = sum.gap()?;
            if gap > NEAR {
                needed = n + 1;
            } else if n >= SETTLED.0 && gap < SETTLED.1 {
                return Some(needed);
            }
            sum = sum.plus(self);
        }
        None
    }

    /// How many separate humps there are: sums each more likely than those beside it.
    pub fn humps(&self) -> usize {
        let shares: Vec<f64> = self.all().map(|(_, share)| share).collect();
        let rises = |at: usize| at == 0 || shares[at] > shares[at - 1] + 1e-9;
        let falls = |at: usize| {
            let level = |next: &&f64| (**next - shares[at]).abs() <= 1e-9;
            let after = shares[at..].iter().find(|next| !level(next));
            after.is_none_or(|next| *next < shares[at])
        };
        (0..shares.len())
            .filter(|at| rises(*at) && falls(*at))
            .count()
    }
}

fn greatest_divisor(a: usize, b: usize) -> usize {
    if b == 0 {
        a
    } else {
        greatest_divisor(b, a % b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, Discrete};

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    fn die() -> Chances {
        Chances::of(1, &[1.0; 6])
    }

    #[test]
    fn two_dice_by_hand() {
        let two = die().sum(2);
        assert_eq!(two.ends(), (2, 12));
        for (sum, ways) in (2..).zip([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]) {
            near(two.at(sum), f64::from(ways) / 36.0);
        }
        assert_eq!((two.at(1), two.at(13)), (0.0, 0.0));
        near(two.mean(), 7.0);
        near(two.deviation().powi(2), 35.0 / 6.0);
    }

    #[test]
    fn the_sum_of_coins_is_binomial_as_statrs_has_it() {
        for (weights, share) in [([1.0, 1.0], 0.5), ([9.0, 1.0], 0.1)] {
            for n in [1, 6, 30, 400] {
                let ours = Chances::of(0, &weights).sum(n);
                let theirs = Binomial::new(share, n as u64).unwrap();
                for k in 0..=n {
                    near(ours.at(k), theirs.pmf(k as u64));
                }
            }
        }
    }

    #[test]
    fn means_and_variances_add() {
        let one = Chances::of(1, &[9.0, 0.0, 2.0, 5.0]);
        let many = one.sum(200);
        assert!((many.mean() / (200.0 * one.mean()) - 1.0).abs() < 1e-9);
        let variance = many.deviation().powi(2);
        assert!((variance / (200.0 * one.deviation().powi(2)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn how_many_it_takes_was_counted_by_another_program() {
        // Convolved and compared with the error function by a script in Python.
        let needed = |weights: &[f64]| Chances::of(1, weights).needed(1000);
        assert_eq!(needed(&[1.0; 6]), Some(3));
        assert_eq!(needed(&[1.0; 4]), Some(3));
        assert_eq!(needed(&[1.0, 1.0]), Some(4));
        assert_eq!(needed(&[9.0, 1.0]), Some(317));
        assert_eq!(needed(&[9.0, 1.0, 0.0, 1.0]), Some(257));
        assert_eq!(needed(&[5.0, 5.0, 1.0, 1.0]), Some(47));
        // Only how the chances lie counts, not where the numbers do.
        assert_eq!(needed(&[5.0, 0.0, 0.0, 5.0]), Some(4));
        assert_eq!(needed(&[9.0, 0.0, 0.0, 1.0]), Some(317));
        assert_eq!(needed(&[0.0, 3.0, 0.0, 0.0]), None, "one number is no bell");
    }

    #[test]
    fn the_gap_of_one_throw_by_hand() {
        // A bar of half the chance on each side: at the middle both say one half, beyond the second
        // the bell still has a share of 1 - Phi(2).
        let coin = Chances::of(0, &[1.0, 1.0]);
        let beyond = Normal::standard().area(2.0, f64::INFINITY);
        near(coin.gap().unwrap(), beyond);
        near(Chances::of(1, &[5.0, 0.0, 0.0, 5.0]).gap().unwrap(), beyond);
        assert_eq!(Chances::of(3, &[1.0]).gap(), None);
    }

    #[test]
    fn humps_are_counted_over_plateaus() {
        let humps = |weights: &[f64]| Chances::of(1, weights).humps();
        assert_eq!(humps(&[5.0, 1.0, 1.0, 5.0]), 2);
        assert_eq!(humps(&[1.0; 4]), 1);
        assert_eq!(humps(&[1.0, 3.0, 3.0, 1.0]), 1);
        assert_eq!(die().sum(3).humps(), 1);
        assert_eq!(Chances::of(1, &[1.0, 0.0, 0.0, 1.0]).sum(10).humps(), 1);
        assert_eq!(Chances::of(1, &[5.0, 1.0, 1.0, 5.0]).sum(2).humps(), 3);
    }
}
