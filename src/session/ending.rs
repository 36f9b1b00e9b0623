//! Signals that ask a program to end, and the time it has for that.

use std::io::{self, Write};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// How long keeping what was done may take: hundredths of a second where the disk is idle, but a
/// starved host or a busy disk is no reason to lose a network. Schedulers kill after 30 s.
pub(super) const KEEPING: Duration = Duration::from_secs(8);

/// What is said where that was not enough.
const GIVEN_UP: &str = "handson: ended before all was kept: what was done last is lost\n";

/// What a person, a scheduler or a limit asks for the end with.
const ASKING: [i32; 7] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGUSR2];

/// Whether the end was asked for, by which signal, and when.
#[derive(Debug, Default)]
pub struct Ending {
    signal: AtomicI32,
    asked: OnceLock<Instant>,
}

impl Ending {
    /// Listens, on a thread of its own, for what asks a training to end.
    ///
    /// # Errors
    /// If the system refuses the handlers or the thread.
    pub fn of_a_training() -> io::Result<Arc<Self>> {
        let ending = Arc::new(Self::default());
        let heard = Arc::clone(&ending);
        let mut signals = Signals::new(asking())?;
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                for signal in signals.forever() {
                    if heard.asks(signal) {
                        give_up(signal);
                    }
                }
            })?;
        Ok(ending)
    }

    /// The signal that asked first.
    pub fn signal(&self) -> Option<i32> {
        match self.signal.load(Ordering::Acquire) {
            0 => None,
            signal => Some(signal),
        }
    }

    /// A signal asks for the end. Whether the end is overdue: schedulers and login managers send
    /// two or three at once, so that another one counts only after the time that keeping takes.
    pub(super) fn asks(&self, signal: i32) -> bool {
        let asked = *self.asked.get_or_init(Instant::now);
        let first = self
            .signal
            .compare_exchange(0, signal, Ordering::AcqRel, Ordering::Acquire);
        first.is_err() && asked.elapsed() >= KEEPING
    }
}

/// Ends the program by a signal that came when the end was overdue, and says what that costs.
pub(super) fn give_up(signal: i32) {
    let _ = io::stderr().write_all(GIVEN_UP.as_bytes()); // or nobody reads it
    let _ = emulate_default_handler(signal); // does not come back
}

/// What is listened for: all of them, but not SIGHUP where the program was told to ignore it, as
/// `nohup` tells it. (A shell without job control ignores SIGINT for what it puts in the background,
/// which is no wish of anybody's.)
pub(super) fn asking() -> impl Iterator<Item = i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = ignored(&status);
    let minds = move |signal: &i32| *signal != SIGHUP || ignored & (1 << (SIGHUP - 1)) == 0;
    ASKING.into_iter().filter(minds)
}

/// `SigIgn` of proc_pid_status(5): a bit a signal, the lowest for signal 1.
fn ignored(status: &str) -> u64 {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_signal_counts_and_the_next_come_too_soon() {
        let ending = Ending::default();
        assert_eq!(ending.signal(), None);
        for signal in [SIGTERM, SIGTERM, SIGHUP] {
            assert!(!ending.asks(signal));
            assert_eq!(ending.signal(), Some(SIGTERM));
        }
    }

    #[test]
    fn one_that_comes_when_keeping_has_had_its_time_is_the_end() {
        let ending = Ending::default();
        let Some(long_ago) = Instant::now().checked_sub(KEEPING) else {
            return; // this machine was started a moment ago
        };
        ending.asked.set(long_ago).unwrap();
        assert!(!ending.asks(SIGTERM), "the first one asks");
        assert!(ending.asks(SIGHUP));
    }

    #[test]
    fn what_is_ignored_from_the_start_is_known() {
        let status = "Name:\tx\nSigIgn:\t0000000000001001\nSigCgt:\t0000000000000000\n";
        assert_eq!(ignored(status), 1 | 1 << 12, "HUP and PIPE");
        assert_eq!(ignored("Name:\tx\n"), 0);
        assert_eq!(ignored("SigIgn:\tmany\n"), 0);
    }
}
