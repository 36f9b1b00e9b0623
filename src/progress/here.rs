//! That a learner is here, and what their session is at: a small file that the session holds a lock
//! on, so that a process that dies is gone at once, and takes away when it ends. Each session of a
//! learner has its own: `here-ada.json`, then `here-ada.1.json`. No learner's name has a dot.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::file::{open_plain, private_folder};

/// More than is ever written.
const LARGEST: u64 = 4096;

/// Sessions of one learner that are told of.
const MOST: usize = 8;

/// What a session says of itself while it goes on.
#[derive(Debug)]
pub struct Here {
    path: PathBuf,
    held: Option<Held>,
}

/// A file that this session has.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    file: File,
}

impl Here {
    /// At a path; nothing is written yet.
    pub fn at(path: PathBuf) -> Self {
        Self { path, held: None }
    }

    /// Says what the session is at, beside other sessions of the learner. With too many of them it says
    /// nothing until one ends.
    ///
    /// # Errors
    /// What the system says; it is tried again the next time.
    pub fn say(&mut self, doing: &impl Serialize) -> io::Result<()> {
        if self.held.is_none() {
            self.held = self.take()?;
        }
        let Some(Held { file, .. }) = &mut self.held else {
            return Ok(());
        };
        let mut bytes = serde_json::to_vec(doing)?;
        bytes.push(b'\n');
        file.rewind()?;
        file.write_all(&bytes)?;
        file.set_len(bytes.len() as u64)
    }

    /// The first file that no other session has, locked.
    fn take(&self) -> io::Result<Option<Held>> {
        if let Some(folder) = self.path.parent() {
            private_folder(folder)?;
        }
        for path in paths(&self.path) {
            if let Some(file) = locked(&path)? {
                return Ok(Some(Held { path, file }));
            }
        }
        Ok(None)
    }
}

/// A file, locked; none where another session has it.
fn locked(path: &Path) -> io::Result<Option<File>> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        // No link that somebody put there is followed.
        let nofollow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, nofollow);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let file = options.open(path)?;
    match file.try_lock() {
        // A session that left in between has taken the name away: what is locked is seen by nobody.
        Ok(()) if !is_at(&file, path) => locked(path),
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether an open file is the one that has this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let about = |data: fs::Metadata| (data.dev(), data.ino());
    let (open, named) = (file.metadata().map(about), fs::metadata(path).map(about));
    open.ok() == named.ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// The files that a learner's sessions may hold.
fn paths(first: &Path) -> impl Iterator<Item = PathBuf> {
    (0..MOST).map(|number| match number {
        0 => first.to_owned(),
        number => first.with_extension(format!("{number}.json")),
    })
}

/// The name of the first of these files, of the name of any of them.
pub(super) fn first_of(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".json")?;
    Some(match stem.rsplit_once('.') {
        Some((first, number)) if (1..MOST).any(|known| number == known.to_string()) => first,
        _ => stem,
    })
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path); // a file without its lock says nothing either
    }
}

/// What every open session of a learner says.
pub fn heard<T: DeserializeOwned + Default>(first: &Path) -> Vec<T> {
    paths(first).filter_map(|path| heard_at(&path)).collect()
}

/// What the session that holds a file says, if one does. What cannot be read in the moment it is
/// written is the default.
fn heard_at<T: DeserializeOwned + Default>(path: &Path) -> Option<T> {
    let file = open_plain(path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {}
        _ => return None,
    }
    let mut bytes = Vec::new();
    let read = (&file).take(LARGEST).read_to_end(&mut bytes);
    Some(
        read.ok()
            .and_then(|_| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_of_a_learner_is_heard_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here-ada.json");
        let heard = || heard::<Vec<u32>>(&path);
        assert!(heard().is_empty());
        let (mut first, mut second) = (Here::at(path.clone()), Here::at(path.clone()));
        first.say(&[1234, 5678]).unwrap();
        second.say(&[9]).unwrap();
        assert_eq!(heard(), [vec![1234, 5678], vec![9]]);
        first.say(&[7]).unwrap();
        assert_eq!(
            heard(),
            [vec![7], vec![9]],
            "nothing is left of a longer one"
        );
        drop(first);
        assert_eq!(heard(), [[9]]);
        let mut third = Here::at(path.clone());
        third.say(&[3]).unwrap();
        assert_eq!(heard(), [[3], [9]]);
        drop((second, third));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn more_sessions_than_are_told_of_wait_for_one_that_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here.json");
        let mut all: Vec<_> = (0..=MOST).map(|_| Here::at(path.clone())).collect();
        for (number, here) in all.iter_mut().enumerate() {
            here.say(&number).unwrap();
        }
        assert_eq!(heard::<usize>(&path), (0..MOST).collect::<Vec<_>>());
        all.remove(0);
        all.last_mut().unwrap().say(&99).unwrap();
        assert_eq!(heard::<usize>(&path)[0], 99);
    }

    #[test]
    fn a_file_that_a_killed_session_left_says_nothing_and_half_a_line_says_that_somebody_is_here() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here.json");
        fs::write(&path, "[1]").unwrap();
        assert!(heard::<Vec<u32>>(&path).is_empty());
        let mut here = Here::at(path.clone());
        here.say(&[1]).unwrap();
        fs::write(&path, "[1").unwrap();
        assert_eq!(heard::<Vec<u32>>(&path), [Vec::<u32>::new()]);
    }
}
