//! Texts of authors in any language, through the real program: what reaches a terminal of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Everything that a terminal obeys, in every place that an author can put it.
const CODES: &str = "+++\nid = \"esc\"\ntitle = \"Raw \u{1b}]0;a\u{7} and \\u001b]0;b\\u0007 \\u009b31m\"\n\
    summary = \"S\u{9b}31m \\u001b[31m\"\nminutes = 5\n\n[symbols]\n\"x\" = \"m\\u001b[1m\"\n+++\n\n\
    ## A \u{1b}[31mstep\u{1b}[0m {#one}\n\nGoal: read \u{1b}[31mit\u{9b}0m.\n\n\
    Words \u{1b}[31mred\u{1b}[0m, *b\u{7}ell*, &#27;[31m, `co\u{8}de`, [a](http://x\u{1b}[5m).\n\n\
    | a\u{1b}[1m |\n|---|\n| b\u{9d}0;t\u{9c} |\n\n\
    ```text\ntest loss ... \u{1b}[31mFAILED\u{1b}[0m\r50 %\n```\n\n\
    ```quiz\nid = \"q\"\nask = \"W\\u001b[31mhy?\"\n[[option]]\ntext = \"a\\u0007\"\nright = true\n\
    reply = \"r\\u009b1m\"\n[[option]]\ntext = \"b\"\nreply = \"r\"\n```\n";

/// Letters of many languages.
const LETTERS: &str = "+++\nid = \"letters\"\ntitle = \"Qué es el sesgo\"\nsummary = \"Größe.\"\nminutes = 5\n+++\n\n\
    ## La señal {#one}\n\nGoal: entender qué es la señal.\n\n\
    El niño halló la señal: ¿qué año? Größe, Łódź, Çağ, 日本, 5 €, 20 °C, ½, Ω, обучение, الأخطاء.\n\n\
    The net goes 784 → 32 → 784; the loss goes ↓; **→** goes on.\n";

fn folder(name: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(name), text).expect("a lesson");
    folder
}

fn handson(folder: &Path, locale: &str, args: &[&str], stdin: &[u8]) -> Output {
    let state = tempfile::tempdir().expect("a temporary folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(args)
        .args(["--slots", "off", "--lessons"])
        .arg(folder)
        .env("HOME", state.path())
        .env_remove("XDG_STATE_HOME")
        .env("TERM", "dumb")
        .env("LC_ALL", locale)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let _ = std::io::Write::write_all(&mut pipe, stdin); // who is refused reads nothing
    drop(pipe);
    child.wait_with_output().expect("it ends")
}

/// All that was said, held to have nothing in it that a terminal obeys.
#[track_caller]
fn harmless(output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    let obeyed = said.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(obeyed, None, "{said:?}");
    said
}

#[test]
fn no_code_of_a_lesson_reaches_the_terminal_by_any_way() {
    let folder = folder("01-esc.md", CODES);
    let lines = b"help\nfacts\nsymbols\ncontents\ncontents 1\nsearch red\nanswer 1\nanswer 9\nagain\nopen \x1b[31m\n\x1b[5m\n";
    for args in [
        &["check"][..],
        &["lessons"],
        &["lessons", "--json"],
        &["render", "01:1"],
        &["render", "01:1", "--plain"],
        &["render", "01:1", "--play", "?"],
        &["render", "01:1", "--play", "c"],
        &["--plain"],
        &["open", "\u{1b}[31m"],
        &["render", "01", "--size", "\u{1b}[31m"],
        &["labs", "\u{9b}31m"],
        &["\u{1b}[31m"],
        &["reset", "esc"],
    ] {
        let said = harmless(&handson(folder.path(), "C.UTF-8", args, lines));
        assert!(!said.is_empty(), "{args:?}");
    }
    let said = harmless(&handson(folder.path(), "C.UTF-8", &["--plain"], b""));
    assert!(
        said.contains("test loss ...  [31mFAILED [0m 50 %"),
        "{said}"
    );
}

#[test]
fn no_code_in_the_name_of_a_file_reaches_the_terminal() {
    let good = LETTERS.replace("\"letters\"", "\"a\"");
    let folder = folder("01-a\u{1b}[31m.md", &good);
    fs::write(folder.path().join("02-b\u{9b}1m.md"), "+++\nid = 7\n").expect("a lesson");
    fs::write(folder.path().join("no\u{7}tes.md"), "words").expect("notes");
    for args in [&["check"][..], &["lessons"], &["--plain"]] {
        let said = harmless(&handson(folder.path(), "C.UTF-8", args, b""));
        assert!(said.contains("02-b 1m.md"), "{said}");
    }
}

#[test]
fn the_plain_form_keeps_every_letter_where_the_locale_has_them() {
    let folder = folder("01-letters.md", LETTERS);
    for args in [&["--plain"][..], &["render", "01:1", "--plain"]] {
        let said = harmless(&handson(folder.path(), "C.UTF-8", args, b"contents\n"));
        for kept in [
            "Qué es el sesgo",
            "Step 1 of 1: La señal",
            "Goal: entender qué es la señal.",
            "El niño halló la señal: ¿qué año? Größe, Łódź, Çağ, 日本, 5 €, 20 °C",
            "الأخطاء",
            "The net goes 784 -> 32 -> 784; the loss goes down; Right goes on.",
        ] {
            let said = said.replace('\n', " ");
            assert!(said.contains(kept), "no {kept:?} in {said}");
        }
        assert_eq!(
            said.matches('?').count(),
            said.matches("año?").count(),
            "{said}"
        );
    }
}

#[test]
fn ascii_transliterates_and_says_what_it_cannot() {
    let text = LETTERS.replace("Ω,", "\u{13000},");
    let folder = folder("01-letters.md", &text);
    for (locale, args) in [
        ("C.UTF-8", &["--plain", "--glyphs", "ascii"][..]),
        ("C", &["--plain"]),
        ("C", &["render", "01:1"]),
        ("C.UTF-8", &["render", "01:1", "--glyphs", "ascii"]),
    ] {
        let said = harmless(&handson(folder.path(), locale, args, b""));
        assert!(said.is_ascii(), "{said}");
        for folded in [
            "La senal",
            "Grosse, Lodz, Cag",
            "[U+13000]",
            "784 -> 32",
            "Right goes",
        ] {
            assert!(
                said.replace("\n", " ").contains(folded),
                "no {folded} in {said}"
            );
        }
    }
    let said = harmless(&handson(folder.path(), "C", &["lessons"], b""));
    assert!(
        said.is_ascii() && said.contains("Que es el sesgo"),
        "{said}"
    );
}

#[test]
fn letters_that_a_font_would_join_are_all_drawn() {
    let text = LETTERS.replace("La señal", "خلاصة الدرس الأول").replace(
        "El niño",
        "**الأخطاء** 👨‍👩‍👧 x\n\n| الأول | x |\n| --- | --- |\n| الأمثلة | 12 |\n\nEl niño",
    );
    let folder = folder("01-letters.md", &text);
    let said = harmless(&handson(folder.path(), "C.UTF-8", &["render", "01:1"], b""));
    for drawn in [
        "خلاصة الدرس الأول\u{a0}\u{a0} Goal",
        "الأخطاء 👨‍👩‍👧",
        "الأول    x",
        "الأمثلة  12",
    ] {
        assert!(said.contains(drawn), "no {drawn} in {said}");
    }
}

#[test]
fn files_beside_the_lessons_are_told_and_close_nothing() {
    let folder = folder("01-letters.md", LETTERS);
    fs::write(folder.path().join("notes.md"), "# Notes").expect("notes");
    let copy = "01-letters.sync-conflict-20260101-120000-ABCDEFG.md";
    fs::write(folder.path().join(copy), LETTERS).expect("a copy");
    let output = handson(folder.path(), "C.UTF-8", &["lessons"], b"");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains("notes.md is passed over: the file's name has no number"),
        "{told}"
    );
    assert!(told.contains(copy), "{told}");
    let output = handson(folder.path(), "C.UTF-8", &["check"], b"");
    let said = harmless(&output);
    assert!(
        output.status.success() && said.contains("0 errors and 2 warnings"),
        "{said}"
    );
}

#[test]
fn the_gallery_shows_each_lab_as_a_picture() {
    let folder = folder("01-letters.md", LETTERS);
    let said = harmless(&handson(
        folder.path(),
        "C.UTF-8",
        &["labs", "--gallery"],
        b"",
    ));
    for shown in [
        "autoencoder: Train",
        "digit: Look",
        "now: --glyphs",
        "← peak 0.40",
        "■ data",
    ] {
        assert!(said.contains(shown), "no {shown} in {said}");
    }
    let args = [
        "labs",
        "normal",
        "--gallery",
        "--size",
        "40x8",
        "--glyphs",
        "ascii",
    ];
    let said = harmless(&handson(folder.path(), "C.UTF-8", &args, b""));
    assert!(said.is_ascii() && said.lines().count() <= 11, "{said}");
}

/// What `check` prints for a lesson of one step, and its exit status.
fn checked(front: &str, body: &str) -> (String, Option<i32>) {
    let text = format!(
        "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S\"\nminutes = 3\n{front}+++\n\n\
         ## S {{#s}}\n\nGoal: g\n\n{body}\n"
    );
    let folder = folder("01-a.md", &text);
    let output = handson(folder.path(), "C.UTF-8", &["check"], b"");
    (harmless(&output), output.status.code())
}

#[test]
fn a_table_that_is_wider_than_its_column_is_warned_of() {
    let row = |cell: &str| format!("> |{}\n", cell.repeat(9));
    let wide = [row(" head |"), row("---|"), row(" 0.015512 |")].concat();
    let (said, status) = checked("", &wide);
    let warned = "01-a.md:12:3: warning: at 80x24 this table takes 88 columns, and there are 74";
    assert!(said.contains(warned), "{said}");
    assert_eq!(status, Some(0));
    let words = "| a | b |\n|---|---|\n\
                 | many words, which wrap where they must | many more of them, and then some |";
    assert_eq!(checked("", words).0, "0 errors and 0 warnings\n");
}

#[test]
fn a_lesson_may_need_one_that_is_inside_the_program() {
    let (said, _) = checked("needs = [\"welcome\"]\n", "Words.");
    assert_eq!(said, "0 errors and 0 warnings\n");
}

#[test]
fn a_new_lesson_passes_check_and_takes_no_id_that_is_there() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let run = |args: &[&str]| handson(empty.path(), "C.UTF-8", args, b"");
    let output = run(&["new", "lesson", "My \"first\" lesson"]);
    assert!(output.status.success());
    assert!(empty.path().join("01-my-first-lesson.md").exists());
    let output = run(&["check"]);
    assert_eq!(harmless(&output), "0 errors and 0 warnings\n");
    for (title, owner) in [
        ("My first lesson", "01-my-first-lesson.md"),
        ("Welcome", "lessons/01-welcome.md"),
    ] {
        let output = run(&["new", "lesson", title]);
        let said = harmless(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(owner) && said.contains("another title"),
            "{said}"
        );
    }
    assert_eq!(fs::read_dir(empty.path()).expect("a folder").count(), 1);
    // A lesson that cannot be shown has its id all the same.
    let broken = "+++\nid = \"second\" # for ever\nminutes = \"x\"\n+++\n";
    fs::write(empty.path().join("02-other.md"), broken).expect("it can be written");
    let output = run(&["new", "lesson", "Second"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(harmless(&output).contains("02-other.md"));
    let output = handson(
        Path::new("/no/such/folder"),
        "C.UTF-8",
        &["new", "lesson", "T"],
        b"",
    );
    assert_eq!(output.status.code(), Some(2));
}
