//! The step stays where it is when the lessons change under it.

use super::{Context, ContextMut, LessonScreen, Stop};
use crate::lesson::model::{Block, Course, Step};
use crate::msg::Effect;
use crate::screens::page;

/// What the mark is on, by what keeps its name when blocks move.
pub struct Marked {
    /// The id of the exercise; none for the lab.
    exercise: Option<String>,
    field: usize,
}

impl LessonScreen {
    /// What the mark is on.
    pub fn marked(&self, context: Context) -> Option<Marked> {
        let stop = self.stop()?;
        let block = self.step(context.course)?.blocks.get(stop.block);
        Some(Marked {
            exercise: block.and_then(Block::id).map(str::to_owned),
            field: stop.field,
        })
    }

    /// Shows a place of the course as it is now. On the same step the mark, the window and the lab
    /// stay where they were.
    pub fn stay(
        &mut self,
        old: &Course,
        (lesson, step): (usize, usize),
        marked: Option<Marked>,
        context: &mut ContextMut,
    ) -> Vec<Effect> {
        let before = self.step(old).map(|step| &step.id);
        let (scroll, testing, typing) = (self.scroll, self.testing, self.typing);
        let effects = self.go(lesson, step, context);
        let now = self.step(context.course);
        if now.map(|step| &step.id) == before {
            let stop = now
                .zip(marked)
                .and_then(|(step, marked)| find(step, marked));
            self.focus = stop.unwrap_or_default();
            (self.scroll, self.testing, self.typing) = (scroll, testing, typing);
        }
        effects
    }
}

fn find(step: &Step, marked: Marked) -> Option<Stop> {
    let named = |id: String| {
        let mut ids = step.blocks.iter().map(Block::id);
        ids.position(|other| other == Some(&id))
    };
    let block = marked
        .exercise
        .map_or_else(|| Some(page::lab_block(step)), named)?;
    let field = marked.field;
    Some(Stop { block, field })
}
