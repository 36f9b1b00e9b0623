//! What the terminal says of itself: what it is asked, and what came back.
//!
//! The question ends with "what are you" (DA1), which nearly every terminal answers, and in order:
//! when that answer is here, no other is still to come, but under GNU screen, which gives this one
//! itself and passes others on. So an answer counts whenever it comes. Control sequences are those
//! of xterm's ctlseqs and of DEC STD 070; which terminal answers what: `tests/fixtures/terminals.json`.

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::ui::glyphs::{Background, ColorTier};

/// How long an answer may take to count: a terminal at hand, and one behind a network.
const NEAR: Duration = Duration::from_millis(100);
const FAR: Duration = Duration::from_millis(300);

/// "What are you" (DA1).
pub(super) const FENCE: &str = "\x1b[c";

/// Ends a string that was begun (ST) and takes back what a page may have set, such as characters that
/// cannot be erased (DECSTR).
pub(super) const SOFT_RESET: &str = "\x1b\\\x1b[!p";

/// A colour that is in no palette, so that a terminal cannot keep it but as what it is.
const TEST_COLOR: [u16; 3] = [200, 50, 50];

/// A kind of terminal, by the first number of what it says it is (DA2), and by the second where
/// others share the first.
type Model = (u16, Option<u16>);

/// Those that draw 24 bits and do not say so when they are asked what they draw with.
const DRAW_24_BITS: [Model; 7] = [
    (0, Some(136)), // PuTTY
    (1, Some(115)), // Konsole
    (24, None),     // mlterm
    (61, None),     // VTE since 0.76
    (64, Some(0)),  // Zutty
    (65, None),     // VTE before
    (85, None),     // rxvt-unicode
];

/// Those that read once a frame.
const READ_IN_TURNS: [Model; 3] = [
    (1, Some(4000)), // kitty
    (61, None),      // VTE since 0.76
    (65, None),      // VTE before
];

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
    /// It reads in turns with its frames, so that even at hand it answers after some milliseconds.
    pub in_turns: bool,
    /// Whether it has answered the last question.
    pub complete: bool,
}

impl Answers {
    /// Takes a sequence the terminal has sent.
    pub(super) fn hear(&mut self, sequence: &[u8]) {
        let Ok(text) = std::str::from_utf8(sequence) else {
            return;
        };
        if let Some(csi) = text.strip_prefix("\x1b[") {
            self.hear_csi(csi);
        } else if let Some(color) = text.strip_prefix("\x1b]11;") {
            self.background = background(color).or(self.background);
        } else if let Some(pen) = text.strip_prefix("\x1bP1$r") {
            self.color = self.color.or(kept_color(pen));
        }
    }

    /// Takes over what was told since.
    pub(super) fn merge(&mut self, newer: Self) {
        self.color = newer.color.or(self.color);
        self.background = newer.background.or(self.background);
        self.synchronized = newer.synchronized.or(self.synchronized);
        self.columns = self.columns.or(newer.columns);
        self.in_turns |= newer.in_turns;
        self.complete |= newer.complete;
    }

    fn hear_csi(&mut self, csi: &str) {
        if let Some(state) = csi
            .strip_prefix("?2026;")
            .and_then(|s| s.strip_suffix("$y"))
        {
            // Set or reset; 0 is unknown, 3 and 4 cannot be changed.
            self.synchronized = Some(matches!(state, "1" | "2"));
        } else if let Some(model) = csi.strip_prefix('>').and_then(|s| s.strip_suffix('c')) {
            if is_one_of(&DRAW_24_BITS, model) {
                self.color = Some(ColorTier::TrueColor);
            }
            self.in_turns |= is_one_of(&READ_IN_TURNS, model);
        } else if let Some(scheme) = csi.strip_prefix("?997;") {
            // Told unasked where mode 2031 is set: the learner has changed the theme.
            self.background = match scheme {
                "1n" => Some(Background::Dark),
                "2n" => Some(Background::Light),
                _ => self.background,
            };
        } else if csi.starts_with('?') && csi.ends_with('c') {
            self.complete = true;
        } else if let Some(place) = csi.strip_suffix('R') {
            let column = place.split_once(';').and_then(|(_, x)| x.parse().ok());
            // Once: F3 with a modifier looks the same.
            self.columns = self.columns.or(column.map(|x: u16| x.saturating_sub(1)));
        }
    }
}

/// The question, as far as a terminal of this kind can take it. Whatever of it a terminal prints
/// stands on one row, which is erased.
pub(super) fn question(term: &str) -> String {
    let is = |families: &[&str]| families.iter().any(|family| term.starts_with(family));
    let mut ask = String::new();
    // Consoles that print a control string, or the end of one; and Emacs' terminal, which passes
    // strings on to the terminal it is in, whose answer comes to Emacs as keys.
    let simple = term.is_empty() || is(&["linux", "vt", "ansi", "cons", "dumb", "sun", "eterm"]);
    if !simple && !is(&["screen"]) {
        let [r, g, b] = TEST_COLOR;
        // Draw in this; what do you draw in (DECRQSS)?
        ask += &format!("\x1b[48;2;{r};{g};{b}m\x1bP$qm\x1b\\\x1b[m");
    }
    if !simple {
        ask += "\x1b[?2026$p\x1b]11;?\x1b\\\x1b[>c"; // DECRQM; the background; DA2
    }
    ask + &format!("\r{TWO_BYTES}\x1b[6n\r\x1b[K{FENCE}")
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

/// Whether what a terminal says it is, such as `85;95;0`, is one of these.
fn is_one_of(models: &[Model], said: &str) -> bool {
    let mut numbers = said.split(';').map(|number| number.parse().ok());
    let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
    let is =
        |(kind, version): &Model| first == Some(*kind) && (version.is_none() || second == *version);
    models.iter().any(is)
}

/// From what the terminal draws with: `0;48;2;200;50;50m`, `48:2::200:50:50m`, `48:5:167m`.
fn kept_color(pen: &str) -> Option<ColorTier> {
    let numbers: Vec<u16> = pen
        .split([';', ':', 'm'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let at = numbers.iter().position(|&number| number == 48)?;
    match &numbers[at + 1..] {
        [2, kept @ ..] | [2, _, kept @ ..] if kept.starts_with(&TEST_COLOR) => {
            Some(ColorTier::TrueColor)
        }
        [5, ..] => Some(ColorTier::Ansi256),
        _ => None,
    }
}
