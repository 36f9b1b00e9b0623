//! Settings that were checked: only these can be trained with.

use crate::nn::{Error, Loss, Optimizer, Precision, Schedule, Sequential};
use crate::train::Spec;
use crate::train::layers::{self, LayerSpec};

/// A training that can be done; made by [`Spec::check`](crate::train::Spec::check) and by nothing
/// else.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub(in crate::train) inputs: usize,
    pub(in crate::train) layers: Vec<LayerSpec>,
    pub(in crate::train) optimizer: Optimizer,
    pub(in crate::train) loss: Loss,
    pub(in crate::train) l2: f32,
    pub(in crate::train) precision: Precision,
    pub(in crate::train) epochs: usize,
    pub(in crate::train) batch_size: usize,
    pub(in crate::train) batch_clipped: Option<usize>,
    pub(in crate::train) seed: u64,
    pub(in crate::train) shuffle: bool,
    pub(in crate::train) threads: usize,
    pub(in crate::train) samples: usize,
    pub(in crate::train) weights: Option<Vec<f32>>,
}

impl Plan {
    /// The same training on so many threads, of those there are.
    pub fn on_threads(self, threads: usize) -> Self {
        Self {
            threads: threads.clamp(1, crate::train::spec::MOST_THREADS),
            ..self
        }
    }

    /// The same training from given weights in place of drawn ones.
    ///
    /// # Errors
    /// [`Error::WrongWeights`] if there are not [`parameters`](Self::parameters) of them.
    pub fn starting_from(mut self, weights: Vec<f32>) -> Result<Self, Error> {
        let (expected, found) = (self.parameters(), weights.len());
        if found != expected {
            return Err(Error::WrongWeights { expected, found });
        }
        self.weights = Some(weights);
        Ok(self)
    }

    /// The settings as somebody would type them, for whoever checks them again.
    pub(in crate::train) fn spec(&self) -> Spec {
        Spec {
            layers: layers::write(&self.layers),
            optimizer: self.optimizer.name().to_owned(),
            learning_rate: Some(self.optimizer.learning_rate()),
            loss: self.loss.to_string(),
            l2: self.l2,
            precision: self.precision.to_string(),
            epochs: self.epochs,
            batch_size: Some(self.batch_size),
            usual_batch: self.batch_size,
            seed: self.seed,
            shuffle: self.shuffle,
            threads: self.threads,
        }
    }

    /// The model before any training.
    pub fn model(&self) -> Sequential {
        let mut model = layers::model(self.inputs, &self.layers).initialize(self.seed);
        if let Some(weights) = &self.weights {
            let set = model.set_weights(weights);
            debug_assert!(set.is_ok(), "their number was checked");
        }
        model
    }

    /// How much the squares of all kernels count beside the loss.
    pub fn l2(&self) -> f32 {
        self.l2
    }

    /// How many bits the factors of products have, or the weights themselves.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Numbers that go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The layers, from the input up.
    pub fn layers(&self) -> &[LayerSpec] {
        &self.layers
    }

    /// Weights and biases of the model.
    pub fn parameters(&self) -> usize {
        layers::parameters(self.inputs, &self.layers)
    }

    /// The optimizer with its learning rate.
    pub fn optimizer(&self) -> Optimizer {
        self.optimizer
    }

    /// What is made small.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// How often every sample is seen.
    pub fn epochs(&self) -> usize {
        self.epochs
    }

    /// Samples a step.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// The usual batch, if that was more than there are samples and they are the batch now.
    pub fn batch_clipped(&self) -> Option<usize> {
        self.batch_clipped
    }

    /// Steps an epoch; the last may be short.
    pub fn batches(&self) -> usize {
        self.samples.div_ceil(self.batch_size.max(1))
    }

    /// Samples to learn from.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// What weights and orders are drawn from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether each epoch has an order of its own.
    pub fn shuffle(&self) -> bool {
        self.shuffle
    }

    /// Threads to train on; 0 for as many as the machine has.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// The epochs to do, `done` of them already behind.
    pub(in crate::train) fn schedule(&self, done: usize) -> Schedule {
        Schedule {
            epochs: self.epochs,
            batch_size: self.batch_size,
            shuffle: self.shuffle,
            seed: self.seed,
            done,
        }
    }
}
