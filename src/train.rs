//! Stand-in for the session's own tests: a job that counts. Replaced by the real `train`.

pub mod job;
pub mod runner;

/// Names a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId {
    /// The lab's instance.
    pub lab: u32,
    /// Its run.
    pub run: u32,
}

/// What to train.
#[derive(Debug, Clone)]
pub struct Task {
    /// Steps to take.
    pub steps: usize,
}

/// What a job can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Command {
    /// Wait.
    Pause,
    /// Go on.
    Resume,
    /// End.
    Stop,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// On its way.
    Running,
    /// Waiting.
    Paused,
    /// Done.
    Finished,
    /// Ended early.
    Stopped,
}

/// What a job publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// Whose.
    pub job: JobId,
    /// Steps taken.
    pub step: usize,
    /// How it stands.
    pub state: State,
}
