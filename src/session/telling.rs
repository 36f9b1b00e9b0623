//! When a session tells the class what it is at: at once if that is something else than before, and
//! how far a training is now and then.

use std::time::{Duration, Instant};

use crate::class::Doing;

/// Between two reports of one training.
const BETWEEN: Duration = Duration::from_secs(2);

/// What was told last, and when.
#[derive(Debug, Default)]
pub(super) struct Telling(Option<(Doing, Instant)>);

impl Telling {
    /// Whether this is to be told now, which counts as done with this.
    pub(super) fn is_due(&mut self, doing: Doing, now: Instant) -> bool {
        let due = self.0.is_none_or(|(told, when)| {
            let kind = std::mem::discriminant(&told) != std::mem::discriminant(&doing);
            kind || told != doing && now.saturating_duration_since(when) >= BETWEEN
        });
        if due {
            self.0 = Some((doing, now));
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_thing_is_told_at_once_and_how_far_it_is_now_and_then() {
        let start = Instant::now();
        let mut telling = Telling::default();
        let at = |step| Doing::Training {
            step,
            steps: 9,
            left: None,
        };
        assert!(telling.is_due(Doing::Reading, start));
        assert!(!telling.is_due(Doing::Reading, start + 9 * BETWEEN));
        assert!(telling.is_due(at(1), start));
        assert!(!telling.is_due(at(2), start + BETWEEN / 2));
        assert!(telling.is_due(at(3), start + BETWEEN));
        assert!(telling.is_due(Doing::Reading, start + BETWEEN));
    }
}
