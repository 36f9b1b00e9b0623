//! The footer: the keys that work now, and where a click finds them.

use super::{frame, put};
use crate::event::Key;
use crate::ui::Look;
use crate::ui::text::{Columns, folded, key};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A key that works now, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as printed on it.
    pub key: String,
    /// What it does, in a word or two.
    pub does: String,
    /// What a click on it presses.
    pub press: Option<Key>,
    /// It stands out: it does what is to be done. Where no hint says so, the first one does.
    pub lit: bool,
}

impl Hint {
    /// A hint.
    pub fn new(key: &str, does: &str, press: Option<Key>) -> Self {
        Self {
            key: key.to_string(),
            does: does.to_string(),
            press,
            lit: false,
        }
    }
}

/// Draws the footer: as many hints as fit, one of them standing out.
pub fn footer(hints: &[Hint], area: Rect, buf: &mut Buffer, look: &Look) {
    let line = frame(area).footer;
    let lit = hints.iter().position(|hint| hint.lit).unwrap_or(0);
    for (i, x) in places(hints, line, look).into_iter().enumerate() {
        let (pressed, does) = (key(&hints[i].key, look), folded(&hints[i].does, look));
        let room = line.right().saturating_sub(x);
        let (key_style, does_style) = match i == lit {
            true => (look.theme.accent, look.theme.accent),
            false => (look.theme.strong, look.theme.dim),
        };
        put(buf, x, line.y, &pressed, room, key_style);
        let after = pressed.columns() as u16 + 1;
        put(
            buf,
            x + after,
            line.y,
            &does,
            room.saturating_sub(after),
            does_style,
        );
    }
}

/// Columns between two hints: where they do not all fit they move together.
const GAPS: [u16; 2] = [3, 2];

/// Whether the hints fit into a width with so much between them, a column free at each end.
fn fits(hints: &[Hint], gap: u16, room: u16, look: &Look) -> bool {
    let taken = hints
        .iter()
        .map(|hint| width(hint, look) + gap)
        .sum::<u16>();
    taken + 2 <= room + gap
}

/// Drops hints from the end until the others fit: all but the first, the one that stands out, the
/// one for help and the way back.
pub fn fitting(mut hints: Vec<Hint>, area: Rect, look: &Look) -> Vec<Hint> {
    while !GAPS.iter().any(|gap| fits(&hints, *gap, area.width, look)) {
        let Some(last) = hints
            .iter()
            .rposition(|hint| !matches!(hint.key.as_str(), "?" | "Esc") && !hint.lit)
            .filter(|&i| i > 0)
        else {
            break;
        };
        hints.remove(last);
    }
    hints
}

/// The key of the hint at a cell of the screen; where a hint names several keys, each is its own.
pub fn hint_at(hints: &[Hint], area: Rect, x: u16, y: u16, look: &Look) -> Option<Key> {
    let line = frame(area).footer;
    if !line.contains((x, y).into()) {
        return None;
    }
    let mut found = places(hints, line, look).into_iter().zip(hints);
    let (from, hint) = found.find(|(from, hint)| (*from..from + width(hint, look)).contains(&x))?;
    let keys = several(&hint.key);
    let wide = key(&hint.key, look).columns();
    // Spelled out, each name has its share of the columns.
    let nth = usize::from(x - from) * keys.len() / wide.max(1);
    keys.get(nth).copied().or(hint.press)
}

/// The keys of a hint that names more than one, sign by sign.
fn several(names: &str) -> Vec<Key> {
    match names.chars().map(Key::of_sign).collect() {
        Some(keys) if names.chars().nth(1).is_some() => keys,
        _ => Vec::new(),
    }
}

/// Where each hint that fits begins.
fn places(hints: &[Hint], line: Rect, look: &Look) -> Vec<u16> {
    let [wide, narrow] = GAPS;
    let gap = match fits(hints, wide, line.width, look) {
        true => wide,
        false => narrow,
    };
    let mut places = Vec::new();
    let mut x = line.x + 1;
    for hint in hints {
        let width = width(hint, look);
        if line.is_empty() || (x + width > line.right() && !places.is_empty()) {
            break;
        }
        places.push(x);
        x += width + gap;
    }
    places
}

fn width(hint: &Hint, look: &Look) -> u16 {
    (key(&hint.key, look).columns() + 1 + folded(&hint.does, look).columns()) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn a_click_on_one_of_two_keys_presses_that_one_and_on_the_words_the_first() {
        let press = Some(Key::char('+'));
        let hints = [
            Hint::new("→", "next", None),
            Hint::new("+-", "chips", press),
        ];
        let area = Rect::new(0, 0, 60, 10);
        for ascii in [false, true] {
            let look = plain(ascii);
            let at = |x: u16| hint_at(&hints, area, x, 9, &look);
            let from = places(&hints, frame(area).footer, &look)[1];
            let keys = [at(from), at(from + 1), at(from + 3)];
            assert_eq!(keys, [press, Some(Key::char('-')), press]);
        }
        let arrows = [Hint::new("↑↓", "choose", Key::of_sign('↓'))];
        for (ascii, last) in [(false, 2), (true, 6)] {
            let at = |x: u16| hint_at(&arrows, area, x, 9, &plain(ascii));
            assert_eq!([at(1), at(last)], ['↑', '↓'].map(Key::of_sign));
        }
        assert!(several("Esc").is_empty() && several("→").is_empty());
    }
}
