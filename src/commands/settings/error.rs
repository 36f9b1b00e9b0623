//! What is wrong with a settings file.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// What is wrong with the file.
#[derive(Debug, Error)]
pub enum BadSettings {
    /// No TOML.
    #[error("{}, line {line}: {message}; mend the line or remove it", .file.display())]
    Toml {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        message: String,
    },
    /// A name that no setting has.
    #[error("{}: there is no setting `{name}`; there are {}", .file.display(), super::names().join(", "))]
    Name {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// A value that its setting does not take.
    #[error("{}: {name} cannot be {value}; it is {}", .file.display(), .takes.join(", "))]
    Value {
        /// The file.
        file: PathBuf,
        /// The setting.
        name: &'static str,
        /// As it stands there.
        value: String,
        /// What it takes.
        takes: Vec<String>,
    },
    /// It is there and cannot be read.
    #[error("{} cannot be read: {error}", .file.display())]
    Unread {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It cannot be written.
    #[error("{} cannot be written: {error}", .file.display())]
    Unwritten {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// `--remember` with nothing to remember.
    #[error(
        "--remember keeps the flags it stands with, and there is none; say for example `handson --plain --remember`"
    )]
    Nothing,
    /// `--remember` without a place for it.
    #[error("there is no home folder to remember anything in; name a folder with --state")]
    Nowhere,
}
