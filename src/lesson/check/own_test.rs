//! The test that a lesson names for itself: one thing alone is passed by luck.

use crate::lesson::model::{Block, Spot};
use crate::lesson::parse::Parsed;
use crate::lesson::source::Reports;

/// Of what shows that a lesson is known there are two at least, and none that any key may meet.
pub(super) fn check(file: &Parsed, reports: &mut Reports<'_>) {
    let exercises = file.spots.steps.iter().flat_map(|step| &step.exercises);
    let test: Vec<&Block> = exercises.filter(|exercise| exercise.is_test()).collect();
    let ids: Vec<&Spot<String>> = test.iter().filter_map(|it| it.id_spot()).collect();
    if let [alone] = ids[..] {
        let message = "the test of this lesson is one thing alone, which luck may get right";
        let fix = "say `test = true` in two or three questions and tasks".to_owned();
        reports.warning(alone.at, message, fix);
    }
    for exercise in test {
        if let Block::Task(task) = exercise
            && task.warm_up
        {
            let message = "a task that any key may meet shows nothing";
            let fix = "take `test = true` or `warm_up = true` away".to_owned();
            reports.warning(task.id.at, message, fix);
        }
    }
}
