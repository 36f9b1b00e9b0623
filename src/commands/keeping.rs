//! Where the course keeps what a learner did and trained.

use crate::msg::Keepsake;
use crate::progress::{Progress, Store};
use crate::session::Keeper;
use crate::train::keepsake::Unreadable;
use std::collections::BTreeSet;

/// A learner's folder.
pub struct Keeping {
    store: Store,
    /// Labs of which another version of the program has kept something: left to that.
    foreign: BTreeSet<String>,
}

impl Keeping {
    /// Keeps in a store.
    pub fn new(store: Store) -> Self {
        let foreign = BTreeSet::new();
        Self { store, foreign }
    }
}

impl Keeper for Keeping {
    fn progress(&mut self, progress: Progress) -> Result<(), String> {
        self.store
            .save(&progress)
            .map_err(|notice| notice.to_string())
    }

    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
        if self.foreign.contains(key) {
            return Ok(());
        }
        let kept = self.store.keep_lab(key, &keepsake.encode());
        kept.map_err(|error| format!("what you trained cannot be kept: {error}"))
    }

    fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String> {
        let unusable = |reason: String| {
            format!("what you trained last time cannot be used, and the lab begins anew: {reason}")
        };
        let bytes = self
            .store
            .recall_lab(key)
            .map_err(|e| unusable(e.to_string()))?;
        let decoded = bytes.as_deref().map(Keepsake::decode).transpose();
        if matches!(decoded, Err(Unreadable::Version(_))) {
            self.foreign.insert(key.to_owned());
        }
        decoded.map_err(|error| unusable(error.to_string()))
    }
}
