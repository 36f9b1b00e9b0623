//! The terminal's input side: which descriptor it is, and how the kernel treats its line.

use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags, open};
use rustix::stdio::stdin;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcsetattr,
};

use super::Error;

/// The line, and how it was found.
#[derive(Debug)]
pub(super) struct Keyboard {
    tty: OwnedFd,
    found: Termios,
}

impl Keyboard {
    /// Standard input, or the process's own terminal where that leads elsewhere.
    pub(super) fn open() -> Result<Self, Error> {
        let tty = if isatty(stdin()) {
            stdin().try_clone_to_owned().map_err(Error::Terminal)?
        } else {
            open("/dev/tty", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty())
                .map_err(|_| Error::NotATerminal("input"))?
        };
        let found = tcgetattr(&tty).map_err(|error| Error::Terminal(error.into()))?;
        Ok(Self { tty, found })
    }

    /// Another descriptor of the same line, to read from.
    pub(super) fn reader(&self) -> io::Result<OwnedFd> {
        self.tty.try_clone()
    }

    /// Every byte comes as it was typed: no echo, no lines, no signals.
    pub(super) fn raw(&self) -> io::Result<()> {
        let mut modes = self.found.clone();
        modes.make_raw();
        self.set(&modes)
    }

    /// Bytes come at once and are not echoed; Ctrl-C is still a signal.
    pub(super) fn quiet(&self) -> io::Result<()> {
        let mut modes = self.found.clone();
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        self.set(&modes)
    }

    /// As it was found. What has come and was not read is dropped: mouse reports and late answers
    /// would be typed into the shell.
    pub(super) fn restore(&self) {
        // A terminal that is gone has nothing to restore.
        let _ = tcflush(&self.tty, QueueSelector::IFlush);
        let _ = self.set(&self.found);
    }

    fn set(&self, modes: &Termios) -> io::Result<()> {
        Ok(tcsetattr(&self.tty, OptionalActions::Now, modes)?)
    }
}
