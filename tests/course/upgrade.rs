//! A course that is renamed, reordered and rewritten between two runs: progress goes by ids, and
//! what a state file holds that no lesson could have asked is no fall.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use crate::common::plain;
use handson::app::App;
use handson::lesson::catalog::Catalog;
use handson::progress::Store;
use handson::session::headless::Headless;
use serde_json::Value;

const QUIZ: &str = "```quiz\nid = \"q\"\nask = \"Which?\"\n[[option]]\ntext = \"this\"\nright = true\n\
                    reply = \"So it is.\"\n[[option]]\ntext = \"that\"\nreply = \"No.\"\n```\n";
const NUMBER: &str =
    "```number\nid = \"n\"\nask = \"2 + 2?\"\nanswer = \"4\"\nreply = \"Four.\"\n```\n";
const BET: &str = "```lab\nname = \"normal\"\n```\n\n```bet\nid = \"b\"\nask = \"Which?\"\n\
                   reveal = [\"set sigma 0.3\"]\n[[option]]\ntext = \"high\"\nwhen = \"peak > 1\"\n\
                   reply = \"r\"\n[[option]]\ntext = \"low\"\nwhen = \"peak <= 1\"\nlost = \"l\"\n```\n";
const TASK: &str = "```task\nid = \"t\"\ngoal = \"High.\"\nuntil = \"peak > 1\"\nhints = [\"h\"]\n\
                    done = \"d\"\nsolve = [\"set sigma 0.3\"]\nnaive = [\"set sigma 2\"]\n```\n";

fn lesson(id: &str, title: &str, steps: &[(&str, &str)]) -> String {
    let mut text =
        format!("+++\nid = \"{id}\"\ntitle = \"{title}\"\nsummary = \"S.\"\nminutes = 1\n+++\n\n");
    for (id, body) in steps {
        text += &format!("## Step {id} {{#{id}}}\n\nGoal: g\n\n{body}\n\n");
    }
    text
}

fn write(folder: &Path, files: &[(&str, String)]) {
    for old in fs::read_dir(folder).expect("a folder").flatten() {
        fs::remove_file(old.path()).expect("removed");
    }
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
}

/// The course of a folder as the next run opens it: where the learner was, with what was kept.
fn open(lessons: &Path, state: &Path) -> Headless {
    let catalog = Catalog::read(lessons).expect("a folder of lessons");
    let course = Arc::new(catalog.course().expect("lessons without fault"));
    let (progress, notice) = store(state).load();
    assert_eq!(notice, None);
    let at = progress.resume(&course);
    Headless::new(App::new(course, progress, plain(), at), 80, 24)
}

fn store(state: &Path) -> Store {
    Store::new(Some(state), None).expect("a store")
}

fn keep(session: &Headless, state: &Path) {
    let saved = session.saved().expect("something was done");
    store(state).save(saved).expect("it is kept");
}

/// What a teacher is told of one state file.
fn told(lessons: &Path, file: &Path) -> Value {
    let home = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(["lessons", "--json", "--lessons"])
        .args([lessons, file])
        .env("HOME", home.path())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let above = tempfile::tempdir().expect("a temporary folder");
    let (lessons, state) = (above.path().join("lessons"), above.path().join("state"));
    fs::create_dir(&lessons).expect("a folder");
    (above, lessons, state)
}

#[test]
fn progress_survives_a_course_that_is_renamed_and_put_into_another_order() {
    let (_above, lessons, state) = folders();
    let old = [
        (
            "01-a.md",
            lesson("a", "First", &[("one", QUIZ), ("two", NUMBER)]),
        ),
        (
            "02-b.md",
            lesson("b", "Second", &[("three", BET), ("four", TASK)]),
        ),
    ];
    write(&lessons, &old);
    // A right answer, a wrong one and then the right one, a bet, a task; in two runs.
    let mut session = open(&lessons, &state);
    session
        .play("Space Enter Right type:5 Enter Backspace type:4 Enter")
        .expect("a script");
    keep(&session, &state);
    let mut session = open(&lessons, &state);
    // Past the page that sums the lesson up.
    session.play("Right Right").expect("a script");
    session.play("7 Down 3 Enter Right").expect("a script");
    keep(&session, &state);
    let screen = session.screen();
    assert!(screen.contains("Step four"), "{screen}");

    // Numbers, names, titles, the order of lessons and of steps: all are others.
    let new = [
        ("01-zero.md", lesson("zero", "New", &[("n", "words")])),
        (
            "03-later.md",
            lesson(
                "b",
                "Was second",
                &[("four", TASK), ("more", "w"), ("three", BET)],
            ),
        ),
        (
            "07-much-later.md",
            lesson("a", "Was first", &[("two", NUMBER), ("one", QUIZ)]),
        ),
    ];
    write(&lessons, &new);
    let mut session = open(&lessons, &state);
    let screen = session.screen();
    assert!(screen.contains("03 Was second"), "{screen}");
    assert!(
        screen.contains("Step four") && screen.contains("1 of 3"),
        "{screen}"
    );
    session.play("c").expect("a script");
    let screen = session.screen();
    assert!(screen.contains("●○●"), "{screen}");
    assert!(
        screen.contains("07  Was first") && screen.contains("●●"),
        "{screen}"
    );
    assert!(screen.contains("1 bet: "), "{screen}");

    let all = told(&lessons, &state.join("progress.json"));
    let lessons = &all["learners"][0]["lessons"];
    let step = |lesson: usize, step: usize| &lessons[lesson]["steps"][step];
    assert_eq!(step(0, 0)["seen"], false);
    assert_eq!(step(1, 0)["exercises"][0]["first"]["met"], true);
    assert_eq!(step(1, 1)["seen"], false);
    assert_eq!(
        step(1, 2)["exercises"][0]["first"]["chips"],
        serde_json::json!([7, 3])
    );
    assert_eq!(step(1, 2)["exercises"][0]["first"]["happened"], 1);
    let number = &step(2, 0)["exercises"][0];
    assert_eq!(
        number["first"],
        serde_json::json!({ "typed": "5", "right": false })
    );
    assert!(number["settled"].is_u64(), "{number}");
    assert_eq!(step(2, 1)["exercises"][0]["first"]["right"], true);
}

#[test]
fn answers_that_no_lesson_could_have_taken_are_no_fall() {
    let (_above, lessons, state) = folders();
    let course = [(
        "01-a.md",
        lesson("a", "A", &[("one", QUIZ), ("three", BET), ("two", NUMBER)]),
    )];
    write(&lessons, &course);
    fs::create_dir(&state).expect("a folder");
    let file = state.join("progress.json");
    let most = u64::MAX;
    for (chips, happened) in [
        ("[9, 9]", 0),
        ("[4294967295, 4294967295]", 1),
        ("[]", 0),
        ("[5, 5]", 7),
    ] {
        let answers = format!(
            "{{\"q\": {{\"first\": {{\"quiz\": {{\"marked\": [9, {most}], \"right\": true}}}}, \"when\": 1, \"right\": 1}},
              \"b\": {{\"first\": {{\"bet\": {{\"chips\": {chips}, \"happened\": {happened}}}}}, \"when\": {most}}},
              \"n\": {{\"first\": \"task\", \"when\": 0}},
              \"gone\": {{\"first\": \"task\", \"when\": 0}}}}"
        );
        let text = format!(
            "{{\"version\": 2, \"place\": {{\"lesson\": \"a\", \"step\": \"gone\"}},
              \"lessons\": {{\"a\": {{\"seen\": [\"one\"], \"answers\": {answers}}}, \"gone\": {{}}}}}}"
        );
        fs::write(&file, text).expect("written");
        let mut session = open(&lessons, &state);
        for keys in ["Left", "Right", "Right", "Right", "c", "Esc", "?"] {
            session.play(keys).expect("a script");
            session.screen();
        }
        let all = told(&lessons, &file);
        let steps = &all["learners"][0]["lessons"][0]["steps"];
        assert_eq!(
            steps[1]["exercises"][0]["first"]["nats"],
            Value::Null,
            "{chips}"
        );
    }
}
