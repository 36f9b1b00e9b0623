//! Files that are there whole or not at all, and locks on them.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::Path;

/// The lock under which a file is read and replaced. It is a file of its own, since the one it
/// guards is replaced; it is let go when this is dropped.
pub(super) struct Locked {
    _file: File,
}

impl Locked {
    /// Waits for the lock of `file`, and makes its folder if there is none.
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        if let Some(folder) = file.parent() {
            private_folder(folder)?;
        }
        let path = file.with_extension("lock");
        let lock = File::options().create(true).append(true).open(path)?;
        // A file system that knows no locks still keeps progress; two runs at once may then lose
        // the steps of one.
        match lock.lock() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
            _ => Ok(Self { _file: lock }),
        }
    }
}

/// Puts a whole new file in the place of the old one. What a run that was killed here left behind
/// is cleared away; only under the lock of the file.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
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

/// Makes a folder that only its owner can look into.
pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
