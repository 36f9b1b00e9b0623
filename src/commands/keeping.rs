//! Where the course keeps what a learner did and trained.

use crate::class::{Doing, Present};
use crate::commands::unix_time;
use crate::msg::Keepsake;
use crate::progress::{Here, Kept, Notice, Progress, Store};
use crate::session::Keeper;
use crate::train::keepsake::Unreadable;
use crate::ui::number::many;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

/// A learner's folder.
pub struct Keeping {
    store: Store,
    /// Labs of which another version of the program has kept something: left to that.
    foreign: BTreeSet<String>,
    /// Why progress is not kept, as the learner was told at the start.
    refused: Option<String>,
    here: Option<Here>,
    /// What the class was told of this session.
    present: Present,
}

impl Keeping {
    /// Keeps in a store; the learner has read the notice of its loading.
    pub fn new(store: Store, notice: Option<&Notice>) -> Self {
        let lost = notice.filter(|notice| !matches!(notice, Notice::PutAside(_)));
        Self {
            here: store.here().map(Here::at),
            store,
            foreign: BTreeSet::new(),
            refused: lost.map(ToString::to_string),
            present: Present::default(),
        }
    }

    fn say(&mut self) {
        if let Some(here) = &mut self.here {
            let _ = here.say(&self.present); // a class that is not told of it misses nothing that counts
        }
    }

    /// Tells the class where this session is, if it is somewhere else than before.
    fn say_place(&mut self, progress: &Progress) {
        let (told, place) = (self.present.place.as_ref(), progress.place());
        let same = told.zip(place).is_some_and(|(a, b)| a.is_same_step(b));
        if !same && let Some(place) = place {
            self.present.place = Some(place.clone().came(unix_time()));
            self.say();
        }
    }
}

impl Keeper for Keeping {
    fn progress(&mut self, progress: Progress) -> Result<(), String> {
        self.say_place(&progress);
        self.store
            .save(&progress)
            .map_err(|notice| notice.to_string())
    }

    fn lab(&mut self, key: &str, keepsake: &Keepsake) -> Result<(), String> {
        if self.foreign.contains(key) {
            return Ok(());
        }
        match self.store.keep_lab(key, &keepsake.encode()) {
            Ok(Kept::Here) => Ok(()),
            Ok(Kept::Beside(ours)) => Err(format!(
                "another session has trained this network, and that stays; yours is kept as {}: \
                 rename it without the end to go on with it, once both sessions are over",
                brief(&ours)
            )),
            Err(error) => {
                let updates = keepsake.trained.iter().map(|at| at.step).sum();
                let updates = match keepsake.trained.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", many(updates, "update")),
                };
                Err(format!("what you trained{updates} cannot be kept: {error}"))
            }
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

    fn refused(&self) -> Option<String> {
        self.refused.clone()
    }

    fn tell(&mut self, doing: Doing) {
        self.present.doing = doing;
        self.say();
    }
}

/// A file and its folder: a sentence on the screen has no room for more.
fn brief(file: &Path) -> String {
    let names = [file.parent().and_then(Path::file_name), file.file_name()];
    let names: Vec<_> = names
        .into_iter()
        .flatten()
        .map(OsStr::to_string_lossy)
        .collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn whatever_cannot_be_kept_is_refused_each_time_until_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path()), None).unwrap();
        let labs = store.labs().unwrap();
        let mut keeping = Keeping::new(store, None);
        fs::write(&labs, "a file where the folder should be").unwrap();
        for _ in 0..2 {
            let refused = keeping.lab("net", &Keepsake::default()).unwrap_err();
            assert!(refused.contains("trained"), "{refused}");
        }
        fs::remove_file(&labs).unwrap();
        assert!(keeping.lab("net", &Keepsake::default()).is_ok());
    }

    #[test]
    fn two_sessions_of_a_learner_each_tell_what_they_are_at_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let session = |step: &str, doing: Doing| {
            let store = Store::new(Some(folder.path()), Some("ada")).unwrap();
            let mut keeping = Keeping::new(store, None);
            let mut progress = Progress::default();
            progress.visit("l", step);
            keeping.tell(doing);
            keeping.progress(progress).unwrap();
            keeping
        };
        let trains = Doing::Training {
            step: 1,
            steps: 9,
            left: None,
        };
        let (reads, mut trains) = (session("a", Doing::Reading), session("b", trains));
        let said = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let (first, second) = (said("here-ada.json"), said("here-ada.1.json"));
        assert!(
            first.contains("reading") && first.contains(r#""step":"a""#),
            "{first}"
        );
        assert!(
            second.contains("training") && second.contains(r#""step":"b""#),
            "{second}"
        );
        assert!(second.contains("since"), "{second}");
        drop(reads);
        trains.tell(Doing::Reading);
        assert!(said("here-ada.1.json").contains(r#""step":"b""#));
    }

    #[test]
    fn only_what_is_lost_counts_as_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = |notice: Notice| {
            let store = Store::new(Some(folder.path()), None).unwrap();
            Keeping::new(store, Some(&notice)).refused()
        };
        assert!(told(Notice::NotKept("no home folder".into())).is_some());
        assert!(told(Notice::Newer("progress.json".into())).is_some());
        let aside = Notice::PutAside("progress.json.corrupt-1".into());
        assert_eq!(told(aside), None, "it is kept from now on");
    }
}
