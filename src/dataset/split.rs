//! Dividing samples into those to learn from and those held out.

use std::ops::Range;

use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// Holds out the last `held` of `n` samples: (to learn from, held out). `None` unless at least
/// one is left on either side.
pub fn last(n: usize, held: usize) -> Option<(Range<usize>, Range<usize>)> {
    let first_held = n.checked_sub(held).filter(|&left| left > 0 && held > 0)?;
    Some((0..first_held, first_held..n))
}

/// Holds out `held` of `n` samples drawn by `seed`: (to learn from, held out), each in the order
/// drawn, so that the first few of them are a fair sample too. `None` unless at least one is left
/// on either side.
pub fn random(n: usize, held: usize, seed: u64) -> Option<(Vec<usize>, Vec<usize>)> {
    let (_, out) = last(n, held)?;
    let mut order: Vec<usize> = (0..n).collect();
    order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let held = order.split_off(out.start);
    Some((order, held))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_held_out() {
        assert_eq!(last(60_000, 10_000), Some((0..50_000, 50_000..60_000)));
        assert_eq!(last(5, 0), None);
        assert_eq!(last(5, 5), None);
        assert_eq!(last(5, 6), None);
    }

    #[test]
    fn a_random_split_parts_the_samples_and_loses_none() {
        let (learn, held) = random(100, 30, 4).unwrap();
        assert_eq!((learn.len(), held.len()), (70, 30));
        let mut all = [learn.clone(), held].concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..100));
        assert_ne!(learn, random(100, 30, 5).unwrap().0);
        assert_eq!(learn, random(100, 30, 4).unwrap().0);
    }
}
