//! What a step explains to who asks: unfolded by a key, and folded again.

use super::{Context, LessonScreen};
use crate::lesson::model::Block;

impl LessonScreen {
    /// Whether the step has something to explain.
    pub fn can_explain(&self, context: Context) -> bool {
        self.why(context).is_some()
    }

    /// The place among the blocks of what it can explain.
    fn why(&self, context: Context) -> Option<usize> {
        let blocks = &self.step(context.course)?.blocks;
        blocks
            .iter()
            .position(|block| matches!(block, Block::Why(_)))
    }

    /// Unfolds it, or folds it.
    pub fn explain(&mut self, context: Context) {
        match self.can_explain(context) {
            true => self.explained = !self.explained,
            false => self.say("nothing here waits to be explained: ? tells the signs".into()),
        }
    }
}
