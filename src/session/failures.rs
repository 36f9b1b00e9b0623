//! What could not be kept: remembered until that very thing is kept.

use std::collections::{BTreeMap, BTreeSet};

/// One failure for the progress and one for each lab, a sentence each.
#[derive(Debug, Default)]
pub(super) struct Failures {
    progress: Option<String>,
    labs: BTreeMap<String, String>,
}

impl Failures {
    /// With what is known of the progress before it is kept for the first time.
    pub(super) fn new(progress: Option<String>) -> Self {
        Self {
            progress,
            labs: BTreeMap::new(),
        }
    }

    /// The progress was kept or not; gives what the learner does not know yet.
    pub(super) fn progress(&mut self, kept: Result<(), String>) -> Option<String> {
        let known = self.progress.is_some();
        self.progress = kept.err();
        self.progress.clone().filter(|_| !known)
    }

    /// A lab was kept or not; gives what the learner does not know yet. That one cannot be kept
    /// is said once, and not at all where the progress cannot.
    pub(super) fn lab(&mut self, key: &str, kept: Result<(), String>) -> Option<String> {
        let known = self.progress.is_some() || !self.labs.is_empty();
        match kept {
            Ok(()) => {
                self.labs.remove(key);
                None
            }
            Err(why) => {
                self.labs.insert(key.to_owned(), why.clone());
                (!known).then_some(why)
            }
        }
    }

    /// All that is not kept in the end: of the progress first, each sentence once.
    pub(super) fn all(self) -> Unsaved {
        let labs: BTreeSet<String> = self.labs.into_values().collect();
        Unsaved {
            progress: self.progress,
            labs: labs.into_iter().collect(),
        }
    }
}

/// What was not kept when a session ended, a sentence each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// Why the learner's progress was not.
    pub progress: Option<String>,
    /// Why labs were not.
    pub labs: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(why: &str) -> Result<(), String> {
        Err(why.to_owned())
    }

    #[test]
    fn what_is_kept_clears_its_own_failure_and_no_other() {
        let mut failures = Failures::default();
        failures.progress(refused("no room for the place"));
        failures.lab("a", refused("no room for a"));
        failures.lab("b", refused("no room for b"));
        failures.lab("b", Ok(()));
        let unsaved = Unsaved {
            progress: Some("no room for the place".into()),
            labs: vec!["no room for a".into()],
        };
        failures.lab("c", Ok(()));
        assert_eq!(failures.all(), unsaved);

        let mut failures = Failures::default();
        failures.lab("a", refused("no room for a"));
        failures.progress(refused("no room for the place"));
        failures.progress(Ok(()));
        let all = failures.all();
        assert_eq!(
            (all.progress, all.labs),
            (None, vec!["no room for a".into()])
        );
    }

    #[test]
    fn the_learner_hears_of_a_failure_once_and_again_after_it_was_mended() {
        let mut failures = Failures::default();
        assert!(failures.lab("a", refused("full")).is_some());
        assert!(failures.lab("a", refused("full")).is_none());
        assert!(failures.lab("b", refused("full")).is_none());
        assert!(failures.progress(refused("full")).is_some(), "this is more");
        assert!(failures.progress(refused("still full")).is_none());
        assert!(failures.progress(Ok(())).is_none());
        assert!(failures.progress(refused("full")).is_some());
        for key in ["a", "b"] {
            failures.lab(key, Ok(()));
        }
        assert!(failures.lab("a", refused("full")).is_none(), "more is lost");
        failures.progress(Ok(()));
        failures.lab("a", Ok(()));
        assert!(failures.lab("a", refused("full")).is_some());

        let mut told = Failures::new(Some("no home folder".into()));
        assert!(told.progress(refused("no home folder")).is_none());
        assert_eq!(told.all().progress.as_deref(), Some("no home folder"));
    }

    #[test]
    fn the_same_sentence_is_not_told_of_every_lab() {
        let mut failures = Failures::default();
        for key in ["a", "b", "c"] {
            failures.lab(key, refused("full"));
        }
        assert_eq!(failures.all().labs, ["full"]);
    }
}
