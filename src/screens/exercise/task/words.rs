//! A task in lines: what is said of it.

use super::Watched;
use crate::lesson::model::Task;
use crate::screens::plain::{replied, words};
use crate::ui::Look;

impl Watched {
    /// What is to be reached, and the hints: those unfolded so far, or all.
    pub fn sentences(&self, task: &Task, all_hints: bool, look: &Look) -> Vec<String> {
        if self.is_met() {
            return Vec::new();
        }
        let mut lines = vec![format!("Task: {}", words(&task.goal, look))];
        let shown = if all_hints {
            task.hints.len()
        } else {
            self.hints
        };
        lines.extend((0..shown).filter_map(|at| self.hint(task, at, look)));
        match task.hints.len() - shown {
            0 => {}
            1 if shown > 0 => lines.push("There is one more: say hint.".to_string()),
            1 => lines.push("There is a hint: say hint.".to_string()),
            n if shown > 0 => lines.push(format!("There are {n} more: say hint.")),
            n => lines.push(format!("There are {n} hints: say hint for the first.")),
        }
        lines
    }

    /// Met, why it worked.
    pub fn outcome(&self, task: &Task, look: &Look) -> Vec<String> {
        if !self.is_met() {
            return Vec::new();
        }
        let mut lines = vec![format!("Task met: {}", words(&task.goal, look))];
        lines.extend(self.why(task).map(|why| replied(&why, look)));
        lines
    }

    /// The hint that was unfolded last.
    pub fn latest_hint(&self, task: &Task, look: &Look) -> Option<String> {
        self.hint(task, self.hints.checked_sub(1)?, look)
    }

    fn hint(&self, task: &Task, at: usize, look: &Look) -> Option<String> {
        let hint = words(task.hints.get(at)?, look);
        Some(format!("Hint {} of {}: {hint}", at + 1, task.hints.len()))
    }
}
