//! The words of a script.

use thiserror::Error;

use crate::event::{Event, Key, KeyCode, Mouse, MouseKind};

/// A word that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no word of a script: keys are written `a`, `Space`, `Right`, `Ctrl-c`, \
     the mouse `click@12,5`, sizes `resize@80x24`, time `tick`, repeats `Right*3`"
)]
pub struct ScriptError(pub String);

/// One thing a script does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    Send(Event),
    Tick,
}

/// All acts of a script.
pub(super) fn parse(script: &str) -> Result<Vec<Act>, ScriptError> {
    let mut acts = Vec::new();
    for word in script.split_whitespace() {
        let (body, times) = repeats(word);
        let once = acts_of(body).ok_or_else(|| ScriptError(word.to_owned()))?;
        acts.extend(std::iter::repeat_n(once, times).flatten());
    }
    Ok(acts)
}

/// `+*5` is `+`, five times; a lone `*` and a text with a star stay what they are.
fn repeats(word: &str) -> (&str, usize) {
    match word.rsplit_once('*') {
        Some((body, times)) if !body.is_empty() => match times.parse() {
            Ok(times) => (body, times),
            Err(_) => (word, 1),
        },
        _ => (word, 1),
    }
}

fn acts_of(word: &str) -> Option<Vec<Act>> {
    if word == "tick" {
        return Some(vec![Act::Tick]);
    }
    let events = if let Some(text) = word.strip_prefix("type:") {
        text.chars().map(|c| Event::Key(Key::char(c))).collect()
    } else if let Some(text) = word.strip_prefix("paste:") {
        vec![Event::Paste(text.to_owned())]
    } else if let Some(size) = word.strip_prefix("resize@") {
        let (width, height) = pair(size, 'x')?;
        vec![Event::Resize { width, height }]
    } else if let Some((act, at)) = word.split_once('@').filter(|(act, _)| !act.is_empty()) {
        let (x, y) = pair(at, ',')?;
        let kinds = mouse(act)?;
        kinds
            .iter()
            .map(|&kind| Event::Mouse(Mouse { kind, x, y }))
            .collect()
    } else {
        vec![Event::Key(key(word)?)]
    };
    Some(events.into_iter().map(Act::Send).collect())
}

fn pair(text: &str, between: char) -> Option<(u16, u16)> {
    let (first, second) = text.split_once(between)?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

fn mouse(act: &str) -> Option<&'static [MouseKind]> {
    Some(match act {
        "click" => &[MouseKind::Press, MouseKind::Release],
        "press" => &[MouseKind::Press],
        "drag" => &[MouseKind::Drag],
        "release" => &[MouseKind::Release],
        "wheelup" => &[MouseKind::WheelUp],
        "wheeldown" => &[MouseKind::WheelDown],
        _ => return None,
    })
}

fn key(name: &str) -> Option<Key> {
    if let Some(rest) = name.strip_prefix("Ctrl-") {
        return Some(Key {
            ctrl: true,
            ..key(rest)?
        });
    }
    if let Some(rest) = name.strip_prefix("Alt-") {
        return Some(Key {
            alt: true,
            ..key(rest)?
        });
    }
    let code = match name {
        "Space" => KeyCode::Char(' '),
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        _ => {
            let mut chars = name.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => KeyCode::Char(c),
                _ => return None,
            }
        }
    };
    Some(Key::new(code))
}
