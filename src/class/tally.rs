//! Sums over a class.

use std::collections::BTreeMap;

use super::Given;
use crate::lesson::judge;
use crate::stats::reliability::Reliability;

/// Ranges of certainty in which claims are gathered.
const RANGES: usize = 5;

/// The first answers to one question, the same ones counted together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally(BTreeMap<Given, usize>);

impl Tally {
    /// Adds an answer, or takes one away.
    pub(super) fn count(&mut self, given: &Given, adds: bool) {
        match self.0.get_mut(given) {
            Some(count) if adds => *count += 1,
            Some(count) if *count > 1 => *count -= 1,
            Some(_) => drop(self.0.remove(given)),
            None if adds => drop(self.0.insert(given.clone(), 1)),
            None => {}
        }
    }

    /// How many answered.
    pub fn answers(&self) -> usize {
        self.0.values().sum()
    }

    /// How many were right at first.
    pub fn right(&self) -> usize {
        self.0.get(&Given::Right).copied().unwrap_or(0)
    }

    /// How many were not.
    pub fn wrong(&self) -> usize {
        self.answers() - self.right()
    }

    /// The share that was right; of no answers, all.
    pub fn right_share(&self) -> f64 {
        match self.answers() {
            0 => 1.0,
            all => self.right() as f64 / all as f64,
        }
    }

    /// The share of right answers to be expected of others, (right + 1) / (answers + 2): one wrong answer
    /// of one says less than nine of ten (Laplace's rule of succession, 1774).
    pub(super) fn expected(&self) -> f64 {
        (self.right() + 1) as f64 / (self.answers() + 2) as f64
    }

    /// The answers, the most frequent first.
    pub fn groups(&self) -> Vec<(&Given, usize)> {
        let mut groups: Vec<_> = self
            .0
            .iter()
            .map(|(given, count)| (given, *count))
            .collect();
        groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        groups
    }
}

/// What bets trusted most: chips and options of it, with how many there were and how many happened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims(BTreeMap<(u32, usize), [usize; 2]>);

impl Claims {
    /// Adds bets, or takes them away.
    pub(super) fn count(&mut self, claims: &[(u32, usize, bool)], adds: bool) {
        for (chips, options, happened) in claims {
            let counts = self.0.entry((*chips, *options)).or_default();
            for (count, by) in counts.iter_mut().zip([1, usize::from(*happened)]) {
                *count = if adds {
                    *count + by
                } else {
                    count.saturating_sub(by)
                };
            }
        }
        self.0.retain(|_, [count, _]| *count > 0);
    }

    /// How many bets there are.
    pub fn count_all(&self) -> usize {
        self.0.values().map(|[count, _]| count).sum()
    }

    /// What was said against what happened, by ranges; none before the first bet.
    pub fn reliability(&self) -> Option<Reliability> {
        let claims = self.0.iter();
        let counted = claims.map(|((chips, options), [count, happened])| {
            (judge::probability(*chips, *options), *count, *happened)
        });
        Reliability::of_counts(counted, RANGES)
    }
}
