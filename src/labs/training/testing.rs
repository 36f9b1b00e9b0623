//! A checkpoint for the tests of runs.

use crate::nn::{Seen, Sequential};
use crate::train::{Checkpoint, History, JobId, State};

/// A run of no step that has finished.
pub fn checkpoint(job: JobId, model: Sequential) -> Checkpoint {
    Checkpoint {
        job,
        model,
        optimizer: None,
        learning_rate: 0.001,
        step: 0,
        steps: 0,
        epoch: 0,
        epochs: 0,
        batch: 0,
        seen: Seen::default(),
        batches: 0,
        state: State::Finished,
        curve: History::default(),
        epoch_reports: Vec::new(),
        ends: Vec::new(),
        epoch_seconds: 0.0,
        samples_per_second: 0.0,
        eta: None,
        place: None,
    }
}
