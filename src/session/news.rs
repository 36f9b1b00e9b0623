//! What the other threads tell the UI thread, and the bell that wakes it.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::Answers;
use crate::event::Event;
use crate::msg::Msg;

/// How much may wait for the UI thread. Who sends more waits: what a terminal floods us with
/// stays in the kernel.
pub(super) const WAITING: usize = 64;

/// Seconds since 1970; a clock before that is taken for that.
pub(super) fn unix_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// One thing the UI thread is told.
#[derive(Debug)]
pub(super) enum News {
    /// What the learner did.
    Input(Vec<Event>),
    /// What the terminal has told of itself, and when.
    Answers(Answers, Instant),
    /// The terminal is gone.
    Hangup,
    /// An answer for the application.
    Msg(Msg),
    /// Some flag or slot was set: look at them all.
    Bell,
}

/// Where news is put in.
pub(super) type Inbox = SyncSender<News>;

/// Wakes the UI thread, never waiting. With the inbox full it is about to wake anyway.
pub(super) fn ring(inbox: &Inbox) {
    match inbox.try_send(News::Bell) {
        Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
    }
}
