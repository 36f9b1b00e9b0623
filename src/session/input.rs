//! The thread that reads the terminal and nothing else.

mod decoder;
mod frames;
#[cfg(test)]
mod tests;

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::news::{Inbox, News};
pub use decoder::Decoder;

/// The reading thread; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Input {
    _wake: PipeWriter,
}

/// Why the wait ended.
enum Wait {
    Bytes,
    Silence,
    Hangup,
    Dropped,
}

impl Input {
    /// Reads `tty` until it is gone (then says so) or this is dropped.
    pub(super) fn start(tty: OwnedFd, inbox: Inbox) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        thread::Builder::new()
            .name("input".into())
            .spawn(move || read(&tty, &woken, &inbox))?;
        Ok(Self { _wake: wake })
    }
}

fn read(tty: &OwnedFd, woken: &PipeReader, inbox: &Inbox) {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 4096];
    loop {
        let events = match wait(tty, woken, decoder.patience()) {
            Ok(Wait::Dropped) => return,
            Ok(Wait::Silence) => decoder.timeout().into_iter().collect(),
            Ok(Wait::Bytes) => match rustix::io::read(tty, &mut bytes) {
                Ok(0) => break,
                Ok(count) => decoder.feed(&bytes[..count]),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => break,
            },
            Ok(Wait::Hangup) | Err(_) => break,
        };
        if !events.is_empty() && inbox.send(News::Input(events)).is_err() {
            return;
        }
        let heard = decoder.heard();
        if heard.is_some_and(|heard| inbox.send(News::Answers(heard, Instant::now())).is_err()) {
            return;
        }
    }
    let _ = inbox.send(News::Hangup); // the session may have ended first
}

fn wait(tty: &OwnedFd, woken: &PipeReader, patience: Option<Duration>) -> io::Result<Wait> {
    let mut fds = [
        PollFd::from_borrowed_fd(tty.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(woken.as_fd(), PollFlags::IN),
    ];
    let timeout = patience.map(|wait| Timespec {
        tv_sec: wait.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: wait.subsec_nanos().into(),
    });
    loop {
        match poll(&mut fds, timeout.as_ref()) {
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
            Ok(0) => return Ok(Wait::Silence),
            Ok(_) => {}
        }
        let [tty, woken] = [fds[0].revents(), fds[1].revents()];
        return Ok(if !woken.is_empty() {
            Wait::Dropped
        } else if tty.contains(PollFlags::IN) {
            Wait::Bytes
        } else {
            Wait::Hangup
        });
    }
}
