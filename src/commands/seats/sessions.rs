//! The courses that a seat has open: each holds a lock, so that a session that dies counts no more, on a
//! file that says which process it is and with which key it came.

use crate::commands::Failure;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Courses that one seat may have open.
const MOST: usize = 4;

/// More than is ever written.
const LARGEST: u64 = 256;

/// A course that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its process.
    pub process: u32,
    /// The fingerprint of the key it was opened with.
    pub key: String,
}

/// Counts one more course of a seat, until this is dropped.
///
/// # Errors
/// If there are enough, or the system refuses.
pub fn open(state: &Path, seat: &str, key: &str) -> Result<File, Failure> {
    let folder = state.join("seats");
    let cannot = |error: std::io::Error| Failure(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(cannot)?;
    for path in paths(state, seat) {
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {
                let text = format!("{} {key}\n", std::process::id());
                let said = file
                    .set_len(0)
                    .and_then(|()| file.write_all(text.as_bytes()));
                said.map_err(cannot)?;
                return Ok(file);
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
    }
    Err(Failure(format!(
        "this seat has {MOST} courses open already: leave one of them with q; one whose connection is \
         lost is let go after about two minutes"
    )))
}

/// The courses that a seat has open now.
pub fn all(state: &Path, seat: &str) -> Vec<Open> {
    paths(state, seat).filter_map(|path| held(&path)).collect()
}

fn paths(state: &Path, seat: &str) -> impl Iterator<Item = PathBuf> {
    let folder = state.join("seats");
    (0..MOST).map(move |number| folder.join(format!("{seat}-{number}")))
}

/// Who holds a file, if somebody does.
fn held(path: &Path) -> Option<Open> {
    let file = File::open(path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {}
        _ => return None,
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).ok()?;
    let (process, key) = text.trim().split_once(' ')?;
    Some(Open {
        process: process.parse().ok()?,
        key: key.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_has_so_many_courses_and_another_as_many_of_its_own() {
        let state = tempfile::tempdir().unwrap();
        let mut held: Vec<_> = (0..MOST)
            .map(|_| open(state.path(), "ada", "SHA256:a").unwrap())
            .collect();
        let full = open(state.path(), "ada", "SHA256:a").unwrap_err();
        assert!(full.0.contains("leave one") && full.0.contains("lost"));
        assert!(open(state.path(), "bo", "SHA256:b").is_ok());
        held.pop();
        assert!(open(state.path(), "ada", "SHA256:a").is_ok());
    }

    #[test]
    fn which_process_has_a_course_open_with_which_key_is_known_while_it_does() {
        let state = tempfile::tempdir().unwrap();
        assert!(all(state.path(), "ada").is_empty());
        let first = open(state.path(), "ada", "SHA256:a-long-one").unwrap();
        let second = open(state.path(), "ada", "SHA256:b").unwrap();
        let of = |key: &str| Open {
            process: std::process::id(),
            key: key.to_owned(),
        };
        let both = [of("SHA256:a-long-one"), of("SHA256:b")];
        assert_eq!(all(state.path(), "ada"), both);
        drop(first);
        assert_eq!(all(state.path(), "ada"), both[1..]);
        let _third = open(state.path(), "ada", "SHA256:c").unwrap();
        assert_eq!(all(state.path(), "ada")[0], of("SHA256:c"));
        drop(second);
    }
}
