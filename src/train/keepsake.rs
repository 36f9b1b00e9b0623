//! What is kept of a lab from one session to the next, as bytes.
//!
//! A safetensors file: the weights, what the optimizer remembers, and beside them one JSON text
//! with everything else, and a checksum over all of it. What was kept goes on bit by bit as if it
//! had never stopped.

mod trained;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::nn::weights::{add_as_bytes, of_bytes};
use crate::train::Checkpoint;
pub(in crate::train) use trained::Trained;

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
        let trained = trained.map(|(trained, parts)| {
            let [weights, first, second] = parts.map(of_bytes);
            let at = trained.checkpoint([&weights, &first, &second]);
            at.map(Arc::new)
        });
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

fn vectors(run: usize, at: &Checkpoint) -> Vec<(String, Vec<u8>)> {
    let (first, second) = at.optimizer.as_ref().map_or((&[][..], &[][..]), |state| {
        (state.first.as_slice(), state.second.as_slice())
    });
    let all = NAMES.into_iter().zip([at.weights(), first, second]);
    let bytes = |numbers: &[f32]| {
        let mut bytes = Vec::new();
        add_as_bytes(numbers, &mut bytes);
        bytes
    };
    all.filter(|(_, numbers)| !numbers.is_empty())
        .map(|(name, numbers)| (named(run, name), bytes(numbers)))
        .collect()
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

#[cfg(test)]
mod tests;
