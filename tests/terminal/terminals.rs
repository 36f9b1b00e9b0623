//! The terminals that were tried, played from what they said: `fixtures/terminals.json`.

use std::collections::BTreeMap;

use crate::common::pty::Pty;
use handson::event::{Background, ColorTier, Event, Key, KeyCode, MouseKind};
use handson::session::Decoder;
use handson::ui::theme::Theme;
use ratatui::style::Color;
use serde::Deserialize;

/// The last part of the question.
const FENCE: &[u8] = b"\x1b[c";
/// A terminal with 24 bits on light paper.
const MODERN: &[u8] =
    b"\x1bP1$r0;48:2::200:50:50m\x1b\\\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2R\x1b[?62;22c";

/// A terminal as it was found: `tests/fixtures/terminals.json`.
#[derive(Deserialize)]
struct Found {
    name: String,
    env: BTreeMap<String, String>,
    /// What it says to each question, by the question's name.
    answers: BTreeMap<String, String>,
    /// What it says to these comes behind the last one.
    #[serde(default)]
    late: Vec<String>,
    shown: Shown,
    /// What it sends for a key, by the key's name.
    #[serde(default)]
    keys: BTreeMap<String, String>,
    /// What it sends for a drag of the mouse: pressed, moved twice, let go.
    #[serde(default)]
    drag: Vec<String>,
}

/// What the course is to make of it.
#[derive(Deserialize)]
struct Shown {
    colours: String,
    background: String,
    ascii: bool,
}

/// The parts of the question, in its order.
const QUESTIONS: [(&str, &str); 6] = [
    ("decrqss", "\x1bP$qm\x1b\\"),
    ("decrqm_2026", "\x1b[?2026$p"),
    ("osc11", "\x1b]11;?"),
    ("da2", "\x1b[>c"),
    ("cpr", "\x1b[6n"),
    ("da1", "\x1b[c"),
];

fn found() -> Vec<Found> {
    serde_json::from_str(include_str!("../fixtures/terminals.json")).expect("the table")
}

/// What this terminal answers to what it was asked.
fn played(terminal: &Found, asked: &str) -> Vec<u8> {
    let answers = |late: bool| {
        QUESTIONS.iter().filter_map(move |(name, question)| {
            let is_late = terminal.late.iter().any(|late| late == name);
            let told = terminal.answers.get(*name);
            told.filter(|_| asked.contains(question) && is_late == late)
        })
    };
    let all = answers(false).chain(answers(true));
    all.flat_map(|answer| answer.bytes()).collect()
}

fn theme(shown: &Shown) -> Theme {
    let color = match shown.colours.as_str() {
        "24 bits" => ColorTier::TrueColor,
        "256" => ColorTier::Ansi256,
        "16" => ColorTier::Ansi16,
        other => panic!("{other} are no colours"),
    };
    Theme::new(
        color,
        Background::named(&shown.background).unwrap_or(Background::Unknown),
    )
}

fn as_seen(color: Color) -> vt100::Color {
    match color {
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Yellow => vt100::Color::Idx(3),
        Color::Magenta => vt100::Color::Idx(5),
        other => panic!("{other} is no accent"),
    }
}

/// The colour of the goal on the screen.
fn goal(screen: &vt100::Screen) -> Option<vt100::Color> {
    let (row, text) = (0..)
        .zip(screen.rows(0, 80))
        .find(|(_, text)| text.contains("Goal:"))?;
    let before = text.split("Goal:").next()?.chars().count();
    Some(screen.cell(row, u16::try_from(before).ok()?)?.fgcolor())
}

#[test]
fn every_terminal_that_was_tried_gets_the_colours_and_characters_it_shows() {
    for terminal in found() {
        let env: Vec<(&str, &str)> = (terminal.env.iter())
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let mut pty = Pty::spawn(&["open", "09:train"], &env, (80, 24));
        pty.wait_for_bytes(FENCE);
        let asked = String::from_utf8_lossy(&pty.bytes()).into_owned();
        pty.send(&played(&terminal, &asked));
        pty.wait_for_step("09:train");
        let accent = theme(&terminal.shown).accent.fg.expect("a colour");
        pty.wait_until(&format!("goal for {}", terminal.name), |screen| {
            goal(screen) == Some(as_seen(accent))
                && screen.contents().is_ascii() == terminal.shown.ascii
        });
        pty.press(&["q"]);
        assert!(pty.exit_status().success(), "{}", terminal.name);
    }
}

/// What becomes of bytes from a terminal.
fn decoded(bytes: &str) -> Vec<Event> {
    Decoder::default().feed(bytes.as_bytes())
}

#[test]
fn the_keys_and_the_mouse_of_every_terminal_that_was_tried_are_known() {
    let codes = [
        ("Delete", KeyCode::Delete),
        ("Home", KeyCode::Home),
        ("End", KeyCode::End),
        ("PageUp", KeyCode::PageUp),
        ("Backspace", KeyCode::Backspace),
        ("Up", KeyCode::Up),
        ("BackTab", KeyCode::BackTab),
    ];
    for terminal in found() {
        for (name, bytes) in &terminal.keys {
            let (_, code) = codes
                .iter()
                .find(|(known, _)| known == name)
                .expect("a key");
            let key = Event::Key(Key::new(*code));
            assert_eq!(decoded(bytes), [key], "{name} of {}", terminal.name);
        }
        let kinds: Vec<_> = (terminal.drag.iter().flat_map(|bytes| decoded(bytes)))
            .map(|event| match event {
                Event::Mouse(mouse) => mouse.kind,
                other => panic!("{} sent {other:?} for a drag", terminal.name),
            })
            .collect();
        let drag = [
            MouseKind::Press,
            MouseKind::Drag,
            MouseKind::Drag,
            MouseKind::Release,
        ];
        assert!(
            kinds.is_empty() || kinds == drag,
            "{}: {kinds:?}",
            terminal.name
        );
    }
}

#[test]
fn a_theme_that_changes_while_the_course_runs_changes_its_colours() {
    let mut pty = Pty::spawn(&["open", "09:train"], &[], (80, 24));
    pty.wait_for_bytes(FENCE);
    pty.send(MODERN);
    let goal_is = |background| {
        let theme = Theme::new(ColorTier::TrueColor, background);
        let wanted = theme.accent.fg.map(as_seen);
        move |screen: &vt100::Screen| goal(screen) == wanted
    };
    pty.wait_until("goal for paper", goal_is(Background::Light));
    pty.send(b"\x1b[?997;1n");
    pty.wait_until("goal for the dark", goal_is(Background::Dark));
    pty.press(&["Ctrl-l"]);
    pty.send(MODERN);
    pty.wait_until("goal for paper", goal_is(Background::Light));
}

#[test]
fn b_turns_the_background_and_the_choice_is_kept() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().to_str().expect("its name");
    let args = ["--state", folder, "open", "09:train"];
    let goal_is = |background| {
        let theme = Theme::new(ColorTier::Ansi256, background);
        let wanted = theme.accent.fg.map(as_seen);
        move |screen: &vt100::Screen| goal(screen) == wanted
    };
    let mut pty = Pty::spawn(&args, &[], (80, 24));
    pty.wait_until("goal for either", goal_is(Background::Unknown));
    pty.press(&["b"]);
    pty.wait_until("goal for paper", goal_is(Background::Light));
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let pty = Pty::spawn(&args, &[], (80, 24));
    pty.wait_until("goal for paper", goal_is(Background::Light));
    let flagged = [
        "--background",
        "dark",
        "--state",
        folder,
        "open",
        "09:train",
    ];
    let pty = Pty::spawn(&flagged, &[], (80, 24));
    pty.wait_until("goal for the dark", goal_is(Background::Dark));
}
