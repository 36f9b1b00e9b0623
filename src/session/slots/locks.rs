//! Empty files in a folder that belongs to everybody, and locks on them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::cores::Cores;

/// How often somebody else's look round is waited for, a millisecond each.
const TRIES: usize = 20;

/// Files that are looked at: whoever fills the folder with others holds nobody up.
const FILES: usize = 4096;

/// The folder.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    /// The number of its file.
    pub(super) number: usize,
    _file: File,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Holds off everybody else who wants to look round; none if somebody does so for long.
    pub(super) fn look_round(&self) -> io::Result<Option<Held>> {
        self.make()?;
        for _ in 0..TRIES {
            if let Some(held) = self.lock("look-round", 0)? {
                return Ok(Some(held));
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(None)
    }

    /// The first free one of these files.
    pub(super) fn take(
        &self,
        kind: &str,
        numbers: impl IntoIterator<Item = usize>,
    ) -> io::Result<Option<Held>> {
        for number in numbers {
            if let Some(held) = self.lock(kind, number)? {
                return Ok(Some(held));
            }
        }
        Ok(None)
    }

    /// How many of these files are held.
    pub(super) fn count(&self, kind: &str, numbers: Range<usize>) -> io::Result<usize> {
        let mut count = 0;
        for number in numbers {
            count += usize::from(self.is_held(kind, number)?);
        }
        Ok(count)
    }

    /// The last of these files that is held.
    pub(super) fn last(&self, kind: &str, numbers: Range<usize>) -> io::Result<Option<usize>> {
        for number in numbers.rev() {
            if self.is_held(kind, number)? {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// Of all files of a kind that are held by whoever may use one of these cores, the names of the
    /// cores: `KIND@CORES-NUMBER`. Whoever names none may use any.
    pub(super) fn others(&self, kind: &str, cores: &Cores) -> io::Result<Vec<String>> {
        let mut held = Vec::new();
        for entry in fs::read_dir(&self.0)?.take(FILES) {
            let entry = entry?;
            let name = entry.file_name();
            let of_kind = name.to_str().and_then(|name| name.strip_prefix(kind));
            let Some((named, _)) = of_kind.and_then(|rest| rest.rsplit_once('-')) else {
                continue;
            };
            let named = named.strip_prefix('@').unwrap_or("any");
            if cores.meets(named) && is_held(&entry.path())? {
                held.push(named.to_owned());
            }
        }
        Ok(held)
    }

    fn is_held(&self, kind: &str, number: usize) -> io::Result<bool> {
        is_held(&self.path(kind, number))
    }

    fn lock(&self, kind: &str, number: usize) -> io::Result<Option<Held>> {
        let path = self.path(kind, number);
        let file = match options().open(&path) {
            // Made by whoever comes first, to be read by all: that is enough for a lock.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match options().write(true).create_new(true).open(&path) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        options().open(&path)
                    }
                    made => made.and_then(shared),
                }
            }
            opened => opened,
        };
        let held = |file| Held {
            number,
            _file: file,
        };
        Ok(locked(file?)?.map(held))
    }

    fn path(&self, kind: &str, number: usize) -> PathBuf {
        self.0.join(format!("{kind}-{number}"))
    }

    /// Makes the folder, for everybody to use and nobody to clear out.
    fn make(&self) -> io::Result<()> {
        match fs::create_dir(&self.0) {
            Ok(()) => {
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt;
                    fs::set_permissions(&self.0, fs::Permissions::from_mode(0o1777))?;
                }
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// To be read by all, whatever the umask of who made it.
fn shared(file: File) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(file)
}

/// A file that nobody ever made is not made to be looked at.
fn is_held(path: &Path) -> io::Result<bool> {
    match options().open(path) {
        Ok(file) => Ok(locked(file)?.is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// To read, and nothing that somebody may have put there to trip others up: no link to follow, no
/// pipe to wait at.
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits() as i32);
    }
    options
}

/// The file, if nobody else holds it.
fn locked(file: File) -> io::Result<Option<File>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
