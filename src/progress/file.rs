//! Files that are there whole or not at all, and locks on them.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a lock that somebody else holds is tried, and how long in between: 2 s in all. A save
/// holds it for hundredths of a second.
const TRIES: usize = 200;
const BETWEEN: Duration = Duration::from_millis(10);

/// Links that are followed from one to the next, as the system does.
const LINKS: usize = 40;

/// The lock under which a file is read and replaced. It is a file of its own, since the one it
/// guards is replaced; it is let go when this is dropped.
pub(super) struct Locked {
    _file: File,
}

impl Locked {
    /// Waits for the lock of `file`, though not for ever, and makes its folder if there is none.
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        Self::within(TRIES, file)
    }

    fn within(tries: usize, file: &Path) -> io::Result<Self> {
        let really = target(file);
        if let Some(folder) = really.parent() {
            private_folder(folder).map_err(|error| refused(file, &error))?;
        }
        let path = really.with_extension("lock");
        let lock = File::options().create(true).append(true).open(&path);
        let lock = lock.map_err(|error| refused(file, &error))?;
        for attempt in 0..tries {
            if attempt > 0 {
                thread::sleep(BETWEEN);
            }
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) if !knows_no_locks(&error) => return Err(error),
                _ => return Ok(Self { _file: lock }),
            }
        }
        Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            format!("another program holds {}: end it first", path.display()),
        ))
    }
}

/// A file system that knows no locks (NFS without its lock service says ENOLCK) still keeps
/// progress; two runs at once may then lose the steps of one.
fn knows_no_locks(error: &io::Error) -> bool {
    let no_service = rustix::io::Errno::NOLCK.raw_os_error();
    error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == Some(no_service)
}

/// Opens a file to read it, if it is one: a pipe or a device of that name would make who reads wait.
pub(super) fn open_plain(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        let nonblocking = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, nonblocking);
    }
    let open = options.open(file)?;
    match open.metadata()?.is_file() {
        true => Ok(open),
        false => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Where a file really is: a symbolic link leads elsewhere, and stays a link. It may lead to where
/// nothing is yet.
pub(super) fn target(file: &Path) -> PathBuf {
    let mut at = file.to_owned();
    for _ in 0..LINKS {
        let Ok(to) = fs::read_link(&at) else { break };
        at = at.with_file_name(to);
    }
    at
}

/// Puts a whole new file in the place of the old one. What a run that was killed here left behind
/// is cleared away; only under the lock of the file.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    put(&target(file), bytes).map_err(|error| refused(file, &error))
}

/// Why a file is not written, with its own name, whichever file beside it was refused.
fn refused(file: &Path, error: &io::Error) -> io::Error {
    use io::ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    let why = match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => "there is no room for it: make room".into(),
        PermissionDenied | ReadOnlyFilesystem => "it may not be written: permit it".into(),
        kind => kind.to_string(),
    };
    io::Error::new(error.kind(), format!("{}: {why}", file.display()))
}

fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.new-");
    for left in fs::read_dir(folder)?.flatten() {
        if left.file_name().to_string_lossy().starts_with(&prefix) {
            let _ = fs::remove_file(left.path()); // another time, then
        }
    }
    let mut new = tempfile::Builder::new()
        .prefix(&prefix)
        .tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().sync_all()?;
    new.persist(file)?;
    // The new name outlives a power cut once its folder is synced, which not every system can.
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.or(Ok(()))
}

/// Writes a small file whole, under a lock of its own, into a folder that is made if there is none.
///
/// # Errors
/// What the system says.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let _lock = Locked::of(file)?;
    replace(file, bytes)
}

/// Changes a file under its lock: `change` is handed what stands in it, and gives what is to.
///
/// # Errors
/// What the system says; inside, why `change` changes nothing.
pub fn change_whole<T, E>(
    file: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> Result<(Vec<u8>, T), E>,
) -> io::Result<Result<T, E>> {
    let _lock = Locked::of(file)?;
    let before = match fs::read(file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refused(file, &error)),
    };
    match change(before) {
        Ok((bytes, result)) => replace(file, &bytes).map(|()| Ok(result)),
        Err(error) => Ok(Err(error)),
    }
}

/// Makes a folder that only its owner can look into.
pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The first free name of `FILE.KIND-1`, `FILE.KIND-2`, ...
pub(super) fn beside(file: &Path, kind: &str) -> io::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    (1..u32::MAX)
        .map(|n| file.with_file_name(format!("{name}.{kind}-{n}")))
        .find(|beside| !beside.exists())
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_another_holds_is_given_up_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("progress.json");
        let held = Locked::of(&file).unwrap();
        let refused = Locked::within(2, &file).err().unwrap().to_string();
        assert!(refused.contains("progress.lock"), "{refused}");
        drop(held);
        assert!(Locked::within(1, &file).is_ok());
    }

    #[test]
    fn what_is_refused_has_the_name_that_was_meant_and_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("progress.json");
        let full = io::Error::new(io::ErrorKind::StorageFull, "at path .progress.json.new-x");
        let said = refused(&file, &full).to_string();
        assert!(said.contains("progress.json: there is no room"), "{said}");
        assert!(
            said.contains("make room") && !said.contains(".new-"),
            "{said}"
        );
        // A folder in its place.
        fs::create_dir(&file).unwrap();
        let said = replace(&file, b"").unwrap_err().to_string();
        assert!(
            said.contains("progress.json: ") && !said.contains(".new-"),
            "{said}"
        );
    }

    #[test]
    fn a_file_system_without_locks_is_no_obstacle() {
        use rustix::io::Errno;
        for (errno, known) in [
            (Errno::NOLCK, true),
            (Errno::NOSYS, true),
            (Errno::OPNOTSUPP, true),
            (Errno::IO, false),
            (Errno::ACCESS, false),
        ] {
            assert_eq!(knows_no_locks(&errno.into()), known, "{errno}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_through_links_lies_where_they_lead() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        // A link to a link, to where neither file nor folder is yet.
        symlink("two", at("one")).unwrap();
        symlink("there/file.json", at("two")).unwrap();
        for bytes in [b"first", b"again"] {
            let _lock = Locked::of(&at("one")).unwrap();
            replace(&at("one"), bytes).unwrap();
            assert_eq!(fs::read(at("there/file.json")).unwrap(), bytes);
            assert!(at("one").is_symlink() && at("two").is_symlink());
        }
        symlink("round", at("round")).unwrap();
        assert!(fs::read(target(&at("round"))).is_err(), "and it ends");
    }
}
