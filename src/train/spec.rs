//! Settings as somebody typed them, and every way they can be wrong.

use serde::{Deserialize, Serialize};

use crate::nn::{self, Activation, Loss, Optimizer, Precision, UnknownName};
use crate::train::Plan;
use crate::train::layers::{self, LayerFault, LayerSpec};

/// Most parameters a model may have: three numbers are kept for each, 240 MB of them.
pub const MOST_PARAMETERS: usize = 20_000_000;
/// Most threads that may be asked for.
pub const MOST_THREADS: usize = 256;

/// The settings of a training, unchecked. The default is the workshop's autoencoder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// Units and activation of each layer: `"128 relu, 784 sigmoid"`.
    pub layers: String,
    /// `sgd`, `adam` or `adamax`.
    pub optimizer: String,
    /// The step size; `None` for the optimizer's own.
    pub learning_rate: Option<f32>,
    /// `mse`, `mae` or `categorical_crossentropy`.
    pub loss: String,
    /// How much the squares of the kernels count beside the loss; 0 for not at all.
    pub l2: f32,
    /// `f32`, `bf16` or `bf16-weights`; settings from before there was a choice have none.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub precision: String,
    /// How often every sample is seen.
    pub epochs: usize,
    /// Samples a step; `None` for the usual batch, or all of them if there are fewer.
    pub batch_size: Option<usize>,
    /// Samples a step where nobody says; Keras' own is 32, the workshop's is 256.
    pub usual_batch: usize,
    /// What weights and orders are drawn from.
    pub seed: u64,
    /// Whether each epoch has an order of its own.
    pub shuffle: bool,
    /// Threads to train on; 0 for as many as the machine has.
    pub threads: usize,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            layers: "128 relu, 64 relu, 32 relu, 64 relu, 128 relu, 784 sigmoid".to_string(),
            optimizer: "adamax".to_string(),
            learning_rate: None,
            loss: "mse".to_string(),
            l2: 0.0,
            precision: whole(),
            epochs: 17,
            batch_size: None,
            usual_batch: 256,
            seed: 0,
            shuffle: true,
            threads: 0,
        }
    }
}

fn whole() -> String {
    Precision::F32.to_string()
}

fn is_whole(precision: &str) -> bool {
    precision == Precision::F32.name()
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SpecError {
    /// No epoch at all.
    #[error("0 epochs would train nothing: take at least 1")]
    NoEpochs,
    /// Empty batches.
    #[error("a batch of 0 samples teaches nothing: take at least 1")]
    NoBatch,
    /// A batch larger than the data.
    #[error(
        "a batch of {given} is more than the {samples} samples there are: take at most {samples}"
    )]
    BatchOverData {
        /// What was given.
        given: usize,
        /// What there is.
        samples: usize,
    },
    /// Standing still.
    #[error("a learning rate of 0 would never learn: take a number above 0, such as 0.001")]
    ZeroRate,
    /// Climbing.
    #[error(
        "a learning rate of {0} would climb away from the minimum: take a number above 0, such as 0.001"
    )]
    NegativeRate(f32),
    /// Not a number, or none that can be multiplied with.
    #[error("{0} is no learning rate: take a finite number above 0, such as 0.001")]
    NoRate(f32),
    /// A penalty that is none.
    #[error("{0} is no L2 penalty: take a finite number of at least 0")]
    Penalty(f32),
    /// More threads than make sense.
    #[error("{0} threads are more than the {MOST_THREADS} allowed: leave it out to use every core")]
    Threads(usize),
    /// An optimizer nobody knows.
    #[error(transparent)]
    Optimizer(UnknownName),
    /// A loss nobody knows.
    #[error(transparent)]
    Loss(UnknownName),
    /// A precision nobody knows.
    #[error(transparent)]
    Precision(UnknownName),
    /// A layer that cannot be read.
    #[error(transparent)]
    Layer(#[from] LayerFault),
    /// A last layer that does not fit the targets.
    #[error(
        "the last layer has {}, but the targets are {outputs} wide: end with {}",
        counted(*units), counted(*outputs)
    )]
    LastLayer {
        /// Units of the last layer.
        units: usize,
        /// Width of the targets.
        outputs: usize,
    },
    /// A last layer whose values are not what this training is about.
    #[error("a {model} ends with \"{end}\", not with \"{found}\": change the last layer")]
    WrongEnd {
        /// What is trained.
        model: &'static str,
        /// Its usual last layer.
        end: &'static str,
        /// The last layer.
        found: String,
    },
    /// Layers that do not fit on each other.
    #[error(transparent)]
    Misfit(nn::Error),
    /// A model too large to train here.
    #[error(
        "these layers have {parameters} parameters, over the {MOST_PARAMETERS} allowed: take smaller layers"
    )]
    TooLarge {
        /// Weights and biases; saturates.
        parameters: usize,
    },
    /// Cross-entropy over something that is no distribution.
    #[error(
        "categorical_crossentropy needs a softmax in the last layer, not {0}: change one of the two"
    )]
    CrossEntropyOf(Activation),
    /// Cross-entropy of a quantity.
    #[error(
        "categorical_crossentropy compares classes, and a regression has none: take mse or mae"
    )]
    NoClasses,
}

fn counted(units: usize) -> String {
    let plural = if units == 1 { "" } else { "s" };
    format!("{units} unit{plural}")
}

impl SpecError {
    /// The setting at fault, by the name of its flag.
    pub fn setting(&self) -> &'static str {
        match self {
            Self::NoEpochs => "epochs",
            Self::NoBatch | Self::BatchOverData { .. } => "batch-size",
            Self::ZeroRate | Self::NegativeRate(_) | Self::NoRate(_) => "learning-rate",
            Self::Penalty(_) => "l2",
            Self::Precision(_) => "precision",
            Self::Threads(_) => "threads",
            Self::Optimizer(_) => "optimizer",
            Self::Loss(_) | Self::CrossEntropyOf(_) | Self::NoClasses => "loss",
            Self::Layer(_)
            | Self::LastLayer { .. }
            | Self::Misfit(_)
            | Self::WrongEnd { .. }
            | Self::TooLarge { .. } => "layers",
        }
    }
}

impl Spec {
    /// Checks every setting against data of `samples` rows, `inputs` numbers in and `outputs` out.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn check(&self, samples: usize, inputs: usize, outputs: usize) -> Result<Plan, SpecError> {
        if self.epochs == 0 {
            return Err(SpecError::NoEpochs);
        }
        if self.threads > MOST_THREADS {
            return Err(SpecError::Threads(self.threads));
        }
        let loss: Loss = self.loss.parse().map_err(SpecError::Loss)?;
        let layers = self.check_layers(loss, inputs, outputs)?;
        Ok(Plan {
            inputs,
            layers,
            optimizer: self.check_optimizer()?,
            loss,
            l2: self.check_l2()?,
            precision: self.precision.parse().map_err(SpecError::Precision)?,
            epochs: self.epochs,
            batch_size: self.check_batch(samples)?,
            batch_clipped: (self.batch_size.is_none() && samples < self.usual_batch)
                .then_some(self.usual_batch),
            seed: self.seed,
            shuffle: self.shuffle,
            threads: self.threads,
            samples,
            weights: None,
        })
    }

    fn check_batch(&self, samples: usize) -> Result<usize, SpecError> {
        match self.batch_size {
            None => Ok(self.usual_batch.min(samples)),
            Some(0) => Err(SpecError::NoBatch),
            Some(given) if given > samples => Err(SpecError::BatchOverData { given, samples }),
            Some(given) => Ok(given),
        }
    }

    fn check_l2(&self) -> Result<f32, SpecError> {
        let fits = self.l2.is_finite() && self.l2 >= 0.0;
        fits.then_some(self.l2).ok_or(SpecError::Penalty(self.l2))
    }

    fn check_optimizer(&self) -> Result<Optimizer, SpecError> {
        let optimizer: Optimizer = self.optimizer.parse().map_err(SpecError::Optimizer)?;
        match self.learning_rate {
            None => Ok(optimizer),
            Some(0.0) => Err(SpecError::ZeroRate),
            Some(rate) if !rate.is_finite() => Err(SpecError::NoRate(rate)),
            Some(rate) if rate < 0.0 => Err(SpecError::NegativeRate(rate)),
            Some(rate) => Ok(optimizer.with_learning_rate(rate)),
        }
    }

    fn check_layers(
        &self,
        loss: Loss,
        inputs: usize,
        outputs: usize,
    ) -> Result<Vec<LayerSpec>, SpecError> {
        let layers = layers::parse(&self.layers)?;
        let parameters = layers::parameters(inputs, &layers);
        if parameters > MOST_PARAMETERS {
            return Err(SpecError::TooLarge { parameters });
        }
        layers::check(inputs, &layers).map_err(SpecError::Misfit)?;
        let units = layers::shapes(inputs, &layers).last();
        if let (Some((shape, _)), Some(last)) = (units, layers.last()) {
            let (units, activation) = (shape.numbers(), last.activation());
            if units != outputs {
                return Err(SpecError::LastLayer { units, outputs });
            }
            if loss == Loss::CrossEntropy && activation != Activation::Softmax {
                return Err(SpecError::CrossEntropyOf(activation));
            }
        }
        Ok(layers)
    }
}

#[cfg(test)]
mod tests;
