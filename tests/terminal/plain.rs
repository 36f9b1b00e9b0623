//! `--plain` on the real program: in a pipe, on a dumb terminal, with whatever ends it.

use crate::common::pty::Pty;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn program(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command
        .arg("--plain")
        .args(["--slots", "off"])
        .env("HOME", state)
        .env_remove("XDG_STATE_HOME")
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A learner's folder.
fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Lines through a pipe, to the end.
fn pipe(home: &Path, args: &[&str], lines: &[u8]) -> Output {
    let mut child = program(home).args(args).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(lines); // who left early reads no further
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("ASCII")
}

#[test]
fn a_pipe_is_answered_line_by_line_without_a_prompt_and_the_place_is_kept() {
    let home = home();
    let lines = b"open 04:wider\nset sigma 0.3\nquit\nnext\n";
    let output = pipe(home.path(), &[], lines);
    let said = text(&output);
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    assert!(said.is_ascii() && !said.contains(['\x1b', '>']), "{said}");
    assert!(said.contains("where it is 1.330."), "{said}");
    assert!(said.ends_with("Your place is kept.\n"), "{said}");
    assert!(
        !said.contains(": Where it passes one"),
        "quit is the last line: {said}"
    );
    // The end of the lines is an end as well.
    let output = pipe(home.path(), &[], b"");
    assert!(output.status.success() && text(&output).contains(": Wider or taller"));
}

#[test]
fn open_goes_to_its_step_and_sets_its_lab_up() {
    let home = home();
    let args = ["open", "04:wider", "--with", "sigma=0.5"];
    let said = text(&pipe(home.path(), &args, b""));
    assert!(said.contains("sigma is 0.50, from 0.10 to 3.00."), "{said}");
}

#[test]
fn a_code_that_cannot_be_is_said_and_left_out() {
    let home = home();
    for (place, code, holds) in [
        ("04:wider", "v1,sigma=0.5,speed=3", "no control 'speed'"),
        ("04:wider", "sigma=0.5,sigma=wide", "sigma"),
        ("04:wider", "sigma=0.5,:", "the code of --with is left out"),
        ("04:wider", "v9,sigma=0.5", "another version"),
        ("03:bird", "v1,mu=1", "no control 'mu'"),
        ("08:arms", "set=blobs", "'set' stays spiral"),
        ("09:idea", "rate=1", "no lab"),
    ] {
        let args = ["open", place, "--with", code];
        let output = pipe(home.path(), &args, b"");
        let said = text(&output).replace('\n', " ");
        assert!(output.status.success(), "{code}: {said}");
        assert!(
            said.contains(holds) && said.contains("is left out"),
            "{code}: {said}"
        );
        assert!(
            !said.contains("sigma is 0.50"),
            "nothing of it is set: {said}"
        );
    }
}

#[test]
fn a_script_trains_as_far_as_it_says_and_the_next_session_goes_on_from_there() {
    let home = home();
    let lines = b"open 09:train\ntrain 1 epochs\nfacts val_loss\n";
    let said = text(&pipe(home.path(), &[], lines)).replace('\n', " ");
    let trained = said.find("All epochs are done.").expect(&said);
    let asked = said
        .find("val_loss: After the last whole epoch the loss on the validation data was 0.0")
        .expect(&said);
    assert!(trained < asked, "a line waits for the run: {said}");
    let said = text(&pipe(
        home.path(),
        &[],
        b"train 50 epochs\nstop\nfacts epoch\n",
    ));
    assert!(said.contains("1 of 1 epoch is done."), "{said}");
    assert!(
        said.contains("It stands still now."),
        "stop does not wait: {said}"
    );
    assert!(said.contains("epoch: 1 of 51 epochs is done."), "{said}");
}

#[test]
fn each_step_is_answered_when_it_has_happened_and_quit_keeps_them_all() {
    let home = home();
    let lines = b"open 09:train\nstep\nstep\nstep\nstep\nstep\nquit\n";
    let said = text(&pipe(home.path(), &[], lines));
    for n in 2..=5 {
        assert!(said.contains(&format!("{n} updates were made.")), "{said}");
    }
    assert!(!said.contains("Nothing has changed"), "{said}");
    let said = text(&pipe(home.path(), &[], b"facts step\n"));
    assert!(said.contains("5 updates were made."), "{said}");
}

/// The same where a process may have so many kilobytes.
fn pipe_within(kilobytes: u64, home: &Path, lines: &[u8]) -> Output {
    let mut command = Command::new("sh");
    let limited = format!("ulimit -v {kilobytes}; exec \"$0\" --plain --slots off");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_handson")]);
    command.env("HOME", home).env_remove("XDG_STATE_HOME");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(lines).expect("it listens");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

#[test]
fn where_memory_is_short_training_is_refused_in_a_sentence_and_the_dialogue_goes_on() {
    let untrained = home();
    let kept = home();
    pipe(kept.path(), &[], b"open 09:train\nstep\nquit\n");
    let lines = b"open 09:train\ntrain 1 epochs\nstep\nquit\n";
    for home in [untrained.path(), kept.path()] {
        for kilobytes in [150_000, 200_000] {
            let output = pipe_within(kilobytes, home, lines);
            let said = text(&output).replace('\n', " ");
            assert!(output.status.success(), "{kilobytes}: {said}");
            // Where the digits fit, the training does not. What the step before says of its own is not
            // asked here.
            let (_, answers) = said.split_once("Lesson 9: ").expect("it was opened");
            let without_digits = answers.matches("no memory left").count() == 2;
            let refused = without_digits || said.contains("there is not so much left");
            assert!(
                refused && !said.contains("It is running"),
                "{kilobytes}: {said}"
            );
        }
    }
    let said = text(&pipe(kept.path(), &[], b"facts step\n"));
    assert!(said.contains("1 update was made."), "{said}");
}

#[test]
fn bytes_that_are_no_lines_are_survived() {
    let home = home();
    let mut bytes = vec![0, 0xff, 0xfe, b'\n', 0x1b, b'[', b'A', b'\r', b'\n'];
    bytes.extend(vec![b'7'; 2_000_000]);
    bytes.extend(b"\nset sigma 1e999\nopen 04:wider\nset sigma 1e999");
    let output = pipe(home.path(), &[], &bytes);
    let said = text(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(said.contains("at most 1000 characters"), "{said}");
    assert!(
        said.contains("Sigma cannot be '1e999': it may be 0.10 to 3.00."),
        "{said}"
    );
}

#[test]
fn who_stops_listening_ends_it_quietly() {
    let home = home();
    let mut child = program(home.path()).spawn().expect("it starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(b"next\nnext\n");
    let output = child.wait_with_output().expect("it ends");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
}

/// Reads what the program says until a line holds this.
fn until(out: &mut impl BufRead, holds: &str) {
    let mut line = String::new();
    while !line.contains(holds) {
        line.clear();
        let read = out.read_line(&mut line).expect("it can be read");
        assert!(read > 0, "it ended without {holds}");
    }
}

fn signal(child: &Child, signal: Signal) {
    let id = i32::try_from(child.id()).expect("a process id");
    kill_process(Pid::from_raw(id).expect("a process id"), signal).expect("it runs");
}

#[test]
fn a_signal_ends_it_with_its_status_and_keeps_what_was_trained() {
    for (asks, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let home = home();
        let mut child = program(home.path()).spawn().expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let stdin = child.stdin.as_mut().expect("a pipe");
        stdin
            .write_all(b"open 09:train\ntrain\n")
            .expect("it listens");
        until(&mut out, "Epoch 1 of ");
        signal(&child, asks);
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.code(), Some(status));
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("it can be read");
        assert_trained(home.path());
    }
}

/// The next session goes on at the step, with an epoch or more.
fn assert_trained(home: &Path) {
    let said = text(&pipe(home, &[], b"facts epoch\n"));
    assert!(said.contains(": Train it"), "{said}");
    let epoch = said.rsplit_once("epoch: ").expect(&said).1;
    let epoch = epoch.split(|c: char| !c.is_ascii_digit()).next();
    let epoch: usize = epoch.unwrap_or_default().parse().expect(&said);
    assert!(epoch >= 1, "{said}");
}

#[test]
fn an_output_that_takes_nothing_more_is_an_error_and_what_was_trained_is_kept() {
    let home = home();
    let (ours, theirs) = UnixStream::pair().expect("a pair");
    theirs.set_nonblocking(true).expect("a mode of the pair");
    let mut jam = theirs.try_clone().expect("another end");
    let mut child = program(home.path())
        .stdout(OwnedFd::from(theirs))
        .spawn()
        .expect("it starts");
    let stdin = child.stdin.as_mut().expect("a pipe");
    stdin
        .write_all(b"open 09:train\ntrain\n")
        .expect("it listens");
    until(&mut BufReader::new(&ours), "Epoch 1 of ");
    // Nobody reads any more, and no room is left: what it writes next is refused.
    while jam.write(&[b'.'; 4096]).is_ok() {}
    while jam.write(b".").is_ok() {}
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("standard output cannot be written"), "{said}");
    assert_trained(home.path());
}

#[test]
fn the_place_is_not_said_to_be_kept_where_it_is_not() {
    let home = home();
    let file = home.path().join("no-folder");
    std::fs::write(&file, "").expect("a file");
    let state = ["--state", file.to_str().expect("UTF-8")];
    let said = text(&pipe(home.path(), &state, b"next\nquit\n"));
    assert!(!said.contains("Your place is kept."), "{said}");
}

#[test]
fn a_lab_that_is_kept_does_not_hide_that_the_place_is_not() {
    let home = home();
    // Progress cannot be written here, and labs, which have a folder of their own, can.
    let state = home.path().join("state");
    std::fs::create_dir_all(state.join("progress.json")).expect("a folder in the file's place");
    let named = state.to_str().expect("UTF-8");
    let output = pipe(
        home.path(),
        &["--state", named],
        b"open 09:settings\nset epochs 3\nquit\n",
    );
    let kept = std::fs::read_dir(state.join("labs")).expect("labs were kept");
    assert!(kept.count() > 0);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.contains("your place was not kept"), "{output:?}");
    assert_eq!(text(&output).matches("cannot be kept").count(), 1);
}

#[test]
fn lessons_that_are_saved_or_broken_are_told_in_a_line() {
    let home = home();
    let folder = home.path().join("lessons");
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("01-a.md");
    let lesson = "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S.\"\nminutes = 3\n+++\n\n\
                  ## One {#one}\n\nGoal: g\n\nFirst words.\n";
    std::fs::write(&file, lesson).expect("a lesson");
    let named = folder.to_str().expect("UTF-8");
    let mut child = program(home.path())
        .args(["--lessons", named])
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut heard = BufReader::new(child.stdout.take().expect("a pipe"));
    until(&mut heard, "First words.");
    std::fs::write(&file, lesson.replace("First", "Second")).expect("saved");
    until(
        &mut heard,
        "The lessons were read anew; again tells this step.",
    );
    stdin.write_all(b"again\n").expect("it listens");
    until(&mut heard, "Second words.");
    std::fs::write(&file, lesson.replace("{#one}", "{#one")).expect("saved");
    until(&mut heard, "There is a fault in the lessons");
    stdin.write_all(b"quit\n").expect("it listens");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn on_a_terminal_it_asks_for_lines_and_touches_no_mode() {
    let env = [("TERM", "dumb"), ("LANG", "C")];
    let mut pty = Pty::spawn(&["--plain", "open", "04:wider"], &env, (80, 60));
    let modes = pty.line_modes();
    pty.wait_until("a prompt", |screen| screen.contents().contains("\n>"));
    pty.send(b"set sigma 0.3\r");
    pty.wait_until("an answer", |screen| {
        screen.contents().contains("where it is 1.330.")
    });
    assert_eq!(pty.line_modes(), modes);
    assert!(!pty.bytes().contains(&0x1b), "a sequence was sent");
    pty.send(b"\x04"); // Ctrl-D: the lines are over
    assert!(pty.exit_status().success());
}

#[test]
fn ctrl_c_on_a_terminal_leaves_with_130() {
    let mut pty = Pty::spawn(&["--plain"], &[("TERM", "dumb")], (80, 60));
    pty.wait_until("a prompt", |screen| screen.contents().contains("\n>"));
    pty.send(b"\x03");
    assert_eq!(pty.exit_status().exit_code(), 130);
}

#[test]
fn the_refusal_of_a_dumb_terminal_names_it() {
    let pty = Pty::spawn(&[], &[("TERM", "dumb")], (80, 24));
    pty.wait_until("the sentence", |screen| {
        screen.contents().contains("handson --plain")
    });
    assert_eq!(pty.exit_status().exit_code(), 2);
}
