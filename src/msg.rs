//! Messages in, effects out.

use std::any::Any;
use std::sync::Arc;

use crate::event::Event;
use crate::progress::Progress;
use crate::train::{Checkpoint, Command, JobId, Task};

/// What the application is told.
#[derive(Debug, Clone)]
pub enum Msg {
    /// Something reached us from outside.
    Input(Event),
    /// A training job has news.
    Trained(Arc<Checkpoint>),
    /// The answer to `Effect::Work`, or `Panicked` in its place.
    Worked(JobId, Arc<dyn Any + Send + Sync>),
    /// The progress could not be kept, and why.
    SaveFailed(String),
}

/// Background work that panicked answers with this sentence in place of its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked(pub String);

/// Work off the UI thread.
pub type Work = Box<dyn FnOnce() -> Arc<dyn Any + Send + Sync> + Send>;

/// What the application wants done.
pub enum Effect {
    /// Start a training job.
    Train(JobId, Box<Task>),
    /// Tell a running job something.
    Tell(JobId, Command),
    /// Compute something off the UI thread.
    Work(JobId, Work),
    /// Keep the progress.
    Save(Progress),
    /// Put text on the learner's clipboard.
    Copy(String),
    /// End the session.
    Quit,
}
