//! The thread that waits for signals.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::ending::{Ending, asking, give_up};
use super::guard::Restore;
use super::news::{Inbox, ring};

/// What signals have asked for since they were last looked at.
#[derive(Debug, Default)]
pub(super) struct Raised {
    resized: AtomicBool,
    stopping: AtomicBool,
    resumed: AtomicBool,
    ending: Ending,
}

impl Raised {
    /// Whether the size changed since the last call: of many changes the last one counts.
    pub(super) fn resized(&self) -> bool {
        self.resized.swap(false, Ordering::AcqRel)
    }

    /// Whether the session was asked to stop since the last call.
    pub(super) fn stopping(&self) -> bool {
        self.stopping.swap(false, Ordering::AcqRel)
    }

    /// Whether the process goes on after it was stopped, since the last call.
    pub(super) fn resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::AcqRel)
    }

    /// The signal that asks the session to end, if one came.
    pub(super) fn ending(&self) -> Option<i32> {
        self.ending.signal()
    }
}

/// The waiting thread; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Signals {
    handle: Handle,
}

impl Signals {
    /// WINCH; TSTP and CONT; and what asks the session to end: where that is overdue, the terminal
    /// is restored here and the process ends.
    pub(super) fn start(
        raised: Arc<Raised>,
        inbox: Inbox,
        restore: Arc<Restore>,
    ) -> io::Result<Self> {
        let mut signals = Iterator::new(asking().chain([SIGWINCH, SIGTSTP, SIGCONT]))?;
        let handle = signals.handle();
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                for signal in signals.forever() {
                    let flag = match signal {
                        SIGWINCH => Some(&raised.resized),
                        SIGTSTP => Some(&raised.stopping),
                        SIGCONT => Some(&raised.resumed),
                        _ => None,
                    };
                    if let Some(flag) = flag {
                        flag.store(true, Ordering::Release);
                    } else if raised.ending.asks(signal) {
                        restore.now();
                        give_up(signal);
                    }
                    ring(&inbox);
                }
            })?;
        Ok(Self { handle })
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.handle.close();
    }
}
