//! Control characters in a lesson: codes that a terminal would obey rather than show. None goes any
//! further than this, however it was written; its author is told where it stands.

use std::borrow::Cow;

/// Whether a terminal would obey it. Line ends and tabs are text.
pub(super) fn is_code(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// The codes of a file, each with its place.
pub(super) fn found(text: &str) -> Vec<(usize, char)> {
    let ends_a_line = |at: usize| text[at..].starts_with("\r\n");
    text.char_indices()
        .filter(|&(at, c)| is_code(c) && !ends_a_line(at))
        .collect()
}

/// The text with a blank of the same length for each code: every place in it stays where it is.
pub(super) fn blanked(text: &str, codes: &[(usize, char)]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    for &(at, code) in codes {
        blanked.push_str(&text[from..at]);
        // In UTF-8 a no-break space is two bytes long, as the codes above 0x7F are.
        blanked.push_str(if code.is_ascii() { " " } else { "\u{a0}" });
        from = at + code.len_utf8();
    }
    blanked + &text[from..]
}

/// A text that was spelled with escapes, such as `\u001b` or `&#27;`, without its codes.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    match text.contains(is_code) {
        true => Cow::Owned(text.replace(is_code, " ")),
        false => Cow::Borrowed(text),
    }
}

/// What a code is called (ECMA-48).
pub(super) fn name(code: char) -> &'static str {
    match code {
        '\0' => "NUL",
        '\u{7}' => "BEL, which rings",
        '\u{8}' => "BS, which goes back",
        '\u{c}' => "FF, which begins a page",
        '\r' => "CR, which writes over its line",
        '\u{e}' | '\u{f}' => "a shift to other characters",
        '\u{1b}' => "ESC, which begins a code",
        '\u{7f}' => "DEL",
        '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => "C1, which begins a code",
        '\u{80}'..='\u{9f}' => "C1",
        _ => "C0",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_blank_of_its_length() {
        let text = "a\u{1b}[31mb\u{9b}c\r\nd\te\rf";
        let codes = found(text);
        assert_eq!(
            codes.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
            [1, 7, 15]
        );
        let blanked = blanked(text, &codes);
        assert_eq!(blanked, "a [31mb\u{a0}c\r\nd\te f");
        assert_eq!(blanked.len(), text.len());
    }

    #[test]
    fn escapes_are_no_way_around_it() {
        assert_eq!(without("a\u{7}b\u{9d}\n"), "a b \n");
        assert!(matches!(without("señal"), Cow::Borrowed(_)));
    }
}
