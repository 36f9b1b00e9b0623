//! The flags of `handson train`. What they may be worth is checked by `train::spec`.

use std::path::PathBuf;

use clap::Args;

use crate::train::Spec;

/// What is trained, on what, and how.
#[derive(Debug, Clone, Args)]
pub struct TrainArgs {
    /// What to train: autoencoder
    #[arg(value_name = "MODEL", value_parser = model)]
    pub model: Model,
    /// How often every sample is seen
    #[arg(long, value_name = "N", default_value = "17", value_parser = count)]
    #[arg(allow_negative_numbers = true)]
    pub epochs: usize,
    /// Samples a step [default: 256, or all if there are fewer]
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub batch_size: Option<usize>,
    /// sgd, adam or adamax
    #[arg(long, value_name = "NAME", default_value = "adamax")]
    pub optimizer: String,
    /// Size of a step [default: the optimizer's own, 0.001 for adamax]
    #[arg(long, value_name = "RATE", allow_negative_numbers = true)]
    pub learning_rate: Option<f32>,
    /// mse, mae or categorical_crossentropy
    #[arg(long, value_name = "NAME", default_value = "mse")]
    pub loss: String,
    /// Units and activation of each layer
    #[arg(long, value_name = "LAYERS", default_value_t = Spec::default().layers)]
    #[arg(allow_hyphen_values = true)]
    pub layers: String,
    /// What weights and orders are drawn from
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    pub seed: u64,
    /// A folder of IDX files under their usual names, raw or .gz
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Learn from the first N training samples only
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Validate on the last N training samples instead of the test samples
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub holdout: Option<usize>,
    /// See the samples in the same order every epoch
    #[arg(long)]
    pub no_shuffle: bool,
    /// Begin with these weights
    #[arg(long, value_name = "FILE.safetensors")]
    pub init: Option<PathBuf>,
    /// Write the trained weights here
    #[arg(long, value_name = "FILE.safetensors")]
    pub save: Option<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Print the Keras script that does the same, and train nothing
    #[arg(long)]
    pub keras: bool,
}

/// What can be trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Digits through a narrow middle and back.
    Autoencoder,
}

fn model(name: &str) -> Result<Model, String> {
    match name {
        "autoencoder" => Ok(Model::Autoencoder),
        _ => Err(format!(
            "unknown model {name:?}: did you mean \"autoencoder\"?"
        )),
    }
}

fn count(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| "it must be a whole number".to_string())
}

impl TrainArgs {
    /// The settings as they were given.
    pub(super) fn spec(&self, threads: Option<usize>) -> Spec {
        Spec {
            layers: self.layers.clone(),
            optimizer: self.optimizer.clone(),
            learning_rate: self.learning_rate,
            loss: self.loss.clone(),
            epochs: self.epochs,
            batch_size: self.batch_size,
            seed: self.seed,
            shuffle: !self.no_shuffle,
            threads: threads.unwrap_or(0),
        }
    }
}
