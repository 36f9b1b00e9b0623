//! The real binary on a real terminal: what it does to it, and that it always undoes it.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::pty::{Pty, cells};
use rustix::process::Signal;
use vt100::{MouseProtocolEncoding, MouseProtocolMode, Screen};

const SIZE: (u16, u16) = (80, 24);
/// Stands on the first screen.
const FIRST: &str = "handson";

fn course(args: &[&str]) -> Pty {
    let pty = Pty::spawn(args, &[], SIZE);
    pty.wait_for(FIRST);
    pty
}

/// The course with a fault planted after its first frame; builds without debug assertions have none.
#[cfg(debug_assertions)]
fn faulty(fault: &str) -> Pty {
    Pty::spawn(&[], &[("HANDSON_FAULT", fault)], SIZE)
}

fn is_plain(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
        && screen.mouse_protocol_encoding() == MouseProtocolEncoding::Default
}

/// The modes of a line nobody has touched, from a program that ends at once.
fn untouched() -> Pty {
    let pty = Pty::spawn_program("true", &[], &[], SIZE);
    pty.exit_status();
    pty
}

#[track_caller]
fn assert_restored(pty: &Pty) {
    assert!(is_plain(&pty.screen()), "a mode was left on");
    assert_eq!(pty.line_modes(), untouched().line_modes());
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    for off in ["\x1b[?1049l", "\x1b[?1006l", "\x1b[?2004l", "\x1b[?25h"] {
        assert_eq!(bytes.matches(off).count(), 1, "{off:?} is said once");
    }
}

#[test]
fn the_course_takes_the_screen_and_q_gives_it_back() {
    let mut pty = course(&[]);
    let screen = pty.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_eq!(
        screen.mouse_protocol_mode(),
        MouseProtocolMode::ButtonMotion
    );
    assert_eq!(screen.mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
    assert_ne!(
        pty.line_modes(),
        untouched().line_modes(),
        "the line is raw"
    );
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert_restored(&pty);
    assert_eq!(pty.screen().contents().trim(), "", "nothing is left behind");
}

#[test]
fn without_the_mouse_it_is_left_alone() {
    let mut pty = course(&["--mouse", "off"]);
    assert_eq!(pty.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("1006"));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_and_is_read_there() {
    let pty = faulty("ui");
    assert_eq!(pty.exit_status().exit_code(), 101);
    assert_restored(&pty);
    let text = pty.screen().contents();
    assert!(text.contains("a planted fault on the UI thread"), "{text}");
    assert!(
        !text.contains(FIRST),
        "the message stands on the main screen: {text}"
    );
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_that_is_caught_leaves_the_terminal_to_the_course() {
    let mut pty = faulty("caught");
    pty.wait_for(FIRST);
    pty.press(&["Right"]);
    pty.wait_for_step("01:leave");
    assert!(pty.screen().alternate_screen());
    assert_ne!(
        pty.line_modes(),
        untouched().line_modes(),
        "the line is raw"
    );
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert_restored(&pty);
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("planted"));
}

#[test]
fn signals_end_it_through_the_application() {
    for (signal, number) in [
        (Signal::TERM, 15),
        (Signal::INT, 2),
        (Signal::HUP, 1),
        (Signal::QUIT, 3),
        (Signal::XCPU, 24),
        (Signal::USR1, 10),
    ] {
        let pty = course(&[]);
        pty.signal(signal);
        assert_eq!(pty.exit_status().exit_code(), 128 + number);
        assert_restored(&pty);
    }
}

#[test]
fn an_abort_gives_the_terminal_back_and_says_why() {
    let pty = course(&[]);
    pty.signal(Signal::ABORT); // as the program does where it gets no memory
    assert_eq!(pty.exit_status().signal(), Some("Aborted"));
    assert_restored(&pty);
    let text = pty.screen().contents();
    assert!(
        text.contains("memory") && text.contains("is kept"),
        "{text}"
    );
}

#[test]
fn ctrl_c_is_a_key() {
    let mut pty = course(&[]);
    pty.press(&["Ctrl-c"]);
    assert!(pty.exit_status().success());
    assert_restored(&pty);
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut pty = course(&[]);
    pty.hang_up();
    pty.wait_for_process();
}

#[test]
fn where_no_signal_tells_that_the_terminal_went_away_its_end_does() {
    // In a session of its own the course has this terminal, and is not the terminal's own: only
    // the shell would be sent SIGHUP, and that one does not mind.
    let line = r#"trap "" HUP; setsid "$0" open 01; echo $? >"$HOME/status""#;
    let home = tempfile::tempdir().unwrap();
    let env = [("HOME", home.path().to_str().unwrap())];
    let words = ["-c", line, env!("CARGO_BIN_EXE_handson")];
    let mut pty = Pty::spawn_program("sh", &words, &env, SIZE);
    pty.wait_for(FIRST);
    pty.hang_up_after(|pty| pty.press(&["Right"]));
    pty.wait_for_process();
    let status = std::fs::read_to_string(home.path().join("status")).unwrap();
    assert_eq!(status, "129\n");
}

/// A step that is there with its first frame.
fn settled() -> Pty {
    let pty = Pty::spawn(&["open", "04:mean"], &[], SIZE);
    pty.wait_for("c contents");
    pty
}

#[test]
fn after_a_storm_of_sizes_the_screen_is_a_fresh_starts() {
    let fresh = cells(&settled().screen());
    let pty = settled();
    pty.resize((1, 1));
    pty.wait_until("first letter alone", |screen| {
        screen.contents().chars().count() <= 1
    });
    for columns in 1..100 {
        pty.resize((columns, 10));
    }
    pty.resize(SIZE);
    pty.wait_until("fresh screen", |screen| cells(screen) == fresh);
}

#[test]
fn a_size_beyond_measure_costs_no_memory_beyond_measure() {
    let pty = settled();
    let fresh = cells(&pty.screen());
    // A terminal that does not know its size says 0.
    let sizes = [
        (60_000, 60_000),
        (u16::MAX, u16::MAX),
        (1, u16::MAX),
        (0, 0),
    ];
    for size in sizes {
        let before = pty.bytes().len();
        pty.claim(size);
        while pty.bytes().len() == before {
            assert!(!pty.ends_within(Duration::from_millis(10)), "{size:?}");
        }
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    let kib: u64 = peak.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert!(kib < 200_000, "{peak}");
    pty.resize(SIZE);
    pty.wait_until("fresh screen", |screen| cells(screen) == fresh);
}

#[test]
fn a_paste_is_not_typed_and_one_that_never_ends_is_given_up() {
    let mut pty = course(&[]);
    pty.send(b"\x1b[200~q\rq\r\x1b[201~");
    pty.send(b"\x1b[200~q and no end");
    // This q is still the paste's; one that comes after the wait for its end is a key.
    let pause = Duration::from_millis(1500);
    let gave_up = (0..10).any(|_| {
        pty.press(&["q"]);
        pty.ends_within(pause)
    });
    assert!(gave_up && pty.exit_status().success());
    assert_restored(&pty);
}

#[track_caller]
fn ends_on_a_stalled_link(leave: fn(&mut Pty), status: u32) {
    let mut pty = course(&[]);
    pty.stall();
    leave(&mut pty);
    pty.wait_for_process();
    pty.flow();
    assert_eq!(pty.exit_status().exit_code(), status);
    assert!(
        is_plain(&pty.screen()),
        "what the link had not taken made room for the farewell"
    );
}

#[test]
fn a_link_that_stalls_does_not_hold_the_end_up() {
    ends_on_a_stalled_link(|pty| pty.press(&["q"]), 0);
    ends_on_a_stalled_link(|pty| pty.signal(Signal::TERM), 128 + 15);
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let run = |command: &mut Command| command.env("TERM", "xterm").output().unwrap();
    let mut nowhere = Command::new(env!("CARGO_BIN_EXE_handson"));
    let output = run(nowhere.stdin(Stdio::null()));
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no escapes in a file");
    let sentence = String::from_utf8(output.stderr).unwrap();
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(sentence.contains("standard output") && sentence.contains("handson render"));

    // A session of its own has no terminal to read from, though one to write to.
    let line = format!("setsid -w {} </dev/null", env!("CARGO_BIN_EXE_handson"));
    let pty = Pty::spawn_program("sh", &["-c", &line], &[], (200, 24));
    assert_eq!(pty.exit_status().exit_code(), 2);
    assert!(
        pty.screen()
            .contents()
            .contains("standard input is not a terminal")
    );
}

#[test]
fn keys_come_from_the_terminal_where_standard_input_leads_elsewhere() {
    let line = format!("exec {} </dev/null", env!("CARGO_BIN_EXE_handson"));
    let mut pty = Pty::spawn_program("sh", &["-c", &line], &[], SIZE);
    pty.wait_for(FIRST);
    pty.press(&["Right"]);
    pty.wait_for_step("01:leave");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    assert_restored(&pty);
}

#[test]
fn a_dumb_terminal_is_refused_in_one_sentence() {
    let pty = Pty::spawn(&[], &[("TERM", "dumb")], (200, 24));
    assert_eq!(pty.exit_status().exit_code(), 2);
    let bytes = pty.bytes();
    assert!(!bytes.contains(&0x1b), "and no escape is sent");
    assert!(String::from_utf8_lossy(&bytes).contains("handson render"));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_background_work_prints_nothing_and_ends_nothing() {
    let mut pty = faulty("work");
    pty.wait_for(FIRST);
    pty.press(&["Right"]);
    pty.wait_for_step("01:leave");
    pty.press(&["Ctrl-c"]);
    assert!(pty.exit_status().success());
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("planted"));
}

#[test]
#[cfg(debug_assertions)]
fn a_second_signal_ends_a_session_that_hangs_and_restores_the_terminal() {
    let pty = faulty("hang");
    pty.wait_for(FIRST);
    // Signals of one kind that come together are one.
    let ended = (0..100).any(|_| {
        pty.signal(Signal::TERM);
        pty.ends_within(Duration::from_millis(100))
    });
    assert!(ended);
    assert_eq!(pty.exit_status().signal(), Some("Terminated"));
    assert_restored(&pty);
}
