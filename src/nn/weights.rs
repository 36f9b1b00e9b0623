//! Weights in a safetensors file, with Keras' names and shapes.
//!
//! `dense/kernel` (inputs, units) and `dense/bias` (units) of the first layer, `dense_1/kernel` ...
//! of the next, all F32. Reading takes all or nothing; writing replaces the file in one movement.

use super::summary::layer_name;
use super::{Dense, Sequential};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Why a weights file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write {}: {source}", file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is something else.
    #[error("{} is not a safetensors file: {reason}", file.display())]
    NotSafetensors {
        /// The file.
        file: PathBuf,
        /// What the format's reader says.
        reason: String,
    },
    /// A tensor of the model is not in the file.
    #[error("{} has no tensor {tensor} of shape {expected:?}; it has {}", file.display(), found.join(", "))]
    Missing {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Its shape in the model.
        expected: Vec<usize>,
        /// The names in the file.
        found: Vec<String>,
    },
    /// A tensor of the file is not in the model.
    #[error("{} has a tensor {tensor} of shape {found:?}, but the model has no such layer", file.display())]
    Unexpected {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// A tensor has another shape.
    #[error("tensor {tensor} of {} has the shape {found:?}, but the model's is {expected:?}", file.display())]
    Shape {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Its shape in the model.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// A tensor has other numbers than 32-bit floats.
    #[error("tensor {tensor} of {} is of type {found}, not F32", file.display())]
    Type {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Its type in the file.
        found: String,
    },
    /// A tensor has a number that is none.
    #[error("tensor {tensor} of {} has {found} at position {at}, not a finite number", file.display())]
    NotFinite {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Where in it, counted from 0.
        at: usize,
        /// NaN or infinite.
        found: f32,
    },
}

use WeightsError::*;

/// Fills `model` with the weights of a file. After an error it is as it was.
///
/// # Errors
/// If the file cannot be read, or does not hold exactly the tensors of this model.
pub fn load(file: &Path, model: &mut Sequential) -> Result<(), WeightsError> {
    let bytes = fs::read(file).map_err(|source| Read {
        file: file.to_path_buf(),
        source,
    })?;
    decode(&bytes, file, model)
}

/// Fills `model` with the weights in the bytes of a file, which errors call `file`.
///
/// # Errors
/// As [`load`].
pub fn decode(bytes: &[u8], file: &Path, model: &mut Sequential) -> Result<(), WeightsError> {
    let tensors = SafeTensors::deserialize(bytes).map_err(|reason| NotSafetensors {
        file: file.to_path_buf(),
        reason: reason.to_string(),
    })?;
    let wanted: Vec<_> = (model.layers().iter().enumerate())
        .flat_map(|(index, layer)| layout(index, layer))
        .collect();
    for (tensor, view) in tensors.iter() {
        if !wanted.iter().any(|(name, ..)| name == tensor) {
            let (file, tensor) = (file.to_path_buf(), tensor.to_string());
            return Err(Unexpected {
                file,
                tensor,
                found: view.shape().to_vec(),
            });
        }
    }
    let mut read = Vec::new();
    for (tensor, expected) in wanted {
        let file = file.to_path_buf();
        let Ok(view) = tensors.tensor(&tensor) else {
            let found = tensors.names().into_iter().map(str::to_string).collect();
            return Err(Missing {
                file,
                tensor,
                expected,
                found,
            });
        };
        if view.dtype() != Dtype::F32 {
            return Err(Type {
                file,
                tensor,
                found: view.dtype().to_string(),
            });
        }
        if view.shape() != expected {
            return Err(Shape {
                file,
                tensor,
                expected,
                found: view.shape().to_vec(),
            });
        }
        let numbers = view.data().as_chunks::<4>().0;
        let numbers: Vec<f32> = numbers.iter().map(|n| f32::from_le_bytes(*n)).collect();
        if let Some(at) = numbers.iter().position(|number| !number.is_finite()) {
            return Err(NotFinite {
                file,
                tensor,
                at,
                found: numbers[at],
            });
        }
        read.push(numbers);
    }
    let (layers, weights) = model.parts_mut();
    for (layer, read) in layers.iter().zip(read.chunks_exact_mut(2)) {
        let [kernel, bias] = [0, 1].map(|tensor| std::mem::take(&mut read[tensor]));
        layer.set(weights, kernel, bias);
    }
    Ok(())
}

/// Writes the weights of `model`. The file is made beside its place and then moved there, so that
/// one that was there before is whole until the new one is.
///
/// # Errors
/// If the folder does not take it.
pub fn save(file: &Path, model: &Sequential) -> Result<(), WeightsError> {
    let write = || -> io::Result<()> {
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
        let mut temporary = temporary.tempfile_in(folder)?;
        io::Write::write_all(&mut temporary, &encode(model)?)?;
        temporary.as_file().sync_all()?;
        temporary.persist(file).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|source| Write {
        file: file.to_path_buf(),
        source,
    })
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
