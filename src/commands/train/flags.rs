//! The flags of `handson train`. What they may be worth is checked by `train::spec`; what they are
//! where they are left out is said by `train::preset`.

use std::path::PathBuf;

use clap::Args;

use crate::train::{Preset, Spec};

/// What is trained, on what, and how.
#[derive(Debug, Clone, Args)]
#[command(after_help = defaults())]
pub struct TrainArgs {
    /// What to train: autoencoder, classifier or regression
    #[arg(value_name = "MODEL")]
    pub model: Preset,
    /// How often every sample is seen
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub epochs: Option<usize>,
    /// Samples a step; the default is all of them if there are fewer
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub batch_size: Option<usize>,
    /// sgd, adam or adamax
    #[arg(long, value_name = "NAME")]
    pub optimizer: Option<String>,
    /// Size of a step [default: the optimizer's own, 0.001 for adam and adamax]
    #[arg(long, value_name = "RATE", allow_negative_numbers = true)]
    pub learning_rate: Option<f32>,
    /// mse, mae or categorical_crossentropy
    #[arg(long, value_name = "NAME")]
    pub loss: Option<String>,
    /// How much the squares of all kernels are kept small beside the loss, which is told without them
    #[arg(
        long,
        value_name = "STRENGTH",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    pub l2: f32,
    /// f32; bf16: the factors of all products are rounded to bfloat16; bf16-weights: what is learned as well
    #[arg(long, value_name = "NAME", default_value = "f32")]
    pub precision: String,
    /// Units and activation of each layer, such as "32 relu, 784 sigmoid" or "8 conv3 relu, pool2, 10
    /// softmax"
    #[arg(long, value_name = "LAYERS", allow_hyphen_values = true)]
    pub layers: Option<String>,
    /// What weights and orders are drawn from, and a regression's test set
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    pub seed: u64,
    /// A folder of IDX files under the names of MNIST, EMNIST or QMNIST, raw or .gz; DIR/SET for
    /// one of several sets; not for a regression
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Turn every picture, rows for columns: those of EMNIST lie on their side
    #[arg(long)]
    pub transpose: bool,
    /// Learn from the first N training samples only
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Validate on the last N training samples instead of the test samples
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub holdout: Option<usize>,
    /// See the samples in the same order every epoch
    #[arg(long)]
    pub no_shuffle: bool,
    /// Begin with these weights, of handson, Keras or PyTorch
    #[arg(long, value_name = "FILE.safetensors")]
    pub init: Option<PathBuf>,
    /// Write the trained weights here
    #[arg(long, value_name = "FILE.safetensors")]
    pub save: Option<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Print the Keras script that does the same, and train nothing
    #[arg(long, conflicts_with = "json")]
    pub keras: bool,
}

/// What each model is unless a flag says otherwise.
fn defaults() -> String {
    let line = |preset: Preset| {
        let spec = preset.spec();
        format!(
            "\n  {:<12} --layers \"{}\"\n  {:<12} --loss {} --optimizer {} --epochs {} --batch-size {}",
            preset.name(),
            spec.layers,
            "",
            spec.loss,
            spec.optimizer,
            spec.epochs,
            spec.usual_batch,
        )
    };
    format!("Defaults:{}", Preset::ALL.map(line).concat())
}

fn count(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| "it must be a whole number".to_string())
}

impl TrainArgs {
    /// The settings as they were given, and the model's own where none were.
    pub(super) fn spec(&self, threads: Option<usize>) -> Spec {
        let usual = self.model.spec();
        Spec {
            layers: self.layers.clone().unwrap_or(usual.layers),
            optimizer: self.optimizer.clone().unwrap_or(usual.optimizer),
            learning_rate: self.learning_rate,
            loss: self.loss.clone().unwrap_or(usual.loss),
            l2: self.l2,
            precision: self.precision.clone(),
            epochs: self.epochs.unwrap_or(usual.epochs),
            batch_size: self.batch_size,
            usual_batch: usual.usual_batch,
            seed: self.seed,
            shuffle: !self.no_shuffle,
            threads: threads.unwrap_or(0),
        }
    }
}
