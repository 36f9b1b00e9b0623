//! Asks the terminal what it is, without taking it over: for who wants to know nothing else.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::keyboard::Keyboard;
use super::query::{Answers, question};
use super::{Decoder, query};

/// Nothing is drawn meanwhile, so a slow terminal may be heard to the end.
const PATIENCE: Duration = Duration::from_secs(1);

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

/// Asks the terminal this process was started on. Nothing where there is none, or none that could
/// answer.
pub fn probe() -> Option<Probe> {
    let term = std::env::var("TERM").unwrap_or_default();
    if !io::stdout().is_terminal() || term == "dumb" {
        return None;
    }
    let keyboard = Keyboard::open().ok()?;
    keyboard.quiet().ok()?;
    let began = Instant::now();
    let answers = ask(&keyboard, &term, began);
    let took = began.elapsed();
    keyboard.restore();
    Some(Probe {
        answers: answers.ok()?,
        took,
        patience: query::patience(|name| std::env::var_os(name).is_some()),
    })
}

fn ask(keyboard: &Keyboard, term: &str, began: Instant) -> io::Result<Answers> {
    let mut out = io::stdout().lock();
    out.write_all(question(term).as_bytes())?;
    out.flush()?;
    let tty = keyboard.reader()?;
    let mut decoder = Decoder::default();
    let mut bytes = [0; 256];
    while !decoder.answers().complete {
        let left = PATIENCE.saturating_sub(began.elapsed());
        let left = Timespec {
            tv_sec: left.as_secs().try_into().unwrap_or(i64::MAX),
            tv_nsec: left.subsec_nanos().into(),
        };
        if poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&left))? == 0 {
            break;
        }
        match rustix::io::read(&tty, &mut bytes)? {
            0 => break,
            count => drop(decoder.feed(&bytes[..count])),
        }
    }
    Ok(decoder.answers())
}
