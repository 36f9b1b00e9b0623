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

use super::summary::layer_name;
use super::{Dense, Sequential};
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
    for (index, layer) in model.layers().iter().enumerate() {
        let kernel = model.kernel(index).iter().flat_map(bytes).collect();
        let bias = model.bias(index).iter().flat_map(bytes).collect();
        tensors.extend(layout(index, layer).into_iter().zip([kernel, bias]));
    }
    let views = tensors.iter().map(|((name, shape), data): &(_, Vec<u8>)| {
        TensorView::new(Dtype::F32, shape.clone(), data).map(|view| (name, view))
    });
    let views = views
        .collect::<Result<Vec<_>, _>>()
        .map_err(io::Error::other)?;
    safetensors::serialize(views, None).map_err(io::Error::other)
}

/// Names and shapes of a layer's kernel and bias.
fn layout(index: usize, layer: &Dense) -> [(String, Vec<usize>); 2] {
    let (name, inputs, units) = (layer_name(index), layer.inputs(), layer.units());
    [
        (format!("{name}/kernel"), vec![inputs, units]),
        (format!("{name}/bias"), vec![units]),
    ]
}

#[cfg(test)]
mod tests;
