//! A checkpoint without its large vectors: what is kept of it, and what is sent of it, beside them.

use serde::{Deserialize, Serialize};

use super::{Unreadable, damaged};
use crate::nn::{Activation, Optimizer, OptimizerState, Seen};
use crate::train::layers::{self, LayerSpec};
use crate::train::{Checkpoint, EpochReport, History, JobId, State};

/// A checkpoint without its large vectors.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::train) struct Trained {
    #[serde(default, skip_serializing_if = "is_first")]
    pub(super) lane: u32,
    pub(super) inputs: usize,
    /// Units and activation of dense layers.
    pub(super) layers: Vec<(usize, String)>,
    /// All layers as one writes them, where not all of them are dense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) stack: Option<String>,
    pub(super) optimizer: Option<(String, u64)>,
    pub(super) learning_rate: f32,
    pub(super) epoch: usize,
    pub(super) epochs: usize,
    pub(super) batch: usize,
    pub(super) batches: usize,
    pub(super) seen: (usize, f64, usize),
    pub(super) finished: bool,
    pub(super) curve: History,
    pub(super) epoch_reports: Vec<EpochReport>,
    #[serde(default)]
    pub(super) epoch_seconds: f64,
}

/// Whether it is the lane of a run that is the only one.
fn is_first(lane: &u32) -> bool {
    *lane == 0
}

impl Trained {
    /// What is said of a checkpoint beside its vectors.
    pub(in crate::train) fn of(at: &Checkpoint) -> Self {
        let stack = layers::of(&at.model);
        let named = |(units, activation): (usize, Activation)| (units, activation.to_string());
        let layers: Option<Vec<_>> =
            layers::dense(&stack).map(|layers| layers.into_iter().map(named).collect());
        let optimizer = at.optimizer.as_ref();
        Self {
            lane: at.job.lane,
            inputs: at.model.inputs(),
            stack: layers.is_none().then(|| layers::write(&stack)),
            layers: layers.unwrap_or_default(),
            optimizer: optimizer.map(|state| (state.name.to_owned(), state.step)),
            learning_rate: at.learning_rate,
            epoch: at.epoch,
            epochs: at.epochs,
            batch: at.batch,
            batches: at.batches,
            seen: (at.seen.samples, at.seen.loss, at.seen.correct),
            finished: at.state == State::Finished,
            curve: at.curve.clone(),
            epoch_reports: at.epoch_reports.clone(),
            epoch_seconds: at.epoch_seconds,
        }
    }

    /// The checkpoint of weights and both parts of what the optimizer remembers; of lab and run 0.
    ///
    /// # Errors
    /// If they do not fit together.
    pub(in crate::train) fn checkpoint(
        self,
        [weights, first, second]: [&[f32]; 3],
    ) -> Result<Checkpoint, Unreadable> {
        let layer = |(units, name): (usize, String)| {
            Ok(LayerSpec::Dense(units, name.parse().map_err(damaged)?))
        };
        let stack: Vec<_> = match self.stack {
            Some(text) => layers::parse(&text).map_err(damaged)?,
            None => self
                .layers
                .into_iter()
                .map(layer)
                .collect::<Result<_, _>>()?,
        };
        // Counted before anything is made of it: a file must not ask for more than it brings.
        if layers::parameters(self.inputs, &stack) != weights.len() {
            return Err(damaged("its weights are not those of its layers"));
        }
        layers::check(self.inputs, &stack).map_err(damaged)?;
        let mut model = layers::model(self.inputs, &stack);
        model.set_weights(weights).map_err(damaged)?;
        let optimizer = self.optimizer.map(|(name, step)| {
            let optimizer: Optimizer = name.parse().map_err(damaged)?;
            Ok(OptimizerState {
                name: optimizer.name(),
                step,
                first: first.to_vec(),
                second: second.to_vec(),
            })
        });
        let (samples, loss, correct) = self.seen;
        let (epochs, batches) = (self.epochs as u64, self.batches as u64);
        Ok(Checkpoint {
            job: JobId {
                lab: 0,
                lane: self.lane,
                run: 0,
            },
            model,
            optimizer: optimizer.transpose()?,
            learning_rate: self.learning_rate,
            step: (self.epoch as u64).saturating_mul(batches) + self.batch as u64,
            steps: epochs.saturating_mul(batches),
            epoch: self.epoch,
            epochs: self.epochs,
            batch: self.batch,
            seen: Seen {
                samples,
                loss,
                correct,
            },
            batches: self.batches,
            state: if self.finished {
                State::Finished
            } else {
                State::Paused
            },
            curve: self.curve,
            epoch_reports: self.epoch_reports,
            epoch_seconds: self.epoch_seconds,
            samples_per_second: 0.0,
            eta: None,
            ends: Vec::new(),
            place: None,
        })
    }
}
