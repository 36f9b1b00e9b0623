//! Asks the terminal what it is, without taking it over: for who wants to know nothing else.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;

use super::keyboard::Keyboard;
use super::query::{Answers, question};
use super::{Decoder, query};

/// Nothing is drawn meanwhile, so a slow terminal may be heard to the end.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long GNU screen may take to pass on what the terminal it is in says: it has answered for
/// itself then.
const PASSED_ON: Duration = Duration::from_millis(500);

/// How long after the question answers may still come that nobody waited for.
const PARTING: Duration = Duration::from_secs(3);

/// What a terminal told when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// What it answered.
    pub answers: Answers,
    /// How long that took.
    pub took: Duration,
    /// How long the course would have waited for it.
    pub patience: Duration,
}

/// A terminal that was asked. Until this is dropped nothing it says is echoed, and with that what
/// it still says is read, so that none of it is typed into the shell.
pub struct Listening {
    keyboard: Arc<Keyboard>,
    signals: Handle,
    decoder: Decoder,
    answers: Answers,
    began: Instant,
    took: Duration,
}

impl Listening {
    /// Asks the terminal this process was started on. Nothing where there is none, or none that
    /// could answer.
    pub fn begin() -> Option<Self> {
        let term = std::env::var("TERM").unwrap_or_default();
        if !io::stdout().is_terminal() || term == "dumb" {
            return None;
        }
        let keyboard = Arc::new(Keyboard::open().ok()?);
        let signals = give_back_on_signals(Arc::clone(&keyboard)).ok()?;
        keyboard.quiet().ok()?;
        let mut listening = Self {
            keyboard,
            signals,
            decoder: Decoder::default(),
            answers: Answers::default(),
            began: Instant::now(),
            took: Duration::ZERO,
        };
        let mut out = io::stdout().lock();
        out.write_all(question(&term).as_bytes()).ok()?;
        out.flush().ok()?;
        let _ = listening.hear(PATIENCE, |answers| answers.complete);
        listening.took = listening.began.elapsed();
        if listening.passes_on() {
            let until = listening.took + PASSED_ON;
            let _ = listening.hear(until, |answers| answers.background.is_some());
        }
        Some(listening)
    }

    /// What came back.
    pub fn probe(&self) -> Probe {
        Probe {
            answers: self.answers,
            took: self.took,
            patience: query::patience(|name| std::env::var_os(name).is_some()),
        }
    }

    /// GNU screen says what it is by itself, and passes other questions on.
    fn passes_on(&self) -> bool {
        std::env::var("TERM").is_ok_and(|term| term.starts_with("screen"))
            && self.answers.background.is_none()
    }

    /// Hears until this is all, or this long after the question.
    fn hear(&mut self, until: Duration, is_all: impl Fn(&Answers) -> bool) -> io::Result<()> {
        let tty = self.keyboard.reader()?;
        let mut bytes = [0; 256];
        while !is_all(&self.answers) {
            let left = until.saturating_sub(self.began.elapsed());
            let left = Timespec {
                tv_sec: left.as_secs().try_into().unwrap_or(i64::MAX),
                tv_nsec: left.subsec_nanos().into(),
            };
            if poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&left))? == 0 {
                break;
            }
            match rustix::io::read(&tty, &mut bytes)? {
                0 => break,
                count => drop(self.decoder.feed(&bytes[..count])),
            }
            self.answers.merge(self.decoder.heard().unwrap_or_default());
        }
        Ok(())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let silent = self.passes_on();
        let _ = self.hear(PARTING, |answers| answers.complete && !silent);
        self.signals.close();
        self.keyboard.restore();
    }
}

/// A signal that ends the process leaves the line as it was found.
fn give_back_on_signals(keyboard: Arc<Keyboard>) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let handle = signals.handle();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                keyboard.restore();
                let _ = emulate_default_handler(signal); // does not come back
            }
        })?;
    Ok(handle)
}
