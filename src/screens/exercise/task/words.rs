//! A task in lines: what is said of it.

use super::Watched;
use crate::screens::exercise::Exercise;
use crate::screens::exercise::words::Spoken;
use crate::screens::plain::{replied, words};
use crate::ui::Look;

impl Spoken for Watched {
    /// What is to be reached, and the hints: those unfolded so far, or all.
    fn asked(&self, all_hints: bool, look: &Look) -> Vec<String> {
        if self.is_settled() {
            return Vec::new();
        }
        let mut lines = vec![format!("Task: {}", words(&self.task.goal, look))];
        lines.extend(
            self.counted
                .iter()
                .map(|counted| format!("Counted: {counted}.")),
        );
        let shown = if all_hints {
            self.task.hints.len()
        } else {
            self.hints
        };
        lines.extend((0..shown).filter_map(|at| self.hint(at, look)));
        match self.task.hints.len() - shown {
            0 => {}
            1 if shown > 0 => lines.push("There is one more: say hint.".to_string()),
            1 => lines.push("There is a hint: say hint.".to_string()),
            n if shown > 0 => lines.push(format!("There are {n} more: say hint.")),
            n => lines.push(format!("There are {n} hints: say hint for the first.")),
        }
        lines
    }

    /// Met, why it worked.
    fn outcome(&self, look: &Look) -> Vec<String> {
        if !self.is_settled() {
            return Vec::new();
        }
        let mut lines = vec![format!("Task met: {}", words(&self.task.goal, look))];
        lines.extend(self.why().map(|why| replied(&why, look)));
        lines
    }

    /// The hint that was unfolded last.
    fn latest_hint(&self, look: &Look) -> Option<String> {
        self.hint(self.hints.checked_sub(1)?, look)
    }
}

impl Watched {
    fn hint(&self, at: usize, look: &Look) -> Option<String> {
        let hint = words(self.task.hints.get(at)?, look);
        Some(format!(
            "Hint {} of {}: {hint}",
            at + 1,
            self.task.hints.len()
        ))
    }
}
