//! Why a weights file cannot be used.

use std::io;
use std::path::PathBuf;

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
    /// The tensors are not those of this model.
    #[error("{} holds {found}, but the model wants {wanted}", file.display())]
    OtherModel {
        /// The file.
        file: PathBuf,
        /// Names and shapes in the file, in the order of their names.
        found: String,
        /// Names and shapes of the model, layer by layer.
        wanted: String,
    },
    /// A tensor has numbers that are no weights.
    #[error("tensor {tensor} of {} is of type {found}, not F32, F16, BF16 or F64", file.display())]
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
