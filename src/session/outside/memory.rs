//! Keeping in memory: for a session that leaves no trace.

use std::collections::BTreeMap;

use crate::msg::Keepsake;
use crate::progress::Progress;
use crate::session::saver::Keeper;

/// What was kept last.
#[derive(Default)]
pub(crate) struct Memory {
    /// The progress.
    pub(crate) progress: Option<Progress>,
    /// Labs, by their keys.
    pub(crate) labs: BTreeMap<String, Keepsake>,
}

impl Keeper for Memory {
    fn progress(&mut self, progress: Progress) -> Result<(), String> {
        self.progress = Some(progress);
        Ok(())
    }

    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
        self.labs.insert(key.to_owned(), keepsake.clone());
        Ok(())
    }

    fn recall(&mut self, key: &str) -> Result<Option<Keepsake>, String> {
        Ok(self.labs.get(key).cloned())
    }

    fn refused(&self) -> Option<String> {
        None
    }
}
