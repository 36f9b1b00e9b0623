//! A sentence with numbers of the lab in it, that stays true.

use std::collections::BTreeMap;

use super::{Facts, filled};
use crate::lesson::judge::{fill, placeholders};
use crate::lesson::model::Inline;

/// What was said when something came to be. As long as that is so its numbers follow the lab; from
/// then on they are those of the moment, and the sentence names it.
#[derive(Debug, Clone)]
pub struct Moment {
    then: Vec<Inline>,
    now: Option<Vec<Inline>>,
    lives: bool,
}

/// As wide as most facts are when they are said.
pub const FACT: &str = "-00.000";

impl Moment {
    /// A sentence as long as it will be with its facts in it; `past`, where it says when it was so.
    pub fn at_length(text: &[Inline], past: bool) -> Self {
        let then = at_length(text);
        Self {
            now: (!past).then(|| then.clone()),
            then,
            lives: true,
        }
    }

    /// With the numbers of this moment.
    pub fn new(text: &[Inline], facts: &dyn Facts) -> Self {
        let then = filled(text, facts);
        Self {
            now: Some(then.clone()),
            then,
            lives: has_numbers(text),
        }
    }

    /// A moment of another day, if what was said of the facts then was kept.
    pub fn past(text: &[Inline], said: &BTreeMap<String, String>) -> Option<Self> {
        let names = placeholders(text);
        let is_kept = !names.is_empty() && names.iter().all(|name| said.contains_key(name));
        is_kept.then(|| Self {
            then: fill(text, &|name| said.get(name).cloned()),
            now: None,
            lives: true,
        })
    }

    /// Whether it has numbers that can follow the lab.
    pub fn lives(&self) -> bool {
        self.lives
    }

    /// The lab may have changed; `holds` says that it is still so.
    pub fn follow(&mut self, text: &[Inline], holds: bool, facts: &dyn Facts) {
        self.now = holds.then(|| filled(text, facts));
    }

    /// The lab may have changed: other numbers than those of the moment are never taken over.
    pub fn stay(&mut self, text: &[Inline], facts: &dyn Facts) {
        let same = !self.lives || filled(text, facts) == self.then;
        self.now = same.then(|| self.then.clone());
    }

    /// The sentence, after `when` if it is of a moment that has passed.
    pub fn words(&self, when: &str) -> Vec<Inline> {
        let now = self.now.clone();
        now.unwrap_or_else(|| of_then(self.then.clone(), when))
    }
}

/// A sentence of a moment that has passed, after `when`.
pub fn of_then(text: Vec<Inline>, when: &str) -> Vec<Inline> {
    let lead = Inline::Text(format!("{when}: "));
    std::iter::once(lead).chain(text).collect()
}

/// A sentence as long as it will be with its facts in it.
pub fn at_length(text: &[Inline]) -> Vec<Inline> {
    fill(text, &|_| Some(FACT.to_owned()))
}

/// Whether a text has places for numbers of the lab.
pub fn has_numbers(text: &[Inline]) -> bool {
    !placeholders(text).is_empty()
}
