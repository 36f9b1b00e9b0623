//! What people type for a number, read as they mean it: `0,399`, `½`, `28×28`, `√(2π)`, `27%`,
//! `none`. Conditions of lessons are strict ([`crate::expr`]); this stands in front of them, and
//! what could be meant in two ways is never guessed.

mod literal;
mod signs;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use crate::expr::{Expr, ExprError, Nothing, Scope};
use literal::Comma;
use thiserror::Error;

/// What everybody types, for whoever was not understood.
pub const FORMS: &str = "12.5, 1/3, 3*4, 2^10, sqrt(2), 2*pi, 27% or 1e-3";

/// What people say before a number without meaning anything else by it.
const BEFORE: [&str; 14] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "approx",
    "circa",
    "ca",
    "maybe",
    "perhaps",
    "probably",
    "exactly",
    "i think",
    "it is",
    "it's",
];

/// And behind it.
const AFTER: [&str; 4] = ["i think", "i guess", "maybe", "or so"];

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
    /// `28 * 28 = 748`.
    #[error("its two sides are not equal")]
    Unequal,
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

    /// The number and how many decimals it was given, where it is one in digits and nothing else.
    pub(super) fn digits(&self, percents: bool) -> Option<(f64, usize)> {
        let source = self.expr.source();
        let (sign, source) = match source.strip_prefix('-') {
            Some(rest) => (-1.0, rest),
            None => (1.0, source),
        };
        let share = source
            .strip_prefix('(')
            .and_then(|it| it.strip_suffix("/100)"));
        let hidden = if share.is_some() && !percents { 2 } else { 0 };
        let number = share.unwrap_or(source);
        let (_, decimals) = number.split_once('.').unwrap_or((number, ""));
        let plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let value: f64 = number.parse().ok().filter(|_| plain)?;
        let places = decimals.len() + hidden;
        Some((sign * value / 10f64.powi(hidden as i32), places))
    }

    /// As an author would write it.
    pub fn source(&self) -> &str {
        self.expr.source()
    }
}

/// Reads what was typed; behind a number may stand the units and things that the question names. A
/// comma that can stand between thousands as well as before decimals gives two readings, thousands
/// first; so does a raised dot, which multiplies first.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str, units: &[String]) -> Result<Vec<Reading>, Unread> {
    let text: String = text.chars().map(signs::folded).collect();
    let text = bare(&text.to_lowercase()).to_owned();
    // Of `28 * 28 = 784` the result counts, if it is one.
    match text.rsplit_once('=') {
        None => sides(&text, units),
        Some((before, result)) => {
            let results = sides(result, units)?;
            let near = |a: f64, b: f64| (a - b).abs() <= 0.01 * b.abs();
            let same = |result: &Reading| {
                let result = result.value(false, &Nothing)?;
                let mut before = read(before, units)?.into_iter();
                Ok(before.any(|it| it.value(false, &Nothing).is_ok_and(|it| near(it, result))))
            };
            let same: Result<Vec<bool>, Unread> = results.iter().map(same).collect();
            let same = same?.contains(&true);
            same.then_some(results).ok_or(Unread::Unequal)
        }
    }
}

/// What stands on one side of `=`, in each way it can be read.
fn sides(text: &str, units: &[String]) -> Result<Vec<Reading>, Unread> {
    let text = words::in_digits(bare(text));
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let mut readings: Vec<Reading> = Vec::new();
    let mut fault = None;
    for text in dots(&text) {
        for comma in [Comma::Thousands, Comma::Decimals] {
            let read = writer::write(&text, units, comma);
            match read.and_then(|(source, percent)| reading(&source, percent)) {
                Ok(reading) if readings.contains(&reading) => {}
                Ok(reading) => readings.push(reading),
                Err(why) => fault = Some(why),
            }
        }
    }
    match fault {
        Some(why) if readings.is_empty() => Err(why),
        _ => Ok(readings),
    }
}

/// A raised dot multiplies, or stands before decimals: behind a zero it does not multiply.
fn dots(text: &str) -> Vec<String> {
    const DOT: char = '·';
    let product = text.replace(DOT, "*");
    let digit = |c: char| c.is_ascii_digit();
    let point = text.split_once(DOT).filter(|(whole, decimals)| {
        whole.ends_with(digit) && decimals.starts_with(digit) && !decimals.contains(DOT)
    });
    match point {
        None => vec![product],
        Some((whole, decimals)) => {
            let number = whole.rsplit(|c: char| !c.is_ascii_digit()).next();
            let point = format!("{whole}.{decimals}");
            match number {
                Some("0") => vec![point],
                _ => vec![product, point],
            }
        }
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

/// Whether a text begins as a number does, in digits or in words.
pub fn is_begun(text: &str) -> bool {
    let text: String = text.chars().map(signs::folded).collect();
    let text = words::in_digits(bare(&text.to_lowercase()));
    text.starts_with(|c: char| begins(c) && !c.is_alphabetic())
}

/// Without what people put around a number: `a = 3`, `~3`, `about 3, I think`.
fn bare(text: &str) -> &str {
    let named = |name: &str| {
        let name = name.trim();
        let is_word = name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let compares = name.contains(['<', '>', '!']);
        !compares && (is_word || !words::in_digits(name).contains(|c: char| c.is_ascii_digit()))
    };
    let mut text = match text.split_once('=') {
        Some((name, value)) if named(name) => value,
        _ => text,
    };
    loop {
        let before = text;
        text = text.trim_matches(|c: char| c.is_whitespace() || c == '?' || c == '…');
        text = text.trim_start_matches(['~', '≈']);
        // 12. and labels. end as sentences do; .5 begins with its point.
        text = text.strip_suffix('.').unwrap_or(text);
        let apart = |c: char| !(c.is_alphanumeric() || c == '_');
        for word in BEFORE {
            let rest = text
                .strip_prefix(word)
                .filter(|rest| rest.starts_with(apart));
            text = rest.map_or(text, |rest| rest.trim_start_matches(['.', ',', ':', ' ']));
        }
        for word in AFTER {
            let rest = text.strip_suffix(word).filter(|rest| rest.ends_with(apart));
            text = rest.map_or(text, |rest| rest.trim_end_matches([',', ' ']));
        }
        if text == before {
            return text;
        }
    }
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
