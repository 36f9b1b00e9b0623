//! Exercises in lines: what is said of them, and what is said to them.

use super::{Facts, Pressed};
use crate::ui::Look;

/// An exercise in lines.
pub trait Spoken {
    /// What it asks and how to answer, a paragraph each. Hints that were not asked for are told only
    /// with `all_hints`.
    fn asked(&self, all_hints: bool, look: &Look) -> Vec<String>;

    /// What was made of the last answer; of a task, why it worked.
    fn outcome(&self, look: &Look) -> Vec<String>;

    /// Both.
    fn sentences(&self, all_hints: bool, look: &Look) -> Vec<String> {
        let mut lines = self.asked(all_hints, look);
        lines.extend(self.outcome(look));
        lines
    }

    /// A whole answer in a line: options by number, chips, a number, an order or pairs.
    fn hear(&mut self, _line: &str, _facts: &dyn Facts) -> Pressed {
        Pressed::Ignored
    }

    /// The hint that was unfolded last.
    fn latest_hint(&self, _look: &Look) -> Option<String> {
        None
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
