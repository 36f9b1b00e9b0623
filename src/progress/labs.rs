//! The folder in which a learner's labs are kept, a file each: few, of bounded size, whole.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::file::{Locked, private_folder, replace};

/// Labs kept at most.
pub(super) const MOST: usize = 16;

/// The largest network of the course takes 3 MB with its optimizer's memory.
const LARGEST: u64 = 16 << 20;

/// The longest key: it becomes a file's name.
const LONGEST_KEY: usize = 80;

const EXTENSION: &str = "safetensors";

/// Keeps a lab, and lets those go that were kept longest ago if there are too many.
pub(super) fn keep(folder: &Path, key: &str, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let _lock = Locked::of(folder)?;
    private_folder(folder)?;
    replace(&file(folder, key)?, bytes)?;
    let mut kept: Vec<_> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == EXTENSION))
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    kept.sort();
    for (_, old) in kept.iter().take(kept.len().saturating_sub(MOST)) {
        fs::remove_file(old)?;
    }
    Ok(())
}

/// What was kept of a lab, if anything was.
pub(super) fn recall(folder: &Path, key: &str) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    match File::open(file(folder, key)?) {
        Ok(open) => open.take(LARGEST + 1).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(bytes))
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
