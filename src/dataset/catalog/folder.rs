//! The files of a set of digits in a folder of the learner's.
//!
//! Looked for are the names of MNIST and of those that came after it, wherever a download leaves
//! them: in the folder itself, one below it (`gzip/` of EMNIST's archive), or in `NAME/raw`, as
//! torchvision has it. See [`FileName`] for the names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::dataset::catalog::Source;
use crate::dataset::catalog::names::{FileName, Split};
use crate::dataset::idx::Kind;
use crate::dataset::{DataError, Fault};

/// Pictures and what they are.
#[derive(Debug, Clone)]
pub struct IdxPair {
    /// The pictures' file.
    pub images: Source,
    /// The labels' file, where somebody asked for it.
    pub labels: Option<Source>,
}

/// A set of digits in a folder.
#[derive(Debug, Clone)]
pub struct IdxFolder {
    folder: PathBuf,
    /// What its names begin with.
    set: String,
    files: BTreeMap<(Split, Kind), PathBuf>,
}

impl IdxFolder {
    /// Looks for a set. The folder of several sets, as EMNIST's, takes the name of one after it:
    /// `DIR/emnist-digits`.
    ///
    /// # Errors
    /// If there is no such folder, or not one set in it.
    pub fn open(path: &Path) -> Result<Self, DataError> {
        let failed = |fault| DataError::new(path.display().to_string(), fault);
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => Self::search(path, None),
            Ok(_) => Err(failed(Fault::NotAFolder)),
            Err(e) if e.kind() == ErrorKind::NotFound => {
                let folder = match path.parent() {
                    Some(folder) if folder.as_os_str().is_empty() => Some(Path::new(".")),
                    folder => folder,
                };
                let named = folder.zip(path.file_name());
                let (folder, set) = named.ok_or_else(|| failed(Fault::NoFolder))?;
                let set = Self::search(folder, Some(&set.to_string_lossy()));
                set.map_err(|_| failed(Fault::NoFolder))
            }
            Err(e) => Err(failed(Fault::reading(&e))),
        }
    }

    /// Pictures of one split, and their labels if they are wanted.
    ///
    /// # Errors
    /// If a file is missing.
    pub fn pair(&self, split: Split, labelled: bool) -> Result<IdxPair, DataError> {
        let find = |kind| {
            let file = self.files.get(&(split, kind)).cloned().map(Source::File);
            file.ok_or_else(|| {
                let fault = Fault::Missing {
                    what: format!("{kind} to {split}"),
                    usual: split.usual(&self.set, kind),
                    there: listing(&self.folder),
                };
                DataError::new(self.folder.display().to_string(), fault)
            })
        };
        Ok(IdxPair {
            images: find(Kind::Images)?,
            labels: labelled.then(|| find(Kind::Labels)).transpose()?,
        })
    }

    /// The set, by this name if there are several, in the folder or below it.
    fn search(folder: &Path, wanted: Option<&str>) -> Result<Self, DataError> {
        let failed = |fault| DataError::new(folder.display().to_string(), fault);
        let unreadable = |e: io::Error| failed(Fault::reading(&e));
        let mut found = named(folder).map_err(unreadable)?;
        let mut home = folder.to_path_buf();
        if found.is_empty() {
            let mut homes = below(folder).map_err(unreadable)?;
            if homes.len() > 1 {
                let folders = homes.iter().map(|(home, _)| home.display().to_string());
                let folders = folders.collect();
                return Err(failed(Fault::Folders { folders }));
            }
            (home, found) = homes.pop().unwrap_or((home, found));
        }
        let sets: BTreeSet<String> = found.iter().map(|(name, _)| name.set.clone()).collect();
        let set = match wanted {
            Some(wanted) => sets.get(wanted),
            // MNIST's own names have nothing before them.
            None => sets.first().filter(|set| set.is_empty() || sets.len() == 1),
        };
        if set.is_none() && (wanted.is_some() || !sets.is_empty()) {
            let sets = sets.into_iter().collect();
            return Err(failed(Fault::Sets { sets }));
        }
        let set = set.cloned().unwrap_or_default();
        let mut files = BTreeMap::new();
        for (name, path) in &found {
            if name.set == set {
                // The first is the best.
                files
                    .entry((name.split, name.kind))
                    .or_insert_with(|| path.clone());
            }
        }
        Ok(Self {
            folder: home,
            set,
            files,
        })
    }
}

/// Files, each with what its name says.
type Named = Vec<(FileName, PathBuf)>;

/// Every file of a folder under one of the names, the best of each first. What goes by such a name
/// and is a folder may hold the file: some mirrors are unpacked so.
fn named(folder: &Path) -> io::Result<Named> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let file_name = entry.file_name().to_string_lossy().into_owned();
        let (Some(name), path) = (FileName::parse(&file_name), entry.path()) else {
            continue;
        };
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => {
                let inner = fs::read_dir(&path).into_iter().flatten().flatten();
                found.extend(inner.filter_map(|entry| {
                    let inner = FileName::parse(&entry.file_name().to_string_lossy())?;
                    let path = entry.path();
                    (inner.is_as(&name) && path.is_file()).then_some((inner, true, path))
                }));
            }
            Ok(data) if !data.is_file() => {}
            // What may not be looked at is opened later, and says why it cannot be.
            Ok(_) | Err(_) => found.push((name, false, path)),
        }
    }
    found.sort();
    let found = found.into_iter();
    Ok(found.map(|(name, _, path)| (name, path)).collect())
}

/// The folders below one that hold such files.
fn below(folder: &Path) -> io::Result<Vec<(PathBuf, Named)>> {
    let mut homes = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let inner = entry.path();
        let raw = inner.join("raw");
        for home in [inner, raw] {
            let found = named(&home).unwrap_or_default();
            if !found.is_empty() {
                homes.push((home, found));
            }
        }
    }
    homes.sort();
    Ok(homes)
}

/// The names in a folder, sorted.
fn listing(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
