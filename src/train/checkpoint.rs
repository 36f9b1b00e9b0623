//! A training seen from outside: everything a screen draws from, and all a fork needs to begin.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::nn::{OptimizerState, Seen, Sequential};
use crate::train::History;

/// Which training it is: a lab's number, which of the runs it has side by side, and how often that
/// one has begun anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId {
    /// The lab.
    pub lab: u32,
    /// The lane, where several race in one lab; 0 for one alone.
    pub lane: u32,
    /// Its run in this lane; a checkpoint of an older one is out of date.
    pub run: u32,
}

impl JobId {
    /// Whether one of the two takes the place of the other: a lane has one job.
    pub fn shares_lane(&self, other: &Self) -> bool {
        (self.lab, self.lane) == (other.lab, other.lane)
    }
}

/// What a training is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Waiting for its turn on a shared machine: so many are to go first, and then this one.
    Queued(usize),
    /// Learning.
    Running,
    /// Waiting to be resumed.
    Paused,
    /// Between two epochs, looking at the validation samples.
    Validating,
    /// All epochs are done; more may be asked for.
    Finished,
    /// Stopped for good by a command.
    Stopped,
    /// Stopped for good by itself; the sentence says why, and what to do.
    Failed(String),
}

impl State {
    /// Whether nothing can make it go on.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Stopped | Self::Failed(_))
    }
}

/// Where a training is done that is not done in this process, in words for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On this machine.
    On(Arc<str>),
    /// The sentence says what is waited for.
    Waits(Arc<str>),
    /// Nowhere any more; the sentence says why, and what is kept.
    Gone(Arc<str>),
}

/// An epoch in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EpochReport {
    /// Counted from 1.
    pub epoch: usize,
    /// Mean over the epoch's samples, each as the model was when its batch came.
    pub loss: f64,
    /// Mean over the validation samples, after the epoch.
    pub val_loss: Option<f64>,
    /// The share of samples classified rightly; of a softmax only.
    pub accuracy: Option<f64>,
    /// The same over the validation samples.
    pub val_accuracy: Option<f64>,
    /// Time spent learning, without validation; 0 where nobody keeps the time.
    pub seconds: f64,
    /// Samples learned from in a second of that; 0 where nobody keeps the time.
    pub samples_per_second: f64,
}

/// The state of a training at one moment, between two steps.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// Which training.
    pub job: JobId,
    /// The model with its weights of this moment; after a failure the last good ones.
    pub model: Sequential,
    /// What the optimizer remembers, so that a fork goes on as if nothing had been; none after a
    /// failure.
    pub optimizer: Option<OptimizerState>,
    /// The learning rate of this moment.
    pub learning_rate: f32,
    /// Steps done.
    pub step: u64,
    /// Steps planned.
    pub steps: u64,
    /// Epochs completed.
    pub epoch: usize,
    /// Epochs planned.
    pub epochs: usize,
    /// Batches done of the present epoch.
    pub batch: usize,
    /// The same in samples, with what was found on them.
    pub seen: Seen,
    /// Batches of an epoch.
    pub batches: usize,
    /// What it is doing.
    pub state: State,
    /// The loss of every batch.
    pub curve: History,
    /// The epochs so far. Of more than a thousand, older ones are thinned out; the latest is last.
    pub epoch_reports: Vec<EpochReport>,
    /// The ends of the latest epochs, oldest first: as many as the task asked for. Each is a
    /// checkpoint that a fork can begin with, and holds none itself.
    pub ends: Vec<Arc<Checkpoint>>,
    /// Time spent learning in the present epoch; 0 where nobody keeps the time.
    pub epoch_seconds: f64,
    /// Samples learned from in a second, lately; 0 while unknown.
    pub samples_per_second: f64,
    /// Time to go, validation included; `None` while unknown.
    pub eta: Option<Duration>,
    /// Where it is done, if not in this process.
    pub place: Option<Place>,
}

impl Checkpoint {
    /// All weights of the model, flat.
    pub fn weights(&self) -> &[f32] {
        self.model.weights()
    }

    /// Epochs that were begun.
    pub fn begun(&self) -> usize {
        self.epoch + usize::from(self.batch > 0)
    }

    /// Time spent learning, in all epochs: of those that were thinned out it is not known.
    pub fn seconds(&self) -> f64 {
        let epochs = self.epoch_reports.iter().map(|report| report.seconds);
        epochs.sum::<f64>() + self.epoch_seconds
    }

    /// Whether it was learning or about to judge itself.
    pub fn is_working(&self) -> bool {
        matches!(self.state, State::Running | State::Validating)
    }

    /// Whether a worker that is to train it has not begun, or is gone.
    pub fn is_away(&self) -> bool {
        matches!(self.place, Some(Place::Waits(_) | Place::Gone(_)))
    }

    /// The same without what it brings along, to be held for long.
    pub fn alone(self: &Arc<Self>) -> Arc<Self> {
        if self.ends.is_empty() {
            return Arc::clone(self);
        }
        Arc::new(Self {
            ends: Vec::new(),
            ..Self::clone(self)
        })
    }

    /// The latest epoch.
    pub fn last_epoch(&self) -> Option<&EpochReport> {
        self.epoch_reports.last()
    }

    /// The losses as they are told: of the last whole epoch the mean over its samples, before the first
    /// one that of the latest batch; and at the end of that epoch on what is held out.
    pub fn losses(&self) -> [Option<f64>; 2] {
        let report = self.last_epoch();
        let latest = || self.curve.last().map(f64::from);
        [
            report.map(|report| report.loss).or_else(latest),
            report.and_then(|report| report.val_loss),
        ]
    }
}
