//! Why a weights file cannot be used, and what to do about it.

use std::io;
use std::path::PathBuf;

/// Why a weights file cannot be used. A sentence ends with the remedy where that lies in the file;
/// for [`OtherModel`](Self::OtherModel) it lies with whoever chose the model.
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
    #[error("cannot write {}: {}", file.display(), why(source))]
    Write {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is too long to be the weights of any network here.
    #[error("{} has more than {most} MB, as no network here: name another file", file.display())]
    TooLong {
        /// The file.
        file: PathBuf,
        /// Megabytes that are read.
        most: u64,
    },
    /// The file is something else.
    #[error(
        "{} is not a safetensors file ({reason}): write the weights with save_file of safetensors",
        file.display()
    )]
    NotSafetensors {
        /// The file.
        file: PathBuf,
        /// What it is, or what the format's reader says.
        reason: String,
    },
    /// The layers are not those of this model.
    #[error("{} holds {found}, but the model wants {wanted}", file.display())]
    OtherModel {
        /// The file.
        file: PathBuf,
        /// Names and shapes in the file, in the order of their names.
        found: String,
        /// Names and shapes of the model, layer by layer.
        wanted: String,
    },
    /// Tensors that are no part of a layer.
    #[error(
        "{} holds {tensors}, neither kernel (or weight) nor bias of a layer: leave that out of the file",
        file.display()
    )]
    NoLayer {
        /// The file.
        file: PathBuf,
        /// Their names and shapes.
        tensors: String,
    },
    /// Layers that lack one of their two tensors.
    #[error("{} has a layer without its {lacks}, beside {tensor}: add it, zeros change nothing", file.display())]
    HalfLayer {
        /// The file.
        file: PathBuf,
        /// The tensor that is there.
        tensor: String,
        /// `bias` or `kernel`.
        lacks: &'static str,
    },
    /// Layers of one shape whose names do not say which comes first.
    #[error(
        "{} has the layers {layers} of the same shape, and their names do not say which comes \
         first: number them, as in dense, dense_1, dense_2",
        file.display()
    )]
    NoOrder {
        /// The file.
        file: PathBuf,
        /// What they are called.
        layers: String,
    },
    /// A tensor has numbers that are no weights.
    #[error(
        "tensor {tensor} of {} is of type {found}, not F32, F16, BF16 or F64: convert it to F32",
        file.display()
    )]
    Type {
        /// The file.
        file: PathBuf,
        /// The tensor's name.
        tensor: String,
        /// Its type in the file.
        found: String,
    },
    /// A tensor has a number that is none.
    #[error(
        "tensor {tensor} of {} is {found} as F32 at position {at}, not a finite number: take \
         weights from before the training diverged",
        file.display()
    )]
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

/// Why nothing can be written, and what to do.
fn why(error: &io::Error) -> String {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => {
            "there is no room for it: make room, or name a file elsewhere".to_owned()
        }
        kind => format!("{kind}: name a file elsewhere"),
    }
}
