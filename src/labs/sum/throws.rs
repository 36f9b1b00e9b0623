//! Throws made: by one stream of chance, so that every learner who does the same sees the same.

use super::chances::Chances;
use ndarray_rand::rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// The stream that all throws come from.
const SEED: u64 = 4;

/// What fell.
pub struct Throws {
    random: ChaCha8Rng,
    /// How often each sum came.
    counts: BTreeMap<usize, u32>,
    /// How many sums in all.
    made: u32,
    /// The throws of the last sum.
    last: Vec<usize>,
}

impl Default for Throws {
    fn default() -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(SEED),
            counts: BTreeMap::new(),
            made: 0,
            last: Vec::new(),
        }
    }
}

impl Throws {
    /// None made, as at the beginning.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// So many sums of n throws more.
    pub fn throw(&mut self, one: &Chances, n: usize, times: usize) {
        for _ in 0..times {
            self.last = (0..n).map(|_| draw(one, self.random.random())).collect();
            *self.counts.entry(self.last.iter().sum()).or_default() += 1;
            self.made += 1;
        }
    }

    /// How many sums were thrown.
    pub fn made(&self) -> u32 {
        self.made
    }

    /// How often a sum came.
    pub fn count(&self, sum: usize) -> u32 {
        self.counts.get(&sum).copied().unwrap_or(0)
    }

    /// The throws of the last sum.
    pub fn last(&self) -> &[usize] {
        &self.last
    }
}

/// The number that a share of all chance, from the least number up, ends in.
fn draw(one: &Chances, share: f64) -> usize {
    let mut left = share;
    let reached = one.all().find(|(_, chance)| {
        left -= chance;
        left < 0.0
    });
    reached.map_or(one.ends().1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_all_chance_ends_in_a_number() {
        let one = Chances::of(1, &[1.0, 0.0, 3.0]);
        let drawn = [0.0, 0.24, 0.26, 0.999].map(|share| draw(&one, share));
        assert_eq!(drawn, [1, 1, 3, 3]);
    }

    #[test]
    fn what_falls_follows_the_chances_and_the_same_is_done_the_same() {
        let one = Chances::of(1, &[1.0; 6]);
        let (mut throws, mut again) = (Throws::default(), Throws::default());
        throws.throw(&one, 2, 20_000);
        (0..20).for_each(|_| again.throw(&one, 2, 1000));
        assert_eq!(throws.counts, again.counts);
        assert_eq!(throws.made(), 20_000);
        for sum in 2..=12 {
            let share = f64::from(throws.count(sum)) / 20_000.0;
            let chance = one.sum(2).at(sum);
            // Four of its own deviations.
            let allowed = 4.0 * (chance * (1.0 - chance) / 20_000.0).sqrt();
            assert!((share - chance).abs() < allowed, "{sum}: {share}");
        }
    }
}
