//! Exercises in lines: what is said of them, and what is said to them.

use super::{Exercise, Facts, Pressed};
use crate::lesson::model::Block;
use crate::ui::Look;

impl Exercise {
    /// What it asks and how to answer, a paragraph each; then what was made of the last answer.
    /// Hints that were not asked for are told only with `all_hints`.
    pub fn told(&self, block: &Block, all_hints: bool, look: &Look) -> Vec<String> {
        let mut lines = match (self, block) {
            (Self::Quiz(asked), Block::Quiz(quiz)) => asked.told(quiz, look),
            (Self::Bet(staked), Block::Bet(bet)) => staked.told(bet, look),
            (Self::Number(typed), Block::Number(number)) => typed.told(number, look),
            (Self::Task(watched), Block::Task(task)) => watched.told(task, all_hints, look),
            _ => Vec::new(),
        };
        lines.extend(self.outcome(block, look));
        lines
    }

    /// What was made of the last answer; of a task, why it worked.
    pub fn outcome(&self, block: &Block, look: &Look) -> Vec<String> {
        match (self, block) {
            (Self::Quiz(asked), Block::Quiz(quiz)) => asked.outcome(quiz, look),
            (Self::Bet(staked), Block::Bet(bet)) => staked.outcome(bet, look),
            (Self::Number(typed), Block::Number(number)) => typed.outcome(number, look),
            (Self::Task(watched), Block::Task(task)) => watched.outcome(task, look),
            _ => Vec::new(),
        }
    }

    /// The hint that was unfolded last.
    pub fn latest_hint(&self, block: &Block, look: &Look) -> Option<String> {
        match (self, block) {
            (Self::Task(watched), Block::Task(task)) => watched.latest_hint(task, look),
            _ => None,
        }
    }

    /// A whole answer in a line: options by number, chips, or a number.
    pub fn hear(&mut self, block: &Block, line: &str, facts: &dyn Facts) -> Pressed {
        match (self, block) {
            (Self::Quiz(asked), Block::Quiz(quiz)) => asked.hear(quiz, line),
            (Self::Bet(staked), Block::Bet(bet)) => staked.hear(bet, line),
            (Self::Number(typed), Block::Number(number)) => typed.hear(number, line, facts),
            _ => Pressed::Ignored,
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
