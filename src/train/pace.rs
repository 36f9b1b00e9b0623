//! How fast a training is, from the durations it is told.

use std::time::Duration;

/// Seconds after which the present pace counts for two thirds of what is shown: long enough to
/// read, short enough to notice a change.
const MEMORY: f64 = 1.0;

/// Counts samples against time. It never looks at a clock.
#[derive(Debug, Clone, Default)]
pub(in crate::train) struct Pace {
    /// Samples learned from a second, lately.
    rate: f64,
    /// Time spent learning in this epoch.
    epoch: f64,
    /// Samples learned from in that time.
    epoch_samples: usize,
    /// Time spent on anything, and samples learned from in it.
    total: f64,
    total_samples: usize,
}

impl Pace {
    /// A step over so many samples took so long.
    pub fn learned(&mut self, samples: usize, took: Duration) {
        let took = took.as_secs_f64();
        self.epoch += took;
        self.epoch_samples += samples;
        self.total += took;
        self.total_samples += samples;
        if took > 0.0 {
            let now = samples as f64 / took;
            let weight = if self.rate > 0.0 {
                1.0 - (-took / MEMORY).exp()
            } else {
                1.0
            };
            self.rate += weight * (now - self.rate);
        }
    }

    /// Goes on in the middle of an epoch that others began.
    pub fn resume(&mut self, seconds: f64, samples: usize) {
        if seconds > 0.0 {
            (self.epoch, self.epoch_samples) = (seconds, samples);
        }
    }

    /// Something else took so long.
    pub fn spent(&mut self, took: Duration) {
        self.total += took.as_secs_f64();
    }

    /// Ends an epoch: the seconds spent learning, and samples learned from in each.
    pub fn end_epoch(&mut self) -> (f64, f64) {
        let (seconds, samples) = (self.epoch, self.epoch_samples as f64);
        (self.epoch, self.epoch_samples) = (0.0, 0);
        (
            seconds,
            if seconds > 0.0 {
                samples / seconds
            } else {
                0.0
            },
        )
    }

    /// Time spent learning in this epoch.
    pub fn epoch_seconds(&self) -> f64 {
        self.epoch
    }

    /// Samples learned from a second, lately; 0 while unknown.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// The time so many samples will take, what comes between them included.
    pub fn eta(&self, samples: usize) -> Option<Duration> {
        let each = self.total / self.total_samples as f64;
        let known = self.total > 0.0 && self.total_samples > 0;
        Duration::try_from_secs_f64(each * samples as f64)
            .ok()
            .filter(|_| known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_pace_is_read_off_exactly() {
        let mut pace = Pace::default();
        assert_eq!((pace.rate(), pace.eta(100)), (0.0, None));
        for _ in 0..10 {
            pace.learned(256, Duration::from_millis(4));
        }
        assert!((pace.rate() - 64_000.0).abs() < 1e-6);
        pace.spent(Duration::from_millis(40));
        assert_eq!(pace.eta(2560), Some(Duration::from_millis(80)));
        let (seconds, rate) = pace.end_epoch();
        assert!((seconds - 0.04).abs() < 1e-12 && (rate - 64_000.0).abs() < 1e-6);
        assert_eq!(pace.end_epoch(), (0.0, 0.0));
    }

    #[test]
    fn a_change_of_pace_shows_within_seconds() {
        let mut pace = Pace::default();
        pace.learned(1000, Duration::from_secs(1));
        for _ in 0..30 {
            pace.learned(10, Duration::from_millis(100));
        }
        assert!((pace.rate() - 100.0).abs() < 50.0, "{}", pace.rate());
    }
}
