//! Lessons in a folder, and what `handson check` finds in them.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The marker of a planted mistake: taken out, it stood where the finding must point.
pub const MARK: char = '¶';

pub fn handson(args: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a temporary folder");
    Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(args)
        .env("HOME", home.path())
        .output()
        .expect("the program starts")
}

/// A folder with one lesson in it.
pub fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("01-a.md"), text).expect("a lesson in it");
    folder
}

/// What `check` prints for a folder, and its exit status.
pub fn check(folder: &TempDir) -> (String, Option<i32>) {
    let output = handson(&["check", &folder.path().display().to_string()]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (said, output.status.code())
}
