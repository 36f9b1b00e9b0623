//! The edge: where terminal, clock, size and environment enter, and the only place that carries
//! out effects.
//!
//! `local` drives the application on a terminal, `headless` by a script, `dialogue` by lines on
//! standard input and output. A local session has four
//! threads: `input` reads and decodes bytes, `signals` waits for signals, the UI thread updates
//! and draws, `writer` writes one frame at a time; besides these one for the application's
//! background work, one that keeps progress, one that watches the folder of lessons if there is one,
//! and those of the training jobs. The UI thread never
//! reads the terminal, never blocks on a write, never joins.

pub mod dialogue;
pub mod headless;
pub(crate) mod local;
pub(crate) mod probe;
pub(crate) mod wire;

mod abort;
mod asking;
mod bucket;
mod ending;
mod failures;
#[cfg(debug_assertions)]
mod fault;
mod front;
mod guard;
mod input;
mod jobs;
mod keyboard;
mod limit;
mod live;
mod news;
mod outside;
mod pace;
mod parking;
mod query;
mod rolls;
mod saver;
mod screen;
mod signals;
mod slots;
mod telling;
mod together;
mod watch;
mod worker;
mod writer;

use std::io;

use crate::app::LARGEST;
use ratatui::layout::Size;
use thiserror::Error;

pub use asking::Judge;
pub use ending::Ending;
pub use failures::Unsaved;
pub use front::Front;
pub use input::Decoder;
pub(crate) use jobs::Inline;
pub use limit::Ends;
pub(crate) use outside::{Jobs, Memory, Outside};
pub use query::Answers;
pub use rolls::Register;
pub use saver::Keeper;
pub use slots::{Cores, Slots};
pub use watch::Lessons;
pub use wire::Multiplexer;

/// A size within our bounds.
pub fn clamped(width: u16, height: u16) -> Size {
    Size::new(width.min(LARGEST.0), height.min(LARGEST.1))
}

/// How a local session is to treat the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Let the mouse act.
    pub mouse: bool,
    /// Let things move by themselves; otherwise they do so once a second at most.
    pub motion: bool,
    /// Threads a training may use; none: as many as its plan says.
    pub threads: Option<usize>,
    /// Where learners of this host share its cores; none: each takes what it wants.
    pub slots: Option<Slots>,
    /// The shell's command that starts a worker to train in; none: in this process.
    pub worker: Option<String>,
    /// Whether the terminal is at the other end of a network, however fast it answers: what moves by
    /// itself must not fill it. None: as its answers show.
    pub remote: Option<bool>,
    /// A scheduler started this, and may end it without a word: what is trained is kept at least
    /// every 1.5 s.
    pub scheduled: bool,
    /// When the scheduler ends it, where it says so.
    pub ends: Option<Ends>,
    /// What stands between, and must be asked to pass a copy on.
    pub within: Option<Multiplexer>,
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The learner left.
    Quit,
    /// This signal asked for it.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// A session that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Why.
    pub end: End,
    /// What could not be kept.
    pub unsaved: Unsaved,
}

/// Why a session could not start; nothing was drawn.
#[derive(Debug, Error)]
pub enum Error {
    /// The named standard stream leads elsewhere.
    #[error(
        "standard {0} is not a terminal, and the course needs one (over SSH: `ssh -t`); \
         `handson --plain` is the course in lines, `handson render LESSON` prints a screen as text"
    )]
    NotATerminal(&'static str),
    /// A terminal without cursor movement.
    #[error(
        "TERM=dumb says that this terminal cannot place text; \
         `handson --plain` is the course in lines, `handson render LESSON` prints a screen as text"
    )]
    Dumb,
    /// The terminal refused a mode.
    #[error("the terminal could not be prepared: {0}")]
    Terminal(#[source] io::Error),
    /// Standard output takes nothing more.
    #[error("standard output cannot be written: {0}")]
    Output(#[source] io::Error),
    /// The system refused a thread.
    #[error("no thread could be started: {0}; raise the limit (`ulimit -u`) or end other programs")]
    Thread(#[source] io::Error),
}
