//! Watching a task while the learner works on it.

use crate::expr::{ExprError, Scope};
use crate::lesson::model::Task;

/// A task as it is being worked on. It is met when its condition holds at two successive updates,
/// so that a value in passing is no answer, or once at the end of a run; then it stays met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watch {
    held: bool,
    met: bool,
}

impl Watch {
    /// A task that was met before.
    pub fn met() -> Self {
        Self {
            held: true,
            met: true,
        }
    }

    /// The lab has changed; `ended` says that a run has come to its end, or that nothing moves by
    /// itself, so that there is no passing value. Says whether the task is met with this update.
    ///
    /// # Errors
    /// A condition that the facts cannot answer: one may be missing until a run has begun.
    pub fn update(
        &mut self,
        task: &Task,
        facts: &dyn Scope,
        ended: bool,
    ) -> Result<bool, ExprError> {
        let holds = match task.until.holds(facts) {
            Ok(holds) => holds,
            Err(error) => {
                self.held = false;
                return Err(error);
            }
        };
        let now = holds && (self.held || ended) && !self.met;
        self.held = holds;
        self.met |= now;
        Ok(now)
    }

    /// Whether it is met.
    pub fn is_met(&self) -> bool {
        self.met
    }
}
