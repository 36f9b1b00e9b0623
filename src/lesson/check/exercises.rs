//! What the exercises of a step ask of its lab, each by its kind.

use super::scene::Scene;
use super::{Oracle, Tasks, bets, numbers, quizzes, tasks};
use crate::lesson::model::{Bet, Block, Quiz, Task};
use crate::lesson::parse::StepSpots;
use crate::lesson::source::Reports;

/// All exercises of a step.
pub(super) fn check(
    steps: &[StepSpots],
    step: usize,
    which: Tasks,
    oracle: &dyn Oracle,
    reports: &mut Reports<'_>,
) {
    let scene = Scene::before(steps, step, oracle);
    for exercise in &steps[step].exercises {
        match (exercise, &scene) {
            (Block::Number(number), scene) => {
                numbers::check(number, scene.as_ref(), oracle, reports)
            }
            (Block::Quiz(quiz), _) if !quiz.asks_the_lab() => {}
            (
                Block::Quiz(Quiz { id, .. })
                | Block::Bet(Bet { id, .. })
                | Block::Task(Task { id, .. }),
                None,
            ) => {
                let message = format!("there is no lab for `{id}`");
                let fix = "put a `lab` into this step, or into one before it".to_owned();
                reports.error(id.at, message, fix);
            }
            (Block::Quiz(quiz), Some(scene)) => quizzes::check(scene, quiz, reports),
            (Block::Bet(bet), Some(scene)) => bets::check(scene, bet, which, reports),
            (Block::Task(task), Some(_)) if task.long && which == Tasks::Short => {}
            (Block::Task(task), Some(scene)) => tasks::check(scene, task, reports),
            _ => {} // nothing of it is for a lab to judge
        }
    }
}
