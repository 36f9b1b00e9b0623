//! The real binary on terminals that answer, each in its own way.

use crate::common::pty::Pty;

/// The last part of the question.
const FENCE: &[u8] = b"\x1b[c";
const ATTRIBUTES: &[u8] = b"\x1b[?62;22c";
/// As a modern terminal answers: 24 bits, whole frames, light paper, UTF-8.
const MODERN: &[u8] = b"\x1bP1$r0;48:2::200:50:50m\x1b\\\x1b[?2026;2$y\
    \x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2R\x1b[?62;22c";

/// Opens the course; the terminal answers when it has been asked. The longer patience of a
/// terminal behind a network leaves the test time to do so.
fn answered(answers: &[u8], env: &[(&str, &str)]) -> Pty {
    let env = [env, &[("SSH_TTY", "/dev/pts/0")]].concat();
    let mut pty = Pty::spawn(&["open", "09:train"], &env, (80, 24));
    pty.wait_for_bytes(FENCE);
    pty.send(answers);
    pty
}

/// What was drawn from the question on, after two more pages and the end.
fn drawn(mut pty: Pty) -> String {
    pty.wait_for_step("09:train");
    pty.press(&["Right"]);
    pty.wait_for_step("09:two-losses");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let screen = pty.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor());
    let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
    text.split_once("\x1b[c")
        .expect("the question")
        .1
        .to_owned()
}

/// Whether answers change what is drawn in this way. They may come after the first page is drawn,
/// but not after the second: the keys are behind them.
fn adopts(answers: &[u8], env: &[(&str, &str)], shows: impl Fn(&str) -> bool) -> bool {
    shows(&drawn(answered(answers, env)))
}

#[test]
fn a_terminal_that_answers_is_believed() {
    let env = [("LANG", "C"), ("TERM", "xterm-256color")];
    assert!(adopts(MODERN, &env, |drawn| {
        drawn.contains("38;2;") && drawn.contains('→') && drawn.contains("\x1b[?2026h")
    }));
}

#[test]
fn an_update_that_was_begun_is_ended() {
    assert!(adopts(MODERN, &[], |drawn| {
        let (begun, ended) = ("\x1b[?2026h", "\x1b[?2026l");
        // One more end than beginnings: the farewell says it in any case.
        drawn.contains(begun) && drawn.matches(ended).count() == drawn.matches(begun).count() + 1
    }));
}

#[test]
fn answers_are_known_however_they_are_split() {
    let mut pty = answered(b"", &[]);
    MODERN.chunks(3).for_each(|part| pty.send(part));
    let drawn = drawn(pty);
    assert!(drawn.contains("38;2;") && drawn.contains("\x1b[?2026h"));
}

#[test]
fn whole_frames_are_not_marked_where_that_is_unknown() {
    for answers in [
        &b"\x1b[?2026;0$y\x1b[?62;22c"[..],
        b"\x1b[?2026;4$y\x1b[?62c",
        ATTRIBUTES,
    ] {
        assert!(!drawn(answered(answers, &[])).contains("\x1b[?2026h"));
    }
}

#[test]
fn without_answers_the_environment_decides() {
    for answers in [&b""[..], ATTRIBUTES] {
        let text = drawn(answered(answers, &[("COLORTERM", "truecolor")]));
        assert!(text.contains("38;2;") && text.contains('→'));
        let text = drawn(answered(answers, &[]));
        assert!(text.contains("38;5;") && !text.contains("38;2;"));
    }
}

#[test]
fn flags_stand_above_answers() {
    let env = [("SSH_TTY", "/dev/pts/0")];
    let flags = ["open", "09:train", "--color", "16", "--glyphs", "ascii"];
    for _ in 0..3 {
        let mut pty = Pty::spawn(&flags, &env, (80, 24));
        pty.wait_for_bytes(FENCE);
        pty.send(MODERN);
        let text = drawn(pty);
        assert!(text.is_ascii() && !text.contains("38;"));
    }
}

#[test]
fn a_terminal_that_shows_bytes_one_by_one_gets_ascii() {
    // The first frame may have been drawn before the answer, and have shifted the screen.
    let mut pty = answered(b"", &[]);
    pty.wait_for_step("09:train");
    pty.wait_until("picture", |screen| !screen.contents().is_ascii());
    pty.send(b"\x1b[1;3R\x1b[?62;22c");
    pty.wait_until("page without a sign", |screen| {
        let text = screen.contents();
        text.is_ascii() && text.contains("12 of ")
    });
    let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
    // Controls above 0x7F may have protected what they drew from being erased.
    assert!(text.contains("\x1b\\\x1b[!p\x1b[?1047h"));
    let (_, anew) = text.rsplit_once("\x1b[2J").expect("it was cleared");
    assert!(
        anew.is_ascii() && anew.contains("12 of "),
        "all of it is drawn anew"
    );
}

#[test]
fn answers_that_come_late_are_no_keys_and_are_believed() {
    let mut pty = answered(ATTRIBUTES, &[]);
    pty.wait_for_step("09:train");
    let odd = b"\x1bP1$r0q\x1b\\\x1b]11;rgb:q/q/q\x07\x1b[?2027;2$y";
    let late = [&odd[..], MODERN].concat();
    late.chunks(7).for_each(|part| pty.send(part));
    pty.wait_for_bytes(b"38;2;");
    let text = drawn(pty);
    assert!(text.contains("38;2;") && text.contains("\x1b[?2026h"));
}

#[test]
fn linuxs_console_gets_ascii_whatever_it_answers() {
    let console = [("TERM", "linux"), ("LANG", "C.UTF-8")];
    for answers in [MODERN, ATTRIBUTES] {
        assert!(drawn(answered(answers, &console)).is_ascii());
    }
}

#[test]
fn consoles_that_would_print_it_are_not_asked_for_strings() {
    for term in ["linux", "vt100", "screen"] {
        let mut pty = Pty::spawn(&["open", "01"], &[("TERM", term)], (80, 24));
        pty.wait_for_step("01:hello");
        pty.press(&["q"]);
        assert!(pty.exit_status().success());
        let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
        assert!(!text.contains("\x1bP"), "{term}");
    }
}

#[test]
fn the_question_leaves_nothing_on_the_screen() {
    let pty = answered(b"", &[("TERM", "xterm")]);
    pty.wait_for_step("09:train");
    assert!(!pty.screen().contents().starts_with('\u{b7}'));
    let mut pty = Pty::spawn(&["doctor"], &[], (100, 40));
    pty.wait_for_bytes(FENCE);
    pty.send(MODERN);
    assert!(pty.exit_status().success());
    let text = pty.screen().contents();
    assert!(text.starts_with("terminal\n  size"), "{text}");
    assert!(text.contains("24 bits (the terminal's answer"), "{text}");
    assert!(
        text.contains("all here after") || text.contains("too late"),
        "{text}"
    );
    assert!(text.contains("light (the terminal's answer"), "{text}");
}

#[test]
fn emacs_is_not_asked_what_it_would_pass_on() {
    let mut pty = Pty::spawn(&["open", "01"], &[("TERM", "eterm-color")], (80, 24));
    pty.wait_for_step("01:hello");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(!text.contains("\x1b]") && !text.contains("\x1bP"));
}

#[test]
fn ctrl_l_and_a_new_size_send_the_modes_again_and_draw_everything_anew() {
    let mut pty = answered(ATTRIBUTES, &[]);
    pty.wait_for_step("09:train");
    pty.press(&["Ctrl-l"]);
    pty.wait_for_bytes(b"\x1b[c\x1b[?1047h\x1b[?25l\x1b[?2004h");
    let with_the_key = pty.bytes().len();
    pty.resize((90, 30));
    pty.wait_until("footer", |screen| {
        screen.contents_between(29, 0, 29, 90).contains("next")
    });
    // A frame finds the new size by itself, maybe before the terminal's word of it has been read.
    pty.wait_for_bytes_after(with_the_key, b"\x1b[?1047h\x1b[?25l\x1b[?2004h");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert_eq!(
        text.matches("\x1b]11;?").count(),
        2,
        "its colours are asked for again"
    );
}

#[test]
fn an_answer_to_no_question_is_a_page_loaded_anew_and_is_sent_modes_and_picture() {
    let mut pty = answered(ATTRIBUTES, &[]);
    pty.wait_for_step("09:train");
    pty.press(&["Ctrl-l"]);
    pty.wait_for_bytes(b"\x1b[c\x1b[?1047h\x1b[?25l\x1b[?2004h");
    pty.send(ATTRIBUTES); // to the key's question
    pty.press(&["Right"]);
    pty.wait_for_step("09:two-losses");
    let before = pty.bytes().len();
    pty.send(ATTRIBUTES); // to none
    pty.wait_for_bytes_after(before, b"\x1b[?1047h\x1b[?25l\x1b[?2004h");
    pty.wait_for_bytes_after(before, b"handson");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let after = String::from_utf8_lossy(&pty.bytes()[before..]).into_owned();
    assert!(
        !after.contains("\x1b]11;?"),
        "two pages that both answer would be asked for ever"
    );
}
