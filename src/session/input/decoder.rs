//! From bytes to our own events. No terminal needed, no clock inside.

use std::time::Duration;

use termina::event::{KeyCode as Code, KeyEvent, KeyEventKind, Modifiers};
use termina::event::{MouseButton, MouseEvent, MouseEventKind};

use super::frames::{Frames, Piece};
use crate::event::{Event, Key, KeyCode, Mouse, MouseKind};
use crate::session::Answers;

/// How long a lone Escape waits for the rest of a sequence.
const ESCAPE_WAITS: Duration = Duration::from_millis(50);
/// How long the beginning of a sequence or paste waits for more: a slow link may pause in it.
const REST_WAITS: Duration = Duration::from_secs(1);

const ESC: u8 = 0x1b;

/// Decodes what a terminal sends: keys, mouse, pastes. Answers to queries, focus reports and
/// whatever is unknown never become events.
#[derive(Debug, Default)]
pub struct Decoder {
    frames: Frames,
    heard: Answers,
}

impl Decoder {
    /// Takes the next bytes, however they were split; gives the events complete with them.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in bytes {
            if let Some(piece) = self.frames.feed(byte) {
                if let Piece::Sequence(sequence) = &piece {
                    self.heard.hear(sequence);
                }
                events.extend(event(piece));
            }
        }
        events
    }

    /// What the terminal has told of itself since the last call; nothing, if nothing.
    pub fn heard(&mut self) -> Option<Answers> {
        let heard = std::mem::take(&mut self.heard);
        (heard != Answers::default()).then_some(heard)
    }

    /// How long to wait for more bytes before `timeout`; none when nothing is pending.
    pub fn patience(&self) -> Option<Duration> {
        match (self.frames.holds_escape(), self.frames.holds()) {
            (true, _) => Some(ESCAPE_WAITS),
            (_, true) => Some(REST_WAITS),
            _ => None,
        }
    }

    /// No more bytes came within `patience`: a lone Escape is the key, an open paste ends here,
    /// half a sequence is dropped.
    pub fn timeout(&mut self) -> Option<Event> {
        let piece = self.frames.flush()?;
        event(piece)
    }
}

fn event(piece: Piece) -> Option<Event> {
    let sequence = match piece {
        Piece::Paste(text) => return Some(Event::Paste(with_newlines(&text))),
        Piece::Sequence(sequence) => sequence,
    };
    if matches!(
        sequence[..],
        [ESC, b'[', b' '..=b'/' | b'=' | b'>' | b'?', ..]
    ) {
        return None; // private and intermediate marks stand in answers, never in keys
    }
    if sequence == b"\x1b[P" {
        return Some(Event::Key(Key::new(KeyCode::Delete))); // st's own
    }
    let mut parser = termina::Parser::default();
    parser.parse(&sequence, false);
    let events: Vec<_> = std::iter::from_fn(|| parser.pop()).collect();
    match events[..] {
        [termina::Event::Key(event)] => key(event).map(Event::Key),
        [termina::Event::Mouse(event)] => mouse(event).map(Event::Mouse),
        _ => None, // an answer; or, of several events, one unknown sequence torn up
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let foreign = Modifiers::SUPER | Modifiers::HYPER | Modifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let ctrl = event.modifiers.contains(Modifiers::CONTROL);
    let alt = event.modifiers.contains(Modifiers::ALT);
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    let key = |code| Some(Key { code, ctrl, alt });
    match event.code {
        // What terminals and scripts send for these two keys besides DEL and CR.
        Code::Char('h') if ctrl => Some(Key::new(KeyCode::Backspace)),
        Code::Char('j') if ctrl => Some(Key::new(KeyCode::Enter)),
        Code::Char(c) if c.is_control() => None,
        Code::Char(c) if shift && !ctrl => key(KeyCode::Char(c.to_ascii_uppercase())),
        Code::Char(c) => key(KeyCode::Char(c)),
        Code::Enter => key(KeyCode::Enter),
        Code::Escape => key(KeyCode::Esc),
        Code::Tab => key(KeyCode::Tab),
        Code::BackTab => key(KeyCode::BackTab),
        Code::Backspace => key(KeyCode::Backspace),
        Code::Delete => key(KeyCode::Delete),
        Code::Up => key(KeyCode::Up),
        Code::Down => key(KeyCode::Down),
        Code::Left => key(KeyCode::Left),
        Code::Right => key(KeyCode::Right),
        Code::Home => key(KeyCode::Home),
        Code::End => key(KeyCode::End),
        Code::PageUp => key(KeyCode::PageUp),
        Code::PageDown => key(KeyCode::PageDown),
        _ => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        x: event.column,
        y: event.row,
    })
}

/// Terminals paste a line's end as CR.
fn with_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
