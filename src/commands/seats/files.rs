//! The rules, which the teacher writes, and the ledger, which is kept beside the learners' progress.

use crate::commands::Failure;
use crate::progress::change_whole;
use crate::seats::{Ledger, Refused, Rules};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The name of the ledger.
pub const LEDGER: &str = "seats.json";

/// Where both are.
pub struct Files {
    rules: PathBuf,
    state: PathBuf,
}

impl Files {
    /// The rules in a file, the ledger in a folder of progress.
    pub fn new(rules: PathBuf, state: PathBuf) -> Self {
        Self { rules, state }
    }

    /// The folder.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The file of the rules.
    pub fn rules_file(&self) -> &Path {
        &self.rules
    }

    /// The rules.
    ///
    /// # Errors
    /// If they cannot be read: then nobody comes in.
    pub fn rules(&self) -> Result<Rules, Failure> {
        let named = |why: String| Failure(format!("{}: {why}", self.rules.display()));
        let text = fs::read_to_string(&self.rules).map_err(|error| named(error.to_string()))?;
        Rules::read(&text).map_err(|error| named(error.to_string()))
    }

    /// The ledger; an empty one before the first seat.
    ///
    /// # Errors
    /// If it cannot be read: then nobody comes in, and nothing is written over it.
    pub fn ledger(&self) -> Result<Ledger, Failure> {
        match fs::read(self.path()) {
            Ok(bytes) => self.decoded(&bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Ledger::default()),
            Err(error) => Err(self.named(&error.to_string())),
        }
    }

    /// Changes the ledger, alone with it.
    ///
    /// # Errors
    /// Why it is not changed.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&mut Ledger) -> Result<T, Refused>,
    ) -> Result<T, Failure> {
        let changed = change_whole(&self.path(), |bytes| {
            let mut ledger =
                bytes.map_or_else(|| Ok(Ledger::default()), |bytes| self.decoded(&bytes))?;
            let result = change(&mut ledger).map_err(Failure::new)?;
            let mut bytes = serde_json::to_vec_pretty(&ledger).map_err(Failure::new)?;
            bytes.push(b'\n');
            Ok((bytes, result))
        });
        changed.map_err(|error| self.named(&error.to_string()))?
    }

    /// Refuses an account that would leave the ledger to itself: the learners' could read it no more.
    ///
    /// # Errors
    /// Where the folder is another account's.
    pub fn owned(&self) -> Result<(), Failure> {
        #[cfg(unix)]
        if let Ok(about) = fs::metadata(&self.state)
            && std::os::unix::fs::MetadataExt::uid(&about) != rustix::process::geteuid().as_raw()
        {
            let state = self.state.display();
            return Err(Failure(format!(
                "{state} belongs to another account: run this as that one, with `runuser -u ACCOUNT -- ...`"
            )));
        }
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.state.join(LEDGER)
    }

    fn decoded(&self, bytes: &[u8]) -> Result<Ledger, Failure> {
        let ledger: Ledger = serde_json::from_slice(bytes)
            .map_err(|_| self.named("it is no ledger of seats: put it right, or move it away"))?;
        ledger
            .checked()
            .map_err(|error| self.named(&error.to_string()))
    }

    fn named(&self, why: &str) -> Failure {
        Failure(format!("{}: {why}", self.path().display()))
    }
}
