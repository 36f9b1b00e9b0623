//! How an exercise may yet come out: room is kept for what is then said, and nothing jumps when it is.

use super::{Exercise, Hints, Sight};
use crate::ui::Look;

impl dyn Exercise + '_ {
    /// The most rows that it takes at a width with so much of its hints and of what is settled: however
    /// it comes out, or, without `all`, as long as no answer is wrong. What stands in the lab now does
    /// not change it.
    pub fn most_rows(&self, width: u16, look: &Look, shown: Hints, all: bool) -> usize {
        let sight = Sight {
            focus: None,
            typing: false,
            width,
            look,
        };
        let outcomes = self.outcomes(all).into_iter();
        let rows = outcomes.map(|outcome| outcome.rows(sight, shown).len());
        rows.max().unwrap_or(0)
    }
}

/// Outcomes of one kind as those of any.
pub fn boxed<E: Exercise + 'static>(outcomes: Vec<E>) -> Vec<Box<dyn Exercise>> {
    let boxed = outcomes.into_iter().map(|outcome| Box::new(outcome) as _);
    boxed.collect()
}
