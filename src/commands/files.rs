//! What commands say of the files behind `--init`, `--weights`, `--save` and `--output`.

use std::fs;
use std::path::Path;

use crate::commands::Failure;
use crate::nn::weights::{Converted, WeightsError};

/// Why the weights of --init cannot be used; `remedy` is for those of another network.
pub fn init_failed(error: &WeightsError, remedy: &str) -> Failure {
    weights_failed("--init", error, remedy)
}

/// The same of another flag.
pub fn weights_failed(flag: &str, error: &WeightsError, remedy: &str) -> Failure {
    match error {
        WeightsError::OtherModel { .. } => Failure(format!("{flag}: {error}: {remedy}")),
        error => Failure(format!("{flag}: {error}")),
    }
}

/// What was made of a file of weights, a sentence each.
pub fn conversions(file: &Path, converted: &Converted) -> Vec<String> {
    let name = file.display();
    let turned = converted.layers.iter().any(|layer| layer.transposed);
    let turned = turned.then(|| {
        format!("{name} has weights as PyTorch keeps them, (units, inputs): they were transposed")
    });
    let types = (converted.types.iter())
        .map(|dtype| format!("{name} has numbers of type {dtype}: they were converted to F32"));
    turned.into_iter().chain(types).collect()
}

/// Finds out now whether the file of --save can be written there, and not after the work.
pub fn check_place(file: &Path) -> Result<(), Failure> {
    check_place_of("--save", file)
}

/// The same of another flag.
pub fn check_place_of(flag: &str, file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let shown = folder.display();
    if file.is_dir() {
        return Err(Failure(format!(
            "{flag}: {name} is a folder: name a file in it"
        )));
    }
    if !fs::metadata(folder).is_ok_and(|data| data.is_dir()) {
        return Err(Failure(format!(
            "{flag}: {name}: there is no folder {shown}: make it first, or name another"
        )));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure(format!(
            "{flag}: {name}: nothing can be written in {shown} ({}): name another folder",
            error.kind()
        ))),
    }
}
