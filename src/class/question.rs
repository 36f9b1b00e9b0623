//! What a course asks, and what was given for an answer.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lesson::judge::{in_place, misplaced, typed};
use crate::lesson::model::{Block, Course, Lesson, Step};
use crate::progress::{Answer, Answered};

/// The longest answer that is kept apart from others, in characters: what is longer is cut.
const LONGEST: usize = 32;

/// A question, bet or task, by its places in the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The lesson.
    pub lesson: usize,
    /// The step in it.
    pub step: usize,
    /// The block in that.
    pub block: usize,
}

/// A first answer, in so far as two learners may have given the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// The right one.
    Right,
    /// These options were marked.
    Marked(Vec<usize>),
    /// This was typed, as the number it is where it is one.
    Typed(String),
    /// Things stood so that this known mistake is in them.
    Misplaced(usize),
    /// So many things were in their places.
    InPlace(usize),
    /// The first try at a task ended with a hint, or was given up.
    Hinted,
}

/// Everything that a course asks.
#[derive(Debug)]
pub struct Questions {
    course: Arc<Course>,
    all: Vec<Question>,
    by_id: HashMap<(String, String), usize>,
}

impl Questions {
    /// Those of a course, in its order.
    pub fn of(course: Arc<Course>) -> Self {
        let (mut all, mut by_id) = (Vec::new(), HashMap::new());
        for (l, lesson) in course.lessons.iter().enumerate() {
            for (s, step) in lesson.steps.iter().enumerate() {
                for (b, block) in step.blocks.iter().enumerate() {
                    let Some(id) = block.id() else { continue };
                    by_id.insert((lesson.id.clone(), id.to_owned()), all.len());
                    all.push(Question {
                        lesson: l,
                        step: s,
                        block: b,
                    });
                }
            }
        }
        Self { course, all, by_id }
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// All questions, in the order of the course.
    pub fn all(&self) -> &[Question] {
        &self.all
    }

    /// The place of one among all.
    pub fn find(&self, lesson: &str, id: &str) -> Option<usize> {
        let key = (lesson.to_owned(), id.to_owned());
        self.by_id.get(&key).copied()
    }

    /// One of them, with where it stands.
    pub fn at(&self, question: usize) -> Option<(&Lesson, &Step, &Block)> {
        let at = self.all.get(question)?;
        let lesson = self.course.lessons.get(at.lesson)?;
        let step = lesson.steps.get(at.step)?;
        Some((lesson, step, step.blocks.get(at.block)?))
    }
}

impl Given {
    /// The first answer to an exercise; none of a bet, which is no right or wrong, or of what does not
    /// fit the exercise as the lesson has it now.
    pub fn of(block: &Block, answered: &Answered) -> Option<Self> {
        let right = answered.first_settles();
        match (block, &answered.first) {
            (Block::Quiz(_) | Block::Number(_) | Block::Arrangement(_) | Block::Task(_), _)
                if right =>
            {
                Some(Self::Right)
            }
            (Block::Quiz(quiz), Answer::Quiz { marked, .. }) => {
                let known = marked.iter().all(|at| *at < quiz.options.len());
                known.then(|| Self::Marked(marked.clone()))
            }
            (Block::Number(_), Answer::Number { typed, .. }) => Some(Self::Typed(number(typed))),
            (Block::Arrangement(arrangement), Answer::Arranged { things, .. }) => {
                let slip = misplaced(arrangement, things)
                    .and_then(|found| arrangement.wrong.iter().position(|known| known == found));
                Some(slip.map_or(Self::InPlace(in_place(things)), Self::Misplaced))
            }
            (Block::Task(_), Answer::Task) => Some(Self::Hinted),
            _ => None,
        }
    }
}

/// What was typed, so that `0,50` and `.5` are one answer.
fn number(typed: &str) -> String {
    let text = typed.trim().replace(',', ".");
    match typed::value(&text) {
        Some(value) => format!("{value}"),
        None => text
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST)
            .collect(),
    }
}
