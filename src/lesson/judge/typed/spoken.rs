//! Words that people say for signs: `28 by 28`, `14 squared`, `151 of 342`.

use super::signs::fraction;

/// Signs that are words between two numbers, the longer ones first.
const SIGNS: [(&str, &str); 20] = [
    (" multiplied by ", " * "),
    (" times ", " * "),
    (" plus ", " + "),
    (" minus ", " - "),
    (" divided by ", " / "),
    (" over ", " / "),
    (" to the power of ", "^"),
    (" to the power ", "^"),
    (" per cent", "%"),
    (" pour cent", "%"),
    (" por ciento", "%"),
    (" por cento", "%"),
    (" per cento", "%"),
    (" per mille", "‰"),
    (" per mil", "‰"),
    (" per thousand", "‰"),
    (" permille", "‰"),
    (" promille", "‰"),
    ("square root of ", "√"),
    ("root of ", "√"),
];

/// Powers that are words behind a number.
const POWERS: [(&str, &str); 2] = [(" squared", "^2"), (" cubed", "^3")];

/// Words between a number and the one that it is a part of.
const OF: [&str; 4] = [" out of ", " of ", " in ", " per "];

/// Words that mean nothing before what a number is a part of.
const ALL: [&str; 4] = ["the ", "all ", "every ", "each "];

/// With signs for words, and whether a number is named as a part of another.
pub fn in_signs(text: &str) -> (String, bool) {
    let text = match text.strip_prefix("minus ") {
        Some(rest) => format!("-{rest}"),
        None => text.to_owned(),
    };
    let text = SIGNS
        .iter()
        .fold(text, |text, (word, sign)| text.replace(word, sign));
    let text = POWERS
        .iter()
        .fold(text, |text, (word, sign)| powers(&text, word, sign));
    between(&text)
}

/// `14 squared` is a power; `14 squared errors` counts something.
fn powers(text: &str, word: &str, sign: &str) -> String {
    let mut parts = text.split(word);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let counts = part.trim_start().starts_with(char::is_alphabetic);
        out.push_str(if counts { word } else { sign });
        out.push_str(part);
    }
    out
}

/// The words between two numbers: `28 by 28`, `151 of the 342`, `half of 28`.
fn between(text: &str) -> (String, bool) {
    let mut out = String::new();
    let mut is_share = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((sign, after)) = between_here(&out, rest) {
            is_share |= sign == " / ";
            out.push_str(sign);
            rest = after;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (out, is_share)
}

/// The sign that the words after a number stand for, and the number behind them.
fn between_here<'a>(before: &str, rest: &'a str) -> Option<(&'static str, &'a str)> {
    let is_number = |c: char| c.is_ascii_digit() || c == '%' || c == '.' || fraction(c).is_some();
    if !rest.starts_with(' ') || !before.ends_with(is_number) {
        return None;
    }
    let digit = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    if let Some(after) = rest.strip_prefix(" by ").filter(digit) {
        return Some((" * ", after));
    }
    let (word, after) = OF
        .iter()
        .find_map(|word| Some((*word, rest.strip_prefix(word)?)))?;
    let after = ALL
        .iter()
        .find_map(|all| after.strip_prefix(all))
        .unwrap_or(after);
    let sign = match word {
        " of " if is_part(before) => " * ",
        _ => " / ",
    };
    Some(after).filter(digit).map(|after| (sign, after))
}

/// Whether a text ends with a part of one: 50%, 1/3, ½, 0.5.
fn is_part(text: &str) -> bool {
    let start = text
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    let small = text[start..].parse::<f64>().is_ok_and(|it| it < 1.0);
    let sign = |c: char| c == '%' || fraction(c).is_some();
    small || text.ends_with(sign) || text[..start].trim_end().ends_with('/')
}
