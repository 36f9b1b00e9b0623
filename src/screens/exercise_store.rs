//! What was begun on the steps shown so far: kept while the program runs, as labs are.

use crate::lesson::model::{Course, Lesson, Step};
use crate::progress::Progress;
use crate::screens::exercise::Exercise;
use std::collections::BTreeMap;

/// Seconds of a day: options keep their places for one, and who was away for one is greeted.
pub const DAY: u64 = 86_400;

/// Every exercise met so far, by the ids of its lesson and of itself.
#[derive(Default)]
pub struct ExerciseStore {
    begun: BTreeMap<(String, String), Exercise>,
}

impl ExerciseStore {
    /// Begins what a step asks; what was begun before stays as it is. `day` orders options: they
    /// keep their places for a day, and have others for another learner.
    pub fn begin(&mut self, lesson: &Lesson, step: &Step, progress: &Progress, day: u64) {
        let novice = progress.bets().next().is_none();
        for block in &step.blocks {
            let Some(id) = block.id() else { continue };
            let key = (lesson.id.clone(), id.to_string());
            if self.begun.contains_key(&key) {
                continue;
            }
            let before = progress.answered(&lesson.id, id);
            let made = Exercise::new(block, before, seed(&lesson.id, id, day), novice);
            self.begun.extend(made.map(|exercise| (key, exercise)));
        }
    }

    /// An exercise of a lesson.
    pub fn get(&self, lesson: &str, id: &str) -> Option<&Exercise> {
        self.begun.get(&(lesson.to_string(), id.to_string()))
    }

    /// An exercise of a lesson, to be worked on.
    pub fn get_mut(&mut self, lesson: &str, id: &str) -> Option<&mut Exercise> {
        self.begun.get_mut(&(lesson.to_string(), id.to_string()))
    }

    /// The lessons have changed: whatever is not asked in the same words begins anew.
    pub fn follow(&mut self, old: &Course, new: &Course) {
        let asked = |course: &Course, (lesson, id): &(String, String)| {
            let lesson = course.lessons.iter().find(|l| l.id == *lesson)?;
            let mut blocks = lesson.steps.iter().flat_map(|step| &step.blocks);
            blocks.find(|block| block.id() == Some(id)).cloned()
        };
        self.begun
            .retain(|key, _| asked(old, key).is_some_and(|was| asked(new, key) == Some(was)));
    }
}

/// A seed from words: FNV-1a (Fowler, Noll, Vo), which is stable for ever.
pub(super) fn seed(lesson: &str, id: &str, day: u64) -> u64 {
    let bytes = lesson.bytes().chain([0]).chain(id.bytes());
    bytes
        .chain(day.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
