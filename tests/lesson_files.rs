//! Files of a lessons folder: which are lessons, which are not, and what is said of them.

use std::fs;
use std::path::Path;

use handson::lesson::catalog::{Catalog, CatalogError};
use handson::lesson::error::Severity;
use handson::lesson::model::Block;
use handson::lesson::parse::parse;

const FRONT: &str = r#"+++
id = "a"
title = "A"
summary = "An a."
minutes = 3
+++
"#;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file in it");
    }
    folder
}

#[test]
fn a_folder_in_the_place_of_a_lesson_is_told() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("01-a.md")).expect("a folder");
    let catalog = Catalog::read(folder.path()).expect("a lesson's name");
    let found = catalog.diagnostics();
    assert!(found[0].message.contains("cannot be read"), "{found:?}");
}

#[test]
fn lessons_are_read_in_the_order_of_their_numbers_and_other_files_are_left_alone() {
    let lesson = |id: &str| FRONT.replace("\"a\"", &format!("\"{id}\"")) + "## S {#s}\n";
    let (ten, nine) = (lesson("ten"), lesson("nine"));
    let files: [(&str, &[u8]); 4] = [
        ("10-x.md", ten.as_bytes()),
        ("9-y.md", nine.as_bytes()),
        ("README.md", b"# about"),
        ("notes.txt", b"\xff"),
    ];
    let folder = folder(&files);
    let course = Catalog::read(folder.path())
        .expect("lessons")
        .course()
        .expect("a course");
    let ids: Vec<&str> = course
        .lessons
        .iter()
        .map(|lesson| lesson.id.as_str())
        .collect();
    assert_eq!(ids, ["nine", "ten"]);
}

#[test]
fn a_broken_course_says_everything_that_is_wrong() {
    let folder = folder(&[("01-a.md", b""), ("02-b.md", b"\xff")]);
    let broken = Catalog::read(folder.path())
        .expect("files")
        .course()
        .unwrap_err()
        .to_string();
    assert!(
        broken.contains("01-a.md:1:1: the file has no front matter"),
        "{broken}"
    );
    assert!(
        broken.contains("02-b.md:1:1: the file is not UTF-8 text"),
        "{broken}"
    );
}

#[test]
fn files_beside_the_lessons_are_passed_over_with_a_word_and_close_no_course() {
    let good = format!("{FRONT}## S {{#s}}\nGoal: g\n");
    for (name, bytes, message) in [
        ("notes.md", &b"# Notes"[..], "no number"),
        ("notes.md", b"\xff", "no number"),
        ("draft.md", good.as_bytes(), "no number"),
        ("02-notes.md", b"# Notes", "no front matter"),
        (
            "01-a.sync-conflict-20260101-120000-ABCDEFG.md",
            good.as_bytes(),
            "a copy",
        ),
        ("01-a (conflicted copy).md", good.as_bytes(), "a copy of"),
        ("01-a (1).md", good.as_bytes(), "a copy of"),
    ] {
        let folder = folder(&[("01-a.md", good.as_bytes()), (name, bytes)]);
        let catalog = Catalog::read(folder.path()).expect("a lesson");
        let passed: Vec<String> = catalog.passed_over().collect();
        assert!(
            passed.len() == 1 && passed[0].contains(message),
            "{name}: {passed:?}"
        );
        let found = catalog.diagnostics();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].file.ends_with(name) && found[0].severity == Severity::Warning);
        assert_eq!(
            catalog.course().expect("a course").lessons.len(),
            1,
            "{name}"
        );
    }
}

#[test]
fn a_fence_in_another_language_is_code() {
    for info in [
        "bash",
        "sh",
        "json",
        "toml",
        "yaml",
        "make",
        "makefile",
        "r",
        "c",
        "cpp",
        "julia",
        "console",
        "bat",
        "rst",
        "cython",
        "lua",
        "tex",
        "diff",
        "js",
        "text",
        "rust,ignore",
        "{.python .numberLines}",
        "python title=x",
    ] {
        let text = format!("{FRONT}## S {{#s}}\nGoal: g\n\n```{info}\nx = 1\n```\n");
        let parsed = parse("a.md", 1, &text);
        assert_eq!(parsed.diagnostics, [], "{info}");
        let lesson = parsed.lesson.expect(info);
        assert!(
            matches!(&lesson.steps[0].blocks[..], [Block::Code { .. }]),
            "{info}"
        );
    }
}

#[test]
fn a_folder_without_lessons_is_refused_with_its_name() {
    let empty = folder(&[("README.md", b""), ("01-a.md", b"words")]);
    let error = Catalog::read(empty.path()).unwrap_err();
    assert!(error.to_string().contains("01-a.md"), "{error}");
    assert!(matches!(error, CatalogError::Empty { .. }));
    let error = Catalog::read(Path::new("/no/such/folder"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("/no/such/folder") && error.contains("--lessons"),
        "{error}"
    );
}

#[test]
fn the_lessons_in_the_program_are_without_error() {
    let course = Catalog::embedded().course();
    let said = course.as_ref().err().map(ToString::to_string);
    assert_eq!(said, None);
}
