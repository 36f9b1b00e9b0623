//! Who has a file in a folder: the learners of a class. Read again is only what changed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::Progress;
use super::here::{first_of, heard};
use super::store::{is_name, peek};
use serde::de::DeserializeOwned;

/// How a learner's files begin.
const KEPT: &str = "progress";
const HERE: &str = "here";

/// What can be told of a file without reading it.
type Stamp = (u64, Option<Duration>, u64);

/// What was read of a learner.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    /// Their id, empty where they have none.
    pub id: String,
    /// What was kept of them.
    pub kept: Found,
    /// What each of their open sessions says.
    pub here: Vec<T>,
}

/// What was found in a learner's file.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// What was read before.
    Same,
    /// This, kept at a time in seconds since 1970.
    New(Box<Progress>, u64),
    /// There is no such file any more.
    Gone,
}

/// The learners of a folder.
#[derive(Debug)]
pub struct Roll {
    folder: PathBuf,
    /// Of each learner the stamp of the file as it was last read.
    known: BTreeMap<String, Stamp>,
    /// Who was here when they were last read.
    here: BTreeSet<String>,
    unreadable: BTreeSet<String>,
    foreign: usize,
    /// Who is to be read.
    next: VecDeque<String>,
    waiting: BTreeSet<String>,
}

impl Roll {
    /// Of a folder that need not be there yet.
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            known: BTreeMap::new(),
            here: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            foreign: 0,
            next: VecDeque::new(),
            waiting: BTreeSet::new(),
        }
    }

    /// Looks at every file of the folder, and reads none: who changed is [next](Self::read).
    pub fn look_round(&mut self) {
        let mut there = BTreeSet::new();
        self.foreign = 0;
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            match name.to_str().map(whose) {
                Some(Some((KEPT, id))) => drop(there.insert(id.to_owned())),
                Some(Some((_, id))) if !self.here.contains(id) => self.put_down(id),
                Some(Some(_)) => {}
                _ => self.foreign += usize::from(!is_ours(&name.to_string_lossy())),
            }
        }
        let changed = |id: &String| stamp(&self.file(KEPT, id)) != self.known.get(id).copied();
        let gone = self.known.keys().filter(|id| !there.contains(*id)).cloned();
        let ids: Vec<_> = there
            .iter()
            .filter(|id| changed(id))
            .cloned()
            .chain(gone)
            .collect();
        let here: Vec<_> = self.here.iter().cloned().collect();
        ids.iter().chain(&here).for_each(|id| self.put_down(id));
    }

    /// Something happened to this file of the folder.
    pub fn hear(&mut self, file: &Path) {
        let name = file.file_name().and_then(|name| name.to_str());
        if let Some((_, id)) = name.and_then(whose) {
            self.put_down(id);
        }
    }

    fn put_down(&mut self, id: &str) {
        if self.waiting.insert(id.to_owned()) {
            self.next.push_back(id.to_owned());
        }
    }

    /// Reads those who changed, so many at the most. A file that cannot be read now changes nothing: it
    /// may be half written.
    pub fn read<T: DeserializeOwned + Default>(&mut self, most: usize) -> Vec<Read<T>> {
        let count = self.next.len().min(most);
        let ids: Vec<String> = self.next.drain(..count).collect();
        ids.into_iter()
            .filter_map(|id| {
                self.waiting.remove(&id);
                self.read_one(id)
            })
            .collect()
    }

    /// Whether there is more to read.
    pub fn has_more(&self) -> bool {
        !self.next.is_empty()
    }

    /// How many learners' files cannot be read, and how many files are of no learner.
    pub fn passed_over(&self) -> (usize, usize) {
        (self.unreadable.len(), self.foreign)
    }

    fn read_one<T: DeserializeOwned + Default>(&mut self, id: String) -> Option<Read<T>> {
        let file = self.file(KEPT, &id);
        let here = heard(&self.file(HERE, &id));
        match here.is_empty() {
            false => self.here.insert(id.clone()),
            true => self.here.remove(&id),
        };
        let Some(stamp) = stamp(&file) else {
            self.unreadable.remove(&id);
            let kept = Found::Gone;
            let known = self.known.remove(&id).is_some();
            return known.then_some(Read { id, kept, here });
        };
        // What is written again meanwhile is read again: the stamp is the older one.
        if self.known.insert(id.clone(), stamp) == Some(stamp) {
            let kept = Found::Same;
            return (!self.unreadable.contains(&id)).then_some(Read { id, kept, here });
        }
        let Ok(progress) = peek(&file) else {
            self.unreadable.insert(id);
            return None;
        };
        self.unreadable.remove(&id);
        let kept = Found::New(
            Box::new(progress),
            stamp.1.map_or(0, |since| since.as_secs()),
        );
        Some(Read { id, kept, here })
    }

    fn file(&self, kind: &str, id: &str) -> PathBuf {
        let name = match id {
            "" => format!("{kind}.json"),
            id => format!("{kind}-{id}.json"),
        };
        self.folder.join(name)
    }
}

/// The kind of a learner's file, and whose it is.
fn whose(name: &str) -> Option<(&'static str, &str)> {
    [KEPT, HERE].into_iter().find_map(|kind| {
        let rest = name.strip_prefix(kind)?;
        let rest = match kind {
            HERE => first_of(rest)?,
            _ => rest.strip_suffix(".json")?,
        };
        match rest.strip_prefix('-') {
            None => rest.is_empty().then_some((kind, "")),
            Some(id) => is_name(id).then_some((kind, id)),
        }
    })
}

/// Whether a file is another one that the course keeps there.
fn is_ours(name: &str) -> bool {
    let begins = ["labs", "settings", "progress", "here", "seats", "runs"];
    let ends = [".lock", ".toml"];
    name.starts_with('.')
        || ends.iter().any(|end| name.ends_with(end))
        || begins.iter().any(|kind| {
            let rest = name.strip_prefix(kind);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-') && is_name(&rest[1..]))
        })
        || name == "seats.json"
}

fn stamp(file: &Path) -> Option<Stamp> {
    let about = fs::metadata(file).ok()?;
    let modified = about.modified().ok();
    let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Some((about.len(), modified, inode(&about)))
}

#[cfg(unix)]
fn inode(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests;
