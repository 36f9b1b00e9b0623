//! Exercises in lines: what is said of them, and what is said to them.

use super::{Exercise, Facts, Pressed};
use crate::ui::Look;

impl Exercise {
    /// What it asks and how to answer, a paragraph each; then what was made of the last answer.
    /// Hints that were not asked for are told only with `all_hints`.
    pub fn sentences(&self, all_hints: bool, look: &Look) -> Vec<String> {
        let mut lines = match self {
            Self::Quiz(quiz, asked) => asked.sentences(quiz, look),
            Self::Bet(bet, staked) => staked.sentences(bet, look),
            Self::Number(number, typed) => typed.sentences(number, look),
            Self::Task(task, watched) => watched.sentences(task, all_hints, look),
            Self::Arrangement(it, arranged) => arranged.sentences(it, look),
        };
        lines.extend(self.outcome(look));
        lines
    }

    /// What was made of the last answer; of a task, why it worked.
    pub fn outcome(&self, look: &Look) -> Vec<String> {
        match self {
            Self::Quiz(quiz, asked) => asked.outcome(quiz, look),
            Self::Bet(bet, staked) => staked.outcome(bet, look),
            Self::Number(number, typed) => typed.outcome(number, look),
            Self::Task(task, watched) => watched.outcome(task, look),
            Self::Arrangement(it, arranged) => arranged.outcome(it, look),
        }
    }

    /// The hint that was unfolded last.
    pub fn latest_hint(&self, look: &Look) -> Option<String> {
        match self {
            Self::Task(task, watched) => watched.latest_hint(task, look),
            _ => None,
        }
    }

    /// A whole answer in a line: options by number, chips, a number, an order or pairs.
    pub fn hear(&mut self, line: &str, facts: &dyn Facts) -> Pressed {
        match self {
            Self::Quiz(quiz, asked) => asked.hear(quiz, line),
            Self::Bet(bet, staked) => staked.hear(bet, line),
            Self::Number(number, typed) => typed.hear(number, line, facts),
            Self::Arrangement(it, arranged) => arranged.hear(it, line),
            Self::Task(..) => Pressed::Ignored,
        }
    }
}

/// A reply behind its verdict, which it does not say once more: `Right: ...`.
pub fn without(verdict: &str, reply: &str) -> String {
    let rest = reply.strip_prefix(verdict);
    let rest = rest.and_then(|rest| rest.strip_prefix([':', '.', ',']));
    let mut chars = rest.unwrap_or(reply).trim_start().chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.map_or(String::new(), |first| first + chars.as_str())
}
