//! Looking at a learner's file without touching it.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Head, LARGEST, VERSION};
use crate::progress::Progress;
use crate::progress::file::open_plain;

/// A file that says nothing about a learner.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// It cannot be read.
    #[error("cannot read {}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is of a later version of the program.
    #[error("{} was written by a newer handson (version {version}; this one reads {VERSION})", .file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its version.
        version: u64,
    },
    /// It is no progress.
    #[error("{} holds no progress of handson; name files such as progress-ada.json", .0.display())]
    NoProgress(PathBuf),
}

/// What a file says a learner did. Unlike a [`super::Store`] it neither locks nor puts aside.
///
/// # Errors
/// What keeps it from being read.
pub fn peek(file: &Path) -> Result<Progress, Unreadable> {
    let cannot = |source| Unreadable::Io {
        file: file.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    let open = open_plain(file).map_err(cannot)?;
    open.take(LARGEST).read_to_end(&mut bytes).map_err(cannot)?;
    let nothing = || Unreadable::NoProgress(file.to_owned());
    match serde_json::from_slice::<Head>(&bytes) {
        Ok(Head { version }) if version > VERSION => Err(Unreadable::Newer {
            file: file.to_owned(),
            version,
        }),
        Ok(_) => serde_json::from_slice(&bytes).map_err(|_| nothing()),
        Err(_) => Err(nothing()),
    }
}
