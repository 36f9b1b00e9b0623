//! Orders in which samples come: out of a shuffle buffer, or by their labels.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The order in which `count` samples leave a shuffle buffer that holds `size` of them, by their places:
/// as `tf.data.Dataset.shuffle` has it. The buffer is filled with the first samples; then one that is
/// drawn from it goes on, and the next one that comes takes its place. A buffer of 1 changes nothing,
/// one of `count` makes every order as likely; 0 counts as 1.
pub fn buffered(count: usize, size: usize, seed: u64) -> Vec<u32> {
    let mut drawn = ChaCha8Rng::seed_from_u64(seed);
    let size = size.clamp(1, count.max(1));
    let mut coming = (0..count).map(|place| place as u32);
    let mut buffer: Vec<u32> = coming.by_ref().take(size).collect();
    let mut order = Vec::with_capacity(count);
    while !buffer.is_empty() {
        // The bias of the remainder is far below what a run can show.
        let at = (drawn.next_u64() % buffer.len() as u64) as usize;
        match coming.next() {
            Some(next) => order.push(std::mem::replace(&mut buffer[at], next)),
            None => order.push(buffer.swap_remove(at)),
        }
    }
    order
}

/// The places of some samples, those of the lowest label first, and else in the order they came.
pub fn by_label(labels: &[u8]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..labels.len() as u32).collect();
    order.sort_by_key(|place| labels[*place as usize]);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_leaves_the_buffer_once_whatever_its_size() {
        for count in [0, 1, 7, 100] {
            for size in [0, 1, 3, 100, 1000] {
                let mut order = buffered(count, size, 5);
                order.sort_unstable();
                assert_eq!(order, (0..count as u32).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_buffer_of_one_changes_nothing_and_no_sample_comes_earlier_than_the_buffer_lets_it() {
        assert_eq!(buffered(50, 1, 9), (0..50).collect::<Vec<_>>());
        let size = 8;
        for (left, came) in buffered(200, size, 9).into_iter().enumerate() {
            // When so many have left, the buffer has seen `size` more and no other.
            assert!((came as usize) < left + size, "{came} left as {left}");
        }
    }

    #[test]
    fn a_buffer_of_all_makes_every_place_as_likely() {
        // Where the first of four samples comes out, over 4,000 seeds: 1,000 each, with a standard
        // deviation of the square root of 4000 / 4 * 3 / 4, 27.
        let mut counts = [0; 4];
        for seed in 0..4000 {
            let order = buffered(4, 4, seed);
            counts[order.iter().position(|at| *at == 0).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|count| (890..1110).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn by_label_keeps_the_order_within_a_label() {
        assert_eq!(by_label(&[2, 0, 1, 0, 2]), [1, 3, 2, 0, 4]);
    }
}
