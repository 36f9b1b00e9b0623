//! When to paint and when to tick. Plain arithmetic: the clock is read by the caller.

use std::time::{Duration, Instant};

use super::bucket::Bucket;

/// Between two ticks, and between two frames of what moves by itself: 30 a second.
pub(super) const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 30);
/// Between two frames where nothing is to move by itself but numbers.
const CALM: Duration = Duration::from_secs(1);
/// However slow the link, four frames a second are tried.
const SLOWEST: Duration = Duration::from_millis(250);

/// Between two frames of what moves by itself on a terminal that may be far away: 10 a second.
const FAR_FRAME: Duration = Duration::from_millis(100);

/// What is to be painted, and how soon.
#[derive(Debug)]
pub(super) struct Pace {
    least: Duration,
    gap: Duration,
    /// On a terminal that may be far away only.
    bucket: Option<Bucket>,
    changed: bool,
    answer: bool,
    painted: Option<Instant>,
    ticked: Option<Instant>,
}

impl Pace {
    /// With motion, as fast as the link allows; without, once a second. Until the terminal is
    /// known to be at hand, the link to it is not filled with what moves by itself.
    pub(super) fn new(motion: bool) -> Self {
        let least = if motion { FAR_FRAME } else { CALM };
        Self {
            least,
            gap: least,
            bucket: Some(Bucket::default()),
            changed: true,
            answer: true,
            painted: None,
            ticked: None,
        }
    }

    /// The terminal is at hand: nothing is saved.
    pub(super) fn at_hand(&mut self) {
        if self.bucket.take().is_some() && self.least == FAR_FRAME {
            self.least = FRAME;
            self.gap = FRAME;
        }
    }

    /// Something moved by itself: it is painted with the next frame.
    pub(super) fn moved(&mut self) {
        self.changed = true;
    }

    /// The learner did something: it is answered at once.
    pub(super) fn acted(&mut self) {
        self.changed = true;
        self.answer = true;
    }

    /// A write took this long: on a slow link frames come no faster than they leave.
    pub(super) fn wrote(&mut self, took: Duration) {
        self.gap = took.clamp(self.least, SLOWEST.max(self.least));
    }

    /// Whether a frame is to be painted now.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.changed && self.until_paint(now).is_zero()
    }

    /// A frame of so many bytes was painted.
    pub(super) fn painted(&mut self, now: Instant, bytes: usize) {
        if let Some(bucket) = &mut self.bucket {
            bucket.pour(now, bytes, !self.answer);
        }
        self.painted = Some(now);
        self.changed = false;
        self.answer = false;
    }

    /// Whether a tick is due; the next one is a frame later.
    pub(super) fn tick(&mut self, now: Instant) -> bool {
        let due = self.until_tick(now).is_zero();
        if due {
            self.ticked = Some(now);
        }
        due
    }

    /// How long nothing is to be done if no news comes; none: for ever.
    pub(super) fn wait(&self, now: Instant, writer_idle: bool, ticking: bool) -> Option<Duration> {
        let paint = (self.changed && writer_idle).then(|| self.until_paint(now));
        let tick = ticking.then(|| self.until_tick(now));
        paint.into_iter().chain(tick).min()
    }

    fn until_paint(&self, now: Instant) -> Duration {
        match self.painted {
            Some(painted) if !self.answer => {
                let link = (painted + self.gap).saturating_duration_since(now);
                let bucket = self.bucket.as_ref().map(|bucket| bucket.until_ready(now));
                link.max(bucket.unwrap_or_default())
            }
            _ => Duration::ZERO,
        }
    }

    fn until_tick(&self, now: Instant) -> Duration {
        self.ticked.map_or(Duration::ZERO, |ticked| {
            (ticked + FRAME).saturating_duration_since(now)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_a_frame() -> (Pace, Instant) {
        let start = Instant::now();
        let mut pace = Pace::new(true);
        pace.at_hand();
        assert!(pace.is_due(start), "the first frame waits for nothing");
        pace.painted(start, 100);
        (pace, start)
    }

    #[test]
    fn nothing_wakes_a_screen_on_which_nothing_moves() {
        let (pace, start) = after_a_frame();
        assert!(!pace.is_due(start + SLOWEST));
        assert_eq!(pace.wait(start, true, false), None);
    }

    #[test]
    fn keys_are_answered_at_once_and_motion_waits_for_its_frame() {
        let (mut pace, start) = after_a_frame();
        pace.moved();
        assert!(!pace.is_due(start + FRAME / 2));
        assert_eq!(pace.wait(start, true, false), Some(FRAME));
        assert!(pace.is_due(start + FRAME));
        pace.acted();
        assert!(pace.is_due(start));
    }

    #[test]
    fn while_a_write_is_on_its_way_only_ticks_and_news_wake_it() {
        let (mut pace, start) = after_a_frame();
        pace.acted();
        assert_eq!(pace.wait(start, false, false), None);
        assert!(pace.tick(start));
        assert_eq!(pace.wait(start, false, true), Some(FRAME));
        assert!(!pace.tick(start + FRAME / 2) && pace.tick(start + FRAME));
    }

    #[test]
    fn until_a_terminal_is_known_to_be_at_hand_what_moves_is_rationed_and_keys_are_not() {
        let start = Instant::now();
        let mut pace = Pace::new(true);
        pace.painted(start, 40_000);
        pace.moved();
        let wait = pace.wait(start, true, false).unwrap();
        assert!(wait >= Duration::from_millis(900), "{wait:?}");
        pace.acted();
        assert!(pace.is_due(start));
        pace.painted(start, 100);
        pace.moved();
        pace.at_hand();
        assert_eq!(pace.wait(start, true, false), Some(FRAME));
    }

    #[test]
    fn without_motion_it_is_painted_once_a_second_and_keys_are_answered_at_once() {
        let start = Instant::now();
        let mut pace = Pace::new(false);
        pace.at_hand();
        pace.painted(start, 100);
        pace.moved();
        assert_eq!(pace.wait(start, true, false), Some(CALM));
        pace.wrote(Duration::from_millis(1));
        assert!(!pace.is_due(start + CALM - FRAME) && pace.is_due(start + CALM));
        pace.acted();
        assert!(pace.is_due(start));
    }

    #[test]
    fn a_clock_that_goes_back_delays_motion_and_nothing_else() {
        let past = Instant::now();
        let now = past + Duration::from_secs(5);
        let mut pace = Pace::new(true);
        assert!(pace.tick(now));
        pace.painted(now, 100);
        pace.moved();
        assert!(!pace.is_due(past) && !pace.tick(past));
        pace.acted();
        assert!(pace.is_due(past));
    }

    #[test]
    fn a_slow_link_sets_the_pace_up_to_a_bound() {
        let (mut pace, start) = after_a_frame();
        pace.wrote(Duration::from_millis(90));
        pace.moved();
        assert_eq!(
            pace.wait(start, true, false),
            Some(Duration::from_millis(90))
        );
        pace.wrote(Duration::from_secs(9));
        assert_eq!(pace.wait(start, true, false), Some(SLOWEST));
    }
}
