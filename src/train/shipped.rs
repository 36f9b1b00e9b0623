//! The trained networks that travel inside the program.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::dataset::catalog::Embedded;
use crate::nn::Sequential;
use crate::nn::weights::{WeightsError, decode};

/// Fills a model with the weights of an embedded file.
///
/// # Errors
/// None for the weights as they are embedded, and the layers that they were made with.
pub fn load(file: &Embedded, mut model: Sequential) -> Result<Sequential, WeightsError> {
    let name = Path::new(file.name());
    let mut bytes = Vec::new();
    let read = file
        .open()
        .and_then(|mut content| content.read_to_end(&mut bytes));
    read.map_err(|source| WeightsError::Read {
        file: PathBuf::from(name),
        source,
    })?;
    decode(&bytes, name, &mut model)?;
    Ok(model)
}
