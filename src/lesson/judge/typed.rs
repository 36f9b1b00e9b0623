//! What people type for a number, read as they mean it: `0,399`, `½`, `28×28`, `√(2π)`, `27%`,
//! `none`. Conditions of lessons are strict ([`crate::expr`]); this stands in front of them, and
//! what could be meant in two ways is never guessed.

mod asked;
mod doubt;
mod literal;
mod signs;
mod spoken;
#[cfg(test)]
mod tests;
mod words;
mod writer;

pub use asked::{Asked, Bound, changes};
pub use doubt::Doubt;
pub use signs::names;

use crate::expr::{Expr, ExprError, Nothing, Scope};
use literal::Comma;
use thiserror::Error;
use writer::{Reach, Written};

/// What everybody types, for whoever was not understood.
pub const FORMS: &str = "12.5, 1/3, 3*4, 2^10, sqrt(2), 2*pi, 27% or 1e-3";

/// What people say before a number without meaning anything else by it.
const BEFORE: [&str; 15] = [
    "the",
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
    /// `44%%`, `--3`.
    #[error("{0} stands there twice")]
    Twice(char),
    /// `40 to 48`, `3 or 4`.
    #[error("it names two numbers: answer with one")]
    Two,
    /// A sign with nothing after it.
    #[error("a number is missing at the end")]
    Ends,
    /// A parenthesis that was never opened, or never closed.
    #[error("a parenthesis has no partner")]
    Parenthesis,
    /// `28 * 28 = 748`.
    #[error("its two sides are not equal")]
    Unequal,
    /// `1/2pi`, `sqrt 2*pi`, where neither is right.
    #[error("it can be read in two ways: set parentheses, as in 1/(2*pi)")]
    TwoWays,
    /// `±3.92`.
    #[error("± stands for two numbers: answer with one")]
    BothSigns,
    /// An expression that says what is wrong with it.
    #[error("{0}")]
    Expr(ExprError),
    /// `1/0`.
    #[error("it has no value")]
    NoValue,
}

/// What was typed, with its commas taken for one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    expr: Expr,
    /// Where a sign that was left out reaches further in print: `1/2π`.
    printed: Option<Expr>,
    comma: Comma,
    /// A percent sign stands in it, or it is named as a part of something.
    share: bool,
    /// What was counted beside it.
    thing: Option<String>,
    /// What it may be beside an expression.
    doubt: Option<Doubt>,
}

impl Reading {
    /// Its value, or both where `1/2π` has two. A percent sign means a hundredth, unless percents
    /// are asked for.
    pub(super) fn values(&self, percents: bool, scope: &dyn Scope) -> Result<Vec<f64>, Unread> {
        let value = |expr: &Expr| {
            let value = expr.number(scope).map_err(Unread::Expr)?;
            let value = match self.share && percents {
                true => 100.0 * value,
                false => value,
            };
            value.is_finite().then_some(value).ok_or(Unread::NoValue)
        };
        let first = value(&self.expr)?;
        let mut values = vec![first];
        if let Some(other) = &self.printed {
            let other = value(other)?;
            if (other - first).abs() > 1e-12 * first.abs() {
                values.push(other);
            }
        }
        Ok(values)
    }

    /// The decimals it was given; where it is no number in digits, those of its value.
    pub(super) fn decimals(&self, value: f64, percents: bool) -> usize {
        let source = self.source().trim_start_matches('-');
        let shares = [("/100)", 2), ("/1000)", 3)];
        let share = shares.iter().find_map(|(end, hidden)| {
            let number = source.strip_prefix('(')?.strip_suffix(end)?;
            let decimals = decimals(number)? + hidden;
            Some(decimals.saturating_sub(if percents { 2 } else { 0 }))
        });
        let typed = decimals(source).or(share.filter(|_| self.share));
        typed.unwrap_or_else(|| {
            let digits = format!("{value:.12}");
            let digits = digits.trim_end_matches('0');
            digits.split_once('.').map_or(0, |(_, places)| places.len())
        })
    }

    /// What signs between its groups would make of `100.480`, of `1,0000` or of `60.000 / 256`, and what
    /// is typed to mean its decimals; none where some decimals of it could be no group.
    pub(super) fn as_groups(&self) -> Option<(f64, String)> {
        let in_number = |c: char| c.is_ascii_digit() || c == '.';
        let mut rest = self.source();
        let has_exponent = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1] == b'e';
        if rest.as_bytes().windows(2).any(has_exponent) {
            return None;
        }
        let (mut grouped, mut found) = (String::new(), false);
        while let Some(c) = rest.chars().next() {
            let same = |other: char| in_number(other) == in_number(c);
            let (piece, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            match piece.split_once('.').filter(|_| in_number(c)) {
                Some((whole, decimals)) => {
                    let begins = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                    let is_group = begins && decimals.len() >= 3 && !decimals.contains('.');
                    grouped.push_str(is_group.then_some(whole)?);
                    grouped.push_str(decimals);
                    found = true;
                }
                None => grouped.push_str(piece),
            }
            rest = after;
        }
        let value = |source: &str| Expr::parse(source).ok()?.number(&Nothing).ok();
        let pair = value(&grouped).zip(value(self.source()));
        pair.filter(|_| found)
            .map(|(grouped, value)| (grouped, value.to_string()))
    }

    /// Whether its commas are taken to stand between thousands, or it has none.
    pub(super) fn groups(&self) -> bool {
        self.comma == Comma::Thousands
    }

    /// Whether it is said to be a share: by a percent sign, or as one number of another.
    pub(super) fn is_share(&self) -> bool {
        self.share
    }

    /// What was counted beside it, where it is not the unit.
    pub(super) fn thing(&self) -> Option<&str> {
        self.thing.as_deref().filter(|_| !self.share)
    }

    /// What it may be beside an expression.
    pub(super) fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
    }

    /// As an author would write it.
    pub fn source(&self) -> &str {
        self.expr.source()
    }
}

/// The decimals of a number in digits and nothing else.
pub(super) fn decimals(number: &str) -> Option<usize> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (!number.is_empty() && digits(whole) && digits(decimals)).then_some(decimals.len())
}

/// Ways to write both signs before a number.
const BOTH: [&str; 8] = [
    "±",
    "∓",
    "+-",
    "-+",
    "+/-",
    "-/+",
    "plus or minus",
    "plus minus",
];

/// Reads what was typed; beside the number may stand what the question speaks of. A comma that can
/// stand between thousands as well as before decimals gives two readings, thousands first; so does a
/// raised dot, which multiplies first.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str, asked: &Asked) -> Result<Vec<Reading>, Unread> {
    let text: String = text.chars().map(signs::folded).collect();
    let text = text.to_lowercase();
    let text = bare(asked.unbounded(bare(&text)));
    if BOTH.iter().any(|both| text.starts_with(both)) {
        return Err(Unread::BothSigns);
    }
    // Of `28 * 28 = 784` the result counts, if it is one.
    match text.rsplit_once('=') {
        None => sides(text, asked),
        // `1+4+9 =` leaves the result to whoever reads it.
        Some((before, result)) if bare(result).is_empty() => read(before, asked),
        Some((before, result)) => {
            let results = sides(result, asked)?;
            let near = |a: &f64, b: &f64| (a - b).abs() <= 0.01 * b.abs();
            let before = read(before, asked)?;
            let before = before.iter().map(|it| it.values(false, &Nothing));
            let before: Vec<f64> = before.filter_map(Result::ok).flatten().collect();
            let mut same = false;
            for result in &results {
                let result = result.values(false, &Nothing)?;
                same |= result.iter().any(|b| before.iter().any(|a| near(a, b)));
            }
            same.then_some(results).ok_or(Unread::Unequal)
        }
    }
}

/// What stands on one side of `=`, in each way it can be read.
fn sides(text: &str, asked: &Asked) -> Result<Vec<Reading>, Unread> {
    let text = words::in_digits(bare(text));
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    if doubt::names_two(&text) {
        return Err(Unread::Two);
    }
    let mut readings: Vec<Reading> = Vec::new();
    let mut fault = None;
    for text in dots(&text) {
        for comma in [Comma::Thousands, Comma::Decimals] {
            match reading(&text, asked, comma) {
                Ok(new) if readings.iter().any(|it| it.expr == new.expr) => {}
                Ok(new) => readings.push(new),
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

fn reading(text: &str, asked: &Asked, comma: Comma) -> Result<Reading, Unread> {
    let near = writer::write(text, asked, comma, Reach::Near)?;
    let far = writer::write(text, asked, comma, Reach::Far)?;
    let parse = |written: &Written| Expr::parse(&written.source).map_err(Unread::Expr);
    let differs = near.source != far.source;
    Ok(Reading {
        expr: parse(&near)?,
        printed: differs.then(|| parse(&far)).transpose()?,
        comma,
        share: near.share,
        thing: near.thing,
        doubt: Doubt::of(text),
    })
}

/// The number that a text is by itself, thousands before decimals where it could be either.
pub fn value(text: &str) -> Option<f64> {
    let readings = read(text, &Asked::default()).ok()?;
    match readings.first()?.values(false, &Nothing).ok()?[..] {
        [value] => Some(value),
        _ => None,
    }
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

/// What follows a word, without the word's own point or comma; one that a number begins with stays.
fn behind_word(rest: &str) -> &str {
    let own = rest.strip_prefix(['.', ',', ':']);
    let own = own.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    own.unwrap_or(rest).trim_start()
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
        text = text.strip_suffix(['.', ',', ';']).unwrap_or(text);
        let apart = |c: char| !(c.is_alphanumeric() || c == '_');
        for word in BEFORE {
            let rest = text
                .strip_prefix(word)
                .filter(|rest| rest.starts_with(apart));
            text = rest.map_or(text, behind_word);
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
