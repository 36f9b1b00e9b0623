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
    /// Whether it was said that labs cannot be kept; once is enough.
    told: bool,
}

impl Keeping {
    /// Keeps in a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            foreign: BTreeSet::new(),
            told: false,
        }
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
        let told = self.store.has_told() || std::mem::replace(&mut self.told, kept.is_err());
        match kept {
            Err(error) if !told => Err(format!("what you trained cannot be kept: {error}")),
            _ => Ok(()),
        }
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

    fn keeps(&self) -> bool {
        !self.store.has_told()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_cannot_be_kept_is_said_once_and_again_after_it_could() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path()), None).unwrap();
        let labs = store.labs().unwrap();
        let mut keeping = Keeping::new(store);
        let mut keeps = |said: &str| {
            let kept = keeping.lab("net", &Keepsake::default());
            assert_eq!(
                kept.err().is_some_and(|why| why.contains("trained")),
                said == "says so"
            );
        };
        fs::write(&labs, "a file where the folder should be").unwrap();
        keeps("says so");
        keeps("knows");
        fs::remove_file(&labs).unwrap();
        keeps("keeps");
        fs::remove_dir_all(&labs).unwrap();
        fs::write(&labs, "again").unwrap();
        keeps("says so");
    }

    #[test]
    fn who_was_told_that_nothing_is_kept_is_not_told_of_each_lab() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("no folder");
        fs::write(&file, "").unwrap();
        let mut keeping = Keeping::new(Store::new(Some(&file), None).unwrap());
        assert!(keeping.progress(Progress::default()).is_err());
        assert!(keeping.lab("net", &Keepsake::default()).is_ok());
        assert!(keeping.progress(Progress::default()).is_ok());
    }
}
