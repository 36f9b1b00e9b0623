//! What a training begins with, what it can be told, and what it answers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::nn::Samples;
use crate::train::{Checkpoint, EpochReport, Plan};

/// Everything a training begins with.
#[derive(Clone)]
pub struct Task {
    /// The checked settings.
    pub plan: Plan,
    /// Inputs.
    pub x: Arc<dyn Samples>,
    /// Targets; for an autoencoder a clone of the same `Arc`.
    pub y: Arc<dyn Samples>,
    /// Inputs and targets to validate with after each epoch.
    pub validation: Option<(Arc<dyn Samples>, Arc<dyn Samples>)>,
    /// Where to go on: its weights, its place in the epoch, and if the optimizer is the same what
    /// that remembers. With the same plan this is as if it had never stopped; where the batch size
    /// changed so that no batch ends there, the epoch is begun again.
    pub from: Option<Arc<Checkpoint>>,
    /// Begin waiting, so that a first [`Command::Step`] is exactly one step.
    pub paused: bool,
    /// How many ends of epochs a checkpoint brings along ([`Checkpoint::ends`]); 0 for none.
    pub ends: usize,
}

/// What a training can be told while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Wait, after the present quantum.
    Pause,
    /// Go on.
    Resume,
    /// Do one training step, with whatever comes before it, and wait.
    Step,
    /// End.
    Stop,
    /// Learn at another rate from the next step on.
    LearningRate(f32),
    /// Do so many epochs in all; one that has begun is finished. More than are done wakes a
    /// finished training, which then waits for `Resume`.
    Epochs(usize),
}

/// What [`Job::advance`](crate::train::Job::advance) did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantum {
    /// One training step.
    Step {
        /// Samples of its batch.
        samples: usize,
        /// Their mean loss.
        loss: f32,
    },
    /// One piece of the validation.
    Validation,
    /// Closed an epoch.
    Epoch(EpochReport),
    /// Nothing: it waits or is over.
    Idle,
}
