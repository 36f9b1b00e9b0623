//! What comes into the application, and what it asks for. Effects are the only input and output.

use crate::class::ClassNews;
use crate::event::Event;
use crate::lesson::model::Course;
use crate::progress::Progress;
pub use crate::train::{Checkpoint, Command, JobId, Keepsake, Place, State as TrainState, Task};
use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// Something happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// The learner did something, or time passed.
    Input(Event),
    /// A training job shows where it is.
    Trained(Arc<Checkpoint>),
    /// Background work has its result, or [`Panicked`] in its place.
    Worked(WorkId, Arc<dyn Any + Send + Sync>),
    /// What time it is, in seconds since 1970.
    Time(u64),
    /// What was kept of the lab with this key, if anything was; or a sentence why it cannot be had.
    Recalled(String, Result<Option<Box<Keepsake>>, String>),
    /// The lessons have changed on the disk.
    Lessons(Reading),
    /// Something is new in the class, where one is looked at.
    Class(ClassNews),
    /// This session may be ended without a word: what is to be kept is to be kept now.
    Keep,
    /// The progress could not be kept; the sentence says why.
    SaveFailed(String),
}

/// All lessons, or what is wrong with them and where: a line each for the fault and its remedy.
pub type Reading = Result<Arc<Course>, String>;

/// Background work that panicked answers with this sentence in place of its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked(pub String);

/// Which work it is: a lab's number, the place in that lab that the result is for, and how often that had
/// been asked for. Work that waits gives way to newer work for the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkId {
    /// The lab.
    pub lab: u32,
    /// The place in it.
    pub place: u32,
    /// Which asking it is.
    pub asked: u64,
}

impl WorkId {
    /// Whether both are for one place in one lab.
    pub fn shares_place(self, other: Self) -> bool {
        (self.lab, self.place) == (other.lab, other.place)
    }
}

/// Work for another thread.
pub type Work = Box<dyn FnOnce() -> Arc<dyn Any + Send + Sync> + Send>;

/// Something to be done outside.
pub enum Effect {
    /// Start a training job. An older job of the same lab and lane ends.
    Train(JobId, Box<Task>),
    /// Tell a training job something.
    Tell(JobId, Command),
    /// Do this on another thread and answer with [`Msg::Worked`], in the place of what waits for the
    /// same.
    Work(WorkId, Work),
    /// Keep the progress.
    Save(Progress),
    /// Keep a lab as it is, under its key, for the next session.
    Keep(String, Box<Keepsake>),
    /// Ask for what was kept under this key; [`Msg::Recalled`] answers.
    Recall(String),
    /// Put text on the learner's clipboard.
    Copy(String),
    /// End the session.
    Quit,
}

impl fmt::Debug for Effect {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Effect::Train(id, _) => write!(f, "Train({id:?})"),
            Effect::Tell(id, command) => write!(f, "Tell({id:?}, {command:?})"),
            Effect::Work(id, _) => write!(f, "Work({id:?})"),
            Effect::Save(_) => f.write_str("Save"),
            Effect::Keep(key, _) => write!(f, "Keep({key:?})"),
            Effect::Recall(key) => write!(f, "Recall({key:?})"),
            Effect::Copy(text) => write!(f, "Copy({text:?})"),
            Effect::Quit => f.write_str("Quit"),
        }
    }
}
