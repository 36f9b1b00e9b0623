//! A private temporary folder that goes away: when it is dropped, or, when the process was killed
//! before that, as soon as another one wants a folder of its own.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, geteuid, test_kill_process};
use tempfile::TempDir;

const PREFIX: &str = "handson-data-";

/// A folder only this user can enter, named after this process.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// A new folder where the system keeps temporary files; removes left-overs first.
    pub fn new() -> io::Result<Self> {
        Self::within(&std::env::temp_dir())
    }

    fn within(parent: &Path) -> io::Result<Self> {
        // What cannot be cleaned up is no reason not to work.
        let _ = remove_left_overs(parent);
        let prefix = format!("{PREFIX}{}-", std::process::id());
        tempfile::Builder::new()
            .prefix(&prefix)
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map(Self)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A new file in it.
    pub fn create(&self, name: &str) -> io::Result<File> {
        File::create_new(self.path().join(name))
    }
}

/// Removes the folders of processes that are gone, if they are this user's and really folders.
fn remove_left_overs(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)?.flatten() {
        let name = entry.file_name();
        let dead = name.to_str().and_then(owner).is_some_and(is_gone);
        // `DirEntry::metadata` does not follow links.
        let ours = entry
            .metadata()
            .is_ok_and(|data| data.is_dir() && data.uid() == geteuid().as_raw());
        if dead && ours {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// The process a folder's name says it belongs to.
fn owner(name: &str) -> Option<Pid> {
    let (pid, _) = name.strip_prefix(PREFIX)?.split_once('-')?;
    Pid::from_raw(pid.parse().ok()?)
}

fn is_gone(pid: Pid) -> bool {
    test_kill_process(pid) == Err(Errno::SRCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_folder_is_private_and_gone_when_dropped() {
        let parent = tempfile::tempdir().unwrap();
        let scratch = Scratch::within(parent.path()).unwrap();
        let mode = fs::metadata(scratch.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        scratch.create("file").unwrap();
        drop(scratch);
        assert_eq!(names(parent.path()), [""; 0]);
    }

    #[test]
    fn only_folders_of_processes_that_are_gone_are_left_overs() {
        let mut child = Command::new("true").spawn().unwrap();
        let gone = child.id();
        child.wait().unwrap();
        let parent = tempfile::tempdir().unwrap();
        let at = |name: &str| parent.path().join(name);
        let alive = format!("{PREFIX}{}-x", std::process::id());
        let (linked, file) = (
            format!("{PREFIX}{gone}-link"),
            format!("{PREFIX}{gone}-file"),
        );
        fs::create_dir(at(&format!("{PREFIX}{gone}-x"))).unwrap();
        fs::write(at(&format!("{PREFIX}{gone}-x")).join("digits"), "half").unwrap();
        fs::create_dir(at(&alive)).unwrap();
        fs::create_dir(at("other")).unwrap();
        symlink(at("other"), at(&linked)).unwrap();
        fs::write(at(&file), "").unwrap();
        remove_left_overs(parent.path()).unwrap();
        let mut kept = [alive, file, linked, "other".to_string()];
        kept.sort();
        assert_eq!(names(parent.path()), kept);
    }
}
