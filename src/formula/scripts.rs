//! Small characters: what can be raised or lowered within one line, and letters that wear a mark.

/// `text` in raised characters, if every one of it exists.
pub(super) fn raised(text: &str) -> Option<String> {
    // A lone star or prime is raised as it is.
    if !text.is_empty() && text.chars().all(|c| matches!(c, '*' | '\'')) {
        return Some(text.to_owned());
    }
    each(text, RAISED)
}

/// `text` in lowered characters, if every one of it exists.
pub(super) fn lowered(text: &str) -> Option<String> {
    each(text, LOWERED)
}

/// `letter` with `mark` over it, where there is one character for both.
pub(super) fn marked(letter: char, mark: char) -> Option<char> {
    let with = MARKED.iter().find(|(with, _, _)| *with == mark);
    with.and_then(|(_, from, to)| find(letter, from, to))
}

fn each(text: &str, (from, to): (&str, &str)) -> Option<String> {
    (!text.is_empty()).then(|| text.chars().map(|c| find(c, from, to)).collect())?
}

fn find(wanted: char, from: &str, to: &str) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find_map(|(plain, small)| (plain == wanted).then_some(small))
}

// Only what the fonts of terminals have (`tests/fixtures/fonts.toml`): small letters are not.
const RAISED: (&str, &str) = ("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹");

const LOWERED: (&str, &str) = ("0123456789", "₀₁₂₃₄₅₆₇₈₉");

/// Combining hat, bar, tilde, dot and dots with the letters that fonts have in one piece.
const MARKED: &[(char, &str, &str)] = &[
    (
        '\u{302}',
        "aceghijosuwyACEGHIJOSUWY",
        "âĉêĝĥîĵôŝûŵŷÂĈÊĜĤÎĴÔŜÛŴŶ",
    ),
    ('\u{304}', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
    ('\u{303}', "ainouAINOU", "ãĩñõũÃĨÑÕŨ"),
    ('\u{307}', "cegzCEGZ", "ċėġżĊĖĠŻ"),
    ('\u{308}', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
];

/// Every small or marked character there is.
#[cfg(test)]
pub(super) fn signs() -> impl Iterator<Item = char> {
    let marked = MARKED.iter().map(|(_, _, marked)| *marked);
    [RAISED.1, LOWERED.1]
        .into_iter()
        .chain(marked)
        .flat_map(str::chars)
}
