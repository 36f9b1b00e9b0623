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
    let said = Catalog::read(folder.path()).unwrap_err().to_string();
    assert!(
        said.contains("01-a.md (it is a folder, and no file)"),
        "{said}"
    );
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
    let files = ["01-a.md", "02-b.md"].map(|name| folder.path().join(name).display().to_string());
    // Lessons that were read before: what has become of them is not passed over.
    let broken = Catalog::read_again(folder.path(), &files)
        .expect("files")
        .course()
        .unwrap_err()
        .to_string();
    assert!(
        broken.contains("01-a.md:1:1: the file is empty"),
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
        ("02-new.md", b"", "is passed over: the file is empty"),
        ("02-new.md", b"\n \n", "is passed over: the file is empty"),
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
fn a_lesson_file_that_cannot_be_read_closes_no_course_and_fails_the_check() {
    let good = format!("{FRONT}## S {{#s}}\nGoal: g\n");
    let large = vec![b'#'; 2 << 20];
    type Make = fn(&Path);
    let link: Make = |path| std::os::unix::fs::symlink("nowhere", path).expect("a link");
    let directory: Make = |path| fs::create_dir(path).expect("a folder");
    let none: Make = |_| {};
    for (bytes, make, message) in [
        (
            Some(&b"+++\n\xff"[..]),
            none,
            "is passed over: the file is not UTF-8 text",
        ),
        (Some(&b"\x89PNG\0"[..]), none, "not UTF-8"),
        (Some(&large[..]), none, "larger than 1 MB"),
        (None, directory, "it is a folder"),
        (None, link, "cannot be read"),
    ] {
        let folder = folder(&[("01-a.md", good.as_bytes())]);
        let path = folder.path().join("02-b.md");
        match bytes {
            Some(bytes) => fs::write(&path, bytes).expect("a file"),
            None => make(&path),
        }
        let catalog = Catalog::read(folder.path()).expect("a lesson");
        let passed: Vec<String> = catalog.passed_over().collect();
        assert!(
            passed.len() == 1 && passed[0].contains(message),
            "{passed:?}"
        );
        let found = catalog.diagnostics();
        assert!(
            found.len() == 1 && found[0].severity == Severity::Flaw,
            "{found:?}"
        );
        assert!(found[0].message.starts_with("passed over: "));
        assert_eq!(catalog.course().expect("a course").lessons.len(), 1);
    }
}

#[test]
fn a_directive_in_other_letters_is_asked_about() {
    for (info, fix) in [
        ("Lab", "did you mean `lab`?"),
        ("TASK", "did you mean `task`?"),
        ("quizz", "did you mean `quiz`?"),
        ("lab normal", "`lab` stands alone there"),
    ] {
        let text = format!("{FRONT}## S {{#s}}\nGoal: g\n\n```{info}\nx = 1\n```\n");
        let found = parse("a.md", 1, &text).diagnostics;
        let asked = found.iter().filter_map(|found| found.fix.as_deref());
        let asked: Vec<&str> = asked.collect();
        assert!(
            asked.iter().any(|said| said.contains(fix)),
            "{info}: {found:?}"
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
