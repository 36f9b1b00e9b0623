//! Bets: ten chips over what may happen, and what they cost in nats.

use thiserror::Error;

use crate::expr::{ExprError, Scope};
use crate::lesson::model::Bet;

/// The chips of a bet.
pub const CHIPS: u32 = 10;

/// The probability that `chips` of ten on one of `options` say: (chips + 1/2) / (10 + k/2). The half
/// chip under every option (Krichevsky and Trofimov 1981) keeps the price of any bet finite.
pub fn probability(chips: u32, options: usize) -> f64 {
    (f64::from(chips) + 0.5) / (f64::from(CHIPS) + options as f64 / 2.0)
}

/// What it costs that an option with so many chips happened: -ln p, in nats.
pub fn price(chips: u32, options: usize) -> f64 {
    -probability(chips, options).ln()
}

/// What an even spread over the options costs, whatever happens: ln k, in nats.
pub fn even(options: usize) -> f64 {
    (options.max(1) as f64).ln()
}

/// Whether chips are a bet: one heap for each option, [`CHIPS`] in all.
pub fn adds_up(chips: &[u32], options: usize) -> bool {
    let all = chips
        .iter()
        .try_fold(0_u32, |all, heap| all.checked_add(*heap));
    chips.len() == options && all == Some(CHIPS)
}

/// Why nobody can say what happened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unsettled {
    /// No `when` holds.
    #[error("none of the options has happened")]
    Nothing,
    /// More than one does.
    #[error("options {} and {} have both happened", .0 + 1, .1 + 1)]
    Several(usize, usize),
    /// The `when` of an option has no value.
    #[error("option {}: {error}", .option + 1)]
    When {
        /// The option, counted from 0.
        option: usize,
        /// What is wrong.
        error: ExprError,
    },
}

/// Which option happened, by the facts after the reveal.
///
/// # Errors
/// Where it is not exactly one.
pub fn happened(bet: &Bet, facts: &dyn Scope) -> Result<usize, Unsettled> {
    let mut found = None;
    for (option, outcome) in bet.options.iter().enumerate() {
        let holds = outcome.when.holds(facts);
        let holds = holds.map_err(|error| Unsettled::When { option, error })?;
        match found {
            Some(first) if holds => return Err(Unsettled::Several(first, option)),
            None if holds => found = Some(option),
            _ => {}
        }
    }
    found.ok_or(Unsettled::Nothing)
}
