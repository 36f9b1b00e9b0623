//! The time at which a scheduler ends the session, and when the learner is told of it.

use std::time::Duration;

/// Seconds before the end at which it is told.
const WARNINGS: [u64; 3] = [600, 300, 60];

/// When the session ends, as far as somebody has said.
#[derive(Debug)]
pub(super) struct Limit {
    /// In seconds since 1970.
    ends: Option<u64>,
    /// How many of the warnings are over.
    told: usize,
}

impl Limit {
    /// It ends then; none: when the learner wants.
    pub(super) fn new(ends: Option<u64>) -> Self {
        Self { ends, told: 0 }
    }

    /// The sentence that is due at a time, which counts as told with this.
    pub(super) fn due(&mut self, now: u64) -> Option<String> {
        let left = self.ends?.saturating_sub(now);
        let over = WARNINGS.iter().filter(|warning| left <= **warning).count();
        if over <= self.told {
            return None;
        }
        self.told = over;
        let left = match left {
            0..90 => format!("{left} s"),
            _ => format!("{} min", left.div_ceil(60)),
        };
        Some(format!(
            "the scheduler ends this session in {left}; your place and what you train are kept"
        ))
    }

    /// How long until the next one.
    pub(super) fn wait(&self, now: u64) -> Option<Duration> {
        let next = *WARNINGS.get(self.told)?;
        let left = self.ends?.saturating_sub(now);
        Some(Duration::from_secs(left.saturating_sub(next)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_ten_five_and_one_minute_before_once_each() {
        let mut limit = Limit::new(Some(10_000));
        assert_eq!(limit.due(9_399), None);
        assert_eq!(limit.wait(9_399), Some(Duration::from_secs(1)));
        assert!(limit.due(9_400).unwrap().contains("in 10 min"));
        assert_eq!(limit.due(9_401), None);
        assert!(limit.due(9_710).unwrap().contains("in 5 min"));
        assert!(limit.due(9_970).unwrap().contains("in 30 s"));
        assert_eq!((limit.due(10_001), limit.wait(10_001)), (None, None));
    }

    #[test]
    fn who_comes_late_is_told_once_and_who_has_no_limit_never() {
        let mut limit = Limit::new(Some(10_000));
        assert!(limit.due(9_950).unwrap().contains("in 50 s"));
        assert_eq!(limit.due(9_951), None);
        let mut none = Limit::new(None);
        assert_eq!((none.due(u64::MAX), none.wait(0)), (None, None));
    }
}
