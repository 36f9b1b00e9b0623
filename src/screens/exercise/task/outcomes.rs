//! How a task may come out.

use super::{Moment, Watched};
use crate::lesson::judge::Watch;

impl Watched {
    /// To be met, with every number of its hints unfolded; and met, now or a while ago.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let task = &self.task;
        let open = |hints| Self {
            task: task.clone(),
            watch: Watch::default(),
            hints,
            done: None,
            holds: true,
            counted: None,
        };
        let met = Self {
            task: task.clone(),
            watch: Watch::met(),
            hints: 0,
            done: (task.done.as_deref()).map(|done| Moment::at_length(done, true)),
            holds: true,
            counted: None,
        };
        let open = (0..=task.hints.len()).map(open);
        open.chain([met]).collect()
    }
}
