//! What the terminal says of itself: one question at the start, and what came back.
//!
//! The question ends with "what are you" (DA1), which every terminal answers, and in order: when
//! that answer is here, no other is still to come. Nobody waits for it. Control sequences are
//! those of xterm's ctlseqs and of DEC STD 070.

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::ui::glyphs::{Background, ColorTier};

/// How long an answer may take to count: a terminal at hand, and one behind a network.
const NEAR: Duration = Duration::from_millis(100);
const FAR: Duration = Duration::from_millis(300);

/// A character of two bytes in UTF-8 that is a column wide; as two characters it is two, and
/// neither byte is a control where bytes are characters (ISO 8859).
const TWO_BYTES: char = '\u{b7}';

/// What a terminal has told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// What became of a colour of 24 bits: kept, or made one of the 256.
    pub color: Option<ColorTier>,
    /// What lies behind the text.
    pub background: Option<Background>,
    /// Whether it can show a frame at once (mode 2026).
    pub synchronized: Option<bool>,
    /// How many columns a character of two bytes took.
    pub columns: Option<u16>,
    /// Whether it has answered to the end.
    pub complete: bool,
}

impl Answers {
    /// Takes a sequence the terminal has sent. After the last answer nothing counts any more.
    pub(super) fn hear(&mut self, sequence: &[u8]) {
        let Some(text) = std::str::from_utf8(sequence)
            .ok()
            .filter(|_| !self.complete)
        else {
            return;
        };
        if let Some(csi) = text.strip_prefix("\x1b[") {
            self.hear_csi(csi);
        } else if let Some(color) = text.strip_prefix("\x1b]11;") {
            self.background = self.background.or(background(color));
        } else if let Some(pen) = text.strip_prefix("\x1bP1$r") {
            self.color = self.color.or(kept_color(pen));
        }
    }

    fn hear_csi(&mut self, csi: &str) {
        if let Some(state) = csi
            .strip_prefix("?2026;")
            .and_then(|s| s.strip_suffix("$y"))
        {
            // Set or reset; 0 is unknown, 3 and 4 cannot be changed.
            self.synchronized = Some(matches!(state, "1" | "2"));
        } else if csi.starts_with('?') && csi.ends_with('c') {
            self.complete = true;
        } else if let Some(place) = csi.strip_suffix('R') {
            let column = place.split_once(';').and_then(|(_, x)| x.parse().ok());
            self.columns = self.columns.or(column.map(|x: u16| x.saturating_sub(1)));
        }
    }
}

/// The question, as far as a terminal of this kind can take it. Whatever of it a terminal prints
/// stands on one row, which is erased.
pub(super) fn question(term: &str) -> String {
    let is = |families: &[&str]| families.iter().any(|family| term.starts_with(family));
    let mut ask = String::new();
    // Consoles that print a control string, or the end of one.
    let simple = term.is_empty() || is(&["linux", "vt", "ansi", "cons", "dumb", "sun"]);
    if !simple && !is(&["screen"]) {
        ask += "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"; // draw in this; what do you draw in (DECRQSS)
    }
    if !simple {
        ask += "\x1b[?2026$p\x1b]11;?\x1b\\"; // DECRQM; the background
    }
    ask + &format!("\r{TWO_BYTES}\x1b[6n\r\x1b[K\x1b[c")
}

/// How long the answers may take. The environment is handed in.
pub(super) fn patience(is_set: impl Fn(&str) -> bool) -> Duration {
    if ["SSH_TTY", "SSH_CONNECTION"].into_iter().any(is_set) {
        FAR
    } else {
        NEAR
    }
}

/// `rgb:RRRR/GGGG/BBBB`, with one to four digits each: light or dark by its luma (ITU-R BT.601).
fn background(color: &str) -> Option<Background> {
    let color = color.trim_end_matches(['\x07', '\x1b', '\\']);
    let (_, channels) = color.split_once(':')?;
    let level = |digits: &str| {
        let most = 16_f32.powi(i32::try_from(digits.len()).ok()?) - 1.0;
        Some(u16::from_str_radix(digits, 16).ok()? as f32 / most)
    };
    let mut levels = channels.split('/').map(level);
    let [r, g, b] = [levels.next()??, levels.next()??, levels.next()??];
    Some(if 0.299 * r + 0.587 * g + 0.114 * b > 0.5 {
        Background::Light
    } else {
        Background::Dark
    })
}

/// From what the terminal draws with: `0;48;2;1;2;3m`, `48:2::1:2:3m`, `48:5:16m`.
fn kept_color(pen: &str) -> Option<ColorTier> {
    let numbers: Vec<u16> = pen
        .split([';', ':', 'm'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let at = numbers.iter().position(|&number| number == 48)?;
    match numbers[at + 1..] {
        [2, 1, 2, 3, ..] | [2, _, 1, 2, 3, ..] => Some(ColorTier::TrueColor),
        [5, ..] => Some(ColorTier::Ansi256),
        _ => None,
    }
}
