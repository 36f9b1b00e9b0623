//! What a learner's session is at.

use serde::{Deserialize, Serialize};

/// What a learner who is here does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Doing {
    /// Reads, thinks, answers.
    #[default]
    Reading,
    /// Trains a network.
    Training {
        /// Training steps done.
        step: u64,
        /// Training steps planned.
        steps: u64,
        /// Seconds to go, where that is known.
        left: Option<u64>,
    },
    /// Waits for a core to train on.
    Waiting {
        /// How many wait before them.
        ahead: usize,
    },
}

/// How a learner stands where they are, for the picture of the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Here, and getting on.
    Here,
    /// Here, at the same open step for long.
    Stuck,
    /// Not here.
    Away,
}
