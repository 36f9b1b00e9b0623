//! How a question with a number for its answer may come out.

use super::{Said, Typed, said};
use crate::lesson::model::Inline;
use crate::screens::exercise::moment::{FACT, at_length};
use crate::ui::field::Field;

impl Typed {
    /// Whether the last answer was not right.
    pub fn is_wrong(&self) -> bool {
        !self.solved && self.said.is_some()
    }

    /// Open; after each known mistake and any other; and solved.
    pub fn all_outcomes(&self) -> Vec<Self> {
        let number = &self.number;
        let mut field = Field::new(super::LONGEST);
        let open = Self {
            number: number.clone(),
            field: field.clone(),
            said: None,
            refused: None,
            judged: false,
            solved: false,
        };
        field.insert(FACT);
        let after = |reply: &[Inline], right: bool| Self {
            number: number.clone(),
            field: field.clone(),
            said: Some(Said {
                to: FACT.to_owned(),
                right,
                reply: at_length(reply),
                answer: None,
                past: false,
            }),
            refused: None,
            judged: !right,
            solved: right,
        };
        let known = number.wrong.iter();
        let known = known.map(|mistake| after(&mistake.reply, false));
        let right = number.reply.clone().unwrap_or_else(|| said("Right."));
        let others = [open, after(&self.otherwise(), false), after(&right, true)];
        others.into_iter().chain(known).collect()
    }
}
