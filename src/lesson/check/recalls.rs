//! Questions that ask an earlier one once more.

use crate::lesson::model::Lesson;
use crate::lesson::nearest::hint;
use crate::lesson::parse::Parsed;
use crate::lesson::source::Reports;

/// What to do about a recall of anything else.
const FIX: &str = "take a question of an earlier lesson";

/// What is asked once more is a question of an earlier lesson.
pub(super) fn check(file: &Parsed, all: &[Parsed], reports: &mut Reports<'_>) {
    let exercises = file.spots.steps.iter().flat_map(|step| &step.exercises);
    for recall in exercises.filter_map(|exercise| exercise.recall()) {
        let own = file.lesson.as_ref().map(|lesson| lesson.id.as_str());
        if own == Some(recall.lesson.as_str()) {
            reports.error(
                recall.at,
                "a lesson asks its own question once more",
                FIX.to_owned(),
            );
            continue;
        }
        let mut lessons = all.iter().filter_map(|file| file.lesson.as_ref());
        let Some(lesson) = lessons.find(|lesson| lesson.id == recall.lesson) else {
            continue; // one of a course that these lessons stand beside
        };
        let is_later = |own: &Lesson| lesson.number > own.number;
        if file.lesson.as_ref().is_some_and(is_later) {
            let message = format!("`{}` comes later than this lesson", lesson.id);
            reports.error(recall.at, message, FIX.to_owned());
            continue;
        }
        let ids = questions(lesson);
        if !ids.contains(&recall.id.as_str()) {
            let message = format!("`{}` has no question `{}`", lesson.id, recall.id);
            reports.error(recall.at, message, hint(&recall.id, ids.iter().copied()));
        }
    }
}

/// The ids of a lesson's questions.
fn questions(lesson: &Lesson) -> Vec<&str> {
    let blocks = lesson.steps.iter().flat_map(|step| &step.blocks);
    let asked = blocks.filter(|block| block.is_question());
    asked.filter_map(|block| block.id()).collect()
}
