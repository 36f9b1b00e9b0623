//! The one owner of the terminal's modes: what it turns on it turns off, once, in reverse, on
//! every way out.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{QueueSelector, tcflush};

use super::keyboard::Keyboard;
use super::screen;
use super::writer::{Writer, Written};

/// How long a frame in flight and the farewell may take before the farewell goes alone.
const FAREWELL: Duration = Duration::from_millis(200);

/// What is said where nothing can be computed any more.
const ABORTED: &[u8] = b"handson: it had to stop at once, most likely because the system gave it no \
more memory (`ulimit -v` shows a limit); your place is kept, and what was trained up to a few seconds ago\n";

/// Nothing of ours stays, also where there is no other screen to leave for (mosh, GNU screen as it
/// comes, Emacs): a frame that was cut short may have left an update open (mode 2026).
const ERASED: &str = "\x1b[?2026l\x1b[m\x1b[H\x1b[2J";

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
        Mode::private(&[2031]), // tell when the learner changes between dark and light
    ];
    if mouse {
        // Buttons, dragging, coordinates in decimal; not every motion, as crossterm would ask.
        modes.push(Mode::private(&[1000, 1002, 1006]));
    }
    modes
}

/// Turns the modes on and off; off for good once, from whatever thread.
pub(super) struct Restore {
    on: String,
    off: Vec<u8>,
    keyboard: Keyboard,
    writer: Writer,
    held: AtomicBool,
    done: Once,
}

impl Restore {
    /// Puts the terminal back as it was found, unless that was done; comes back when it is.
    pub(super) fn now(&self) {
        self.done
            .call_once(|| self.let_go(|| self.writer.last(self.off.clone())));
    }

    /// Puts the terminal back with system calls alone: the program is about to abort, and a thread
    /// that was writing may never go on.
    pub(super) fn at_once(&self) {
        if self.held.swap(false, Ordering::AcqRel) {
            // What a stalled link has not taken makes room: this must not wait.
            let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
            let _ = rustix::io::write(rustix::stdio::stdout(), &self.off);
            self.keyboard.restore();
            let _ = rustix::io::write(rustix::stdio::stderr(), ABORTED);
        }
    }

    /// What turns the modes on where they may have been lost: the cursor of the shell's screen is
    /// not saved anew, since what stands there now may be ours (1047 beside 1049).
    pub(super) fn again(&self) -> String {
        self.on.replace("\x1b[?1049h", "\x1b[?1047h")
    }

    /// The thread that writes to this terminal.
    pub(super) fn writer(&self) -> Writer {
        self.writer.clone()
    }

    /// Whether a shell could let a stopped course go on: not where the course is all there is in
    /// its session, as under `ssh -t host handson`.
    pub(super) fn may_stop(&self) -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    /// Puts the terminal back and stops every process of this job, as Ctrl-Z does elsewhere.
    /// Comes back before it takes effect, or after: `take_again` is for when SIGCONT has come.
    pub(super) fn stop(&self) {
        self.let_go(|| self.writer.note(self.off.clone()));
        let _ = self.writer.report(); // of a frame that is on no screen any more
        // Not SIGTSTP: where no shell waits, that one is lost.
        let _ = kill_current_process_group(Signal::STOP);
    }

    /// Takes the terminal again, with the modes as the writer's next frame.
    pub(super) fn take_again(&self) -> io::Result<()> {
        self.keyboard.raw()?; // in the background this stops us until we are in front
        self.held.store(true, Ordering::Release);
        self.writer.frame(self.on.clone().into_bytes());
        Ok(())
    }

    fn let_go(&self, farewell: impl FnOnce() -> Written) {
        if !self.held.swap(false, Ordering::AcqRel) {
            return;
        }
        if !screen::is_gone() {
            let written = farewell();
            if !written.within(FAREWELL) {
                // The link stalls: throw away what it has not taken, to make room for this. A
                // write that waits for room looks again only when the line's modes are set.
                let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
                self.keyboard.restore();
                written.within(FAREWELL);
            }
        }
        self.keyboard.restore();
    }
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// What the last panic on the UI thread said. That it will be caught is known only when it has not
/// been: when the guard is dropped by it.
type Report = Mutex<String>;

/// Holds the terminal in our modes until it is dropped.
pub(super) struct Guard {
    restore: Arc<Restore>,
    report: Arc<Report>,
    previous: Arc<Hook>,
}

impl Guard {
    /// Raw mode, alternate screen, no cursor, bracketed paste, and the mouse if it is wanted.
    /// The bytes go out as the writer's first frame, with `question` behind them. From here on, a
    /// panic that ends this thread is printed when the terminal is restored. One that is caught
    /// prints nothing, as one on any other thread: its message travels to the screen.
    pub(super) fn enter(
        keyboard: Keyboard,
        writer: &Writer,
        mouse: bool,
        question: &str,
    ) -> io::Result<Self> {
        let modes = modes(mouse);
        let on: String = modes.iter().map(|mode| mode.on.as_str()).collect();
        let off: String = modes.iter().rev().map(|mode| mode.off.as_str()).collect();
        keyboard.raw()?;
        let restore = Arc::new(Restore {
            on: on.clone(),
            off: format!("{ERASED}{off}").into_bytes(),
            keyboard,
            writer: writer.clone(),
            held: AtomicBool::new(true),
            done: Once::new(),
        });
        let report = Arc::default();
        let guard = Self {
            previous: hook(Arc::clone(&restore), Arc::clone(&report)),
            restore,
            report,
        };
        writer.frame((on + question).into_bytes());
        Ok(guard)
    }

    /// For those who must let go of the terminal before the session's end.
    pub(super) fn restore(&self) -> Arc<Restore> {
        Arc::clone(&self.restore)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.restore.now();
        if thread::panicking() {
            // Where nobody can read it, it is lost; another panic here would abort.
            let report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = io::stderr().write_all(report.as_bytes());
        } else {
            let previous = Arc::clone(&self.previous);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

/// Sets the session's panic hook; gives the one before.
fn hook(restore: Arc<Restore>, report: Arc<Report>) -> Arc<Hook> {
    let previous: Arc<Hook> = Arc::from(panic::take_hook());
    let ui = thread::current().id();
    let next = Arc::clone(&previous);
    panic::set_hook(Box::new(move |info| {
        if restore.done.is_completed() {
            next(info);
        } else if thread::current().id() == ui {
            *report.lock().unwrap_or_else(PoisonError::into_inner) = told(info);
        }
    }));
    previous
}

/// A panic as Rust prints it, with the backtrace if `RUST_BACKTRACE` asks for one.
fn told(info: &PanicHookInfo<'_>) -> String {
    let name = thread::current().name().unwrap_or("ui").to_owned();
    let backtrace = Backtrace::capture();
    let traced = match backtrace.status() {
        BacktraceStatus::Captured => format!("stack backtrace:\n{backtrace}"),
        _ => String::new(),
    };
    format!("\nthread '{name}' {info}\n{traced}")
}
