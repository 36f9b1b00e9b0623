//! The terminal's output side: its size, its bytes, whether it is still there.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::stdout;
use rustix::termios::tcgetwinsize;

use super::clamped;

/// The terminal to write to. Unlike `Stdout` it keeps nothing back, and it waits where the
/// descriptor was set non-blocking by somebody who shares it.
#[derive(Debug)]
pub(super) struct Screen(File);

impl Screen {
    /// Standard output, under a descriptor of its own.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self(File::from(stdout().try_clone_to_owned()?)))
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    poll(
                        &mut [PollFd::from_borrowed_fd(self.0.as_fd(), PollFlags::OUT)],
                        None,
                    )?;
                }
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal's size within our bounds. A terminal that does not know its size says 0.
pub(super) fn size() -> Size {
    match tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => clamped(size.ws_col, size.ws_row),
        _ => Size::new(80, 24),
    }
}

/// Whether there is no terminal behind standard output any more.
pub(super) fn is_gone() -> bool {
    let mut fds = [PollFd::from_borrowed_fd(stdout(), PollFlags::empty())];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let asked = poll(&mut fds, Some(&at_once)).is_ok();
    asked && !fds[0].revents().is_empty() // HUP, ERR and NVAL come unasked
}
