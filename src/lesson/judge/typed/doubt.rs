//! Two numbers whose sign may not be meant as it is read: `40-48` is a range as well as a difference.

use thiserror::Error;

/// What two numbers may be beside what the sign between them says.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Doubt {
    /// `40-48` or `-48-165`, upwards and without blanks.
    #[error("it can be a range, from {0} to {1}, or {0} minus {1}")]
    Range(String, String),
    /// `0:399`, where a colon lies beside the point.
    #[error("it can be {0}/{1} or {0}.{1}")]
    Point(String, String),
}

/// What stands between two numbers of which either may be meant.
const EITHER: [&str; 5] = [" to ", " until ", " or ", "..", "…"];

impl Doubt {
    /// Of a text that is two numbers, their sign, and at most words behind them.
    pub fn of(text: &str) -> Option<Self> {
        let sign = if text.starts_with('-') { "-" } else { "" };
        let (from, rest) = text[sign.len()..].split_once(['-', ':'])?;
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let (to, tail) = rest.split_at(rest.find(|c| !is_number(c)).unwrap_or(rest.len()));
        let is_tail = |c: char| c.is_alphabetic() || matches!(c, ' ' | '%');
        let from_is_number = from.trim_end_matches('%').chars().all(is_number);
        if !from_is_number || !tail.chars().all(is_tail) {
            return None;
        }
        let from = format!("{sign}{from}");
        let (one, other) = (value(from.trim_end_matches('%'))?, value(to)?);
        let to = to.to_owned();
        if text[from.len()..].starts_with(':') {
            let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            return (whole(&from) && whole(&to)).then_some(Self::Point(from, to));
        }
        (one < other).then_some(Self::Range(from, to))
    }
}

/// A number in digits, whatever stands before its decimals.
fn value(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

/// Whether two numbers are named, as in `40 to 48` and `between 40 and 48`.
pub fn names_two(text: &str) -> bool {
    let stand = |word: &str| {
        let sides = text.split_once(word);
        sides.is_some_and(|(one, other)| {
            let ends = one
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit() || c == '%');
            ends && other.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
    };
    EITHER.iter().any(|word| stand(word)) || text.starts_with("between ") && stand(" and ")
}
