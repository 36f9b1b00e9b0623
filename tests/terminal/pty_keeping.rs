//! The course on a real terminal, left in every way there is: what was trained is there again.
//! And a host that learners share.

use std::path::Path;
use std::time::Duration;

use crate::common::pty::Pty;
use handson::session::{Cores, Slots};
use handson::train::{Keepsake, Turn};
use rustix::process::Signal;
use tempfile::TempDir;

const KEPT: &str = "kept: it can go on";

fn start(state: &Path, args: &[&str]) -> Pty {
    let state = state.to_str().expect("a plain name");
    Pty::spawn(&[&["--state", state], args].concat(), &[], (80, 24))
}

/// A course in which training has begun.
fn training(state: &Path) -> Pty {
    let mut pty = start(state, &["open", "09:train"]);
    pty.wait_for("untrained");
    pty.press(&["Space"]);
    pty.wait_for("digits/s");
    pty
}

/// The step that was kept, if anything was.
fn kept_step(state: &Path) -> Option<u64> {
    let bytes = std::fs::read(state.join("labs/autoencoder_3aae.safetensors")).ok()?;
    let kept = Keepsake::decode(&bytes).expect("it is whole at every moment");
    Some(kept.trained.first()?.step)
}

/// The next session opens at the same step and offers to go on; Space does.
#[track_caller]
fn assert_goes_on(state: &Path) {
    let step = kept_step(state).expect("something was kept");
    assert!(step > 0);
    let mut pty = start(state, &[]);
    pty.wait_for(KEPT);
    pty.press(&["Space"]);
    pty.wait_for("digits/s");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let now = kept_step(state);
    let left = pty.screen().contents();
    assert!(now > Some(step), "{now:?} after {step}: {left}");
}

#[test]
fn a_network_outlives_quit_signals_one_after_another_and_hang_up() {
    let leave: [fn(&mut Pty); 5] = [
        |pty| signals(pty, &[Signal::TERM, Signal::CONT, Signal::TERM]),
        |pty| signals(pty, &[Signal::TERM, Signal::HUP]),
        |pty| pty.press(&["q"]),
        |pty| pty.signal(Signal::TERM),
        Pty::hang_up,
    ];
    for leave in leave {
        let state = TempDir::new().unwrap();
        let mut pty = training(state.path());
        leave(&mut pty);
        pty.wait_for_process();
        assert_goes_on(state.path());
    }
}

fn signals(pty: &Pty, signals: &[Signal]) {
    signals.iter().for_each(|signal| pty.signal(*signal));
}

#[test]
fn a_stale_session_keeps_its_run_beside_the_one_that_another_has_kept() {
    let state = TempDir::new().unwrap();
    let mut stale = start(state.path(), &["open", "09:train"]);
    stale.wait_for("untrained");
    let mut other = training(state.path());
    other.press(&["q"]);
    assert!(other.exit_status().success());
    let kept = kept_step(state.path());
    assert!(kept > Some(0));
    stale.press(&["s"]);
    stale.wait_for("another session");
    stale.press(&["q"]);
    assert!(stale.exit_status().success());
    assert!(stale.screen().contents().contains("safetensors.other-1"));
    assert_eq!(kept_step(state.path()), kept);
    assert!(
        state
            .path()
            .join("labs/autoencoder_3aae.safetensors.other-1")
            .exists()
    );
}

#[test]
fn under_a_scheduler_a_kill_costs_no_more_than_a_moment() {
    let state = TempDir::new().unwrap();
    let words = [
        "--state",
        state.path().to_str().unwrap(),
        "open",
        "09:train",
    ];
    let job = [("SLURM_JOB_ID", "17")];
    let mut pty = Pty::spawn(&words, &job, (80, 24));
    pty.wait_for("untrained");
    pty.press(&["Space"]);
    // Long before the first epoch is over.
    pty.wait_until("a few steps to be kept", |_| {
        kept_step(state.path()).is_some_and(|step| step > 0)
    });
    pty.signal(Signal::KILL);
    pty.wait_for_process();
    assert_goes_on(state.path());
}

#[test]
fn a_kill_costs_no_more_than_what_came_after_the_last_epochs() {
    let state = TempDir::new().unwrap();
    let pty = training(state.path());
    pty.wait_until("an epoch to be kept", |_| {
        kept_step(state.path()) > Some(200)
    });
    pty.signal(Signal::KILL);
    pty.wait_for_process();
    assert_goes_on(state.path());
}

#[test]
fn training_goes_on_and_is_kept_while_the_link_stalls_and_q_still_leaves() {
    let state = TempDir::new().unwrap();
    let mut pty = training(state.path());
    let before = kept_step(state.path());
    pty.stall();
    let moment = Duration::from_millis(100);
    let goes_on = (0..300).any(|_| {
        assert!(!pty.ends_within(moment), "it runs");
        kept_step(state.path()) > before.map(|step| step + 400)
    });
    assert!(goes_on, "the job works although nothing can be painted");
    pty.press(&["q"]);
    assert!(pty.ends_within(Duration::from_secs(3)));
    pty.flow();
    assert_goes_on(state.path());
}

#[test]
fn what_cannot_be_read_is_said_and_the_lab_begins_anew() {
    let state = TempDir::new().unwrap();
    let mut pty = training(state.path());
    pty.press(&["q"]);
    pty.wait_for_process();
    let file = state.path().join("labs/autoencoder_3aae.safetensors");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let mut pty = start(state.path(), &[]);
    pty.wait_for("cannot be used");
    pty.press(&["Right", "Left"]);
    pty.wait_for("untrained");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn who_waits_for_a_core_sees_the_place_and_begins_when_there_is_one() {
    let folder = TempDir::new().unwrap();
    let cores = std::thread::available_parallelism().unwrap().get();
    let slots = Slots::new(folder.path().join("slots"), Cores::allowed());
    let mut others: Vec<_> = (0..=cores)
        .map(|_| Slots::turnstile(Some(&slots)))
        .collect();
    let told: Vec<Turn> = others.iter_mut().map(|other| other.ask(1)).collect();
    assert_eq!(told.last(), Some(&Turn::Wait(0)), "{told:?}");
    let named = folder.path().join("slots");
    let args = ["--slots", named.to_str().unwrap(), "open", "09:train"];
    let mut pty = start(folder.path(), &args);
    pty.wait_for("untrained");
    pty.press(&["Space"]);
    pty.wait_for("you are 2nd in the queue");
    others.pop();
    pty.wait_for("you are next");
    others.pop();
    pty.wait_for("digits/s");
    // A process that is killed lets go of its cores.
    pty.signal(Signal::KILL);
    pty.wait_for_process();
    others.clear();
    let turn = Slots::turnstile(Some(&slots)).ask(cores);
    assert_eq!(turn, Turn::Go(cores));
}
