//! Judging what a learner answered, staked or brought about: pure functions of the lesson, the
//! answer and the facts of a lab, which come as a [`Scope`](crate::expr::Scope).

mod arrangement;
mod bet;
mod counters;
mod fill;
mod number;
pub(crate) mod typed;
mod watch;

pub use arrangement::{begin, in_place, misplaced};
pub use bet::{CHIPS, Unsettled, adds_up, even, happened, price, probability};
pub use counters::{COUNTED, Counted, Counters, counted};
pub use fill::{fill, placeholders, timeless};
pub use number::{Percent, Unjudged, Verdict, number};
pub use watch::Watch;

use crate::lesson::model::Quiz;

/// Whether exactly the right options are marked, each named by its place in the file.
pub fn quiz(quiz: &Quiz, marked: &[usize]) -> bool {
    let mut options = quiz.options.iter().enumerate();
    options.all(|(at, option)| option.right == marked.contains(&at))
}

/// The options of a quiz in the order they are shown in, each by its place in the file. The same
/// seed gives the same order.
pub fn order(quiz: &Quiz, seed: u64) -> Vec<usize> {
    match quiz.shuffle {
        true => shuffled(quiz.options.len(), seed),
        false => (0..quiz.options.len()).collect(),
    }
}

/// So many things in another order. The same seed gives the same one.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
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
    order
}

#[cfg(test)]
mod tests;
