//! Trainings that nobody watches.
//!
//! A client that dies without a word (a lid that is closed, a network that is gone) takes no byte
//! any more, and its server may not notice for hours. What it trains must not hold cores for so
//! long: a terminal that takes nothing for a minute has its trainings parked until it does. So has one
//! whose bytes are taken by a server (a page in a browser that was closed) and that answers nobody.

use std::time::{Duration, Instant};

/// How long a frame may be under way.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is to be done with the trainings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// They wait.
    Park,
    /// They go on.
    GoOn,
}

/// Since when the terminal has taken nothing of what it was sent.
#[derive(Debug, Default)]
pub(super) struct Parking {
    since: Option<Instant>,
    parked: bool,
}

impl Parking {
    /// It is `now`, and the terminal has `taken` all it was sent, or not.
    pub(super) fn look(&mut self, taken: bool, now: Instant) -> Option<Change> {
        if taken {
            self.since = None;
            return std::mem::take(&mut self.parked).then_some(Change::GoOn);
        }
        let since = *self.since.get_or_insert(now);
        let late = !self.parked && now.saturating_duration_since(since) >= PATIENCE;
        self.parked |= late;
        late.then_some(Change::Park)
    }

    /// How long until there may be something to do, if nothing else happens.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        let since = self.since.filter(|_| !self.parked)?;
        Some((since + PATIENCE).saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_takes_for_a_minute_parks_once_and_goes_on_once() {
        let began = Instant::now();
        let at = |seconds| began + Duration::from_secs(seconds);
        let mut parking = Parking::default();
        assert_eq!(parking.look(true, at(0)), None);
        assert_eq!(parking.wait(at(0)), None);
        assert_eq!(parking.look(false, at(10)), None);
        assert_eq!(parking.look(false, at(69)), None);
        assert_eq!(parking.wait(at(69)), Some(Duration::from_secs(1)));
        assert_eq!(parking.look(false, at(70)), Some(Change::Park));
        assert_eq!(parking.look(false, at(1_000)), None);
        assert_eq!(parking.wait(at(1_000)), None);
        assert_eq!(parking.look(true, at(1_001)), Some(Change::GoOn));
        assert_eq!(parking.look(true, at(1_002)), None);
    }

    #[test]
    fn a_link_that_takes_something_now_and_then_is_slow_and_not_gone() {
        let began = Instant::now();
        let mut parking = Parking::default();
        for second in 0..600 {
            let now = began + Duration::from_secs(second);
            assert_eq!(parking.look(second % 59 == 0, now), None);
        }
    }
}
