//! Which digits meet in a batch, after a shuffle buffer of some size.

use crate::dataset::shuffle::{buffered, by_label};
use crate::train::digits::CLASSES;

/// What orders are drawn from.
const SEED: u64 = 1;

/// The batches of an epoch, by the digits in them.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixed {
    /// Of each batch, how many of each class.
    pub batches: Vec<[usize; CLASSES]>,
}

impl Mixed {
    /// Of samples with these labels, sorted by them before they come or not.
    pub fn of(labels: &[u8], sorted: bool, buffer: usize, batch: usize) -> Self {
        let order = buffered(labels.len(), buffer, SEED);
        let file = if sorted { by_label(labels) } else { Vec::new() };
        let label = |place: &u32| {
            let at = file.get(*place as usize).unwrap_or(place);
            labels[*at as usize]
        };
        let count = |places: &[u32]| {
            let mut counts = [0; CLASSES];
            for place in places {
                counts[usize::from(label(place)).min(CLASSES - 1)] += 1;
            }
            counts
        };
        Self {
            batches: order.chunks(batch.max(1)).map(count).collect(),
        }
    }

    /// How many different digits are in a batch, on the average.
    pub fn classes(&self) -> f64 {
        let kinds = |batch: &[usize; CLASSES]| batch.iter().filter(|count| **count > 0).count();
        self.batches.iter().map(kinds).sum::<usize>() as f64 / self.batches.len().max(1) as f64
    }

    /// The fewest that are in any.
    pub fn fewest(&self) -> usize {
        let kinds = |batch: &[usize; CLASSES]| batch.iter().filter(|count| **count > 0).count();
        self.batches.iter().map(kinds).min().unwrap_or(0)
    }

    /// The share of each class among the batches from one place to another, both as shares of the epoch.
    pub fn shares(&self, from: f64, to: f64) -> [f64; CLASSES] {
        let all = self.batches.len();
        let place = |share: f64| ((share * all as f64) as usize).min(all.saturating_sub(1));
        let mut sums = [0; CLASSES];
        for batch in self
            .batches
            .iter()
            .take(place(to).max(place(from) + 1))
            .skip(place(from))
        {
            (0..CLASSES).for_each(|class| sums[class] += batch[class]);
        }
        let total = sums.iter().sum::<usize>().max(1) as f64;
        sums.map(|sum| sum as f64 / total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten classes of 100, mixed.
    fn labels() -> Vec<u8> {
        (0..1000).map(|at| (at * 7 % 10) as u8).collect()
    }

    #[test]
    fn sorted_samples_through_no_buffer_are_one_class_a_batch() {
        let mixed = Mixed::of(&labels(), true, 1, 50);
        assert_eq!(
            (mixed.batches.len(), mixed.classes(), mixed.fewest()),
            (20, 1.0, 1)
        );
        assert_eq!(mixed.batches[0][0], 50);
        assert_eq!(mixed.shares(0.95, 1.0)[9], 1.0);
    }

    #[test]
    fn a_buffer_of_all_mixes_what_one_of_a_tenth_does_not() {
        let [small, all] = [100, 1000].map(|size| Mixed::of(&labels(), true, size, 50));
        assert!(small.classes() < 5.0, "{}", small.classes());
        assert!(all.classes() > 9.8, "{}", all.classes());
        // As they are in the file they need no buffer.
        assert_eq!(Mixed::of(&labels(), false, 1, 50).fewest(), 10);
    }

    #[test]
    fn no_sample_is_lost_and_the_last_batch_is_short() {
        let mixed = Mixed::of(&labels(), true, 30, 64);
        let sizes: Vec<usize> = mixed.batches.iter().map(|it| it.iter().sum()).collect();
        assert_eq!(
            (sizes.len(), sizes.iter().sum::<usize>(), sizes[15]),
            (16, 1000, 40)
        );
    }
}
