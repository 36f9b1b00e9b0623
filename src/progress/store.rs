//! The file a learner's progress is kept in.
//!
//! A save holds a lock, adds what other runs have written meanwhile, writes a new file beside the
//! old one and puts it in its place: whatever happens, one whole file is there.

mod conflicts;
mod forget;
mod peek;

pub use conflicts::conflict;
pub use peek::{Unreadable, peek};

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Progress;
use super::file::{Locked, beside, replace, target};
use super::labs::{Kept, Labs};

/// The version written, and the newest that is read. Version 1 knew no answers, version 2 no question
/// asked again: what they hold reads as it is, and they must not write over ours.
const VERSION: u64 = 3;

/// More than any course can fill: what is larger is no progress of ours.
const LARGEST: u64 = 16 << 20;

/// The longest name of a learner: it becomes a file's name.
const LONGEST_NAME: usize = 64;

/// A name that cannot name a file everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` cannot name a learner; use up to {LONGEST_NAME} letters (a-z), digits, hyphens and underscores"
)]
pub struct BadLearner(pub String);

/// What a learner should hear about the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Notice {
    /// The file could not be understood and was put aside.
    #[error("your progress could not be read and was put aside as {}; you start anew", .0.display())]
    PutAside(PathBuf),
    /// The file is of a later version of the program.
    #[error("{} was written by a newer handson; it is left as it is, and this run is not kept", .0.display())]
    Newer(PathBuf),
    /// There is nowhere to keep it.
    #[error("your progress cannot be kept ({0}); name a folder for it with --state")]
    NotKept(String),
}

/// Where one learner's progress is kept.
#[derive(Debug)]
pub struct Store {
    /// The file, or why nothing is kept.
    file: Result<PathBuf, Notice>,
    labs: Labs,
}

impl Store {
    /// The store of a learner: in `state`, else in the user's own folder for such things.
    ///
    /// # Errors
    /// A name that cannot name a file.
    pub fn new(state: Option<&Path>, learner: Option<&str>) -> Result<Self, BadLearner> {
        let name = match learner {
            None => "progress.json".to_owned(),
            Some(name) if is_name(name) => format!("progress-{name}.json"),
            Some(name) => return Err(BadLearner(name.to_owned())),
        };
        let folder = state.map(Path::to_owned).or_else(own_folder);
        Ok(Self {
            file: match folder {
                Some(folder) => Ok(folder.join(name)),
                None => Err(Notice::NotKept("no home folder".to_owned())),
            },
            labs: Labs::default(),
        })
    }

    /// The folder, where there is a place for one.
    pub fn folder(&self) -> Option<&Path> {
        self.file()?.parent()
    }

    /// The file, if there is a place for one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref().ok()
    }

    /// Reads what was kept. Never fails: what goes wrong is told, and the course begins anew.
    pub fn load(&mut self) -> (Progress, Option<Notice>) {
        let file = match &self.file {
            Ok(file) => file.clone(),
            Err(why) => return (Progress::default(), Some(why.clone())),
        };
        // Without the lock nothing can be kept, and what was kept before may still be read.
        let lock = Locked::of(&file);
        let (progress, notice) = match read(&file) {
            Ok(Found::Nothing) => (Progress::default(), None),
            Ok(Found::Progress(progress)) => (progress, None),
            Ok(Found::PutAside(to)) => (Progress::default(), Some(Notice::PutAside(to))),
            Ok(Found::Newer) => {
                let newer = Notice::Newer(file);
                self.file = Err(newer.clone());
                (Progress::default(), Some(newer))
            }
            Err(error) => (Progress::default(), Some(not_kept(&error))),
        };
        let unlocked = lock.err().map(|error| not_kept(&error));
        (progress, notice.or(unlocked))
    }

    /// Keeps progress, together with what other runs have kept.
    ///
    /// # Errors
    /// What the learner should hear: why it is not kept, or that what was there is put aside.
    pub fn save(&mut self, progress: &Progress) -> Result<(), Notice> {
        let file = self.file.as_ref().map_err(Notice::clone)?;
        match merge_and_write(file, progress).map_err(|error| not_kept(&error))? {
            Some(newer @ Notice::Newer(_)) => {
                self.file = Err(newer.clone());
                Err(newer)
            }
            notice => notice.map_or(Ok(()), Err),
        }
    }

    /// Keeps what a lab is, under its key; the labs kept longest ago make room. What another run has
    /// kept since this one last saw it is not replaced. Without a place for it this does nothing.
    ///
    /// # Errors
    /// If it cannot be written, or is too large.
    pub fn keep_lab(&mut self, key: &str, bytes: &[u8]) -> io::Result<Kept> {
        match self.labs() {
            Some(folder) => self.labs.keep(&folder, key, bytes),
            None => Ok(Kept::Here),
        }
    }

    /// What was kept of a lab.
    ///
    /// # Errors
    /// If something is there that cannot be read.
    pub fn recall_lab(&mut self, key: &str) -> io::Result<Option<Vec<u8>>> {
        match self.labs() {
            Some(folder) => self.labs.recall(&folder, key),
            None => Ok(None),
        }
    }

    /// Where this learner's labs are kept.
    pub fn labs(&self) -> Option<PathBuf> {
        self.beside("labs")
    }

    /// Where this learner's settings are kept.
    pub fn settings(&self) -> Option<PathBuf> {
        Some(self.beside("settings")?.with_extension("toml"))
    }

    /// Where it is said that this learner is here.
    pub fn here(&self) -> Option<PathBuf> {
        Some(self.beside("here")?.with_extension("json"))
    }

    /// A path beside the progress, under the same name.
    fn beside(&self, what: &str) -> Option<PathBuf> {
        let file = self.file()?;
        let name = file.file_stem()?.to_str()?.replacen("progress", what, 1);
        Some(file.with_file_name(name))
    }
}

fn not_kept(why: &io::Error) -> Notice {
    Notice::NotKept(why.to_string())
}

/// What stands in the file.
enum Found {
    Nothing,
    Progress(Progress),
    PutAside(PathBuf),
    Newer,
}

#[derive(Deserialize)]
struct Head {
    version: u64,
}

#[derive(Serialize)]
struct Whole<'a> {
    version: u64,
    #[serde(flatten)]
    progress: &'a Progress,
}

fn merge_and_write(file: &Path, progress: &Progress) -> io::Result<Option<Notice>> {
    let _lock = Locked::of(file)?;
    let mut merged = progress.clone();
    let mut notice = None;
    match read(file)? {
        Found::Nothing => {}
        Found::Progress(other) => merged.merge(other),
        Found::PutAside(to) => notice = Some(Notice::PutAside(to)),
        Found::Newer => return Ok(Some(Notice::Newer(file.to_owned()))),
    }
    let whole = Whole {
        version: VERSION,
        progress: &merged,
    };
    let mut bytes = serde_json::to_vec_pretty(&whole)?;
    bytes.push(b'\n');
    replace(file, &bytes)?;
    Ok(notice)
}

fn read(file: &Path) -> io::Result<Found> {
    let mut bytes = Vec::new();
    match File::open(file) {
        Ok(open) => open.take(LARGEST).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Head>(&bytes) {
        Ok(Head {
            version: 1..=VERSION,
        }) => {}
        Ok(Head { version }) if version > VERSION => return Ok(Found::Newer),
        _ => return put_aside(file),
    }
    match serde_json::from_slice(&bytes) {
        Ok(progress) => Ok(Found::Progress(progress)),
        Err(_) => put_aside(file),
    }
}

/// Moves the file to the first free `*.corrupt-<n>`.
fn put_aside(file: &Path) -> io::Result<Found> {
    let file = target(file);
    let aside = beside(&file, "corrupt")?;
    fs::rename(file, &aside)?;
    Ok(Found::PutAside(aside))
}

fn own_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(state.join("handson"))
}

/// Whether a name can name a learner.
pub fn is_name(name: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(plain)
}
