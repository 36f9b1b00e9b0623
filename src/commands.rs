//! One file a subcommand: each wires the parts together and holds no logic of its own.

pub mod train;

use std::fmt::Display;

/// Why a command cannot run: one sentence that names the file or flag and the remedy.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

impl Failure {
    /// The sentence of an error.
    pub fn new(error: impl Display) -> Self {
        Self(error.to_string())
    }
}
