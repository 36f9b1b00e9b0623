//! `handson predict`: what a trained network makes of the test pictures, as a file of NumPy, so that
//! others can compare.

mod npy;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use ndarray::Array2;

use crate::commands::files::{check_place, conversions, init_failed};
use crate::commands::{Failure, print, remark};
use crate::dataset::catalog::{IdxFolder, Split};
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::test_digits;
use crate::dataset::{DataError, Digits};
use crate::nn::weights::{self, Converted, WeightsError};
use crate::nn::{Samples, Sequential};
use crate::train::{Preset, Spec, digits, layers};

/// Pictures that are predicted at once.
const AT_ONCE: usize = 1000;

/// Which network, and what it looks at.
#[derive(Debug, Clone, Args)]
pub struct PredictArgs {
    /// The weights, of handson, Keras or PyTorch
    #[arg(long, value_name = "FILE.safetensors")]
    pub init: PathBuf,
    /// Units and activation of each layer [default: the autoencoder's or the classifier's, as fits]
    #[arg(long, value_name = "LAYERS", allow_hyphen_values = true)]
    pub layers: Option<String>,
    /// The folder whose test pictures to take, as for train [default: MNIST's]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Turn every picture, rows for columns
    #[arg(long)]
    pub transpose: bool,
    /// Take the first N pictures only
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Write the outputs here: float32, (pictures, outputs), in NumPy's format
    #[arg(long, value_name = "FILE.npy")]
    pub save: PathBuf,
}

/// Predicts and writes.
///
/// # Errors
/// A sentence, where a file or flag is wrong.
pub fn run(args: &PredictArgs) -> Result<ExitCode, Failure> {
    check_place(&args.save)?;
    let (model, converted) = network(args)?;
    let pictures = pictures(args).map_err(|e| Failure(format!("--data: {e}")))?;
    let count = match args.limit {
        Some(0) => return Err(Failure("--limit: 0 pictures: take at least 1".to_string())),
        limit => limit.map_or(pictures.len(), |n| n.min(pictures.len())),
    };
    conversions(&args.init, &converted)
        .iter()
        .for_each(|sentence| remark(sentence));
    let x = digits::pictures(&pictures, 0..count).map_err(Failure::new)?;
    let written = weights::replace(&args.save, |to| write(&model, &*x, to));
    let name = args.save.display();
    written.map_err(|e| {
        Failure(format!(
            "--save: cannot write {name}: {e}: name another file"
        ))
    })?;
    let outputs = model.output_width();
    print(&format!("wrote {count} x {outputs} outputs to {name}\n"))
}

/// The first of the networks in question that the file fits.
fn network(args: &PredictArgs) -> Result<(Sequential, Converted), Failure> {
    let (models, remedy) = match &args.layers {
        Some(layers) => (vec![layers.clone()], "name the --layers it was made with"),
        None => (
            [Preset::Autoencoder, Preset::Classifier]
                .map(|preset| preset.spec().layers)
                .to_vec(),
            "name its --layers, such as \"32 relu, 784 sigmoid\"",
        ),
    };
    let file = &args.init;
    let bytes = weights::read(file).map_err(|error| init_failed(&error, remedy))?;
    let mut refused = None;
    for layers in models {
        let mut model = untrained(layers)?;
        match weights::decode(&bytes, file, &mut model) {
            Ok(converted) => return Ok((model, converted)),
            Err(error @ WeightsError::OtherModel { .. }) => refused = Some(error),
            Err(error) => return Err(init_failed(&error, remedy)),
        }
    }
    Err(refused.map_or_else(
        || Failure("there is no network to take the weights".to_string()),
        |error| init_failed(&error, remedy),
    ))
}

/// A network over pictures, of these layers.
///
/// # Errors
/// A sentence about --layers.
pub fn untrained(layers: String) -> Result<Sequential, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("--layers: {error}"));
    let read = layers::parse(&layers).map_err(|error| failed(&error))?;
    let last = layers::shapes(PIXELS, &read).last();
    let outputs = last.map_or(0, |(shape, _)| shape.numbers());
    let spec = Spec {
        layers,
        ..Spec::default()
    };
    let plan = spec.check(usize::MAX, PIXELS, outputs);
    Ok(plan.map_err(|error| failed(&error))?.model())
}

fn pictures(args: &PredictArgs) -> Result<Arc<Digits>, DataError> {
    let read = |folder: &Path| {
        let pair = IdxFolder::open(folder)?.pair(Split::Test, false)?;
        Digits::read(&pair).map(Arc::new)
    };
    let digits = args.data.as_deref().map_or_else(test_digits, read)?;
    Ok(match args.transpose {
        true => Arc::new(digits.transposed()),
        false => digits,
    })
}

fn write(model: &Sequential, x: &dyn Samples, to: &mut dyn io::Write) -> io::Result<()> {
    to.write_all(&npy::header([x.len(), model.output_width()]))?;
    for first in (0..x.len()).step_by(AT_ONCE) {
        let rows: Vec<u32> = (first..x.len().min(first + AT_ONCE))
            .map(|row| row as u32)
            .collect();
        let mut inputs = Array2::zeros((rows.len(), x.width()));
        if let Some(inputs) = inputs.as_slice_mut() {
            x.gather(&rows, 0..x.width(), inputs);
        }
        let outputs = model.predict(inputs.view());
        let bytes: Vec<u8> = outputs.iter().flat_map(|y| y.to_le_bytes()).collect();
        to.write_all(&bytes)?;
    }
    Ok(())
}
