//! What training tells while it runs.

/// What a call of [`Fitting::advance`](super::Fitting::advance) did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FitEvent {
    /// One training step.
    Step {
        /// The epoch, counted from 1.
        epoch: usize,
        /// The step in it, counted from 1.
        batch: usize,
        /// Steps an epoch.
        batches: usize,
        /// Samples of this batch.
        samples: usize,
        /// Mean loss of this batch.
        loss: f32,
    },
    /// One piece of the validation.
    Validation {
        /// The epoch, counted from 1.
        epoch: usize,
        /// Samples looked at.
        done: usize,
        /// Samples to look at.
        samples: usize,
    },
    /// An epoch is complete, with its validation.
    Epoch(EpochReport),
    /// All epochs are.
    Done,
    /// A loss was NaN or infinite; the weights are the last good ones, and training does not go on.
    Diverged {
        /// The epoch, counted from 1.
        epoch: usize,
        /// The step in it, counted from 1.
        batch: usize,
        /// NaN or infinite.
        loss: f32,
    },
}

/// An epoch in numbers, as Keras reports it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EpochReport {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Mean over the epoch's samples, each taken as the model was when its batch came.
    pub loss: f64,
    /// The share of samples classified rightly, likewise; of a softmax only.
    pub accuracy: Option<f64>,
    /// Mean over the validation samples, after the epoch.
    pub val_loss: Option<f64>,
    /// The share of validation samples classified rightly; of a softmax only.
    pub val_accuracy: Option<f64>,
}
