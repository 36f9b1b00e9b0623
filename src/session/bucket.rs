//! How much may go over a remote link: a token bucket (RFC 2697 has its like). Plain arithmetic.

use std::time::{Duration, Instant};

/// Bytes that come in a second.
const RATE: f64 = 8_000.0;
/// Bytes it holds.
const BURST: f64 = 32_000.0;
/// Bytes that may be owed: who turned many pages waits no longer than a second for what moves.
const MOST_OWED: f64 = RATE;

/// Everything sent is taken out of it. Answers to the learner go at once, if need be on credit;
/// what moves by itself waits until nothing is owed, and spreads evenly, so that the burst is
/// left to the answers.
#[derive(Debug)]
pub(super) struct Bucket {
    level: f64,
    /// When the level was measured last.
    at: Option<Instant>,
    /// How long the last frame that moved by itself takes at this rate.
    even: Duration,
}

impl Default for Bucket {
    fn default() -> Self {
        Self {
            level: BURST,
            at: None,
            even: Duration::ZERO,
        }
    }
}

impl Bucket {
    /// Takes out the bytes of a frame; `moved` if nobody asked for it.
    pub(super) fn pour(&mut self, now: Instant, bytes: usize, moved: bool) {
        let bytes = bytes as f64;
        self.level = (self.level_at(now) - bytes).max(-MOST_OWED);
        self.even = if moved {
            Duration::from_secs_f64(bytes / RATE)
        } else {
            Duration::ZERO
        };
        self.at = Some(now);
    }

    /// How long what moves by itself has to wait.
    pub(super) fn until_ready(&self, now: Instant) -> Duration {
        let debt = Duration::from_secs_f64((-self.level_at(now)).max(0.0) / RATE);
        let even = self.at.map_or(Duration::ZERO, |at| {
            (at + self.even).saturating_duration_since(now)
        });
        debt.max(even)
    }

    fn level_at(&self, now: Instant) -> f64 {
        let since = self
            .at
            .map_or(Duration::ZERO, |at| now.saturating_duration_since(at));
        (self.level + since.as_secs_f64() * RATE).min(BURST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TICK: Duration = Duration::from_millis(10);

    /// Bytes sent in a time by frames of these sizes, each as soon as it may go.
    fn sent(bucket: &mut Bucket, start: Instant, ticks: u32, sizes: &[usize]) -> usize {
        let mut sizes = sizes.iter().cycle();
        let mut sent = 0;
        for tick in 0..ticks {
            let now = start + TICK * tick;
            if bucket.until_ready(now).is_zero() {
                let size = *sizes.next().unwrap_or(&1);
                bucket.pour(now, size, true);
                sent += size;
            }
        }
        sent
    }

    proptest! {
        #[test]
        fn what_moves_by_itself_keeps_to_the_rate_from_the_first_second_on(
            sizes in prop::collection::vec(1..20_000_usize, 1..20),
        ) {
            let mut bucket = Bucket::default();
            let sent = sent(&mut bucket, Instant::now(), 1000, &sizes);
            let largest = sizes.iter().max().unwrap_or(&0);
            prop_assert!(sent <= 80_000 + largest, "{sent} in 10 s");
        }
    }

    #[test]
    fn answers_are_paid_back_by_what_moves_and_never_for_longer_than_a_second() {
        let (mut bucket, start) = (Bucket::default(), Instant::now());
        bucket.pour(start, 20_000, false);
        assert!(
            bucket.until_ready(start).is_zero(),
            "the burst is for answers"
        );
        bucket.pour(start, 16_000, false);
        assert_eq!(bucket.until_ready(start), Duration::from_millis(500));
        bucket.pour(start, 900_000, false);
        assert_eq!(bucket.until_ready(start), Duration::from_secs(1));
        assert!(bucket.until_ready(start + Duration::from_secs(1)).is_zero());
    }
}
