//! Every task of the course, played in the lines of the dialogue.

use crate::common::course;
use crate::common::dialogue::{at, exercises, reads_well, say};
use handson::lesson::model::{Block, Step, Task};

/// Whether a task asks for a training of several epochs.
fn trains(task: &Task) -> bool {
    task.solve.iter().any(|line| line.starts_with("train"))
}

/// The line that makes the bet of a step: a task below it waits for that.
fn bet_of(step: &Step) -> Option<String> {
    step.blocks.iter().find_map(|block| match block {
        Block::Bet(bet) => Some(format!("bet 10{}", " 0".repeat(bet.options.len() - 1))),
        _ => None,
    })
}

/// Says the lines of every such task of the course: `solve` meets it, `naive` does not.
fn play_tasks(wanted: fn(&Task) -> bool) -> usize {
    let course = course();
    let mut met = 0;
    for (place, lesson, block) in exercises(&course) {
        let Block::Task(task) = block else { continue };
        if !wanted(task) {
            continue;
        }
        let bet = bet_of(&lesson.steps[place.1]);
        for (lines, meets) in [(&task.solve, true), (&task.naive, false)] {
            let (mut script, _) = at(&course, place);
            let mut said = String::new();
            for line in bet.iter().chain(lines.iter().map(|line| &line.value)) {
                said = say(&mut script, line);
                reads_well(&said);
            }
            let saved = script.saved();
            let settled = saved.is_some_and(|kept| kept.is_settled(&lesson.id, &task.id));
            assert_eq!(settled, meets, "{}: {lines:?}: {said}", task.id);
            assert!(!meets || said.contains("Task met: "), "{}: {said}", task.id);
        }
        met += 1;
    }
    met
}

#[test]
fn every_task_is_met_by_lines_that_a_learner_may_say_and_by_no_naive_ones() {
    assert!(play_tasks(|task| !trains(task)) >= 14);
}

#[test]
#[ignore = "trains for some thirty epochs"]
fn so_is_every_task_that_trains() {
    assert!(play_tasks(trains) >= 3);
}
