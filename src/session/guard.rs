//! The one owner of the terminal's modes: what it turns on it turns off, once, in reverse, on
//! every way out.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::termios::{QueueSelector, tcflush};

use super::screen;
use super::writer::Writer;

/// How long a frame in flight and the farewell may take before the farewell goes alone.
const FAREWELL: Duration = Duration::from_millis(200);

/// What is turned on, and what turns it off again.
struct Mode {
    on: String,
    off: String,
}

impl Mode {
    fn new(on: impl Command, off: impl Command) -> Self {
        Self {
            on: ansi(on),
            off: ansi(off),
        }
    }

    /// DEC private modes, by their numbers.
    fn private(numbers: &[u16]) -> Self {
        let on = numbers.iter().map(|n| format!("\x1b[?{n}h")).collect();
        let off = numbers
            .iter()
            .rev()
            .map(|n| format!("\x1b[?{n}l"))
            .collect();
        Self { on, off }
    }
}

fn ansi(command: impl Command) -> String {
    let mut text = String::new();
    let _ = command.write_ansi(&mut text); // a String takes everything
    text
}

fn modes(mouse: bool) -> Vec<Mode> {
    let mut modes = vec![
        Mode::new(EnterAlternateScreen, LeaveAlternateScreen),
        Mode::new(Hide, Show),
        Mode::private(&[2004]), // bracketed paste
    ];
    if mouse {
        // Buttons, dragging, coordinates in decimal; not every motion, as crossterm would ask.
        modes.push(Mode::private(&[1000, 1002, 1006]));
    }
    modes
}

/// Undoes the modes: once, from whatever thread.
pub(super) struct Restore {
    undo: Vec<u8>,
    writer: Writer,
    done: Once,
}

impl Restore {
    /// Puts the terminal back as it was found, unless that was done; comes back when it is.
    pub(super) fn now(&self) {
        self.done.call_once(|| {
            if !screen::is_gone() {
                self.say_farewell();
            }
            // Mouse reports still on their way would be typed into the shell.
            let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
            let _ = disable_raw_mode();
        });
    }

    fn say_farewell(&self) {
        let last = self.writer.last(self.undo.clone());
        if !last.written_within(FAREWELL) {
            // The link stalls: throw away what it has not taken, to make room for this.
            let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
            last.written_within(FAREWELL / 2);
        }
    }
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// Holds the terminal in our modes until it is dropped.
pub(super) struct Guard {
    restore: Arc<Restore>,
    previous: Arc<Hook>,
}

impl Guard {
    /// Raw mode, alternate screen, no cursor, bracketed paste, and the mouse if it is wanted.
    /// The bytes go out as the writer's first frame. From here on, a panic on this thread
    /// restores the terminal and is then printed; one on any other thread prints nothing: its
    /// message travels to the screen.
    pub(super) fn enter(writer: &Writer, mouse: bool) -> io::Result<Self> {
        let modes = modes(mouse);
        let on: String = modes.iter().map(|mode| mode.on.as_str()).collect();
        let off: String = modes.iter().rev().map(|mode| mode.off.as_str()).collect();
        enable_raw_mode()?;
        let restore = Arc::new(Restore {
            undo: format!("\x1b[m{off}").into_bytes(),
            writer: writer.clone(),
            done: Once::new(),
        });
        let guard = Self {
            previous: hook(Arc::clone(&restore)),
            restore,
        };
        writer.frame(on.into_bytes());
        Ok(guard)
    }

    /// For those who must restore the terminal before the session's end.
    pub(super) fn restore(&self) -> Arc<Restore> {
        Arc::clone(&self.restore)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.restore.now();
        if !thread::panicking() {
            let previous = Arc::clone(&self.previous);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

/// Sets the session's panic hook; gives the one before.
fn hook(restore: Arc<Restore>) -> Arc<Hook> {
    let previous: Arc<Hook> = Arc::from(panic::take_hook());
    let ui = thread::current().id();
    let next = Arc::clone(&previous);
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == ui {
            restore.now();
            next(info);
        } else if restore.done.is_completed() {
            next(info);
        }
    }));
    previous
}
