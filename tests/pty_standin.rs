//! What needs the stand-in application; goes away with it.

#[path = "common/pty.rs"]
#[allow(dead_code, reason = "shared by several test programs")]
mod pty;

use pty::Pty;
use rustix::process::Signal;

fn course() -> Pty {
    let pty = Pty::spawn(&[], &[], (80, 24));
    pty.wait_for("handson");
    pty
}

#[test]
fn ten_thousand_keys_all_arrive_and_cost_few_frames() {
    let mut pty = course();
    let before = pty.bytes().len();
    pty.send(&b"\x1b[B".repeat(10_000));
    pty.press(&["x"]);
    pty.wait_for("keys 10001");
    let cost = pty.bytes().len() - before;
    assert!(cost < 50_000, "{cost} bytes");
}

#[test]
fn a_panic_of_background_work_reaches_the_screen_and_only_that() {
    let mut pty = course();
    pty.press(&["!"]);
    pty.wait_for("worked a planted fault");
    pty.press(&["x"]);
    pty.wait_for("keys 2");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert_eq!(pty.screen().contents().trim(), "", "nothing was printed");
}

#[test]
fn split_sequences_mouse_and_paste_arrive() {
    let mut pty = course();
    pty.send(b"\x1b");
    pty.send(b"[");
    pty.send(b"A");
    pty.wait_for("keys 1 Up");
    pty.send(b"\x1b");
    pty.wait_for("keys 2 Up Esc");
    pty.send(b"\x1b[<0;10;5M");
    pty.wait_for("(Press, 9, 4)");
    pty.send(b"\x1b[200~hello\x1b[201~");
    pty.wait_for("pasted 5");
    pty.send(b"\x1b]11;rgb:2828/2828/2828\x1b\\\x1b[?62;22c");
    pty.press(&["x"]);
    pty.wait_for("keys 3");
}

#[test]
fn a_job_trains_is_paused_and_does_not_outlive_the_session() {
    let mut pty = course();
    pty.press(&["t"]);
    pty.wait_for("Running");
    pty.press(&["p"]);
    pty.wait_for("Paused");
    pty.press(&["t"]);
    pty.wait_for("Running");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn what_could_not_be_kept_is_said_on_the_screen_and_at_the_end() {
    let mut pty = Pty::spawn(&[], &[("HANDSON_TEST_FULL", "1")], (80, 24));
    pty.wait_for("handson");
    pty.press(&["Down"]);
    pty.wait_for("the disk is full");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert!(
        pty.screen()
            .contents()
            .contains("your place was not kept: the disk is full")
    );
}

#[test]
fn a_copy_goes_to_the_clipboard_of_the_terminal() {
    let mut pty = course();
    pty.press(&["y"]);
    pty.wait_for("keys 1");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("\x1b]52;c;bXU9MA==\x1b\\"));
}

#[test]
fn a_second_signal_ends_a_session_that_hangs_and_restores_the_terminal() {
    let mut pty = course();
    pty.press(&["z"]);
    pty.signal(Signal::TERM);
    while !pty.ends_within(std::time::Duration::from_millis(100)) {
        pty.signal(Signal::TERM);
    }
    assert_eq!(pty.exit_status().signal(), Some("Terminated"));
    assert!(!pty.screen().alternate_screen() && !pty.screen().hide_cursor());
}
