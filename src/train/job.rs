//! Stand-in: a job that counts.

use crate::train::{Checkpoint, Command, JobId, State, Task};

/// A job without a thread.
pub struct Job {
    id: JobId,
    steps: usize,
    step: usize,
    state: State,
}

impl Job {
    /// A job at its start.
    pub fn new(id: JobId, task: Task) -> Result<Self, String> {
        Ok(Self { id, steps: task.steps, step: 0, state: State::Running })
    }

    /// One quantum.
    pub fn advance(&mut self) {
        if self.state == State::Running {
            self.step += 1;
            if self.step >= self.steps {
                self.state = State::Finished;
            }
        }
    }

    /// Obey.
    pub fn tell(&mut self, command: Command) {
        self.state = match (command, &self.state) {
            (_, State::Finished | State::Stopped) => return,
            (Command::Pause, _) => State::Paused,
            (Command::Resume, _) => State::Running,
            (Command::Stop, _) => State::Stopped,
        };
    }

    /// How it stands.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint { job: self.id, step: self.step, state: self.state.clone() }
    }
}
