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
        if !self.is_broken(learning.epochs) {
            self.change(&[Command::LearningRate(learning.rate as f32)]);
        }
        self.plan_epochs(learning.epochs, task);
    }

    /// The same where only the number of epochs can change.
    pub fn plan_epochs(&mut self, epochs: usize, task: impl FnOnce() -> Option<Task>) {
        match self.is_broken(epochs) {
            true => self.fork(task()),
            false => self.change(&[Command::Epochs(epochs)]),
        }
    }

    fn is_broken(&self, epochs: usize) -> bool {
        matches!(self.state(epochs), Some(TrainState::Failed(_)))
    }
}
