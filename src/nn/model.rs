//! The compiled model: what Keras calls a model, in one object.

use super::{
    Data, EpochReport, Error, FitEvent, Fitting, Loss, Metrics, Optimizer, OptimizerState,
    Precision, Samples, Schedule, Sequential, Trainer,
};
use ndarray::{Array2, ArrayView2};
use std::sync::Arc;

/// How to fit. The defaults are Keras'.
#[derive(Clone)]
pub struct Fit<'a> {
    /// How often every sample is seen.
    pub epochs: usize,
    /// Samples a step; the last batch of an epoch may be shorter.
    pub batch_size: usize,
    /// Whether each epoch has an order of its own.
    pub shuffle: bool,
    /// What the orders are drawn from.
    pub seed: u64,
    /// Threads to work on; 0 means as many as the machine has.
    pub threads: usize,
    /// How much the squares of all kernels count beside the loss.
    pub l2: f32,
    /// How many bits the factors of products have; the model is float32 again when it has learned.
    pub precision: Precision,
    /// Inputs and targets to evaluate after each epoch.
    pub validation: Option<(&'a dyn Samples, &'a dyn Samples)>,
}

impl Default for Fit<'_> {
    fn default() -> Self {
        Self {
            epochs: 1,
            batch_size: 32,
            shuffle: true,
            seed: 0,
            threads: 0,
            l2: 0.0,
            precision: Precision::F32,
            validation: None,
        }
    }
}

/// A model with an optimizer and a loss, ready to fit.
#[derive(Debug, Clone)]
pub struct Model {
    model: Sequential,
    optimizer: Optimizer,
    loss: Loss,
    state: Option<OptimizerState>,
}

impl Model {
    pub(super) fn new(model: Sequential, optimizer: Optimizer, loss: Loss) -> Self {
        Self {
            model,
            optimizer,
            loss,
            state: None,
        }
    }

    /// Trains on inputs x and targets y, telling `on_event` of every step and epoch, and returns
    /// the epochs. A second call goes on where the first ended.
    ///
    /// # Errors
    /// If model, data and settings do not fit together; and [`Error::Diverged`], with the last good
    /// weights kept.
    pub fn fit(
        &mut self,
        x: &dyn Samples,
        y: &dyn Samples,
        fit: Fit<'_>,
        mut on_event: impl FnMut(FitEvent),
    ) -> Result<Vec<EpochReport>, Error> {
        let mut trainer = self.trainer(fit.threads)?;
        trainer.set_l2(fit.l2)?;
        trainer.set_precision(fit.precision);
        let mut fitting = Fitting::new(
            trainer,
            data(x, y, &fit),
            Schedule {
                epochs: fit.epochs,
                batch_size: fit.batch_size,
                shuffle: fit.shuffle,
                seed: fit.seed,
                done: 0,
            },
        )?;
        let mut history = Vec::new();
        let end = loop {
            let event = fitting.advance();
            on_event(event);
            match event {
                FitEvent::Epoch(report) => history.push(report),
                FitEvent::Done => break Ok(history),
                FitEvent::Diverged { epoch, batch, loss } => {
                    break Err(Error::Diverged {
                        epoch,
                        step: batch,
                        loss,
                    });
                }
                FitEvent::Step { .. } | FitEvent::Validation { .. } => {}
            }
        };
        let trainer = fitting.into_trainer();
        self.state = Some(trainer.state());
        self.model = trainer.into_model();
        end
    }

    /// Loss and accuracy over inputs x and targets y.
    ///
    /// # Errors
    /// If model and data do not fit together.
    pub fn evaluate(&self, x: &dyn Samples, y: &dyn Samples) -> Result<Metrics, Error> {
        super::fit::check(&self.model, ["inputs", "targets"], x, y)?;
        Ok(self.trainer(0)?.evaluate(x, y))
    }

    /// What the model answers to rows of x (samples, inputs): (samples, outputs).
    ///
    /// # Panics
    /// If x has another width than the model.
    pub fn predict(&self, x: ArrayView2<f32>) -> Array2<f32> {
        self.model.predict(x)
    }

    /// The layers and weights.
    pub fn model(&self) -> &Sequential {
        &self.model
    }

    /// Gives the layers and weights back.
    pub fn into_model(self) -> Sequential {
        self.model
    }

    fn trainer(&self, threads: usize) -> Result<Trainer, Error> {
        let mut trainer = Trainer::new(self.model.clone(), self.optimizer, self.loss, threads)?;
        if let Some(state) = &self.state {
            trainer.set_state(state)?;
        }
        Ok(trainer)
    }
}

fn data<'a>(x: &'a dyn Samples, y: &'a dyn Samples, fit: &Fit<'a>) -> Data<'a> {
    let (x, y) = pair(x, y);
    Data {
        x,
        y,
        validation: fit.validation.map(|(x, y)| pair(x, y)),
    }
}

type Shared<'a> = Arc<dyn Samples + 'a>;

/// Shares two borrowed sets of samples, or one if they are the same.
fn pair<'a>(x: &'a dyn Samples, y: &'a dyn Samples) -> (Shared<'a>, Shared<'a>) {
    let shared: Shared<'a> = Arc::new(x);
    let other = if super::samples::same(x, y) {
        shared.clone()
    } else {
        Arc::new(y)
    };
    (shared, other)
}
