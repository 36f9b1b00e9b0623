//! What is typed straight on behind a right answer: it was meant for the field, which takes no more,
//! and is no command.

use super::{Context, LessonScreen};
use crate::event::{Key, KeyCode};
use crate::labs::Lab;
use crate::lesson::model::Block;

/// The key that the footer names for the end of what is typed behind an answer.
pub const END: Key = Key::new(KeyCode::Esc);

/// What keys are taken for behind an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Behind {
    /// For what they are.
    #[default]
    Nothing,
    /// The key before answered rightly: what only a number has goes on with it.
    Answer,
    /// Something went on with it: so does whatever is printed, until another key comes.
    Typed,
}

impl LessonScreen {
    /// Whether a key goes on with an answer that stands already. `?` never does.
    pub fn types_on(&self, key: Key, context: Context) -> bool {
        let Some(c) = key.typed() else {
            return false;
        };
        if key.ctrl || key.alt || c == '?' || self.waits_for_text(context) {
            return false;
        }
        match self.behind {
            Behind::Typed => true,
            Behind::Answer => c.is_ascii_digit() || "*/^%().,=√".contains(c),
            Behind::Nothing => self.is_stray(c, context),
        }
    }

    /// Whether a sign is one of a number that nothing on the step takes, where a number was asked
    /// for.
    fn is_stray(&self, c: char, context: Context) -> bool {
        let lab = self.lab(context.labs).map(Lab::verbs).unwrap_or_default();
        let taken =
            self.exercise_here(context).is_some() || lab.iter().any(|it| it.given_by(c).is_some());
        let step = self.step(context.course);
        let asked = |block: &Block| matches!(block, Block::Number(_));
        (c.is_ascii_digit() || "*^()".contains(c))
            && !taken
            && step.is_some_and(|step| step.blocks.iter().any(asked))
    }

    /// A key went on with the answer.
    pub fn go_on_behind(&mut self) {
        self.behind = Behind::Typed;
        self.say("this question is answered: Esc or an arrow, and keys are commands again".into());
    }

    /// Another key came. Whether it does no more than to end what was typed behind an answer.
    pub fn ends_behind(&mut self, key: Key) -> bool {
        let behind = std::mem::take(&mut self.behind);
        behind == Behind::Typed && matches!(key.code, KeyCode::Enter | KeyCode::Esc)
    }

    /// Whether something went on with an answer.
    pub fn is_typed_on(&self) -> bool {
        self.behind == Behind::Typed
    }

    /// Whether a letter may be meant for an answer: one waits to be typed, or was just given.
    pub fn may_be_typed(&self, context: Context) -> bool {
        self.is_ready(context) || self.behind == Behind::Answer
    }
}
