//! Whose codes they are: the weights that ship with the course, or a learner's own.

use std::path::PathBuf;

use clap::Args;

use crate::codes::Codec;
use crate::commands::files::{conversions, weights_failed};
use crate::commands::predict::untrained;
use crate::commands::{Failure, remark};
use crate::nn::weights::load;
use crate::train::{Preset, autoencoder};

/// Which autoencoder.
#[derive(Debug, Clone, Args)]
pub struct WeightsArgs {
    /// The weights of an autoencoder, of handson, Keras or PyTorch [default: those inside the program]
    #[arg(long, value_name = "FILE.safetensors")]
    weights: Option<PathBuf>,
    /// Units and activation of each layer of those weights [default: the course's autoencoder's]
    #[arg(
        long,
        value_name = "LAYERS",
        requires = "weights",
        allow_hyphen_values = true
    )]
    layers: Option<String>,
}

impl WeightsArgs {
    /// The halves of the autoencoder that was named, if one was.
    ///
    /// # Errors
    /// A sentence, where its weights cannot be used.
    pub fn codec(&self) -> Result<Option<Codec>, Failure> {
        let Some(file) = &self.weights else {
            return Ok(None);
        };
        let layers = self.layers.clone();
        let mut model = untrained(layers.unwrap_or(Preset::Autoencoder.spec().layers))?;
        let remedy = "name weights of `handson train autoencoder --save`, or their --layers";
        let converted =
            load(file, &mut model).map_err(|error| weights_failed("--weights", &error, remedy))?;
        conversions(file, &converted)
            .iter()
            .for_each(|sentence| remark(sentence));
        let name = file.display();
        let codec = Codec::of(&model)
            .map_err(|error| Failure(format!("--weights: {name} is no autoencoder: {error}")))?;
        Ok(Some(codec))
    }
}

/// The halves of the autoencoder inside the program.
pub fn shipped() -> Result<Codec, Failure> {
    let model = autoencoder::trained().map_err(Failure::new)?;
    Codec::of(&model).map_err(Failure::new)
}
