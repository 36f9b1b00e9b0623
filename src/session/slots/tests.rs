use std::path::Path;

use tempfile::TempDir;

use super::*;

fn training(folder: &Path, cores: usize) -> Training {
    training_on(folder, 0..cores)
}

fn training_on(folder: &Path, cores: impl IntoIterator<Item = usize>) -> Training {
    Training::new(&Slots::new(folder.join("slots"), Cores::new(cores)))
}

/// Everybody asks in turn until nothing changes; what they were told.
fn settle(trainings: &mut [Training], wanted: usize) -> Vec<Turn> {
    let mut before = Vec::new();
    loop {
        let now: Vec<Turn> = trainings.iter_mut().map(|t| t.ask(wanted)).collect();
        if now == before {
            return now;
        }
        before = now;
    }
}

#[test]
fn one_alone_gets_what_it_wants_of_what_there_is() {
    let folder = TempDir::new().unwrap();
    assert_eq!(training(folder.path(), 4).ask(64), Turn::Go(4));
    assert_eq!(training(folder.path(), 4).ask(3), Turn::Go(3));
}

#[test]
fn cores_are_shared_anew_when_somebody_comes_or_goes() {
    let folder = TempDir::new().unwrap();
    let mut all: Vec<Training> = (0..3).map(|_| training(folder.path(), 4)).collect();
    assert_eq!(settle(&mut all[..1], 4), [Turn::Go(4)]);
    assert_eq!(settle(&mut all[..2], 4), [Turn::Go(2); 2]);
    let mut shares = settle(&mut all, 4);
    shares.sort_by_key(|turn| format!("{turn:?}"));
    assert_eq!(shares, [Turn::Go(1), Turn::Go(1), Turn::Go(2)]);
    all.remove(0);
    assert_eq!(settle(&mut all, 4), [Turn::Go(2); 2]);
    all[0].leave();
    assert_eq!(settle(&mut all[1..], 4), [Turn::Go(4)]);
}

#[test]
fn who_finds_no_core_waits_in_the_order_of_coming() {
    let folder = TempDir::new().unwrap();
    let mut all: Vec<Training> = (0..5).map(|_| training(folder.path(), 2)).collect();
    let told = settle(&mut all, 2);
    let (go, wait) = (Turn::Go(1), |ahead| Turn::Wait(ahead));
    assert_eq!(told, [go, go, wait(0), wait(1), wait(2)]);
    // The second in the queue gives up, a training ends: the first goes, the others move up.
    all.remove(3);
    all.remove(1);
    assert_eq!(settle(&mut all, 2), [go, go, wait(0)]);
    // A newcomer does not pass who waits.
    all.remove(0);
    all.insert(0, training(folder.path(), 2));
    let told: Vec<Turn> = all.iter_mut().map(|t| t.ask(2)).collect();
    assert_eq!(told, [wait(1), go, go]);
}

#[test]
fn who_was_given_other_cores_is_in_nobodys_way() {
    let folder = TempDir::new().unwrap();
    let mut first = training_on(folder.path(), [0]);
    let mut second = training_on(folder.path(), [1]);
    assert_eq!(first.ask(2), Turn::Go(1));
    assert_eq!(second.ask(2), Turn::Go(1));
    // A third on the second one's core waits for that one alone.
    let mut third = training_on(folder.path(), [1]);
    assert_eq!(third.ask(1), Turn::Wait(0));
    drop(first);
    assert_eq!(third.ask(1), Turn::Wait(0));
    drop(second);
    assert_eq!(third.ask(1), Turn::Go(1));
}

#[test]
fn who_has_more_cores_gives_back_the_one_that_is_waited_for() {
    let folder = TempDir::new().unwrap();
    let mut wide = training_on(folder.path(), 0..4);
    assert_eq!(wide.ask(4), Turn::Go(4));
    for core in [0, 3] {
        let mut narrow = training_on(folder.path(), [core]);
        assert_eq!(narrow.ask(4), Turn::Wait(0));
        assert_eq!(wide.ask(4), Turn::Go(2));
        assert_eq!(narrow.ask(4), Turn::Go(1));
        drop(narrow);
        assert_eq!(wide.ask(4), Turn::Go(4));
    }
}

#[test]
fn a_quota_shares_the_cores_of_the_host() {
    let folder = TempDir::new().unwrap();
    // Four cores, and time for one: four such processes run at once.
    let mut all: Vec<Training> = (0..5).map(|_| training(folder.path(), 4)).collect();
    let told = settle(&mut all, 1);
    assert_eq!(told[..4], [Turn::Go(1); 4]);
    assert_eq!(told[4], Turn::Wait(0));
}

#[test]
fn a_folder_that_cannot_be_used_holds_nobody_up() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("slots");
    std::fs::write(&file, "").unwrap();
    assert_eq!(training(folder.path(), 2).ask(7), Turn::Go(7));
    let nowhere = Slots::new("/nonexistent/deep/slots".into(), Cores::new([0, 1]));
    assert_eq!(Training::new(&nowhere).ask(7), Turn::Go(7));
}

#[test]
fn one_who_looks_round_for_ever_holds_nobody_up_for_ever() {
    let folder = TempDir::new().unwrap();
    let mut waiting = training(folder.path(), 2);
    let _stuck = waiting.folder.look_round().unwrap();
    assert_eq!(waiting.ask(2), Turn::Wait(0));
    waiting.failed = Some(PATIENCE);
    assert_eq!(waiting.ask(2), Turn::Go(2));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_put_in_the_way_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    let slots = folder.path().join("slots");
    assert_eq!(training(folder.path(), 2).ask(1), Turn::Go(1));
    let mode = std::fs::metadata(&slots).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o1777);
    let target = folder.path().join("target");
    symlink(&target, slots.join("core-1")).unwrap();
    assert_eq!(
        training(folder.path(), 2).ask(2),
        Turn::Go(2),
        "it is given up"
    );
    assert!(!target.exists());
}
