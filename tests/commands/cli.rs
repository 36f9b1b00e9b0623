//! The commands, on the real program: what they print, and one sentence for every bad input.

use std::path::Path;
use std::process::{Command, Output};

fn handson(args: &[&str]) -> Output {
    let state = tempfile::tempdir().expect("a temporary folder");
    Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(args)
        .env("HOME", state.path())
        .env_remove("XDG_STATE_HOME")
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The one sentence of a refusal.
#[track_caller]
fn refused(args: &[&str]) -> String {
    let output = handson(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(
        said.starts_with("handson: ") && output.stdout.is_empty(),
        "{said}"
    );
    said
}

/// A folder with one lesson whose lab has this body.
fn lesson_with(lab: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = format!(
        "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S\"\nminutes = 1\nneeds = []\n+++\n\n\
         ## One {{#one}}\n\nGoal: none.\n\n```lab\n{lab}\n```\n"
    );
    std::fs::write(folder.path().join("01-a.md"), text).expect("it is written");
    folder
}

fn path(folder: &Path) -> &str {
    folder.to_str().expect("a path in UTF-8")
}

#[test]
fn the_course_needs_a_terminal_and_says_what_does_not() {
    let said = refused(&[]);
    assert!(
        said.contains("not a terminal") && said.contains("handson render"),
        "{said}"
    );
    for recommended in [
        &["render", "welcome"][..],
        &["render", "welcome", "--plain"],
    ] {
        let output = handson(recommended);
        assert!(output.status.success() && stdout(&output).contains("Welcome"));
    }
}

#[test]
fn what_there_is_not_is_named_with_what_there_is() {
    for (args, holds) in [
        (&["open", "nowhere"][..], "handson lessons"),
        (&["open", "09:trian"], "`train`"),
        (&["labs", "normel"], "normal"),
        (&["--lessons", "/nowhere/at/all", "lessons"], "--lessons"),
        (&["--learner", "a/b", "lessons"], "letters"),
        (&["--threads", "0", "doctor"], "1..=256"),
        (&["render", "01", "--size", "80"], "100x30"),
        (&["render", "01", "--play", "Rihgt"], "`Rihgt`"),
        (&["render", "01", "--play", "+*99999999999"], "99999999999"),
        (&["--glyphs", "dots"], "braille"),
    ] {
        let said = refused(args);
        assert!(said.contains(holds), "{args:?}: {said}");
    }
}

#[test]
fn a_lesson_that_names_no_lab_or_control_of_ours_is_not_opened() {
    for (lab, holds) in [
        ("name = \"nromal\"", "`nromal`"),
        ("name = \"normal\"\nshow = [\"sgima\"]", "`sgima`"),
        ("name = \"normal\"\nstart = { sigma = 0 }", "0.10 to 3.00"),
    ] {
        let folder = lesson_with(lab);
        let said = refused(&["--lessons", path(folder.path()), "render", "a"]);
        assert!(said.contains(holds) && said.contains("01-a.md:1"), "{said}");
        let output = handson(&["check", path(folder.path())]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).contains("1 error and 0 warnings"));
    }
    let folder = lesson_with("name = \"normal\"\nstart = { span = 10, low = -8 }");
    let output = handson(&["--lessons", path(folder.path()), "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn the_lists_are_json_where_it_is_asked_for() {
    let labs: serde_json::Value =
        serde_json::from_slice(&handson(&["labs", "normal", "--json"]).stdout).expect("JSON");
    assert_eq!(labs["labs"][0]["name"], "normal");
    let lessons: serde_json::Value =
        serde_json::from_slice(&handson(&["lessons", "--json"]).stdout).expect("JSON");
    assert_eq!(lessons["lessons"][0]["id"], "welcome");
    assert_eq!(lessons["lessons"][0]["steps"][0]["seen"], false);
}

#[test]
fn help_and_version_are_asked_for_and_no_error() {
    let help = handson(&["--help"]);
    assert!(help.status.success() && stdout(&help).contains("Examples:"));
    let version = handson(&["--version"]);
    assert!(version.status.success() && stdout(&version).starts_with("handson 0."));
}

#[test]
fn a_teacher_sees_what_a_class_did_and_no_file_is_touched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ada = folder.path().join("progress-ada.json");
    let text = r#"{"version": 2, "lessons": {"welcome": {"seen": ["hello"], "known": 7}}}"#;
    std::fs::write(&ada, text).expect("a file");
    let ada = ada.display().to_string();
    let output = handson(&["lessons", "--json", &ada]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let welcome = &json["learners"][0]["lessons"][0];
    assert_eq!(welcome["known"], true);
    assert_eq!(welcome["steps"][0]["seen"], true);
    assert_eq!(welcome["steps"][1]["seen"], false);
    assert_eq!(std::fs::read_to_string(&ada).expect("it is there"), text);
    let state = folder.path().display().to_string();
    let listed = stdout(&handson(&[
        "lessons",
        "--state",
        &state,
        "--learner",
        "ada",
    ]));
    let known: Vec<&str> = listed
        .lines()
        .filter(|line| line.contains("known"))
        .collect();
    assert!(
        matches!(known[..], [welcome] if welcome.starts_with("01 ")),
        "{listed}"
    );
    assert!(refused(&["lessons", "--json", "/no/such.json"]).contains("/no/such.json"));
}

#[test]
fn a_lesson_is_forgotten_only_when_the_learner_agrees() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("progress.json");
    let text = r#"{"version": 2, "lessons": {"welcome": {"seen": ["hello"]}}}"#;
    std::fs::write(&file, text).expect("a file");
    let state = folder.path().display().to_string();
    // The end of the input is no yes.
    let output = handson(&["reset", "01", "--state", &state]);
    assert_eq!(stdout(&output), "Nothing was forgotten.\n");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), text);
    let output = handson(&["reset", "welcome", "--yes", "--state", &state]);
    assert!(stdout(&output).starts_with("Forgotten: "), "{output:?}");
    let left = std::fs::read_to_string(&file).expect("it is there");
    assert!(!left.contains("hello"), "{left}");
    assert!(refused(&["reset", "nowhere"]).contains("no lesson is called"));
}

#[test]
fn a_step_in_words_is_told_in_signs_where_that_is_asked_for_and_fits_its_lines_folded() {
    let plain = |args: &[&str]| {
        let args = [&["render", "04:curve", "--plain"], args].concat();
        stdout(&handson(&args))
    };
    assert!(plain(&[]).contains("squared"));
    let signs = plain(&["--symbols", "short"]);
    assert!(
        signs.contains("sigma^2") && !signs.contains("squared"),
        "{signs}"
    );

    let folder = tempfile::tempdir().expect("a temporary folder");
    let words = "5 €, 20 °C, 日本, Größe, ½, Ω: ".repeat(9);
    let text = format!(
        "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S\"\nminutes = 1\nneeds = []\n+++\n\n\
         ## One {{#one}}\n\nGoal: none.\n\n{words}\n"
    );
    std::fs::write(folder.path().join("01-a.md"), text).expect("it is written");
    let lessons = ["--lessons", path(folder.path()), "--glyphs", "ascii"];
    let output = handson(&[&lessons[..], &["render", "01", "--plain"]].concat());
    let told = stdout(&output);
    assert!(
        told.contains("EUR") && told.lines().all(|line| line.len() <= 72),
        "{told}"
    );
}

#[test]
fn a_file_of_ones_own_that_cannot_be_classified_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let with = |rows: &str| {
        let file = folder.path().join("own.csv");
        std::fs::write(&file, format!("kind,wide,high\n{rows}")).expect("it is written");
        let file = path(&file).to_owned();
        let of = ["--x", "wide", "--y", "high", "--class", "kind"];
        let lab = ["lab", "classifier2d", "--csv", &file];
        let said = refused(&[&lab[..], &of[..]].concat());
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        said
    };
    let rows = "a,1,2\nb,2,1\na,3,2\nb,4,1\na,5,2\nb,6,1\na,7,2\nb,8,1\n";
    for (rows, holds) in [
        (rows.replace('b', "a"), "1 class "),
        (rows.replace("a,3", "a,three"), "not a number"),
        (rows.replace(",2\n", ",\n"), "too few complete rows, 4:"),
        (String::new(), "too few complete rows, 0:"),
        (rows.repeat(400_000), "larger than 16 MB"),
        (rows.repeat(1000), "more than 5000 rows"),
        ("a,1\n".to_owned(), "own.csv"),
    ] {
        let said = with(&rows);
        assert!(said.contains(holds) && said.contains("own.csv"), "{said}");
    }
    let csv = [
        "--csv",
        "/nonesuch.csv",
        "--x",
        "a",
        "--y",
        "b",
        "--class",
        "c",
    ];
    let said = refused(&[&["lab", "classifier2d"][..], &csv[..]].concat());
    assert!(said.contains("/nonesuch.csv"), "{said}");
    assert!(refused(&["lab", "classifier2d", "--csv", "own.csv"]).contains("--y"));
    assert!(refused(&["lab", "nonesuch"]).contains("there is no lab 'nonesuch'"));
}

#[test]
fn a_table_of_ones_own_that_nothing_can_be_learned_from_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let with = |text: &str, flags: &[&str]| {
        let file = folder.path().join("own.csv");
        std::fs::write(&file, text).expect("it is written");
        let lab = ["lab", "regression", "--csv", path(&file), "--y", "y"];
        let said = refused(&[&lab[..], flags].concat());
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        assert!(said.contains("own.csv"), "{said}");
        said
    };
    let rows = |headings: &str, row: fn(usize) -> String| {
        let rows = (0..12).map(|at| row(at) + "\n");
        format!("{headings}\n{}", rows.collect::<String>())
    };
    for (text, holds) in [
        ("x,y\n1,2\n".to_owned(), "too few complete rows, 1:"),
        (rows("y", |at| at.to_string()), "no column to predict from"),
        (rows("x,y", |_| ",".into()), "too few complete rows, 0:"),
        (rows("x,y", |at| format!("{at},4")), "nothing to predict"),
        (rows("x,y", |at| format!("{at},red")), "predicts a number"),
        (rows("x;y", |at| format!("{at};{at}")), "--semicolons"),
        (
            rows("x,y", |at| format!("\"{at},5\",{at}")),
            "--decimal-comma",
        ),
        (rows("x,z", |at| format!("{at},{at}")), "no column y"),
    ] {
        assert!(with(&text, &[]).contains(holds), "{holds}");
    }
    let both = rows("x;y", |at| format!("{at},5;{at},5"));
    assert!(with(&both, &["--semicolons"]).contains("--decimal-comma"));
}
