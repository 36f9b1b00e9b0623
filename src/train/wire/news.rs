//! What a worker tells of a training: its checkpoints, whole.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Broken, Frame};
use crate::train::keepsake::Trained;
use crate::train::{Checkpoint, JobId, State};

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::train) enum FromWorker {
    /// Where the training is.
    At(Box<At>),
    /// An epoch has ended here; what the job asked to be kept.
    End(Box<At>),
    /// It cannot be begun; the sentence says why.
    Refused(String),
    /// The worker is told to end; the sentence says by whom.
    Leaves(String),
}

/// A checkpoint without its numbers, and after how many commands it was made.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::train) struct At {
    pub(in crate::train) heard: u64,
    trained: Trained,
    state: State,
    samples_per_second: f64,
    eta: Option<Duration>,
    /// Numbers of the weights, and of both parts of what the optimizer remembers.
    parts: [usize; 3],
}

impl At {
    /// What is said of a checkpoint, without its numbers.
    pub(in crate::train) fn of(at: &Checkpoint, heard: u64) -> Self {
        Self {
            heard,
            trained: Trained::of(at),
            state: at.state.clone(),
            samples_per_second: at.samples_per_second,
            eta: at.eta,
            parts: numbers(at).map(<[f32]>::len),
        }
    }

    /// Numbers that belong to it.
    pub(super) fn count(&self) -> usize {
        self.parts.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// The checkpoint of the job `id`, from what was said and the numbers that came with it.
    ///
    /// # Errors
    /// If they do not fit together.
    pub(in crate::train) fn checkpoint(
        self,
        id: JobId,
        numbers: &[f32],
    ) -> Result<Checkpoint, Broken> {
        if self.count() != numbers.len() {
            let why = "other numbers came than a checkpoint has";
            return Err(Broken::Unfit(why.to_owned()));
        }
        let [weights, first, _] = self.parts;
        let (weights, memory) = numbers.split_at(weights);
        let (first, second) = memory.split_at(first);
        let unfit = |error: crate::train::keepsake::Unreadable| Broken::Unfit(error.to_string());
        let at = self.trained.checkpoint([weights, first, second]);
        Ok(Checkpoint {
            job: id,
            state: self.state,
            samples_per_second: self.samples_per_second,
            eta: self.eta,
            ..at.map_err(unfit)?
        })
    }
}

/// The numbers of a checkpoint, in the order in which they are sent.
pub(in crate::train) fn numbers(at: &Checkpoint) -> [&[f32]; 3] {
    let memory = at.optimizer.as_ref();
    let [first, second] = memory.map_or([&[][..]; 2], |state| [&state.first, &state.second]);
    [at.weights(), first, second]
}

/// A checkpoint as bytes.
pub(in crate::train) fn bytes(at: &Checkpoint, heard: u64) -> Vec<u8> {
    super::frame(&FromWorker::At(Box::new(At::of(at, heard))), &numbers(at))
}

/// The end of an epoch as bytes.
pub(in crate::train) fn end(at: &Checkpoint) -> Vec<u8> {
    super::frame(&FromWorker::End(Box::new(At::of(at, 0))), &numbers(at))
}

/// The most numbers of a checkpoint of a model of so many parameters.
pub(in crate::train) fn most(parameters: usize) -> usize {
    3 * parameters
}

/// What a worker says next; nothing where it has ended.
pub(in crate::train) fn read(
    from: &mut impl std::io::BufRead,
    parameters: usize,
) -> Result<Option<Frame<FromWorker>>, Broken> {
    super::read(from, most(parameters))
}
