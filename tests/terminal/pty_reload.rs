//! Lessons that are saved, broken, replaced and deleted while the course runs on a real terminal.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::pty::Pty;
use tempfile::TempDir;

const LESSON: &str = "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S.\"\nminutes = 3\n+++\n\n\
                      ## One {#one}\n\nGoal: g\n\nFirst words.\n\n\
                      ```lab\nname = \"normal\"\nshow = [\"mu\"]\nstart = { mu = 0.5 }\n```\n";

/// A course from a folder with one lesson, its knob moved.
fn open() -> (Pty, TempDir, PathBuf) {
    let above = tempfile::tempdir().expect("a temporary folder");
    let folder = above.path().join("lessons");
    fs::create_dir(&folder).expect("a folder");
    let file = folder.join("01-a.md");
    fs::write(&file, LESSON).expect("a lesson");
    let named = folder.to_str().expect("a plain name");
    let mut pty = Pty::spawn(&["--lessons", named], &[], (80, 24));
    pty.wait_for("First words.");
    pty.press(&["+"]);
    pty.wait_for("mu   0.55");
    (pty, above, file)
}

fn with(words: &str) -> String {
    LESSON.replace("First words.", words)
}

#[track_caller]
fn assert_comes(pty: &Pty, words: &str) {
    pty.wait_until(words, |screen| {
        let screen = screen.contents();
        screen.contains(words) && screen.contains("mu   0.55")
    });
}

/// As most editors save: a new file beside the old one takes its place.
fn save_by_rename(file: &Path, text: &str) {
    let beside = file.with_file_name(".01-a.md.swp");
    fs::write(&beside, text).expect("a file");
    fs::rename(&beside, file).expect("in its place");
}

#[test]
fn what_is_saved_is_shown_with_the_lab_as_it_was() {
    let (mut pty, _above, file) = open();
    fs::write(&file, with("Second words.")).expect("saved");
    assert_comes(&pty, "Second words.");
    save_by_rename(&file, &with("Third words."));
    assert_comes(&pty, "Third words.");
    fs::write(
        file.with_file_name("02-b.md"),
        with("Other words.").replace("\"a\"", "\"b\""),
    )
    .expect("another lesson");
    pty.press(&["c"]);
    pty.wait_for("02  A");
    pty.press(&["Esc", "q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn a_file_half_written_broken_deleted_or_no_text_leaves_what_was_read_last() {
    let (mut pty, _above, file) = open();
    let good = with("Second words.");
    for (bad, said) in [
        (
            &good.as_bytes()[..good.len() - 8],
            "01-a.md:14:1: the block is never closed",
        ),
        (
            &good.as_bytes()[..30],
            "01-a.md:1:1: the front matter is never closed",
        ),
        (
            good.replace("\"normal\"", "\"nromal\"").as_bytes(),
            "01-a.md:15:8: no lab is called `nromal`",
        ),
        (b"+++\n\xff", "01-a.md:2:1: the file is not UTF-8 text"),
        // An editor empties a file before it writes it.
        (b"", "01-a.md:1:1: the file is empty"),
        (
            &[b'#'; 10 << 20],
            "01-a.md:1:1: the file is larger than 1 MB",
        ),
    ] {
        fs::write(&file, bad).expect("saved");
        assert_comes(&pty, said);
        assert!(pty.screen().contents().contains("First words."));
    }
    fs::remove_file(&file).expect("deleted");
    assert_comes(&pty, "holds no lesson");
    fs::write(&file, &good).expect("saved");
    assert_comes(&pty, "Second words.");
    // A lesson that is about to be written closes nothing.
    fs::write(file.with_file_name("02-new.md"), "").expect("a new file");
    fs::write(&file, with("Third words.")).expect("saved");
    assert_comes(&pty, "Third words.");
    pty.wait_until("end of the banner", |screen| {
        screen.contents().contains("handson · 01 A")
    });
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn a_folder_that_goes_and_comes_back_is_read_again() {
    let (mut pty, above, file) = open();
    let folder = file.parent().expect("a folder");
    fs::remove_dir_all(folder).expect("removed");
    assert_comes(&pty, "cannot read the lessons folder");
    fs::create_dir(folder).expect("a folder");
    fs::write(&file, with("Second words.")).expect("a lesson");
    assert_comes(&pty, "Second words.");
    // Another folder takes its place, and changes after that.
    let other = above.path().join("other");
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join("01-a.md"), with("Third words.")).expect("a lesson");
    fs::rename(folder, above.path().join("old")).expect("moved");
    fs::rename(&other, folder).expect("moved");
    assert_comes(&pty, "Third words.");
    fs::write(&file, with("Fourth words.")).expect("saved");
    assert_comes(&pty, "Fourth words.");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}
