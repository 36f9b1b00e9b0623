//! Where the learner's progress is kept, and what is wrong with that.

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::progress::conflict;

/// The place, and a sentence for each thing to be put right.
pub fn findings(global: &Global) -> (Option<String>, Vec<String>) {
    let mut store = match store(global) {
        Ok(store) => store,
        Err(failure) => return (None, vec![failure.to_string()]),
    };
    let (_, notice) = store.load();
    let conflicts = store.conflicts();
    let words = notice.map(|notice| notice.to_string());
    let words = words
        .into_iter()
        .chain(conflicts.iter().map(|file| conflict(file)));
    (
        store.file().map(|file| file.display().to_string()),
        words.collect(),
    )
}
