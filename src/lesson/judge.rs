//! Judging what a learner answered, staked or brought about: pure functions of the lesson, the
//! answer and the facts of a lab, which come as a [`Scope`].

mod bet;
mod fill;
pub mod typed;
mod watch;

pub use bet::{CHIPS, Unsettled, adds_up, even, happened, price, probability};
pub use fill::{fill, placeholders, timeless};
pub use watch::Watch;

use crate::expr::{ExprError, Scope, Value};
use crate::lesson::model::{Inline, Mistake, Number, Quiz};
use thiserror::Error;
use typed::Unread;

/// Whether exactly the right options are marked, each named by its place in the file.
pub fn quiz(quiz: &Quiz, marked: &[usize]) -> bool {
    let mut options = quiz.options.iter().enumerate();
    options.all(|(at, option)| option.right == marked.contains(&at))
}

/// The options of a quiz in the order they are shown in, each by its place in the file. The same
/// seed gives the same order.
pub fn order(quiz: &Quiz, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..quiz.options.len()).collect();
    if quiz.shuffle {
        // Fisher and Yates; the numbers are SplitMix64's (Steele, Lea, Flood 2014), which needs no
        // more than a seed. The bias of the remainder is far below anything that options can show.
        let mut state = seed;
        for at in (1..order.len()).rev() {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            order.swap(at, (mixed % (at as u64 + 1)) as usize);
        }
    }
    order
}

/// What a numeric answer is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict<'a> {
    /// Near enough to the answer.
    Right,
    /// Not, and if it is a known mistake, which one.
    Wrong(Option<&'a Mistake>),
}

/// A scope without its names: what is asked for may be one of them.
struct Functions<'a>(&'a dyn Scope);

impl Scope for Functions<'_> {
    fn name(&self, _: &str) -> Option<Value> {
        None
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        self.0.call(function, arguments)
    }

    fn functions(&self) -> Vec<String> {
        self.0.functions()
    }
}

/// Why a numeric answer was not judged: nothing is kept of it.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Unjudged {
    /// It cannot be read.
    #[error("{0}")]
    Unread(#[from] Unread),
    /// Its comma or dot can be read in two ways, and neither is right.
    #[error("it can be {0} or {1}")]
    TwoWays(String, String),
    /// It is the answer, rounded or cut off where more digits are asked for.
    #[error("it is right, but too coarse")]
    Coarse,
    /// An expression of the lesson has no value now.
    #[error("{0}")]
    Lesson(#[from] ExprError),
}

/// Judges a numeric answer in whatever notation it was typed ([`typed`]); the name of a fact is no
/// number. A known mistake is one that lies as near as the right answer would have to.
///
/// # Errors
/// An answer that cannot be read, or in two ways; or an expression of the lesson that has no value,
/// which `check` finds before.
pub fn number<'a>(
    number: &'a Number,
    typed: &str,
    scope: &dyn Scope,
) -> Result<Verdict<'a>, Unjudged> {
    let readings = typed::read(typed, &units(number))?;
    let percents = number.unit.as_deref() == Some("%");
    let values = readings
        .iter()
        .map(|reading| reading.value(percents, &Functions(scope)));
    let values = values.collect::<Result<Vec<f64>, Unread>>()?;
    let answer = number.answer.number(scope)?;
    // Rounding in the last digit is no mistake, neither at the edge nor where nothing is allowed.
    let within = (number.within * (1.0 + 1e-9)).max(answer.abs() * 1e-12);
    if values.iter().any(|value| (value - answer).abs() <= within) {
        return Ok(Verdict::Right);
    }
    for value in values {
        let mut nearest: Option<(f64, &Mistake)> = None;
        for mistake in &number.wrong {
            let is = mistake.is.number(scope)?;
            let far = (value - is).abs();
            // A mistake is known as exactly as the answer is, each by its own size.
            let near = within * (is / answer).abs().min(1.0);
            if far <= near.max(is.abs() * 1e-12) && nearest.is_none_or(|(least, _)| far < least) {
                nearest = Some((far, mistake));
            }
        }
        if let Some((_, mistake)) = nearest {
            return Ok(Verdict::Wrong(Some(mistake)));
        }
    }
    // 100.480 may be the count that is asked for, as much of the world writes it: it is asked.
    if let Some(grouped) = typed::dotted(typed).filter(|grouped| (grouped - answer).abs() <= within)
    {
        return Err(Unjudged::TwoWays(grouped.to_string(), ungrouped(typed)));
    }
    if readings.iter().any(|reading| {
        let digits = reading.digits(percents);
        digits.is_some_and(|(value, decimals)| is_coarse(value, decimals, answer, within))
    }) {
        return Err(Unjudged::Coarse);
    }
    match &readings[..] {
        // What is counted has no decimals.
        [thousands, decimals, ..] if !is_whole(answer) => Err(Unjudged::TwoWays(
            thousands.source().to_owned(),
            decimals.source().to_owned(),
        )),
        _ => Ok(Verdict::Wrong(None)),
    }
}

/// The same taken for decimals, with none too many: what may be typed to mean it.
fn ungrouped(typed: &str) -> String {
    let typed = typed.trim();
    let value = typed.parse::<f64>();
    value.map_or_else(|_| typed.to_owned(), |value| value.to_string())
}

/// Whether a number with so many decimals is the answer, rounded to them or cut off behind them,
/// where they are fewer than it takes to be near enough.
fn is_coarse(value: f64, decimals: usize, answer: f64, within: f64) -> bool {
    let place = 10f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
    if 0.5 * place <= within {
        return false;
    }
    let near = |other: f64| (value - other).abs() <= 1e-9 * place;
    let cut = (answer / place).trunc() * place;
    let rounded = (answer - value).abs() <= 0.5 * place * (1.0 + 1e-9);
    value != 0.0 && !near(answer) && (rounded || decimals > 0 && near(cut))
}

/// Words that are numbers: 1.96 sigma is as much as sigma makes it.
const QUANTITIES: [&str; 8] = [
    "sigma", "lambda", "alpha", "beta", "gamma", "delta", "epsilon", "theta",
];

/// What may stand behind the number: its unit, and what the question and what is replied to it speak
/// of. Short words are symbols, which mean something in an answer.
fn units(number: &Number) -> Vec<String> {
    let replies = number.wrong.iter().map(|mistake| &mistake.reply);
    let texts = replies.chain(&number.reply).chain([&number.ask]);
    let mut words = Vec::new();
    texts.for_each(|text| long_words(text, &mut words));
    words.retain(|word| !QUANTITIES.contains(&word.trim_end_matches('s')));
    words.extend(number.unit.iter().map(|unit| unit.to_lowercase()));
    words
}

fn long_words(text: &[Inline], words: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Text(text) => {
                let text = text.to_lowercase();
                let parts = text.split(|c: char| !c.is_alphanumeric());
                let long = parts.filter(|word| word.chars().count() > 3);
                words.extend(long.map(str::to_owned));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => long_words(inner, words),
            _ => {}
        }
    }
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() <= 1e-9 * number.abs()
}

#[cfg(test)]
mod tests;
