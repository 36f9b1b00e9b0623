//! The time at which a scheduler ends the session, and when the learner is told of it.

use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use super::news::{Inbox, ring, unix_time};

/// Seconds before the end at which it is told.
const WARNINGS: [u64; 3] = [600, 300, 60];

/// How it is known when the session ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ends {
    /// At a time in seconds since 1970.
    At(u64),
    /// With this job of Slurm's, which is asked how long it has.
    WithJob(u32),
}

/// When the session ends, as far as somebody has said.
#[derive(Debug)]
pub(super) struct Limit {
    /// In seconds since 1970; an answer on its way is not there yet.
    ends: Arc<OnceLock<u64>>,
    /// How many of the warnings are over.
    told: usize,
}

impl Limit {
    /// It ends then; none: when the learner wants. Whoever must be asked is asked on a thread of its own,
    /// since a busy scheduler answers late; `inbox` is rung then.
    pub(super) fn new(ends: Option<Ends>, inbox: Inbox) -> Self {
        let known = Arc::new(OnceLock::new());
        match ends {
            Some(Ends::At(ends)) => drop(known.set(ends)),
            Some(Ends::WithJob(job)) => {
                let answer = Arc::clone(&known);
                let ask = move || {
                    if let Some(left) = seconds_left(job) {
                        let _ = answer.set(unix_time().saturating_add(left)); // it was empty
                        ring(&inbox);
                    }
                };
                // Without a thread nobody is warned, and all else goes on.
                let _ = thread::Builder::new().name("limit".into()).spawn(ask);
            }
            None => {}
        }
        Self {
            ends: known,
            told: 0,
        }
    }

    fn left(&self, now: u64) -> Option<u64> {
        self.ends.get().map(|ends| ends.saturating_sub(now))
    }

    /// The sentence that is due at a time, which counts as told with this.
    pub(super) fn due(&mut self, now: u64) -> Option<String> {
        let left = self.left(now)?;
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
        let left = self.left(now)?;
        Some(Duration::from_secs(left.saturating_sub(next)))
    }
}

/// The seconds that a job of Slurm's has left, where it has a limit.
fn seconds_left(job: u32) -> Option<u64> {
    let asked = Command::new("squeue")
        .args(["--noheader", "--format=%L", "--jobs", &job.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    seconds(std::str::from_utf8(&asked.stdout).ok()?)
}

/// A length of time as Slurm says it: `2-03:04:05`, `3:04:05`, `4:05`. Of `UNLIMITED` there is none.
fn seconds(said: &str) -> Option<u64> {
    let (days, clock) = match said.trim().split_once('-') {
        Some((days, clock)) => (days.parse().ok()?, clock),
        None => (0, said.trim()),
    };
    let parts: Vec<u64> = clock
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [hours, minutes, seconds] = match parts[..] {
        [minutes, seconds] => [0, minutes, seconds],
        [hours, minutes, seconds] => [hours, minutes, seconds],
        _ => return None,
    };
    let hours = u64::checked_mul(days, 24)?.checked_add(hours)?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    minutes.checked_mul(60)?.checked_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    fn at(ends: Option<u64>) -> Limit {
        Limit::new(ends.map(Ends::At), sync_channel(1).0)
    }

    #[test]
    fn a_length_of_time_is_read_as_slurm_says_it() {
        for (said, read) in [
            ("4:05\n", Some(245)),
            ("3:04:05", Some(11_045)),
            ("2-03:04:05", Some(183_845)),
            ("0:00", Some(0)),
            ("UNLIMITED", None),
            ("INVALID", None),
            ("", None),
            ("1-", None),
            ("99999999999999999999-0:0:0", None),
            ("18446744073709551615-0:0:0", None),
        ] {
            assert_eq!(seconds(said), read, "{said}");
        }
    }

    #[test]
    fn the_end_is_told_ten_five_and_one_minute_before_once_each() {
        let mut limit = at(Some(10_000));
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
        let mut limit = at(Some(10_000));
        assert!(limit.due(9_950).unwrap().contains("in 50 s"));
        assert_eq!(limit.due(9_951), None);
        let mut none = at(None);
        assert_eq!((none.due(u64::MAX), none.wait(0)), (None, None));
    }
}
