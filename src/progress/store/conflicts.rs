//! What programs that keep folders in step leave beside a file that was changed in two places.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Store;
use crate::progress::file::target;

/// How their names go on after ours, before the extension: Syncthing's; Nextcloud's of old; the
/// space that Dropbox, iCloud, OneDrive and Nextcloud begin with. No learner's name begins so.
const MARKS: [&str; 3] = [".sync-conflict-", "_conflict-", " "];

impl Store {
    /// Other versions of this learner's progress that lie beside it, in order.
    pub fn conflicts(&self) -> Vec<PathBuf> {
        let Some(file) = self.file() else {
            return Vec::new();
        };
        let places = BTreeSet::from([file.to_owned(), target(file)]);
        places.iter().flat_map(|file| beside(file)).collect()
    }
}

fn beside(file: &Path) -> BTreeSet<PathBuf> {
    let entries = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    let paths = entries.into_iter().flatten().flatten().map(|e| e.path());
    paths.filter(|other| is_conflict(file, other)).collect()
}

fn is_conflict(file: &Path, other: &Path) -> bool {
    let name = |path: &Path| path.file_stem()?.to_str().map(str::to_owned);
    let rest = name(file).zip(name(other)).and_then(|(ours, theirs)| {
        let rest = theirs.strip_prefix(&ours)?;
        Some(MARKS.iter().any(|mark| rest.starts_with(mark)))
    });
    rest == Some(true) && file.extension() == other.extension()
}

/// What the learner should know of such a file, and do.
pub fn conflict(file: &Path) -> String {
    format!(
        "{} lies beside your progress: whatever keeps that folder in step found two versions. \
         Only yours is read: delete the other one, or leave the course and rename it to replace yours",
        file.display()
    )
}
