//! What people type for a number, read as they mean it: `0,399`, `½`, `28×28`, `√(2π)`, `27%`,
//! `none`. Conditions of lessons are strict ([`crate::expr`]); this stands in front of them, and
//! what could be meant in two ways is never guessed.

mod literal;
mod signs;
#[cfg(test)]
mod tests;
mod writer;

use crate::expr::{Expr, ExprError, Nothing, Scope};
use literal::Comma;
use thiserror::Error;

/// What everybody types, for whoever was not understood.
pub const FORMS: &str = "12.5, 1/3, 3*4, 2^10, sqrt(2), 2*pi, 27% or 1e-3";

/// Numbers that have a word.
const WORDS: [(&[&str], f64); 14] = [
    (&["none", "no", "nothing", "zero", "nil"], 0.0),
    (&["half", "a half", "one half"], 0.5),
    (&["one"], 1.0),
    (&["two"], 2.0),
    (&["three"], 3.0),
    (&["four"], 4.0),
    (&["five"], 5.0),
    (&["six"], 6.0),
    (&["seven"], 7.0),
    (&["eight"], 8.0),
    (&["nine"], 9.0),
    (&["ten"], 10.0),
    (&["eleven"], 11.0),
    (&["twelve"], 12.0),
];

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Unread {
    /// There is nothing to read.
    #[error("nothing was typed")]
    Empty,
    /// A character with no meaning.
    #[error("{0:?} means nothing in a number")]
    Sign(char),
    /// A number such as `1.2.3`.
    #[error("{0} is no number")]
    Number(String),
    /// Two values with nothing between them.
    #[error("a sign is missing before {0}")]
    Apart(String),
    /// A sign with nothing before it.
    #[error("a number is missing before {0}")]
    Missing(char),
    /// A sign with nothing after it.
    #[error("a number is missing at the end")]
    Ends,
    /// A parenthesis that was never opened, or never closed.
    #[error("a parenthesis has no partner")]
    Parenthesis,
    /// `1/2pi`, `sqrt 2*pi`.
    #[error("it can be read in two ways: set parentheses, as in 1/(2*pi)")]
    TwoWays,
    /// An expression that says what is wrong with it.
    #[error("{0}")]
    Expr(ExprError),
    /// `1/0`.
    #[error("it has no value")]
    NoValue,
}

/// What was typed, in one of the ways it can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    expr: Expr,
    percent: bool,
}

impl Reading {
    /// Its value: a percent sign means a hundredth, unless percents are asked for.
    pub(super) fn value(&self, percents: bool, scope: &dyn Scope) -> Result<f64, Unread> {
        let value = self.expr.number(scope).map_err(Unread::Expr)?;
        let value = match self.percent && percents {
            true => 100.0 * value,
            false => value,
        };
        value.is_finite().then_some(value).ok_or(Unread::NoValue)
    }

    /// As an author would write it.
    pub fn source(&self) -> &str {
        self.expr.source()
    }
}

/// Reads what was typed; behind a number one of the units may stand that the question names. A comma that
/// can stand between thousands as well as before decimals gives two readings, thousands first.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str, units: &[String]) -> Result<Vec<Reading>, Unread> {
    let text: String = text.chars().map(signs::folded).collect();
    let text = lead(text.trim());
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|(words, _)| words.contains(&&lower[..]));
    if let Some((_, value)) = word {
        return Ok(vec![reading(&value.to_string(), false)?]);
    }
    let mut readings: Vec<Reading> = Vec::new();
    let mut fault = None;
    for comma in [Comma::Thousands, Comma::Decimals] {
        let read = writer::write(text, units, comma);
        match read.and_then(|(source, percent)| reading(&source, percent)) {
            Ok(reading) if readings.contains(&reading) => {}
            Ok(reading) => readings.push(reading),
            Err(why) => fault = Some(why),
        }
    }
    match fault {
        Some(why) if readings.is_empty() => Err(why),
        _ => Ok(readings),
    }
}

fn reading(source: &str, percent: bool) -> Result<Reading, Unread> {
    let expr = Expr::parse(source).map_err(Unread::Expr)?;
    Ok(Reading { expr, percent })
}

/// The number that a text is by itself, thousands before decimals where it could be either.
pub fn value(text: &str) -> Option<f64> {
    let readings = read(text, &[]).ok()?;
    readings.first()?.value(false, &Nothing).ok()
}

/// Whether a character can begin what is typed for a number.
pub fn begins(c: char) -> bool {
    c.is_alphanumeric() || "+-−–.,(~√≈".contains(c)
}

/// Without what people put before a number: `= 3`, `~3`, `a = 3`.
fn lead(text: &str) -> &str {
    let named = |name: &str| {
        let mut chars = name.trim().chars();
        chars.next().is_none_or(char::is_alphabetic)
            && chars.all(|c| c.is_alphanumeric() || c == '_')
    };
    let text = match text.split_once('=') {
        Some((name, value)) if named(name) => value,
        _ => text,
    };
    let text = text.trim_start().trim_start_matches(['~', '≈']).trim();
    let text = text.strip_prefix("about ").unwrap_or(text);
    text.trim_end_matches('?').trim()
}

/// The whole number that dots between thousands would make of `100.480`; none where they cannot
/// stand there.
pub(super) fn dotted(text: &str) -> Option<f64> {
    let mut groups = text.trim().split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| group.bytes().all(|digit| digit.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let goes_on = !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group));
    (begins && goes_on).then(|| text.trim().replace('.', "").parse().ok())?
}
