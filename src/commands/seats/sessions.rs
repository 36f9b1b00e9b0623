//! How many courses a seat may have open at once: each holds a lock, so that a session that dies counts no
//! more.

use crate::commands::Failure;
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// Courses that one seat may have open.
const MOST: usize = 4;

/// Counts one more course of a seat, until this is dropped.
///
/// # Errors
/// If there are enough, or the system refuses.
pub fn open(state: &Path, seat: &str) -> Result<File, Failure> {
    let folder = state.join("seats");
    let cannot = |error: std::io::Error| Failure(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(cannot)?;
    for number in 0..MOST {
        let path = folder.join(format!("{seat}-{number}"));
        let file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
    }
    Err(Failure(format!(
        "this seat has {MOST} courses open already: leave one of them with q"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_has_so_many_courses_and_another_as_many_of_its_own() {
        let state = tempfile::tempdir().unwrap();
        let mut held: Vec<_> = (0..MOST)
            .map(|_| open(state.path(), "ada").unwrap())
            .collect();
        assert!(open(state.path(), "ada").is_err());
        assert!(open(state.path(), "bo").is_ok());
        held.pop();
        assert!(open(state.path(), "ada").is_ok());
    }
}
