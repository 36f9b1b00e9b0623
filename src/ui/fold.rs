//! Text for terminals that show nothing above 0x7F, and for the form that is read aloud.
//!
//! Signs are ours to spell, as this course uses them; letters of every language go by the tables of
//! `deunicode`. What neither knows is named by its number, and never passes for something else.

mod arrows;
mod signs;

use arrows::arrow;
use ratatui::buffer::Buffer;
use signs::{greek, key_name, over, sign};
use std::borrow::Cow;

/// The text in ASCII: words for Greek letters that stand for numbers, letters transliterated.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = Folded::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = greek_run(rest);
        match run.is_empty() {
            true => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
            false => {
                let (before, after) = (out.text.chars().next_back(), &rest[run.len()..]);
                let symbols = is_symbols(run, before, after.chars().next());
                run.chars().for_each(|c| match greek(c) {
                    Some(name) if symbols => out.name(name),
                    _ => out.push(c),
                });
                rest = after;
            }
        }
    }
    Cow::Owned(out.text)
}

/// Letters as they are, and arrows as a voice says them: for the form in words and numbers alone.
pub fn spoken(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| arrow(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = Folded::default();
    for c in text.chars() {
        match arrow(c) {
            Some((_, word)) => out.arrow(word),
            None => out.letter(c),
        }
    }
    Cow::Owned(out.text)
}

/// The names of the keys, where a text is arrow keys and nothing else.
pub fn keys(text: &str) -> Option<String> {
    let keys = text.chars().filter(|c| !c.is_whitespace());
    let names: Option<Vec<&str>> = keys.map(key_name).collect();
    names.filter(|names| !names.is_empty()).map(|n| n.join(" "))
}

/// One ASCII character for a cell that already has its place in a picture.
pub fn cell(symbol: &str) -> Option<&'static str> {
    let c = symbol.chars().next()?;
    if c.is_ascii() {
        return None;
    }
    let word = match arrow(c) {
        Some((sign, _)) => sign,
        None => sign(c).or(greek(c)).or(known(c)).unwrap_or(UNKNOWN),
    };
    Some(word.get(..1).unwrap_or(" "))
}

/// What stands in a cell for a character that no table knows.
const UNKNOWN: &str = "#";

/// A letter or sign by the tables of `deunicode`: not as a question mark, which it puts for what it
/// does not know.
fn known(c: char) -> Option<&'static str> {
    let spelled = deunicode::deunicode_char(c)?;
    let asks = spelled.contains('?') && !matches!(c, '？' | '‽' | '⁇' | '⁈' | '⁉' | '؟');
    // An at sign stands there for letters that the Latin alphabet lacks.
    let lacks = spelled.contains('@') && !matches!(c, '＠' | '﹫');
    (!asks && !lacks && c != char::REPLACEMENT_CHARACTER).then_some(spelled)
}

/// The characters of a text that have no form in ASCII, each once: they are named by their numbers.
pub fn unknown(text: &str) -> Vec<char> {
    let mut unknown = Vec::new();
    for c in text.chars() {
        let folds = c.is_ascii()
            || c.is_control()
            || over(c).is_some()
            || arrow(c).is_some()
            || sign(c).or(greek(c)).or(known(c)).is_some();
        if !folds && !unknown.contains(&c) {
            unknown.push(c);
        }
    }
    unknown
}

/// A screen in ASCII, whatever was drawn on it.
pub fn screen(buf: &mut Buffer) {
    for drawn in &mut buf.content {
        if let Some(symbol) = cell(drawn.symbol()) {
            drawn.set_symbol(symbol);
        }
    }
}

/// Text as the form in words and numbers alone tells it, on a terminal that shows ASCII or more.
pub fn told(text: &str, is_ascii: bool) -> String {
    let text = if is_ascii { ascii(text) } else { spoken(text) };
    printable(&text).into_owned()
}

/// Whether a terminal obeys a character in place of showing it: codes, and marks that turn the order of
/// what stands around them (Unicode's Bidi_Control) or break the line.
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text without what a terminal obeys: each is shown as a blank.
pub fn printable(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| is_obeyed(c) && c != '\n';
    match text.contains(obeyed) {
        true => Cow::Owned(text.replace(obeyed, " ")),
        false => Cow::Borrowed(text),
    }
}

/// ASCII as it is written.
#[derive(Default)]
struct Folded {
    text: String,
    /// A blank is due before the next letter or digit: what stood beside it was a word.
    apart: bool,
    /// What was written last is a power.
    raised: bool,
}

impl Folded {
    fn push(&mut self, c: char) {
        let raised = std::mem::take(&mut self.raised);
        if let Some(mark) = over(c) {
            self.mark(mark);
        } else if let Some((_, word)) = arrow(c) {
            self.arrow(word);
        } else if c.is_ascii() {
            self.letter(c);
        } else if let Some(word) = sign(c).or(known(c)) {
            // 10⁻³ has one power.
            let power = word.strip_prefix('^');
            self.raised = raised && power.is_some();
            self.word(power.filter(|_| raised).unwrap_or(word));
            self.raised = power.is_some();
        } else {
            self.word(&format!("[U+{:04X}]", c as u32));
        }
    }

    /// A mark over a Greek letter, or over one of those that are measured: x, y, p.
    fn mark(&mut self, mark: &str) {
        let stands_for_a_number = self.apart || self.text.ends_with(['x', 'y', 'p']);
        if stands_for_a_number {
            self.text.push_str(mark);
        }
    }

    /// A word for an arrow stands by itself: the loss 32 down.
    fn arrow(&mut self, word: &str) {
        let is_word = word.starts_with(char::is_alphabetic);
        self.apart |= is_word && self.text.ends_with(char::is_alphanumeric);
        self.word(word);
        self.apart |= is_word;
    }

    /// A name, apart from what it stands beside: 2 pi sigma.
    fn name(&mut self, name: &str) {
        self.apart |= self.text.ends_with(|c: char| c.is_ascii_alphabetic());
        self.word(name);
        self.apart = true;
    }

    fn word(&mut self, word: &str) {
        // 2½ is no 21/2.
        let digit = |c: char| c.is_ascii_digit();
        if word.starts_with(digit) && self.text.ends_with(digit) && !self.raised {
            self.text.push(' ');
        }
        let trimmed = word.trim_end();
        trimmed.chars().for_each(|c| self.letter(c));
        match trimmed.is_empty() {
            true => word.chars().take(1).for_each(|c| self.letter(c)),
            false => self.apart |= trimmed.len() < word.len(),
        }
    }

    fn letter(&mut self, c: char) {
        if std::mem::take(&mut self.apart) && c.is_alphabetic() {
            self.text.push(' ');
        }
        self.text.push(c);
    }
}

/// The Greek letters that a text begins with.
fn greek_run(text: &str) -> &str {
    let end = text.find(|c| !is_greek(c)).unwrap_or(text.len());
    &text[..end]
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' | 'µ') && c.is_alphabetic()
}

/// Whether Greek letters stand for numbers, as in 2πσ², and are no word in Greek.
fn is_symbols(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match run.chars().count() {
        1 => true,
        2 => !(apart(before) && apart(after)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(ascii("plain"), Cow::Borrowed("plain")));
        assert!(matches!(spoken("señal"), Cow::Borrowed("señal")));
    }

    #[test]
    fn greek_symbols_become_words_and_signs_become_signs() {
        assert_eq!(ascii("μ ≤ 2σ ▸ ½"), "mu <= 2sigma > 1/2");
        assert_eq!(ascii("2½, 10⁴, 2.7×10⁻¹²"), "2 1/2, 10^4, 2.7x10^-12");
        assert_eq!(ascii("2.7‰"), "2.7 per mille");
        assert_eq!(ascii("2πσ² αx"), "2pi sigma^2 alpha x");
        assert_eq!(ascii("β̂ and x̄, ŷ"), "beta_hat and x_bar, y_hat");
    }

    #[test]
    fn letters_of_any_language_are_transliterated_and_none_is_a_question_mark() {
        for (text, expected) in [
            ("La señal", "La senal"),
            ("Größe, Łódź, Çağ", "Grosse, Lodz, Cag"),
            ("日本。", "Ri Ben."),
            ("halló: ¿qué año? ¡ya!", "hallo: que ano? ya!"),
            ("مدرسة", "mdrsh"),
            ("mən, Əli", "men, Eli"),
            ("μάθηση με", "mathese me"),
            ("обучение", "obuchenie"),
            ("5 €, 20 °C", "5 EUR, 20 degC"),
            ("cafe\u{301}, fe\u{302}te", "cafe, fete"),
        ] {
            assert_eq!(ascii(text), expected);
        }
    }

    #[test]
    fn what_no_table_knows_is_named() {
        assert_eq!(ascii("a\u{13000}b"), "a[U+13000]b");
        assert_eq!(ascii("lost: \u{fffd}"), "lost: [U+FFFD]");
        assert_eq!(cell("\u{fffd}"), Some("#"));
        assert_eq!(cell("\u{13000}"), Some("#"));
        let text = "señal → 日本 ✓ \u{13000}\u{13000} \u{fffd} ¿?";
        assert_eq!(unknown(text), ['\u{13000}', '\u{fffd}']);
    }

    #[test]
    fn an_arrow_is_a_key_where_keys_are_meant_and_a_sign_elsewhere() {
        assert_eq!(keys("↑ ↓").as_deref(), Some("Up Down"));
        assert_eq!(keys("784 → 32"), None);
        assert_eq!(keys(" "), None);
        assert_eq!(ascii("784 → 32, the loss ↓"), "784 -> 32, the loss down");
        assert_eq!(ascii("x ↦ f(x) ⟶ 0, ↗"), "x |-> f(x) -> 0, up right");
        assert_eq!(spoken("señal → 32↓"), "señal -> 32 down");
        assert_eq!(cell("→"), Some(">"));
    }

    #[test]
    fn a_cell_stays_one_column_wide() {
        assert_eq!(cell("─"), Some("-"));
        assert_eq!(cell("σ"), Some("s"));
        assert_eq!(cell("⣿").map(str::len), Some(1));
        assert_eq!(cell("x"), None);
    }

    #[test]
    fn codes_that_a_terminal_obeys_are_blanks() {
        assert_eq!(printable("a\u{1b}[31mb\u{9b}c\u{7}\td\n"), "a [31mb c  d\n");
        assert!(matches!(printable("señal\n"), Cow::Borrowed(_)));
    }
}
