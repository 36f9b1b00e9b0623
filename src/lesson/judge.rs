//! Judging what a learner answered, staked or brought about: pure functions of the lesson, the
//! answer and the facts of a lab, which come as a [`Scope`].

mod bet;
mod fill;
mod watch;

pub use bet::{CHIPS, Unsettled, adds_up, even, happened, price, probability};
pub use fill::{fill, placeholders, timeless};
pub use watch::Watch;

use crate::expr::{Expr, ExprError, Scope, Value};
use crate::lesson::model::{Mistake, Number, Quiz};

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

/// Judges a numeric answer: `100,480`, `1e5` and `784*128+128` are numbers, and 44% is 44; the name
/// of a fact is none. A known mistake is one that lies as near as the right answer would have to.
///
/// # Errors
/// An answer that is no number, with the place of what is wrong in it; or an expression of the
/// lesson that has no value, which `check` finds before.
pub fn number<'a>(
    number: &'a Number,
    typed: &str,
    scope: &dyn Scope,
) -> Result<Verdict<'a>, ExprError> {
    let typed = typed.trim_end().trim_end_matches('%');
    let typed = Expr::parse_answer(typed)?.number(&Functions(scope))?;
    let far = |from: f64| (typed - from).abs();
    if far(number.answer.number(scope)?) <= tolerance(number, scope)? {
        return Ok(Verdict::Right);
    }
    let mut nearest: Option<(f64, &Mistake)> = None;
    for mistake in &number.wrong {
        let far = far(mistake.is.number(scope)?);
        if far <= tolerance(number, scope)? && nearest.is_none_or(|(least, _)| far < least) {
            nearest = Some((far, mistake));
        }
    }
    Ok(Verdict::Wrong(nearest.map(|(_, mistake)| mistake)))
}

/// Rounding in the last digit is no mistake even where nothing else is allowed.
fn tolerance(number: &Number, scope: &dyn Scope) -> Result<f64, ExprError> {
    let answer = number.answer.number(scope)?;
    Ok(number.within.max(answer.abs() * 1e-12))
}

#[cfg(test)]
mod tests;
