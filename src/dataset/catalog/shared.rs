//! Embedded files unpacked once a host: a read-only file that every process maps, made by whoever
//! comes first.
//!
//! Nothing that is found is believed. The folder and the file must belong to this account or to root
//! and may be written by nobody else; the file must be a plain file of the right size and have the
//! checksum on record. What is found otherwise is made anew, and where that cannot be (a full disk, a
//! folder of somebody else, no locks) each process unpacks for itself. A file that is cut short
//! while it is mapped is unpacked again under the reader's feet: see [`super::healing`].

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use rustix::fs::{AtFlags, FlockOperation, Mode, OFlags, flock, openat, renameat, unlinkat};
use rustix::process::geteuid;
use sha2::{Digest, Sha256};

use super::{Embedded, healing};

/// How often a lock that somebody else holds is tried, and how long in between: 10 s in all. Who
/// unpacks needs tenths of a second, and more where fifty begin at once.
const TRIES: usize = 500;
const BETWEEN: Duration = Duration::from_millis(20);

/// Those who are not the owner may not write.
const OTHERS_WRITE: u32 = 0o022;

/// Where unpacked files may lie, best first; nothing until somebody says so.
static FOLDERS: OnceLock<Vec<PathBuf>> = OnceLock::new();

/// Why a file is not shared with other processes.
#[derive(Debug, thiserror::Error)]
pub enum Unshared {
    /// The system says so.
    #[error("{0}")]
    System(#[from] io::Error),
    /// It belongs to somebody else.
    #[error("it belongs to another account (uid {0})")]
    Owner(u32),
    /// Others could change it under our feet.
    #[error("others may write to it (mode {0:o})")]
    Mode(u32),
    /// A link, a pipe, a folder where a file should be, or the reverse.
    #[error("it is something else than it should be")]
    Kind,
    /// Cut short, or grown.
    #[error("it has {found} bytes instead of {expected}")]
    Size {
        /// Bytes it has.
        found: u64,
        /// Bytes of the unpacked file.
        expected: u64,
    },
    /// Other bytes than those on record.
    #[error("its checksum is not the one on record")]
    Checksum,
}

impl From<rustix::io::Errno> for Unshared {
    fn from(error: rustix::io::Errno) -> Self {
        Self::System(error.into())
    }
}

/// Says where unpacked files are shared, best first; only the first call counts. Folders that are not there are made.
pub fn share_in(folders: Vec<PathBuf>) {
    let _ = FOLDERS.set(folders); // the second call of a process changes nothing
}

/// The content of an embedded file: mapped where it can be shared, else unpacked for this process.
///
/// # Errors
/// If it can be neither shared nor unpacked.
pub fn content(file: &'static Embedded) -> io::Result<Cow<'static, [u8]>> {
    match mapped(file).and_then(Result::ok) {
        Some((_, bytes)) => Ok(Cow::Borrowed(bytes)),
        None => file.unpacked().map(Cow::Owned),
    }
}

/// A file and its content, or a folder and why it does not do.
type Found = Result<(PathBuf, &'static [u8]), (PathBuf, Unshared)>;

/// The file in the first folder where it can be shared, or the last folder; nothing where none was
/// named.
pub fn mapped(file: &'static Embedded) -> Option<Found> {
    let mut last = None;
    for path in FOLDERS.get()? {
        match Folder::open(path).and_then(|folder| folder.map(file)) {
            Ok(bytes) => return Some(Ok((path.join(name(file)), bytes))),
            Err(why) => last = Some(Err((path.clone(), why))),
        }
    }
    last
}

/// What the unpacked file is called: other contents have other names, so that versions do not meet.
fn name(file: &Embedded) -> String {
    let sum = file.checksum();
    format!("{}-{}", file.name(), sum.get(..16).unwrap_or_default())
}

/// A folder that nobody else can change.
struct Folder(File);

/// Which file was looked at, to see whether it is still the same.
type Identity = (u64, u64, i64, i64);

impl Folder {
    fn open(path: &Path) -> Result<Self, Unshared> {
        if !path.exists() {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(path)?;
        }
        let folder = File::open(path)?;
        let about = folder.metadata()?;
        if !about.is_dir() {
            return Err(Unshared::Kind);
        }
        guarded(&about)?;
        Ok(Self(folder))
    }

    /// The file, mapped; made if it is not there, or not as it should be.
    fn map(&self, file: &'static Embedded) -> Result<&'static [u8], Unshared> {
        let refused = self.identity(file);
        let sound = self.sound(file).or_else(|_| {
            let lock = self.lock()?;
            // While the lock was waited for, somebody may have made it.
            if self.identity(file) == refused {
                self.make(file)?;
            }
            drop(lock);
            self.sound(file)
        })?;
        Ok(healing::map(&sound, file)?)
    }

    fn identity(&self, file: &Embedded) -> Option<Identity> {
        let found = rustix::fs::statat(&self.0, name(file), AtFlags::SYMLINK_NOFOLLOW).ok()?;
        Some((
            found.st_dev as u64,
            found.st_ino as u64,
            found.st_ctime as i64,
            found.st_ctime_nsec as i64,
        ))
    }

    /// Opens the file if it is what it should be.
    fn sound(&self, file: &Embedded) -> Result<File, Unshared> {
        // A pipe in its place must not be waited for.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mut found = File::from(openat(&self.0, name(file), flags, Mode::empty())?);
        let about = found.metadata()?;
        if !about.is_file() {
            return Err(Unshared::Kind);
        }
        guarded(&about)?;
        let (expected, found_bytes) = (file.size()? as u64, about.len());
        if found_bytes != expected {
            return Err(Unshared::Size {
                found: found_bytes,
                expected,
            });
        }
        // Read and not mapped: pages that are only summed up are nobody's memory.
        match sum(&mut found)? == file.checksum() {
            true => Ok(found),
            false => Err(Unshared::Checksum),
        }
    }

    /// Waits for the right to make files, though not for ever.
    fn lock(&self) -> Result<File, Unshared> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let lock = openat(&self.0, "lock", flags, Mode::RUSR | Mode::WUSR)?;
        for _ in 1..TRIES {
            match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(File::from(lock)),
                Err(rustix::io::Errno::WOULDBLOCK) => thread::sleep(BETWEEN),
                Err(error) => return Err(error.into()),
            }
        }
        Err(io::Error::from(io::ErrorKind::ResourceBusy).into())
    }

    /// Unpacks the file beside its place and puts it there whole. Only under the lock.
    fn make(&self, file: &Embedded) -> Result<(), Unshared> {
        let part = format!("{}.part", name(file));
        // What a run that was killed here left behind.
        let _ = unlinkat(&self.0, &part, AtFlags::empty());
        let made = self.write(file, &part);
        if made.is_err() {
            let _ = unlinkat(&self.0, &part, AtFlags::empty());
        }
        made
    }

    fn write(&self, file: &Embedded, part: &str) -> Result<(), Unshared> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mut out = File::from(openat(&self.0, part, flags, Mode::RUSR | Mode::WUSR)?);
        out.write_all(&file.unpacked()?)?;
        out.set_permissions(fs::Permissions::from_mode(0o444))?;
        out.sync_all()?;
        Ok(renameat(&self.0, part, &self.0, name(file))?)
    }
}

/// Refuses what belongs to somebody else or may be written by others.
fn guarded(about: &fs::Metadata) -> Result<(), Unshared> {
    if ![0, geteuid().as_raw()].contains(&about.uid()) {
        return Err(Unshared::Owner(about.uid()));
    }
    match about.mode() & OTHERS_WRITE {
        0 => Ok(()),
        _ => Err(Unshared::Mode(about.mode() & 0o777)),
    }
}

fn sum(file: &mut File) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(format!("{:x}", sum.finalize())),
            n => sum.update(&piece[..n]),
        }
    }
}

#[cfg(test)]
mod tests;
