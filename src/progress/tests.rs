//! Claims about progress: nothing a learner did is lost, whatever happens to the file.

mod answers;
mod place;

use std::fs;
use std::path::Path;
use std::thread;

use tempfile::TempDir;

use super::{BadLearner, Kept, Notice, Progress, Store};
use crate::lesson::model::{Course, Lesson, Step};

fn store(folder: &Path) -> Store {
    Store::new(Some(folder), None).unwrap()
}

fn some() -> Progress {
    let mut progress = Progress::default();
    progress.visit("welcome", "keys");
    progress.visit("normal", "wider");
    progress.choose_digits("braille");
    progress
}

fn lesson(id: &str, steps: &[&str]) -> Lesson {
    let step = |id: &&str| Step {
        id: (*id).to_owned(),
        title: String::new(),
        goal: None,
        alone: false,
        blocks: Vec::new(),
    };
    Lesson {
        id: id.to_owned(),
        number: 0,
        title: String::new(),
        summary: String::new(),
        minutes: 1,
        needs: Vec::new(),
        symbols: Vec::new(),
        steps: steps.iter().map(step).collect(),
    }
}

#[test]
fn what_is_saved_is_loaded_again() {
    let folder = TempDir::new().unwrap();
    let deep = folder.path().join("not/yet/there");
    assert_eq!(store(&deep).load(), (Progress::default(), None));
    assert_eq!(store(&deep).save(&some()), Ok(()));
    assert_eq!(store(&deep).load(), (some(), None));
    let text = fs::read_to_string(deep.join("progress.json")).unwrap();
    assert!(text.starts_with("{\n  \"version\": 3,"), "{text}");
}

#[test]
fn learners_have_files_of_their_own_and_plain_names() {
    let folder = TempDir::new().unwrap();
    let ada = Store::new(Some(folder.path()), Some("ada_L-1")).unwrap();
    assert_eq!(
        ada.file(),
        Some(&*folder.path().join("progress-ada_L-1.json"))
    );
    for name in ["", "../x", "a b", "é", "a.b", &"x".repeat(65)] {
        let bad = Store::new(Some(folder.path()), Some(name)).unwrap_err();
        assert_eq!(bad, BadLearner(name.to_owned()));
    }
}

#[test]
fn a_course_that_was_put_into_another_order_is_gone_on_with_at_the_same_step() {
    let course = |lessons: &[Lesson]| Course {
        lessons: lessons.to_vec(),
        ..Course::default()
    };
    let (welcome, normal) = (
        lesson("welcome", &["keys"]),
        lesson("normal", &["a", "wider", "b"]),
    );
    let progress = some();
    assert_eq!(
        progress.resume(&course(&[welcome.clone(), normal.clone()])),
        (1, 1)
    );
    assert_eq!(progress.resume(&course(&[normal, welcome.clone()])), (0, 1));
    let renamed = lesson("normal", &["wider-2", "c"]);
    assert_eq!(
        progress.resume(&course(&[welcome.clone(), renamed])),
        (1, 0)
    );
    assert_eq!(progress.resume(&course(&[welcome])), (0, 0));
    assert_eq!(progress.resume(&Course::default()), (0, 0));
    assert_eq!(Progress::default().resume(&Course::default()), (0, 0));
}

#[test]
fn only_steps_that_are_still_there_are_counted() {
    let progress = some();
    assert!(progress.has_seen("normal", "wider") && !progress.has_seen("normal", "a"));
    assert_eq!(progress.steps_seen(&lesson("normal", &["a", "wider"])), 1);
    assert_eq!(progress.steps_seen(&lesson("normal", &["a"])), 0);
}

#[test]
fn a_file_cut_short_anywhere_is_put_aside_whole_and_said_so() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("progress.json");
    store(folder.path()).save(&some()).unwrap();
    let whole = fs::read(&file).unwrap();
    // The last byte is a line's end, without which the file still says everything.
    for length in 0..whole.len() - 1 {
        fs::write(&file, &whole[..length]).unwrap();
        let (progress, notice) = store(folder.path()).load();
        assert_eq!(progress, Progress::default(), "{length}");
        let Some(Notice::PutAside(aside)) = notice else {
            panic!("{length}: {notice:?}");
        };
        assert!(aside.ends_with(format!("progress.json.corrupt-{}", length + 1)));
        assert_eq!(fs::read(&aside).unwrap(), &whole[..length]);
        assert_eq!(store(folder.path()).load(), (Progress::default(), None));
    }
}

#[test]
fn a_file_that_breaks_while_the_course_runs_costs_nothing_of_this_run() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("progress.json"), b"\xff{").unwrap();
    let said = store(folder.path()).save(&some());
    assert!(matches!(said, Err(Notice::PutAside(_))), "{said:?}");
    assert_eq!(store(folder.path()).load(), (some(), None));
}

#[test]
fn a_file_of_a_newer_version_is_never_touched() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("progress.json");
    let newer = "{\"version\": 4, \"lessons\": \"in a new shape\"}";
    fs::write(&file, newer).unwrap();
    let mut loaded = store(folder.path());
    assert_eq!(
        loaded.load(),
        (Progress::default(), Some(Notice::Newer(file.clone())))
    );
    assert_eq!(loaded.save(&some()), Err(Notice::Newer(file.clone())));
    let mut unloaded = store(folder.path());
    for _ in 0..2 {
        assert_eq!(unloaded.save(&some()), Err(Notice::Newer(file.clone())));
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn without_a_place_to_keep_it_the_course_runs_and_says_so() {
    let folder = TempDir::new().unwrap();
    let taken = folder.path().join("a-file");
    fs::write(&taken, "").unwrap();
    let mut store = store(&taken.join("state"));
    let (progress, notice) = store.load();
    assert_eq!(progress, Progress::default());
    assert!(matches!(&notice, Some(Notice::NotKept(_))), "{notice:?}");
    assert!(notice.unwrap().to_string().contains("--state"));
    for _ in 0..2 {
        assert!(matches!(store.save(&some()), Err(Notice::NotKept(_))));
    }
    // Once there is a place, it is used.
    fs::remove_file(&taken).unwrap();
    assert_eq!(store.save(&some()), Ok(()));
    assert_eq!(store.load(), (some(), None));
}

#[test]
fn what_two_runs_did_is_kept_of_both_and_the_last_place_counts() {
    let folder = TempDir::new().unwrap();
    let (mut one, mut two) = (store(folder.path()), store(folder.path()));
    let (mut first, mut second) = (one.load().0, two.load().0);
    first.visit("welcome", "keys");
    first.choose_digits("ramp");
    second.choose_plots("blocks");
    second.visit("normal", "wider");
    one.save(&first).unwrap();
    two.save(&second).unwrap();
    let both = store(folder.path()).load().0;
    assert!(both.has_seen("welcome", "keys") && both.has_seen("normal", "wider"));
    assert_eq!(
        (both.digits(), both.plots()),
        (Some("ramp"), Some("blocks"))
    );
    assert_eq!(both.place, second.place);
}

#[test]
fn two_writers_at_once_lose_nothing() {
    const STEPS: usize = 40;
    let folder = TempDir::new().unwrap();
    thread::scope(|scope| {
        for writer in ["one", "two"] {
            let mut store = store(folder.path());
            scope.spawn(move || {
                for step in 0..STEPS {
                    // Each save knows one step only: all others come from the file.
                    let mut progress = Progress::default();
                    progress.visit(writer, &step.to_string());
                    store.save(&progress).unwrap();
                }
            });
        }
    });
    let progress = store(folder.path()).load().0;
    for step in 0..STEPS {
        for writer in ["one", "two"] {
            assert!(
                progress.has_seen(writer, &step.to_string()),
                "{writer} {step}"
            );
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn labs_are_kept_beside_the_progress_of_each_learner() {
    let folder = TempDir::new().unwrap();
    let mut own = store(folder.path());
    let mut ada = Store::new(Some(folder.path()), Some("ada")).unwrap();
    own.keep_lab("net:ae", b"own").unwrap();
    ada.keep_lab("net:ae", b"hers").unwrap();
    assert_eq!(own.recall_lab("net:ae").unwrap(), Some(b"own".to_vec()));
    assert_eq!(ada.recall_lab("net:ae").unwrap(), Some(b"hers".to_vec()));
    assert_eq!(ada.recall_lab("net-ae").unwrap(), None);
    assert_eq!(ada.labs(), Some(folder.path().join("labs-ada")));
    assert!(
        own.keep_lab("../out/of/here", b"").is_ok(),
        "every key is a name"
    );
    assert!(own.keep_lab(&"x".repeat(81), b"").is_err());
}

#[test]
fn what_another_run_has_kept_since_is_not_replaced() {
    let folder = TempDir::new().unwrap();
    let (mut stale, mut other) = (store(folder.path()), store(folder.path()));
    for run in [&mut stale, &mut other] {
        assert_eq!(run.recall_lab("net").unwrap(), None);
    }
    for epochs in [b"1 epoch ", b"5 epochs"] {
        assert_eq!(other.keep_lab("net", epochs).unwrap(), Kept::Here);
    }
    let theirs = folder.path().join("labs/net.safetensors");
    let mut beside = None;
    for steps in [b"1 step", b"2 steps".as_slice()] {
        let Kept::Beside(ours) = stale.keep_lab("net", steps).unwrap() else {
            panic!("theirs is replaced")
        };
        assert_eq!(fs::read(&theirs).unwrap(), b"5 epochs");
        assert_eq!(fs::read(&ours).unwrap(), steps);
        beside = Some(ours);
    }
    // What the sentence says to do, in the next session.
    fs::rename(beside.unwrap(), theirs).unwrap();
    let mut next = store(folder.path());
    assert_eq!(next.recall_lab("net").unwrap(), Some(b"2 steps".to_vec()));
    assert_eq!(next.keep_lab("net", b"3 steps").unwrap(), Kept::Here);
}

#[test]
fn who_has_seen_what_another_run_kept_goes_on_in_its_place() {
    let folder = TempDir::new().unwrap();
    let mut first = store(folder.path());
    first.keep_lab("net", b"first").unwrap();
    let mut second = store(folder.path());
    second.recall_lab("net").unwrap();
    assert_eq!(second.keep_lab("net", b"second").unwrap(), Kept::Here);
    // What is gone is nobody's.
    fs::remove_dir_all(folder.path().join("labs")).unwrap();
    assert_eq!(first.keep_lab("net", b"first").unwrap(), Kept::Here);
}

#[test]
fn of_runs_beside_others_there_are_few() {
    let folder = TempDir::new().unwrap();
    store(folder.path()).keep_lab("net", b"theirs").unwrap();
    let keep = |n: usize| store(folder.path()).keep_lab("net", &[0; 9][..n % 9]);
    for n in 0..super::labs::MOST {
        assert!(matches!(keep(n), Ok(Kept::Beside(_))));
    }
    let refused = keep(0).unwrap_err().to_string();
    assert!(refused.contains("delete"), "{refused}");
}

#[cfg(unix)]
#[test]
fn progress_behind_a_link_is_kept_there_and_the_link_stays() {
    let folder = TempDir::new().unwrap();
    let (state, dotfiles) = (folder.path().join("state"), folder.path().join("dotfiles"));
    fs::create_dir(&state).unwrap();
    let link = state.join("progress.json");
    std::os::unix::fs::symlink("../dotfiles/progress.json", &link).unwrap();
    // It leads nowhere at first.
    let mut run = store(&state);
    assert_eq!(run.load(), (Progress::default(), None));
    run.save(&some()).unwrap();
    assert!(link.is_symlink());
    assert_eq!(store(&state).load(), (some(), None));
    assert_eq!(store(&dotfiles).load(), (some(), None));
    assert_eq!(run.labs(), Some(state.join("labs")));
    // What cannot be read is put aside where it lies.
    fs::write(&link, "nonsense").unwrap();
    let (_, notice) = store(&state).load();
    let aside = dotfiles
        .canonicalize()
        .unwrap()
        .join("progress.json.corrupt-1");
    let Some(Notice::PutAside(found)) = notice else {
        panic!("{notice:?}")
    };
    assert_eq!(found.canonicalize().unwrap(), aside);
    assert!(link.is_symlink());
}

#[test]
fn what_a_syncing_program_left_beside_the_progress_is_found() {
    let folder = TempDir::new().unwrap();
    let conflicts = [
        "progress (1).json",
        "progress (Ada's conflicted copy 2026-11-27).json",
        "progress 2.json",
        "progress.sync-conflict-20261127-101010-ABCDEFG.json",
        "progress_conflict-20261127-101010.json",
    ];
    let others = [
        "progress.json",
        "progress-ada.json",
        "progress-ada.sync-conflict-20261127-101010-ABCDEFG.json",
        "progress.json.corrupt-1",
        "progress.lock",
        "other 2.json",
    ];
    for name in conflicts.iter().chain(&others) {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    let found = store(folder.path()).conflicts();
    assert_eq!(found, conflicts.map(|name| folder.path().join(name)));
    let ada = Store::new(Some(folder.path()), Some("ada")).unwrap();
    assert_eq!(ada.conflicts().len(), 1);
    assert!(super::conflict(&found[0]).contains("rename"));
}

#[test]
fn few_labs_are_kept_and_the_oldest_make_room() {
    let folder = TempDir::new().unwrap();
    let mut store = store(folder.path());
    let kept = || fs::read_dir(folder.path().join("labs")).unwrap().count();
    for n in 0..super::labs::MOST + 5 {
        store.keep_lab(&format!("lab:{n}"), &[0; 100]).unwrap();
        assert!(kept() <= super::labs::MOST);
    }
    let newest = format!("lab:{}", super::labs::MOST + 4);
    assert!(store.recall_lab(&newest).unwrap().is_some());
    assert!(store.keep_lab("large", &vec![0; 17 << 20]).is_err());
}

#[test]
fn what_a_killed_run_left_behind_is_cleared_away() {
    let folder = TempDir::new().unwrap();
    let mut store = store(folder.path());
    store.save(&some()).unwrap();
    let left = folder.path().join(".progress.json.new-abc");
    fs::write(&left, "half").unwrap();
    store.save(&some()).unwrap();
    assert!(!left.exists());
}
