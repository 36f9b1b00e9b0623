//! What a change of a setting asks of a run.

use super::{Learning, Training};
use crate::msg::{Command, Task, TrainState};

/// What a setting is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Only the picture changes.
    Picture,
    /// The run can be told while it goes on.
    InFlight,
    /// The run must be forked: same weights, other training.
    Fork,
    /// The network is another one.
    Network,
}

impl Training {
    /// Learns at another rate, and for so many epochs in all: while it goes on, where it can be told.
    /// A run that failed cannot: it goes on from its last good weights with another task.
    pub fn adjust(&mut self, learning: &Learning, task: impl FnOnce() -> Option<Task>) {
        let (rate, epochs) = (learning.rate as f32, learning.epochs);
        match self.state(epochs) {
            Some(TrainState::Failed(_)) => self.fork(task()),
            _ => self.change(&[Command::LearningRate(rate), Command::Epochs(epochs)]),
        }
    }
}
