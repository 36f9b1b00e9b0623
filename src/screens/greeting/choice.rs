//! Which question greets a learner.

use crate::lesson::model::{Block, Course, Lesson};
use crate::progress::Progress;
use crate::screens::exercise_store::seed;

/// A question of the course, by its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    lesson: usize,
    step: usize,
    block: usize,
}

impl Place {
    /// The lesson it comes from.
    pub fn lesson(self, course: &Course) -> Option<&Lesson> {
        course.lessons.get(self.lesson)
    }

    /// The question.
    pub fn block(self, course: &Course) -> Option<&Block> {
        let step = self.lesson(course)?.steps.get(self.step)?;
        step.blocks.get(self.block)
    }

    /// The ids of its lesson and of itself.
    fn ids(self, course: &Course) -> Option<(&str, &str)> {
        let id = self.block(course)?.id()?;
        Some((&self.lesson(course)?.id, id))
    }
}

/// A question from a lesson before the one at `at`, that the learner has answered before: the least
/// often asked again, of these one that went wrong at first, of these another one every day.
pub fn choose(course: &Course, progress: &Progress, at: usize, day: u64) -> Option<Place> {
    let earlier = course.lessons.iter().enumerate().take(at);
    let places = earlier.flat_map(|(lesson, shown)| {
        let steps = shown.steps.iter().enumerate();
        steps.flat_map(move |(step, shown)| {
            let blocks = 0..shown.blocks.len();
            blocks.map(move |block| Place {
                lesson,
                step,
                block,
            })
        })
    });
    let rank = |place: Place| {
        let (lesson, id) = place.ids(course)?;
        let answered = progress.answered(lesson, id)?;
        stands_alone(place.block(course)?).then(|| {
            let rank = (answered.again.len(), answered.first_settles());
            (rank, seed(lesson, id, day))
        })
    };
    let ranked = places.filter_map(|place| Some((rank(place)?, place)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, place)| place)
}

/// Whether it can be asked without a lab beside it.
fn stands_alone(block: &Block) -> bool {
    match block {
        Block::Quiz(quiz) => !quiz.asks_the_lab(),
        Block::Arrangement(_) => true,
        Block::Number(number) => number.answer.names().is_empty(),
        _ => false,
    }
}
