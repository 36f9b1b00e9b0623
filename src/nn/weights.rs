//! Weights in a safetensors file, with Keras' names and shapes.
//!
//! `dense/kernel` (inputs, units) and `dense/bias` (units) of the first layer, `dense_1/kernel` ...
//! of the next, all F32. Writing replaces the file in one movement; [reading](load) takes all or
//! nothing, and what Keras and PyTorch write as well.

mod error;
mod layers;
mod names;
mod numbers;
mod read;

use super::summary::layer_names;
use super::{Layer, Sequential};
pub use error::WeightsError;
pub use numbers::{add_as_bytes, of_bytes};
pub use read::{Converted, Taken, decode, load, read};
use safetensors::Dtype;
use safetensors::tensor::TensorView;
use std::path::Path;
use std::{fs, io};

/// Writes the weights of `model`.
///
/// # Errors
/// If the folder does not take it.
pub fn save(file: &Path, model: &Sequential) -> Result<(), WeightsError> {
    let write = |to: &mut dyn io::Write| to.write_all(&encode(model)?);
    replace(file, write).map_err(|source| WeightsError::Write {
        file: file.to_path_buf(),
        source,
    })
}

/// Writes a file beside its place and then moves it there, so that one that was there before is
/// whole until the new one is.
///
/// # Errors
/// If the folder does not take it, or `write` fails.
pub fn replace(
    file: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the user's mask leaves of "all may read and write".
        temporary.permissions(fs::Permissions::from_mode(0o666));
    }
    // What is refused is the file, and not the one beside it that the error would name.
    let refused = |error: io::Error| io::Error::from(error.kind());
    let mut temporary = temporary.tempfile_in(folder).map_err(refused)?;
    write(&mut temporary).map_err(refused)?;
    temporary.as_file().sync_all()?;
    temporary
        .persist(file)
        .map_err(|error| refused(error.error))?;
    Ok(())
}

/// The bytes of a file with the weights of `model`.
fn encode(model: &Sequential) -> io::Result<Vec<u8>> {
    let bytes = |weight: &f32| weight.to_le_bytes();
    let mut tensors = Vec::new();
    for (layer, names) in layout(model) {
        let kernel = layer
            .kernel(model.weights())
            .iter()
            .flat_map(bytes)
            .collect();
        let bias = layer.bias(model.weights()).iter().flat_map(bytes).collect();
        tensors.extend(names.into_iter().zip([kernel, bias]));
    }
    let views = tensors.iter().map(|((name, shape), data): &(_, Vec<u8>)| {
        TensorView::new(Dtype::F32, shape.clone(), data).map(|view| (name, view))
    });
    let views = views
        .collect::<Result<Vec<_>, _>>()
        .map_err(io::Error::other)?;
    safetensors::serialize(views, None).map_err(io::Error::other)
}

/// The layers that have weights, with names and shapes of their kernel and bias.
fn layout(model: &Sequential) -> impl Iterator<Item = (&Layer, [Tensor; 2])> {
    let layers = layer_names(model.layers()).zip(model.layers());
    layers.filter_map(|(name, layer)| {
        let kernel = match layer {
            Layer::Dense(dense) => vec![dense.inputs(), dense.units()],
            Layer::Conv2d(conv) => vec![conv.size(), conv.size(), conv.channels(), conv.filters()],
            Layer::MaxPool2d(_) | Layer::Flatten(_) => return None,
        };
        let bias = kernel[kernel.len() - 1..].to_vec();
        let tensors = [
            (format!("{name}/kernel"), kernel),
            (format!("{name}/bias"), bias),
        ];
        Some((layer, tensors))
    })
}

/// A tensor's name and shape.
type Tensor = (String, Vec<usize>);

#[cfg(test)]
mod tests;
