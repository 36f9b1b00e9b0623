//! The real binary on a host that lacks something: room, a home, a temporary folder, threads.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::common::pty::Pty;

const PROGRAM: &str = env!("CARGO_BIN_EXE_handson");
const SIZE: (u16, u16) = (100, 30);

fn on(state: &Path, script: &str) -> Pty {
    let state = state.to_str().unwrap();
    Pty::spawn_program("sh", &["-c", script, PROGRAM, state], &[], SIZE)
}

#[track_caller]
fn leave(mut pty: Pty) {
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn on_a_full_disk_the_old_progress_stays_and_the_learner_is_told() {
    let state = tempfile::tempdir().unwrap();
    let mut pty = on(state.path(), r#"exec "$0" --state "$1""#);
    pty.wait_for_step("01:hello");
    // As far as a lab that is kept, and back.
    for (key, step) in [("Right", "leave"), ("Right", "control"), ("Left", "leave")] {
        pty.press(&[key]);
        pty.wait_for_step(&format!("01:{step}"));
    }
    leave(pty);
    let file = state.path().join("progress.json");
    let kept = (fs::read(&file).unwrap(), names(state.path()));

    // No file may grow, which every write is told, as on a disk without room.
    let full = r#"trap "" XFSZ; ulimit -f 0; exec "$0" --state "$1""#;
    let mut pty = on(state.path(), full);
    pty.wait_for("your progress cannot be kept"); // said once, and gone with the next key
    pty.press(&["Right"]);
    pty.wait_for_step("01:control");
    leave(pty);
    assert_eq!((fs::read(&file).unwrap(), names(state.path())), kept);
}

#[test]
fn without_a_home_that_can_be_written_it_says_so_once_and_runs() {
    for home in ["/proc", "/dev/null"] {
        let mut pty = Pty::spawn(&[], &[("HOME", home)], SIZE);
        pty.wait_for("your progress cannot be kept");
        for step in ["01:leave", "01:control"] {
            pty.press(&["Right"]);
            pty.wait_for_step(step);
        }
        let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
        assert_eq!(text.matches("cannot be kept").count(), 1);
        leave(pty);
    }
}

#[test]
fn progress_that_cannot_be_read_is_put_aside_and_said() {
    let state = tempfile::tempdir().unwrap();
    fs::write(state.path().join("progress.json"), b"{\"version\":1,\xff").unwrap();
    let pty = on(state.path(), r#"exec "$0" --state "$1""#);
    pty.wait_for("was put aside as");
    leave(pty);
    assert!(names(state.path()).contains("progress.json.corrupt-1"));
}

#[test]
fn progress_of_a_newer_program_is_left_as_it_is() {
    let state = tempfile::tempdir().unwrap();
    let file = state.path().join("progress.json");
    fs::write(&file, "{\"version\": 99}").unwrap();
    let pty = on(state.path(), r#"exec "$0" --state "$1""#);
    pty.wait_for("newer handson");
    leave(pty);
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"version\": 99}");
}

#[test]
fn what_two_sessions_at_once_have_seen_is_kept_of_both() {
    let state = tempfile::tempdir().unwrap();
    let mut open = Vec::new();
    for place in ["01:hello", "04:pegs"] {
        let pty = on(
            state.path(),
            &format!(r#"exec "$0" --state "$1" open {place}"#),
        );
        pty.wait_for_step(place);
        open.push(pty);
    }
    // As far as no field takes the q to leave with.
    for page in 2..=3 {
        for pty in &mut open {
            pty.press(&["Right"]);
            pty.wait_for(&format!("{page} of"));
        }
    }
    open.into_iter().for_each(leave);
    let mut lessons = Command::new(PROGRAM);
    lessons
        .arg("--state")
        .arg(state.path())
        .args(["lessons", "--json"]);
    let listed: serde_json::Value =
        serde_json::from_slice(&lessons.output().unwrap().stdout).unwrap();
    let seen = |id: &str| {
        let lessons = listed["lessons"].as_array().unwrap();
        let lesson = lessons.iter().find(|lesson| lesson["id"] == id).unwrap();
        let steps = lesson["steps"].as_array().unwrap();
        steps.iter().filter(|step| step["seen"] == true).count()
    };
    assert_eq!([seen("welcome"), seen("normal-distribution")], [3, 3]);
}

#[test]
fn without_a_temporary_folder_the_digits_are_there_all_the_same() {
    let mut pty = Pty::spawn(&["open", "09:train"], &[("TMPDIR", "/nonexistent")], SIZE);
    pty.wait_for("→ next");
    pty.press(&["Space"]);
    pty.wait_for("epoch  1/17");
    leave(pty);
}

#[test]
fn a_lock_that_another_program_holds_is_said_and_the_course_runs() {
    let state = tempfile::tempdir().unwrap();
    let lock = fs::File::create(state.path().join("progress.lock")).unwrap();
    lock.lock().unwrap();
    let mut pty = on(state.path(), r#"exec "$0" --state "$1" open 01:leave"#);
    pty.wait_for("another program holds");
    drop(lock);
    pty.press(&["Right"]);
    pty.wait_for_step("01:control");
    leave(pty);
    assert!(state.path().join("progress.json").exists(), "from then on");
}

#[test]
fn where_another_program_holds_the_labs_the_network_is_named_and_the_place_is_kept() {
    let state = tempfile::tempdir().unwrap();
    let lock = fs::File::create(state.path().join("labs.lock")).unwrap();
    lock.lock().unwrap();
    let mut pty = on(state.path(), r#"exec "$0" --state "$1" open 09:train"#);
    pty.wait_for("untrained");
    pty.press(&["s"]);
    pty.wait_for("batch   1/235");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let text = pty.screen().contents().replace('\n', "");
    assert!(
        text.contains("what you trained (1 update) cannot be kept"),
        "{text}"
    );
    assert!(text.contains("another program holds"), "{text}");
    assert!(!text.contains("your place was not kept"), "{text}");
    assert!(state.path().join("progress.json").exists());
}

#[test]
fn where_memory_is_short_training_is_refused_in_a_sentence_and_the_course_reads_on() {
    let state = tempfile::tempdir().unwrap();
    for kilobytes in [80_000, 150_000] {
        let limit = format!(r#"ulimit -v {kilobytes}; exec "$0" --state "$1" open 09:train"#);
        let mut pty = on(state.path(), &limit);
        // Where the digits fit, the training does not.
        pty.press(&["Space"]);
        pty.wait_until("refusal", |screen| {
            let words: Vec<_> = screen
                .contents()
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            let text = words.join(" ");
            text.contains("no memory left") || text.contains("there is not so much left")
        });
        let text = pty.screen().contents();
        assert!(!text.contains("broken"), "{text}");
        pty.press(&["Left"]);
        pty.wait_for_step("09:words");
        pty.press(&["Esc"]); // a question waits there, and has the keys
        pty.wait_for("q leave");
        leave(pty);
    }
}

#[test]
fn mosh_through_a_key_that_opens_the_course_gets_one_sentence() {
    let mosh = "mosh-server 'new' '-c' '256' '-l' 'LANG=C.UTF-8'";
    let pty = Pty::spawn(
        &["--learner", "ada"],
        &[("SSH_ORIGINAL_COMMAND", mosh)],
        SIZE,
    );
    assert_eq!(pty.exit_status().exit_code(), 2);
    let text = pty.screen().contents();
    assert!(
        text.contains("use ssh") && !pty.screen().alternate_screen(),
        "{text}"
    );
    // Whatever else was asked for, the course opens.
    let other = [("SSH_ORIGINAL_COMMAND", "sh")];
    let pty = Pty::spawn(&["open", "01:leave"], &other, SIZE);
    pty.wait_for_step("01:leave");
    leave(pty);
}

#[test]
fn more_threads_than_a_machine_can_have_are_refused_in_a_sentence() {
    let output = Command::new(PROGRAM)
        .args(["--threads", "1000"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.lines().count() == 1 && said.contains("1..=256"),
        "{said}"
    );
}

/// The course for a user who may have this many threads. The system binds nobody who is root, so
/// root runs it as another user, who has no other process.
fn with_threads(program: &Path, most: usize) -> Pty {
    let limit = format!("--nproc={most}");
    let program = program.to_str().unwrap();
    let limited = [&limit, "--", program, "open", "09:train", "--threads", "64"];
    let other = [
        "--reuid=54321",
        "--regid=54321",
        "--clear-groups",
        "--",
        "prlimit",
    ];
    let (first, words) = if rustix::process::geteuid().is_root() {
        ("setpriv", [&other[..], &limited].concat())
    } else {
        ("prlimit", limited.to_vec())
    };
    Pty::spawn_program(first, &words, &[("HOME", "/")], SIZE)
}

#[test]
fn where_threads_are_refused_it_runs_on_fewer_or_says_why_not() {
    let place = tempfile::tempdir().unwrap();
    let program = place.path().join("handson");
    fs::copy(PROGRAM, &program).unwrap();
    for path in [place.path(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut ran = 0;
    let mut refused = 0;
    for most in 1..=12 {
        let mut pty = with_threads(&program, most);
        pty.wait_until("course or sentence", |screen| {
            let contents = screen.contents();
            contents.contains("→ next") || contents.contains("handson: ")
        });
        if pty.screen().alternate_screen() {
            pty.press(&["Space"]);
            pty.wait_until("training or sentence", |screen| {
                let contents = screen.contents();
                contents.contains("epoch  1/17") || contents.contains("thread")
            });
            ran += 1;
            leave(pty);
        } else {
            assert_eq!(pty.exit_status().exit_code(), 2);
            let text = pty.screen().contents();
            assert!(text.contains("no thread could be started"), "{text}");
            refused += 1;
        }
    }
    assert!(refused > 0, "one thread is enough for nobody");
    // For who is no root, all of the user's processes count.
    assert!(ran > 0 || !rustix::process::geteuid().is_root());
}
