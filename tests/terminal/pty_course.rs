//! The course on a real terminal: what is typed reaches it, and what it does comes back.

use crate::common::pty::Pty;

fn open(place: &str) -> Pty {
    let pty = Pty::spawn(&["open", place], &[], (80, 24));
    pty.wait_for("→ next");
    pty
}

#[track_caller]
fn leave(mut pty: Pty) {
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn split_sequences_are_keys_and_answers_of_the_terminal_are_none() {
    let mut pty = open("01");
    for part in [&b"\x1b"[..], b"[", b"C"] {
        pty.send(part);
    }
    pty.wait_for_step("01:leave");
    pty.send(b"\x1b]11;rgb:2828/2828/2828\x1b\\\x1b[?62;22c\x1b[>0;276;0c\x1bP1$r0m\x1b\\");
    pty.press(&["Right"]);
    pty.wait_for_step("01:control");
    leave(pty);
}

#[test]
fn two_thousand_keys_all_arrive_and_cost_few_frames() {
    let mut pty = open("04:mean");
    let before = pty.bytes().len();
    pty.send(&b"+-".repeat(1_000));
    pty.press(&["+", "Right"]);
    pty.wait_for_step("04:wider");
    let cost = pty.bytes().len() - before;
    assert!(cost < 50_000, "{cost} bytes");
    pty.press(&["Left"]);
    pty.wait_for_step("04:mean");
    leave(pty);
}

#[test]
fn a_click_on_plus_is_a_step_up() {
    let mut pty = open("04:mean");
    let screen = pty.screen();
    let mut rows = screen.rows(0, 80).enumerate();
    let (y, row) = rows.find(|(_, row)| row.contains("mu   0.00")).unwrap();
    let x = row.chars().position(|c| c == '+').unwrap();
    pty.send(format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", x + 1, y + 1).as_bytes());
    pty.wait_until("raised mu", |screen| {
        let contents = screen.contents();
        contents.contains(" mu ") && !contents.contains("mu   0.00")
    });
    leave(pty);
}

#[test]
fn training_runs_pauses_goes_on_and_does_not_outlive_the_session() {
    let mut pty = open("09:train");
    pty.press(&["Space"]);
    pty.wait_for("epoch  1/17");
    pty.press(&["Space"]);
    pty.wait_for(" paused");
    pty.press(&["Space"]);
    pty.wait_until("training going on", |screen| {
        !screen.contents().contains("paused")
    });
    leave(pty);
}

#[test]
fn a_copy_goes_to_the_clipboard_of_the_terminal() {
    let mut pty = open("09:train");
    pty.press(&["y"]);
    pty.wait_for("handson open autoencoder:train --with");
    pty.press(&["Esc", "Right"]);
    pty.wait_for_step("09:two-losses");
    assert!(String::from_utf8_lossy(&pty.bytes()).contains("\x1b]52;c;"));
    leave(pty);
}

#[test]
fn the_place_is_kept_from_one_session_to_the_next() {
    let state = tempfile::tempdir().unwrap();
    let start = || Pty::spawn(&["--state", state.path().to_str().unwrap()], &[], (80, 24));
    let mut pty = start();
    pty.wait_for_step("01:hello");
    pty.press(&["Right"]);
    pty.wait_for_step("01:leave");
    leave(pty);
    let pty = start();
    pty.wait_for_step("01:leave");
    leave(pty);
}

#[test]
fn who_comes_back_after_a_day_is_greeted_and_who_names_a_lesson_is_not() {
    let state = tempfile::tempdir().unwrap();
    let long_ago = r#"{"version": 2, "here": 1000,
        "place": {"lesson": "normal-distribution", "step": "wider"},
        "lessons": {"welcome": {"answers": {"why-test":
            {"first": {"quiz": {"marked": [0], "right": false}}, "when": 1000}}}}}"#;
    let file = state.path().join("progress.json");
    for (words, greeting) in [
        (&["open", "04:wider"][..], false),
        (&[], true),
        (&[], false),
    ] {
        // Who was greeted, or opened a lesson, was here: the second time is within a day.
        if greeting || !words.is_empty() {
            std::fs::write(&file, long_ago).unwrap();
        }
        let mut args = vec!["--state", state.path().to_str().unwrap()];
        args.extend(words);
        let mut pty = Pty::spawn(&args, &[], (80, 24));
        if greeting {
            pty.wait_for("Goal: one question before you go on, from 01");
            pty.press(&["Right"]);
        }
        pty.wait_for_step("04:wider");
        assert!(!pty.screen().contents().contains("Welcome back"));
        leave(pty);
    }
}
