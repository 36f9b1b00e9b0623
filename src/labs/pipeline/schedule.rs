//! When each stage of a pipeline works on which batch, in whole milliseconds: computed from what every
//! stage costs, as `tf.data` would run it.

/// What a batch costs each stage, in milliseconds; 0 for a stage that is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    /// Read from where the data is.
    pub load: u32,
    /// Gathered into one block.
    pub batch: u32,
    /// Scaled and augmented.
    pub map: u32,
    /// Learned from.
    pub train: u32,
}

/// Who may work ahead of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// Batches that are mapped at once.
    pub workers: usize,
    /// Batches that may lie ready for the trainer.
    pub prefetch: usize,
}

impl Ahead {
    /// Everything in one thread, one after another.
    pub const NONE: Self = Self {
        workers: 1,
        prefetch: 0,
    };
}

/// From when to when a stage works on a batch.
pub type Span = (u32, u32);

/// A batch on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    pub load: Span,
    pub batch: Span,
    pub map: Span,
    /// Which worker maps it, from 0.
    pub worker: usize,
    pub train: Span,
}

/// The way of so many batches of one epoch, which begins with nothing made ahead.
///
/// With one worker a thread makes a batch from its loading to its end; with a prefetch of p it begins
/// the next one as soon as fewer than p lie ready. With more workers the maps of so many batches run
/// side by side, each worker taken from the loading of its batch on, as `tf.data` has it, and the batches
/// are handed on in their order.
pub fn schedule(costs: Costs, ahead: Ahead, batches: usize) -> Vec<Passed> {
    let mut passed: Vec<Passed> = Vec::with_capacity(batches);
    // When each batch was handed on by the map: to the buffer of prefetched ones, or to the trainer.
    let mut handed: Vec<u32> = Vec::with_capacity(batches);
    for k in 0..batches {
        let before = passed.last().copied();
        let trained = |n: usize| k.checked_sub(n).and_then(|at| passed.get(at));
        // What the maker of this batch waits for: its own last work, and room for one batch more.
        let begins = match (ahead.workers, ahead.prefetch) {
            (0 | 1, 0) => before.map_or(0, |it| it.train.1),
            (0 | 1, p) => {
                let room = trained(p).map_or(0, |it| it.train.0);
                room.max(before.map_or(0, |it| it.map.1))
            }
            (w, _) => {
                let room = k.checked_sub(w).map_or(0, |at| handed[at]);
                room.max(before.map_or(0, |it| it.batch.1))
            }
        };
        let after = |from: u32, cost: u32| (from, from + cost);
        let load = after(begins, costs.load);
        let batch = after(load.1, costs.batch);
        let map = after(batch.1, costs.map);
        let in_turn = handed.last().map_or(map.1, |last| map.1.max(*last));
        let ready = match (ahead.workers, ahead.prefetch) {
            (2.., p @ 1..) => in_turn.max(trained(p).map_or(0, |it| it.train.0)),
            _ => map.1.max(before.map_or(0, |it| it.map.1)),
        };
        let train = after(ready.max(before.map_or(0, |it| it.train.1)), costs.train);
        handed.push(match (ahead.workers, ahead.prefetch) {
            (2.., 1..) => ready,
            _ => train.0,
        });
        // Of those that are free the one that has been so the longest, so that all have a share.
        let free_since = |worker: &usize| {
            let mut its = passed.iter().rev().filter(|it| it.worker == *worker);
            its.next().map_or(0, |it| it.map.1)
        };
        let workers = 0..ahead.workers.max(1);
        let worker = workers.min_by_key(free_since).unwrap_or(0);
        passed.push(Passed {
            load,
            batch,
            map,
            worker,
            train,
        });
    }
    passed
}

/// Batches after which every rhythm of up to four workers begins again.
const RHYTHM: usize = 12;

/// How long the trainer waits for a batch, on the average over the second half of them, in whole
/// rhythms; none for fewer than two.
pub fn steady_wait(passed: &[Passed]) -> Option<f64> {
    let half = &passed[passed.len() / 2..];
    let waits = half
        .windows(2)
        .map(|two| f64::from(two[1].train.0 - two[0].train.1));
    let all = half.len().checked_sub(1).filter(|count| *count > 0)?;
    let count = if all < RHYTHM {
        all
    } else {
        all / RHYTHM * RHYTHM
    };
    Some(waits.skip(all - count).sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COSTS: Costs = Costs {
        load: 3,
        batch: 2,
        map: 5,
        train: 6,
    };

    fn wait(costs: Costs, workers: usize, prefetch: usize) -> f64 {
        steady_wait(&schedule(costs, Ahead { workers, prefetch }, 200)).unwrap()
    }

    #[test]
    fn one_after_another_a_batch_takes_the_sum_of_its_stages() {
        let passed = schedule(COSTS, Ahead::NONE, 3);
        let trained: Vec<Span> = passed.iter().map(|it| it.train).collect();
        assert_eq!(trained, [(10, 16), (26, 32), (42, 48)]);
        assert_eq!(passed[1].load, (16, 19));
    }

    #[test]
    fn with_a_prefetch_the_slower_of_maker_and_trainer_sets_the_pace() {
        // The maker takes 10 ms for a batch, the trainer 6: it waits 4.
        assert_eq!(wait(COSTS, 1, 1), 4.0);
        assert_eq!(wait(COSTS, 1, 4), 4.0);
        let slow = Costs { train: 12, ..COSTS };
        assert_eq!(wait(slow, 1, 1), 0.0);
        // Then the maker waits: there is room for one batch and no more.
        let passed = schedule(
            slow,
            Ahead {
                workers: 1,
                prefetch: 1,
            },
            20,
        );
        assert!(passed.windows(2).all(|two| two[1].load.0 >= two[0].train.0));
    }

    #[test]
    fn workers_share_the_map_and_not_the_loading() {
        assert_eq!(wait(COSTS, 2, 1), 0.0);
        let heavy = Costs { map: 20, ..COSTS };
        // A worker is taken from the loading of its batch on: 25 ms, or 12.5 a batch for two of them,
        // where the trainer takes 6; five are enough.
        assert_eq!([2, 5].map(|workers| wait(heavy, workers, 2)), [6.5, 0.0]);
        let slow_disk = Costs { load: 9, ..COSTS };
        // Loading and gathering take 11 ms, whatever the map does.
        assert_eq!(
            [2, 3].map(|workers| wait(slow_disk, workers, 4)),
            [5.0, 5.0]
        );
    }

    #[test]
    fn no_stage_works_on_two_batches_and_no_batch_is_in_two_stages_at_once() {
        for workers in 1..4 {
            for prefetch in 0..4 {
                for costs in [
                    COSTS,
                    Costs {
                        load: 0,
                        map: 17,
                        ..COSTS
                    },
                ] {
                    let passed = schedule(costs, Ahead { workers, prefetch }, 40);
                    for it in &passed {
                        let way = [it.load, it.batch, it.map, it.train];
                        assert!(way.windows(2).all(|two| two[0].1 <= two[1].0), "{it:?}");
                    }
                    for two in passed.windows(2) {
                        for stage in [
                            |it: &Passed| it.load,
                            |it: &Passed| it.batch,
                            |it: &Passed| it.train,
                        ] {
                            assert!(stage(&two[0]).1 <= stage(&two[1]).0, "{two:?}");
                        }
                    }
                    for worker in 0..workers {
                        let its: Vec<_> = passed.iter().filter(|it| it.worker == worker).collect();
                        assert!(its.windows(2).all(|two| two[0].map.1 <= two[1].map.0));
                    }
                    // No more lie ready, or are being made, than there is room for.
                    for (k, it) in passed.iter().enumerate() {
                        let taken = passed
                            .iter()
                            .filter(|other| other.train.0 <= it.load.0)
                            .count();
                        let room = if workers > 1 {
                            workers + prefetch
                        } else {
                            prefetch.max(1)
                        };
                        assert!(k < taken + room, "{workers} {prefetch} {k} {taken}");
                    }
                }
            }
        }
    }

    #[test]
    fn where_every_stage_is_off_no_time_passes() {
        let off = Costs {
            load: 0,
            batch: 0,
            map: 0,
            train: 0,
        };
        for ahead in [
            Ahead::NONE,
            Ahead {
                workers: 3,
                prefetch: 2,
            },
        ] {
            let passed = schedule(off, ahead, 10);
            assert!(passed.iter().all(|it| it.train == (0, 0)));
            assert_eq!(steady_wait(&passed), Some(0.0));
        }
        assert!(schedule(off, Ahead::NONE, 0).is_empty());
        assert_eq!(steady_wait(&[]), None);
    }
}
