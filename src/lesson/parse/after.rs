//! Text that waits for an answer: `<!-- after: its-id -->` stands right above it.

use super::Walk;
use crate::lesson::model::Block;
use crate::lesson::nearest::hint;
use crate::lesson::source::Spot;

impl Walk<'_, '_> {
    /// The text that waits for an exercise.
    pub(super) fn waiting(&mut self, after: &Spot<String>, blocks: Vec<Block>) -> Block {
        let works = |block: &Block| block.id().is_some() || matches!(block, Block::Lab(_));
        if blocks.iter().any(works) {
            let fix = "put it right above the text that would give the answer away".to_owned();
            self.reports
                .error(after.at, "only text waits for an answer", fix);
        }
        let id = after.value.clone();
        Block::After { id, blocks }
    }

    /// What text waits for is asked in its own step.
    pub(super) fn awaited(&mut self, waits: &[Spot<String>], blocks: &[Block]) {
        if let Some(after) = self.after.take() {
            let fix = "put it right above the text that waits".to_owned();
            self.reports.error(after.at, "no text follows this", fix);
        }
        let ids = || blocks.iter().filter_map(Block::id);
        for after in waits
            .iter()
            .filter(|after| ids().all(|id| id != after.value))
        {
            let message = format!("this step asks nothing called `{}`", after.value);
            self.reports
                .error(after.at, message, hint(&after.value, ids()));
        }
    }
}
