//! What a number that was typed is worth.

use super::typed::{self, Asked, Bound, Doubt, Reading, Unread};
use crate::expr::{ExprError, Nothing, Scope};
use crate::lesson::model::{Inline, Mistake, Number};
use thiserror::Error;

/// What a numeric answer is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict<'a> {
    /// Near enough to the answer.
    Right,
    /// Not, and if it is a known mistake, which one.
    Wrong(Option<&'a Mistake>),
}

/// Why a numeric answer was not judged: nothing is kept of it.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Unjudged {
    /// It cannot be read.
    #[error("{0}")]
    Unread(#[from] Unread),
    /// Its comma or dot can be read in two ways, and which one is meant decides.
    #[error("it can be {0} or {1}")]
    TwoWays(String, String),
    /// The sign between its two numbers may not be meant, and what it says is wrong.
    #[error("{0}")]
    Doubt(Doubt),
    /// By its form it may be meant a hundred times larger or smaller.
    #[error("{0}")]
    Percent(Percent),
    /// `44 birds`, where percents are asked for.
    #[error("the answer is asked in {unit}, not in {thing}")]
    Thing {
        /// What was counted.
        thing: String,
        /// The unit of the question.
        unit: String,
    },
    /// It is the answer, rounded or cut off where more digits are asked for.
    #[error("it is right, but too coarse")]
    Coarse,
    /// An expression of the lesson has no value now.
    #[error("{0}")]
    Lesson(#[from] ExprError),
}

/// What of percent is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum Percent {
    /// `51` for a share.
    #[error("it may be meant in percent")]
    Unsaid,
    /// `0.44`, where percents are asked for.
    #[error("the answer is asked in percent, and that is less than 1%")]
    Share,
    /// `0.51%`, which is a hundredth of that as a share.
    #[error("% makes a hundredth of the number before it")]
    Twice,
}

/// Judges a numeric answer in whatever notation it was typed ([`typed`]): arithmetic alone, for the
/// name of a fact is no number, and what a lab knows is no answer. A known mistake is one that lies
/// as near as the right answer would have to.
///
/// # Errors
/// An answer that cannot be read, or in two ways; or an expression of the lesson that has no value,
/// which `check` finds before.
pub fn number<'a>(
    number: &'a Number,
    typed: &str,
    scope: &dyn Scope,
) -> Result<Verdict<'a>, Unjudged> {
    let typed = given(number, typed, scope)?;
    let readings = typed::read(&typed, &asked(number))?;
    let percents = number.unit.as_deref() == Some("%");
    let values = readings
        .iter()
        .map(|reading| reading.values(percents, &Nothing));
    let values = values.collect::<Result<Vec<Vec<f64>>, Unread>>()?;
    let target = Target::of(number, scope)?;
    let right = |values: &[f64]| values.iter().any(|value| target.takes(*value));
    let all = || readings.iter().zip(values.iter().map(Vec::as_slice));
    let is_right = all().any(|(_, values)| right(values));

    let thing = readings.iter().find_map(|reading| reading.thing());
    if let Some((thing, unit)) = thing.zip(number.unit.as_deref()) {
        // `151 birds` is a mistake that is known, and `44 birds` no percentage.
        return match mistaken(number, &all().collect::<Vec<_>>(), &target, scope)? {
            Some(mistake) if !is_right => Ok(Verdict::Wrong(Some(mistake))),
            _ => Err(Unjudged::Thing {
                thing: thing.to_owned(),
                unit: unit.to_owned(),
            }),
        };
    }
    let grouped = all().find(|(reading, _)| reading.groups());
    let plain = all().find(|(reading, _)| !reading.groups());
    match (grouped, plain) {
        // What is counted has no decimals; else a comma before three digits may be either.
        (Some((_, values)), Some(_)) if target.counts() && (right(values) || !is_right) => {}
        (Some((one, _)), Some((other, _))) => {
            return Err(Unjudged::TwoWays(
                one.source().to_owned(),
                other.source().to_owned(),
            ));
        }
        _ => {}
    }
    // 100.480 and 1,0000 may be the count that is asked for, as much of the world writes it.
    if target.counts()
        && let [reading] = &readings[..]
        && let Some((grouped, decimals)) = reading.as_groups()
        && target.takes(grouped) != is_right
    {
        return Err(Unjudged::TwoWays(grouped.to_string(), decimals));
    }
    if is_right {
        return Ok(Verdict::Right);
    }
    if values.iter().any(|values| values.len() > 1) {
        return Err(Unread::TwoWays.into());
    }
    let all: Vec<_> = all().collect();
    if let Some(mistake) = mistaken(number, &all, &target, scope)? {
        return Ok(Verdict::Wrong(Some(mistake)));
    }
    let mut each = all
        .iter()
        .flat_map(|(reading, values)| values.iter().map(move |value| (reading, *value)));
    let asks = Share::asked(number);
    if let Some(doubt) = asks
        .and_then(|asks| each.find_map(|(reading, value)| asks.doubt(value, reading.is_share())))
    {
        return Err(Unjudged::Percent(doubt));
    }
    if let Some(doubt) = readings.iter().find_map(Reading::doubt) {
        return Err(Unjudged::Doubt(doubt.clone()));
    }
    let coarse = |reading: &Reading, value: f64| {
        let decimals = reading.decimals(value, percents);
        target.is_coarse(value, decimals)
    };
    match all
        .iter()
        .any(|(reading, values)| values.iter().any(|value| coarse(reading, *value)))
    {
        true => Err(Unjudged::Coarse),
        false => Ok(Verdict::Wrong(None)),
    }
}

/// The known mistake that was made, if one was: the one nearest to what was typed.
fn mistaken<'a>(
    number: &'a Number,
    readings: &[(&Reading, &[f64])],
    target: &Target,
    scope: &dyn Scope,
) -> Result<Option<&'a Mistake>, ExprError> {
    let percents = number.unit.as_deref() == Some("%");
    let mut nearest: Option<(f64, &Mistake)> = None;
    for mistake in &number.wrong {
        let is = mistake.is.number(scope)?;
        for (reading, values) in readings {
            for value in *values {
                let far = (value - is).abs();
                // A mistake is known as exactly as the answer is, each by its own size, and is
                // itself as far as it was rounded: 3.98 is not 4.
                let near = target.within * (is / target.answer).abs().min(1.0);
                let typed = half_place(reading.decimals(*value, percents));
                let written = typed::decimals(mistake.is.source()).filter(|it| *it > 0);
                let rounded = typed.max(written.map_or(0.0, half_place)) * (1.0 + 1e-9);
                let near = near.min(rounded).max(is.abs() * 1e-12);
                if far <= near && nearest.is_none_or(|(least, _)| far < least) {
                    nearest = Some((far, mistake));
                }
            }
        }
    }
    Ok(nearest.map(|(_, mistake)| mistake))
}

/// How a share is asked for.
#[derive(Clone, Copy)]
enum Share {
    /// As a number up to 1.
    OfOne,
    /// In percent.
    InPercent,
}

/// Words by which a question asks for a share.
const SHARES: [&str; 5] = ["share", "fraction", "probability", "posterior", "how often"];

impl Share {
    fn asked(number: &Number) -> Option<Self> {
        if number.unit.as_deref() == Some("%") {
            return Some(Self::InPercent);
        }
        let ask = words(&number.ask);
        let asks = number.unit.is_none() && SHARES.iter().any(|word| ask.contains(word));
        asks.then_some(Self::OfOne)
    }

    /// What of percent is in doubt, by the form of what was typed alone: what is right must not show
    /// in what is asked back. `sign` says that it was said to be in percent, or a part.
    fn doubt(self, value: f64, sign: bool) -> Option<Percent> {
        let (doubt, in_doubt) = match (self, sign) {
            (Self::InPercent, true) => (Percent::Twice, !(1.0..=100.0).contains(&value)),
            (Self::InPercent, false) => (Percent::Share, value < 1.0),
            (Self::OfOne, true) => (Percent::Twice, !(0.01..=1.0).contains(&value)),
            (Self::OfOne, false) => (Percent::Unsaid, value > 1.0 && value <= 100.0),
        };
        (in_doubt && value > 0.0).then_some(doubt)
    }
}

/// What was typed, each letter that the question gives a value for with that value in its place.
fn given(number: &Number, typed: &str, scope: &dyn Scope) -> Result<String, ExprError> {
    let mut said = String::new();
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end.max(c.len_utf8()));
        let mut given = number.given.iter();
        match given.find(|(name, _)| typed::names(word, &name.value)) {
            Some((_, value)) => said.push_str(&format!("({})", value.number(scope)?)),
            None => said.push_str(word),
        }
        rest = after;
    }
    Ok(said)
}

/// A number that differs by more than this share of the answer is not that answer, rounded.
const FAR: f64 = 0.2;

/// What is right, and how near is near enough.
struct Target {
    answer: f64,
    within: f64,
    /// The last place that is asked for, where the tolerance is that of rounding.
    place: Option<f64>,
}

impl Target {
    fn of(number: &Number, scope: &dyn Scope) -> Result<Self, ExprError> {
        let answer = number.answer.number(scope)?;
        Ok(Self {
            answer,
            // Rounding in the last digit is no mistake, neither at the edge nor where nothing is
            // allowed.
            within: (number.within * (1.0 + 1e-9)).max(answer.abs() * 1e-12),
            place: number.rounding().map(|decimals| 10f64.powi(-decimals)),
        })
    }

    /// Whether a value is right: near enough, and rounded to the number that the answer is rounded
    /// to. One that lies in the middle between two is rounded to either.
    fn takes(&self, value: f64) -> bool {
        let ends = |x: f64, place: f64| {
            let x = x / place;
            ((x - 0.5 - 1e-9).ceil(), (x + 0.5 + 1e-9).floor())
        };
        let elsewhere = |place: f64| {
            let (mine, its) = (ends(value, place), ends(self.answer, place));
            mine.1 < its.0 || its.1 < mine.0
        };
        (value - self.answer).abs() <= self.within && !self.place.is_some_and(elsewhere)
    }

    /// Whether things are counted.
    fn counts(&self) -> bool {
        (self.answer - self.answer.round()).abs() <= 1e-9 * self.answer.abs()
    }

    /// Whether a number with so many decimals is the answer, rounded to them or cut off behind them,
    /// where they are fewer than it takes to be near enough. So far off that it may be a guess it is
    /// another number.
    fn is_coarse(&self, value: f64, decimals: usize) -> bool {
        let half = half_place(decimals);
        let far = (value - self.answer).abs() > FAR * self.answer.abs();
        if half <= self.within || far {
            return false;
        }
        let place = 2.0 * half;
        let near = |other: f64| (value - other).abs() <= 1e-9 * place;
        let cut = (self.answer / place).trunc() * place;
        let rounded = (self.answer - value).abs() <= half * (1.0 + 1e-9);
        value != 0.0 && !near(self.answer) && (rounded || decimals > 0 && near(cut))
    }
}

/// Half of the last place of a number with so many decimals.
fn half_place(decimals: usize) -> f64 {
    0.5 * 10f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX))
}

/// Words that are numbers: 1.96 sigma is as much as sigma makes it.
const QUANTITIES: [&str; 8] = [
    "sigma", "lambda", "alpha", "beta", "gamma", "delta", "epsilon", "theta",
];

/// What may stand beside the number: its unit, and what the question and what is replied to it speak
/// of. Short words are symbols, which mean something in an answer.
fn asked(number: &Number) -> Asked {
    let replies = number.wrong.iter().map(|mistake| &mistake.reply);
    let texts = replies.chain(&number.reply).chain([&number.ask]);
    let text: String = texts.map(|text| words(text)).collect();
    let things = text.split(|c: char| !c.is_alphanumeric());
    let things = things.filter(|word| word.chars().count() > 3 && !typed::changes(word));
    let things = things.filter(|word| !QUANTITIES.contains(&word.trim_end_matches('s')));
    let ask = words(&number.ask);
    Asked {
        things: things.map(str::to_owned).collect(),
        unit: number.unit.as_ref().map(|unit| unit.to_lowercase()),
        bound: [
            ("below which", Bound::Below),
            ("at most", Bound::Below),
            ("above which", Bound::Above),
            ("at least", Bound::Above),
        ]
        .into_iter()
        .find_map(|(words, bound)| ask.contains(words).then_some(bound)),
    }
}

/// The words of a text, in small letters.
fn words(text: &[Inline]) -> String {
    let words = text.iter().map(|inline| match inline {
        Inline::Text(text) => text.to_lowercase(),
        Inline::Emphasis(inner) | Inline::Strong(inner) => words(inner),
        _ => String::new(),
    });
    words.chain([" ".to_owned()]).collect()
}
