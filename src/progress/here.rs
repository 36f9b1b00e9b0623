//! That a learner is here, and what their session is at: a small file that the session holds a lock
//! on, so that a process that dies is gone at once, and takes away when it ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::file::{open_plain, private_folder};

/// More than is ever written.
const LARGEST: u64 = 4096;

/// What a session says of itself while it goes on.
#[derive(Debug)]
pub struct Here {
    path: PathBuf,
    held: Option<File>,
}

impl Here {
    /// At a path; nothing is written yet.
    pub fn at(path: PathBuf) -> Self {
        Self { path, held: None }
    }

    /// Says what the session is at. Another session of the learner that says so already goes on to do so.
    ///
    /// # Errors
    /// What the system says; it is tried again the next time.
    pub fn say(&mut self, doing: &impl Serialize) -> io::Result<()> {
        if self.held.is_none() {
            self.held = self.take()?;
        }
        let Some(file) = &mut self.held else {
            return Ok(());
        };
        let mut bytes = serde_json::to_vec(doing)?;
        bytes.push(b'\n');
        file.rewind()?;
        file.write_all(&bytes)?;
        file.set_len(bytes.len() as u64)
    }

    /// The file, locked; none where another session has it.
    fn take(&self) -> io::Result<Option<File>> {
        if let Some(folder) = self.path.parent() {
            private_folder(folder)?;
        }
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        {
            // No link that somebody put there is followed.
            let nofollow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
            std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, nofollow);
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let file = options.open(&self.path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        if self.held.is_some() {
            let _ = fs::remove_file(&self.path); // a file without its lock says nothing either
        }
    }
}

/// What the session that holds a file says, if one does. What cannot be read in the moment it is
/// written is the default.
pub fn heard<T: DeserializeOwned + Default>(path: &Path) -> Option<T> {
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
    fn who_is_here_is_heard_until_the_session_ends_and_one_session_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here-ada.json");
        assert_eq!(heard::<Vec<u32>>(&path), None);
        let (mut first, mut second) = (Here::at(path.clone()), Here::at(path.clone()));
        first.say(&[1234, 5678]).unwrap();
        second.say(&[9]).unwrap();
        assert_eq!(heard(&path), Some(vec![1234, 5678]));
        first.say(&[7]).unwrap();
        assert_eq!(
            heard(&path),
            Some(vec![7]),
            "nothing is left of a longer one"
        );
        drop(first);
        assert!(!path.exists());
        second.say(&[9]).unwrap();
        assert_eq!(heard(&path), Some(vec![9]));
    }

    #[test]
    fn a_file_that_a_killed_session_left_says_nothing_and_half_a_line_says_that_somebody_is_here() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here.json");
        fs::write(&path, "[1]").unwrap();
        assert_eq!(heard::<Vec<u32>>(&path), None);
        let mut here = Here::at(path.clone());
        here.say(&[1]).unwrap();
        fs::write(&path, "[1").unwrap();
        assert_eq!(heard(&path), Some(Vec::<u32>::new()));
    }
}
