use super::*;
use crate::progress::Here;
use std::os::unix::fs::symlink;

fn keep(folder: &Path, name: &str, step: &str) {
    let text =
        format!(r#"{{"version":3,"place":{{"lesson":"a","step":"{step}"}},"lessons":{{}}}}"#);
    fs::write(folder.join(name), text).unwrap();
}

fn read(roll: &mut Roll) -> Vec<Read<u32>> {
    let mut all = Vec::new();
    while roll.has_more() {
        all.extend(roll.read(3));
    }
    all
}

fn ids(read: &[Read<u32>]) -> Vec<&str> {
    let mut ids: Vec<_> = read.iter().map(|read| read.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn read_again_is_only_what_changed_and_who_goes_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "progress.json",
        "progress-ada.json",
        "progress-bo.json",
        "progress-z_9.json",
    ] {
        keep(folder.path(), name, "one");
    }
    let mut roll = Roll::of(folder.path().to_owned());
    roll.look_round();
    assert_eq!(ids(&read(&mut roll)), ["", "ada", "bo", "z_9"]);
    roll.look_round();
    assert!(read(&mut roll).is_empty());
    keep(folder.path(), "progress-bo.json", "another");
    fs::remove_file(folder.path().join("progress-ada.json")).unwrap();
    roll.look_round();
    let changed = read(&mut roll);
    assert_eq!(ids(&changed), ["ada", "bo"]);
    assert!(
        changed
            .iter()
            .any(|read| read.id == "ada" && read.kept == Found::Gone)
    );
    // What the system tells of is read without looking round.
    keep(folder.path(), "progress-bo.json", "a third");
    roll.hear(&folder.path().join("progress-bo.json"));
    roll.hear(&folder.path().join("progress-bo.json"));
    assert_eq!(ids(&read(&mut roll)), ["bo"]);
}

#[test]
fn foreign_odd_and_half_written_files_are_passed_over_and_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    keep(folder.path(), "progress-ada.json", "one");
    let odd = [
        "notes.txt",
        "progress-a b.json",
        "progress-\u{1b}[2J.json",
        "progress-ä.json",
        "progress-.json",
        "progress-ada.json.corrupt-1",
        "progressada.json",
    ];
    for name in odd {
        keep(folder.path(), name, "one");
    }
    let long = format!("progress-{}.json", "x".repeat(65));
    keep(folder.path(), &long, "one");
    fs::create_dir(at("progress-folder.json")).unwrap();
    rustix::fs::mkfifoat(
        rustix::fs::CWD,
        at("progress-pipe.json"),
        rustix::fs::Mode::RUSR,
    )
    .unwrap();
    symlink("/dev/zero", at("progress-device.json")).unwrap();
    symlink("nowhere", at("progress-dangling.json")).unwrap();
    fs::write(at("progress-half.json"), r#"{"version":3,"place":{"#).unwrap();
    fs::write(at("progress-newer.json"), r#"{"version":99}"#).unwrap();
    fs::write(at("progress-binary.json"), [0xff, 0, 1]).unwrap();
    for ours in [
        "progress-ada.lock",
        "labs-ada",
        "settings-ada.toml",
        ".progress-ada.json.new-x",
    ] {
        fs::write(at(ours), "").unwrap();
    }
    let mut roll = Roll::of(folder.path().to_owned());
    roll.look_round();
    assert_eq!(ids(&read(&mut roll)), ["ada"]);
    // folder, pipe, device, half, newer, binary; a dangling link is nothing.
    assert_eq!(roll.passed_over(), (6, odd.len() + 1));
    // Once it is whole it is read.
    keep(folder.path(), "progress-half.json", "one");
    roll.look_round();
    assert_eq!(ids(&read(&mut roll)), ["half"]);
    assert_eq!(roll.passed_over().0, 5);
    // A file that breaks leaves its learner as they were read.
    fs::write(at("progress-ada.json"), "{").unwrap();
    roll.look_round();
    assert!(read(&mut roll).is_empty());
    assert_eq!(roll.passed_over().0, 6);
}

#[test]
fn who_is_here_is_read_without_their_progress_and_so_is_that_they_left() {
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), "progress-ada.json", "one");
    let mut here = Here::at(folder.path().join("here-ada.json"));
    here.say(&7).unwrap();
    let mut roll = Roll::of(folder.path().to_owned());
    roll.look_round();
    let first = read(&mut roll);
    assert!(matches!(
        &first[..],
        [Read {
            here,
            kept: Found::New(..),
            ..
        }] if *here == [7]
    ));
    here.say(&8).unwrap();
    roll.hear(Path::new("here-ada.json"));
    let then = read(&mut roll);
    assert!(matches!(
        &then[..],
        [Read {
            here,
            kept: Found::Same,
            ..
        }] if *here == [8]
    ));
    // A second session is one more of the same learner.
    let mut beside = Here::at(folder.path().join("here-ada.json"));
    beside.say(&9).unwrap();
    roll.hear(Path::new("here-ada.1.json"));
    assert!(
        matches!(&read(&mut roll)[..], [Read { id, here, .. }] if id == "ada" && *here == [8, 9])
    );
    drop(beside);
    // A killed process tells nobody: the next look round finds it.
    drop(here);
    roll.look_round();
    assert!(matches!(
        &read(&mut roll)[..],
        [Read {
            here,
            kept: Found::Same,
            ..
        }] if here.is_empty()
    ));
    roll.look_round();
    assert!(read(&mut roll).is_empty());
}

#[test]
fn a_folder_that_is_not_there_yet_is_an_empty_class() {
    let folder = tempfile::tempdir().unwrap();
    let mut roll = Roll::of(folder.path().join("later"));
    roll.look_round();
    assert!(read(&mut roll).is_empty());
    fs::create_dir(folder.path().join("later")).unwrap();
    keep(&folder.path().join("later"), "progress-ada.json", "one");
    roll.look_round();
    assert_eq!(ids(&read(&mut roll)), ["ada"]);
}
