//! The folder in which a learner's labs are kept, a file each: few, of bounded size, whole.
//!
//! Two runs of one learner may keep the same lab. Neither replaces what it has not seen: the second
//! to keep puts its own beside the first one's.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::file::{Locked, beside, private_folder, replace};

/// Labs kept at most, and as many beside them.
pub(super) const MOST: usize = 16;

/// The largest network of the course takes 3 MB with its optimizer's memory.
const LARGEST: u64 = 16 << 20;

/// The longest key: it becomes a file's name.
const LONGEST_KEY: usize = 80;

const EXTENSION: &str = "safetensors";

/// What is kept beside: `KEY.safetensors.other-1`.
const OTHER: &str = "other";

/// Where a lab was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In its own file.
    Here,
    /// Here, because another run has kept this lab since it was last seen by this one.
    Beside(PathBuf),
}

/// What this run has seen of the labs' files.
#[derive(Debug, Default)]
pub(super) struct Labs(BTreeMap<String, Seen>);

type Checksum = [u8; 32];

/// Of one lab.
#[derive(Debug, Default)]
struct Seen {
    /// What this run last read or wrote.
    last: Option<Checksum>,
    /// Where it writes, once it had to give way.
    beside: Option<PathBuf>,
}

impl Labs {
    /// Keeps a lab, and lets those go that were kept longest ago if there are too many.
    pub(super) fn keep(&mut self, folder: &Path, key: &str, bytes: &[u8]) -> io::Result<Kept> {
        if bytes.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let _lock = Locked::of(folder)?;
        private_folder(folder)?;
        let file = file(folder, key)?;
        let there = read(&file)?.as_deref().map(checksum);
        let seen = self.0.entry(key.to_owned()).or_default();
        let kept = if there.is_none() || there == seen.last {
            replace(&file, bytes)?;
            Kept::Here
        } else {
            let ours = match &seen.beside {
                Some(ours) => ours.clone(),
                None => room_beside(folder, &file)?,
            };
            replace(&ours, bytes)?;
            seen.beside = Some(ours.clone());
            Kept::Beside(ours)
        };
        seen.last = Some(checksum(bytes));
        let mut kept_labs: Vec<_> = files(folder, |extension| extension == EXTENSION)?
            .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
            .collect();
        kept_labs.sort();
        for (_, old) in kept_labs.iter().take(kept_labs.len().saturating_sub(MOST)) {
            fs::remove_file(old)?;
        }
        Ok(kept)
    }

    /// What was kept of a lab, if anything was.
    pub(super) fn recall(&mut self, folder: &Path, key: &str) -> io::Result<Option<Vec<u8>>> {
        let bytes = read(&file(folder, key)?)?;
        let seen = self.0.entry(key.to_owned()).or_default();
        seen.last = bytes.as_deref().map(checksum);
        Ok(bytes)
    }
}

fn checksum(bytes: &[u8]) -> Checksum {
    Sha256::digest(bytes).into()
}

/// What stands in a file, if there is one; of one that is too large more than would be kept.
fn read(file: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    match File::open(file) {
        Ok(open) => open.take(LARGEST + 1).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(bytes))
}

/// The files of a folder by their extension.
fn files(folder: &Path, of: impl Fn(&str) -> bool) -> io::Result<impl Iterator<Item = PathBuf>> {
    let entries = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    Ok(entries.filter(move |path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(&of)
    }))
}

/// A name beside a lab's file, unless there are too many already.
fn room_beside(folder: &Path, file: &Path) -> io::Result<PathBuf> {
    let others = files(folder, |extension| extension.starts_with(OTHER))?.count();
    if others >= MOST {
        let folder = folder.display();
        return Err(io::Error::new(
            io::ErrorKind::QuotaExceeded,
            format!(
                "another session keeps this lab, and {others} others lie beside in {folder}: \
                     delete those you do not need"
            ),
        ));
    }
    beside(file, OTHER)
}

/// The file of a key: its letters and digits as they are, everything else by its number.
fn file(folder: &Path, key: &str) -> io::Result<PathBuf> {
    if key.len() > LONGEST_KEY {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    let spelled = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        other => format!("_{other:02x}"),
    };
    let name: String = key.bytes().map(spelled).collect();
    Ok(folder.join(format!("{name}.{EXTENSION}")))
}
