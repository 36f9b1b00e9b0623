//! What is kept of a lab from one session to the next, as bytes.
//!
//! A safetensors file: the weights, what the optimizer remembers, and beside them one JSON text
//! with everything else, and a checksum over all of it. What was kept goes on bit by bit as if it
//! had never stopped.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::nn::{Activation, Optimizer, OptimizerState, Seen};
use crate::train::layers::{self, LayerSpec};
use crate::train::{Checkpoint, EpochReport, History, JobId, State};

/// The version written, and the only one that is read.
const VERSION: u64 = 2;

/// Under these names the two texts stand beside the tensors.
const HEADER: &str = "handson";
const CHECKSUM: &str = "sha256";

/// A lab as it was left.
#[derive(Debug, Clone, Default)]
pub struct Keepsake {
    /// Every control with its value, in order.
    pub settings: Vec<(String, String)>,
    /// What the learner made by hand beside them, as lines of the lab language.
    pub made: Vec<String>,
    /// The steps whose start values the lab was given.
    pub steps: BTreeSet<String>,
    /// What was trained in it: of runs side by side each that was begun, under its lane.
    pub trained: Vec<Arc<Checkpoint>>,
}

/// Why bytes are no keepsake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Written by another version of the program.
    #[error("it was written by another version of handson")]
    Version(u64),
    /// Not what was written.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

#[derive(Serialize, Deserialize)]
struct Version {
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct Header {
    version: u64,
    settings: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    made: Vec<String>,
    steps: BTreeSet<String>,
    trained: Option<Trained>,
    /// The other runs, where there are any: older versions knew of one alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Trained>,
}

/// A checkpoint without its large vectors.
#[derive(Serialize, Deserialize)]
struct Trained {
    #[serde(default, skip_serializing_if = "is_first")]
    lane: u32,
    inputs: usize,
    /// Units and activation of dense layers.
    layers: Vec<(usize, String)>,
    /// All layers as one writes them, where not all of them are dense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stack: Option<String>,
    optimizer: Option<(String, u64)>,
    learning_rate: f32,
    epoch: usize,
    epochs: usize,
    batch: usize,
    batches: usize,
    seen: (usize, f64, usize),
    finished: bool,
    curve: History,
    epoch_reports: Vec<EpochReport>,
}

impl Keepsake {
    /// Whether nothing changed since `other`.
    pub fn is(&self, other: &Self) -> bool {
        let mut pairs = self.trained.iter().zip(&other.trained);
        let trained = self.trained.len() == other.trained.len()
            && pairs.all(|(one, two)| Arc::ptr_eq(one, two));
        let by_hand = self.settings == other.settings && self.made == other.made;
        trained && by_hand && self.steps == other.steps
    }

    /// The bytes to keep.
    pub fn encode(&self) -> Vec<u8> {
        let mut runs = self.trained.iter().map(|at| Trained::of(at));
        let header = Header {
            version: VERSION,
            settings: self.settings.clone(),
            made: self.made.clone(),
            steps: self.steps.clone(),
            trained: runs.next(),
            beside: runs.collect(),
        };
        // A structure of ours without maps: it always has a spelling.
        let header = serde_json::to_string(&header).unwrap_or_default();
        let runs = self.trained.iter().enumerate();
        let vectors: Vec<(String, Vec<u8>)> = runs.flat_map(|(run, at)| vectors(run, at)).collect();
        let parts = vectors.iter().map(|(_, bytes)| bytes.as_slice());
        let sum = checksum(&header, parts);
        let texts = HashMap::from([(HEADER.into(), header), (CHECKSUM.into(), sum)]);
        let views = vectors.iter().filter_map(|(name, bytes)| {
            let view = TensorView::new(Dtype::F32, vec![bytes.len() / 4], bytes);
            Some((name, view.ok()?))
        });
        safetensors::serialize(views, Some(texts)).unwrap_or_default()
    }

    /// What was kept.
    ///
    /// # Errors
    /// If it was written by another version, or is not whole.
    pub fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
        let texts = metadata.metadata().as_ref();
        let text = |name| texts.and_then(|texts: &HashMap<String, String>| texts.get(name));
        let (header, sum) = text(HEADER)
            .zip(text(CHECKSUM))
            .ok_or_else(|| damaged("nothing in it says what it is"))?;
        match serde_json::from_str(header).map_err(damaged)? {
            Version { version: VERSION } => {}
            Version { version } => return Err(Unreadable::Version(version)),
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
        let told: Header = serde_json::from_str(header).map_err(damaged)?;
        let part = |name: String| {
            let view = tensors.tensor(&name);
            view.map(|view| view.data()).unwrap_or_default()
        };
        let runs = told.trained.into_iter().chain(told.beside).enumerate();
        let runs: Vec<_> = runs
            .map(|(run, trained)| (trained, NAMES.map(|name| part(named(run, name)))))
            .collect();
        let parts = runs.iter().flat_map(|(_, parts)| *parts);
        if *sum != checksum(header, parts.filter(|part| !part.is_empty())) {
            return Err(damaged("its checksum does not fit"));
        }
        let trained = runs.into_iter();
        let trained = trained.map(|(trained, parts)| trained.checkpoint(parts).map(Arc::new));
        Ok(Self {
            settings: told.settings,
            made: told.made,
            steps: told.steps,
            trained: trained.collect::<Result<_, _>>()?,
        })
    }
}

/// The large vectors of a run, in the order in which they are summed up.
const NAMES: [&str; 3] = ["weights", "optimizer/first", "optimizer/second"];

/// What one of them is called in the file: the first run's as they always were.
fn named(run: usize, name: &str) -> String {
    match run {
        0 => name.to_owned(),
        run => format!("{run}/{name}"),
    }
}

/// Whether it is the lane of a run that is the only one.
fn is_first(lane: &u32) -> bool {
    *lane == 0
}

fn vectors(run: usize, at: &Checkpoint) -> Vec<(String, Vec<u8>)> {
    let (first, second) = at.optimizer.as_ref().map_or((&[][..], &[][..]), |state| {
        (state.first.as_slice(), state.second.as_slice())
    });
    let all = NAMES.into_iter().zip([at.weights(), first, second]);
    let bytes = |numbers: &[f32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    all.filter(|(_, numbers)| !numbers.is_empty())
        .map(|(name, numbers)| (named(run, name), bytes(numbers)))
        .collect()
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    let numbers = bytes.as_chunks::<4>().0.iter();
    numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn checksum<'a>(header: &str, parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut sum = Sha256::new();
    sum.update(header);
    parts.for_each(|part| sum.update(part));
    format!("{:x}", sum.finalize())
}

fn damaged(reason: impl ToString) -> Unreadable {
    Unreadable::Damaged(reason.to_string())
}

impl Trained {
    fn of(at: &Checkpoint) -> Self {
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
        }
    }

    fn checkpoint(self, [weights, first, second]: [&[u8]; 3]) -> Result<Checkpoint, Unreadable> {
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
        if layers::parameters(self.inputs, &stack) != weights.len() / 4 {
            return Err(damaged("its weights are not those of its layers"));
        }
        layers::check(self.inputs, &stack).map_err(damaged)?;
        let mut model = layers::model(self.inputs, &stack);
        model.set_weights(&numbers(weights)).map_err(damaged)?;
        let optimizer = self.optimizer.map(|(name, step)| {
            let optimizer: Optimizer = name.parse().map_err(damaged)?;
            Ok(OptimizerState {
                name: optimizer.name(),
                step,
                first: numbers(first),
                second: numbers(second),
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
            samples_per_second: 0.0,
            eta: None,
        })
    }
}

#[cfg(test)]
mod tests;
