//! What there is to learn from, and how often.

use crate::{Error, Samples, Sequential};
use std::sync::Arc;

/// What to learn from, and what to be judged by.
#[derive(Clone)]
pub struct Data<'a> {
    /// Inputs.
    pub x: Arc<dyn Samples + 'a>,
    /// Targets; for an autoencoder a clone of the same `Arc`, so that batches are gathered once.
    pub y: Arc<dyn Samples + 'a>,
    /// Inputs and targets to evaluate after each epoch, and not to learn from.
    pub validation: Option<(Arc<dyn Samples + 'a>, Arc<dyn Samples + 'a>)>,
}

/// How often, and in which portions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// How often every sample is seen.
    pub epochs: usize,
    /// Samples a step; the last batch of an epoch may be shorter.
    pub batch_size: usize,
    /// Whether each epoch has an order of its own.
    pub shuffle: bool,
    /// What the orders are drawn from.
    pub seed: u64,
    /// Epochs already done, where training goes on from given weights.
    pub done: usize,
}

/// How much of an epoch was seen, and how it went.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Seen {
    /// Samples learned from.
    pub samples: usize,
    /// Their losses, summed.
    pub loss: f64,
    /// How many of them were classified rightly.
    pub correct: usize,
}

/// Whether inputs and targets fit each other and the model.
pub(crate) fn check(
    model: &Sequential,
    [inputs, targets]: [&'static str; 2],
    x: &dyn Samples,
    y: &dyn Samples,
) -> Result<(), Error> {
    if x.is_empty() || u32::try_from(x.len()).is_err() {
        return Err(Error::WrongCount {
            what: inputs,
            found: x.len(),
        });
    }
    if x.len() != y.len() {
        return Err(Error::WrongLength {
            what: inputs,
            inputs: x.len(),
            targets: y.len(),
        });
    }
    let widths = [
        (inputs, x.width(), model.inputs()),
        (targets, y.width(), model.output_width()),
    ];
    match widths
        .into_iter()
        .find(|(_, found, expected)| found != expected)
    {
        Some((what, found, expected)) => Err(Error::WrongWidth {
            what,
            expected,
            found,
        }),
        None => Ok(()),
    }
}
