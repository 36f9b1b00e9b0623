//! Claims about answers: the first counts, and two runs lose none.

use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::store;
use crate::progress::{Answer, Progress, peek};

fn typed(text: &str, right: bool) -> Answer {
    Answer::Number {
        typed: text.to_owned(),
        right,
    }
}

#[test]
fn the_first_answer_counts_and_a_later_one_may_settle_it() {
    let mut progress = Progress::default();
    progress.answer("a", "n", typed("1", false), 10);
    assert!(!progress.is_settled("a", "n"));
    progress.answer("a", "n", typed("2", true), 20);
    progress.answer("a", "n", typed("3", false), 30);
    let answered = progress.answered("a", "n").unwrap();
    assert_eq!(answered.first, typed("1", false));
    assert_eq!((answered.when, answered.right), (10, Some(20)));
    assert!(progress.answered("b", "n").is_none());
}

#[test]
fn the_first_answer_by_time_wins_whichever_run_is_saved_first() {
    let folder = TempDir::new().unwrap();
    let (mut early, mut late) = (Progress::default(), Progress::default());
    early.answer("a", "n", typed("early", false), 10);
    early.answer("a", "t", Answer::Task, 50);
    late.answer("a", "n", typed("late", true), 20);
    late.know("b", 7);
    for order in [[&early, &late], [&late, &early]] {
        let mut kept = store(folder.path());
        for progress in order {
            kept.save(progress).unwrap();
        }
        let both = kept.load().0;
        let answered = both.answered("a", "n").unwrap();
        assert_eq!(answered.first, typed("early", false));
        assert_eq!(answered.right, Some(20));
        assert!(both.is_settled("a", "t") && both.is_known("b"));
        fs::remove_file(kept.file().unwrap()).unwrap();
    }
}

#[test]
fn a_file_of_version_one_is_read_and_becomes_one_of_this_version() {
    let folder = TempDir::new().unwrap();
    let old = r#"{"version": 1, "place": {"lesson": "a", "step": "s"}, "drawing": "blocks",
        "lessons": {"a": {"seen": ["s"]}}}"#;
    let file = folder.path().join("progress.json");
    fs::write(&file, old).unwrap();
    let (mut progress, notice) = store(folder.path()).load();
    assert_eq!(notice, None);
    assert!(progress.has_seen("a", "s"));
    // What was chosen by a digit, when plots had no drawing of their own, says nothing of plots.
    assert_eq!(
        (progress.digits(), progress.plots()),
        (Some("blocks"), None)
    );
    progress.choose_plots("braille");
    progress.answer("a", "t", Answer::Task, 1);
    store(folder.path()).save(&progress).unwrap();
    assert_eq!(store(folder.path()).load(), (progress, None));
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("\"version\": 3")
    );
}

#[test]
fn a_forgotten_lesson_leaves_nothing_and_the_others_stay() {
    let mut progress = Progress::default();
    progress.visit("b", "s");
    progress.answer("b", "t", Answer::Task, 1);
    progress.visit("a", "s");
    progress.answer("a", "t", Answer::Task, 1);
    progress.forget("a");
    let mut other = Progress::default();
    other.visit("b", "s");
    other.answer("b", "t", Answer::Task, 1);
    other.place = None;
    assert_eq!(progress, other);
}

#[test]
fn it_is_told_when_the_learner_was_here_before() {
    let mut progress = Progress::default();
    assert_eq!(progress.record_visit(100), None);
    assert_eq!(progress.record_visit(200), Some(100));
    assert_eq!(progress.record_visit(300), Some(200));
}

#[test]
fn a_visit_that_lies_in_the_future_is_mended_and_stays_so() {
    let mut of_a_wrong_clock = Progress::default();
    of_a_wrong_clock.record_visit(9_000);
    let mut progress = of_a_wrong_clock.clone();
    assert_eq!(progress.record_visit(200), Some(200), "no more than now");
    progress.merge(of_a_wrong_clock); // as the file still says
    assert_eq!(progress.record_visit(300), Some(200));
}

#[test]
fn what_is_asked_again_counts_apart_and_is_merged() {
    let wrong = || Answer::Number {
        typed: "3".into(),
        right: false,
    };
    let mut progress = Progress::default();
    progress.recall("a", "n", true, 50); // nothing was answered that could be asked again
    assert_eq!(progress.recalled(), (0, 0));
    progress.answer("a", "n", wrong(), 100);
    let mut other = progress.clone();
    progress.recall("a", "n", true, 90_000);
    progress.recall("a", "n", false, 90_000); // the first answer of that time
    other.recall("a", "n", false, 200_000);
    let answered = progress.answered("a", "n").unwrap();
    assert_eq!((&answered.first, answered.right), (&wrong(), None));
    progress.merge(other);
    assert_eq!(progress.recalled(), (2, 1));
}

fn some_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        (0..4usize, any::<bool>()).prop_map(|(at, right)| Answer::Quiz {
            marked: vec![at],
            right
        }),
        (0..3usize).prop_map(|happened| Answer::Bet {
            chips: vec![5, 3, 2],
            happened
        }),
        any::<bool>().prop_map(|right| Answer::Arranged {
            things: vec![0, 2, 1],
            right
        }),
        Just(Answer::Task),
    ]
}

/// Answers at times of which no two are the same, as a clock gives them.
fn some_progress(times: std::ops::Range<u64>) -> impl Strategy<Value = Progress> {
    prop::collection::vec(("[ab]", "[xyz]", some_answer()), 0..8).prop_map(move |answers| {
        let mut progress = Progress::default();
        for (when, (lesson, id, answer)) in times.clone().step_by(3).zip(answers) {
            progress.answer(&lesson, &id, answer, when);
        }
        progress
    })
}

proptest! {
    #[test]
    fn merging_is_a_union_in_any_order(
        a in some_progress(0..60), b in some_progress(1..61), c in some_progress(2..62),
    ) {
        let merged = |first: &Progress, second: &Progress| {
            let mut both = first.clone();
            both.merge(second.clone());
            both
        };
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a.clone());
    }
}

#[test]
fn a_learner_who_resets_forgets_one_lesson_or_all_and_keeps_the_drawings() {
    let folder = TempDir::new().unwrap();
    let mut progress = Progress::default();
    progress.visit("b", "s");
    progress.visit("a", "s");
    progress.choose_digits("blocks");
    progress.choose_plots("braille");
    store(folder.path()).save(&progress).unwrap();
    store(folder.path()).forget(Some("a")).unwrap();
    let kept = store(folder.path()).load().0;
    assert!(kept.has_seen("b", "s") && !kept.has_seen("a", "s"));
    store(folder.path()).forget(None).unwrap();
    let kept = store(folder.path()).load().0;
    assert!(!kept.has_seen("b", "s"));
    assert_eq!(
        (kept.digits(), kept.plots()),
        (Some("blocks"), Some("braille"))
    );
}

#[test]
fn a_newer_file_is_not_forgotten_and_looking_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("progress.json");
    for (text, said) in [
        (
            r#"{"version": 4, "lessons": []}"#,
            "newer handson (version 4",
        ),
        ("{\"version\": 2, \"less", "holds no progress"),
        ("[]", "holds no progress"),
    ] {
        fs::write(&file, text).unwrap();
        let error = peek(&file).unwrap_err().to_string();
        assert!(
            error.contains(said) && error.contains("progress.json"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    fs::write(&file, r#"{"version": 4}"#).unwrap();
    assert!(store(folder.path()).forget(None).is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), r#"{"version": 4}"#);
    let gone = folder.path().join("gone.json");
    assert!(peek(&gone).unwrap_err().to_string().contains("gone.json"));
}
