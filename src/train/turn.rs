//! Taking turns on a machine that several learners share.

/// Shares out a machine's cores. One for each job; dropping it gives everything back.
pub trait Turnstile: Send {
    /// Asks for up to `wanted` threads, at the beginning and then a few times a second, for as
    /// long as the job works or waits. The answer may grow and shrink as others come and go.
    fn ask(&mut self, wanted: usize) -> Turn;

    /// The job pauses or is done: others may have what it held.
    fn leave(&mut self);

    /// Does a quantum of the job's work, as soon as those it shares its threads with let it.
    fn work(&mut self, quantum: &mut dyn FnMut()) {
        quantum();
    }
}

/// What a job may do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Train on so many threads.
    Go(usize),
    /// Wait: so many others are to begin first.
    Wait(usize),
}

/// A machine for oneself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Turnstile for Alone {
    fn ask(&mut self, wanted: usize) -> Turn {
        Turn::Go(wanted)
    }

    fn leave(&mut self) {}
}
