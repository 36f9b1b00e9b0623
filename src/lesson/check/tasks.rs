//! Tasks, played through the lab of their step: the `solve` lines meet one, the `naive` lines never
//! do, and no few keys pressed without a thought.

use super::Moment;
use super::scene::Scene;
use crate::expr::{Expr, Value};
use crate::lesson::judge::Watch;
use crate::lesson::model::Task;
use crate::lesson::source::Reports;

pub(super) fn check(scene: &Scene<'_>, task: &Task, reports: &mut Reports<'_>) {
    let until = &task.until.value;
    let (mut end, mut values, mut facts) = (Ok(false), String::new(), Vec::new());
    let mut seen = |moment: Moment<'_>| {
        end = until.holds(moment.facts);
        if moment.resting {
            values = told(until, &moment);
            facts = moment.facts.names();
        }
    };
    if !scene.play(&task.solve, &task.id, reports, &mut seen) {
        return scene.names(&task.until, reports);
    }
    match (end, task.solve.first()) {
        (Err(error), _) => return scene.no_value(&task.until, &error, reports),
        (Ok(false), Some(first)) => {
            let message = format!("the `solve` lines do not meet the task: {values}");
            let fix = format!("say lines after which `{until}` holds, or mend the condition");
            reports.flaw(first.at, message, fix);
        }
        (Ok(_), _) => {}
    }
    if let Some(done) = &task.done {
        scene.filled(done, &facts, reports);
    }
    if !naive(scene, task, reports) && !task.warm_up {
        mashed(scene, task, reports);
    }
}

/// A few keys pressed without a thought must not meet the task.
fn mashed(scene: &Scene<'_>, task: &Task, reports: &mut Reports<'_>) {
    let controls = scene.oracle.controls(scene.lab);
    let free = |name: &str| scene.is_free(name, &controls);
    let until = &task.until.value;
    let keys = scene.oracle.mashed(scene.lab, &scene.start, &free, until);
    if let Some(keys) = keys {
        let message = format!("{keys}: the task is met without a thought");
        let fix = "let `until` be aimed at, or say `warm_up = true`".to_owned();
        reports.warning(task.until.at, message, fix);
    }
}

/// The guess must not meet the task, not even on its way. Says whether it does.
fn naive(scene: &Scene<'_>, task: &Task, reports: &mut Reports<'_>) -> bool {
    let mut watch = Watch::default();
    let mut met = None;
    let mut seen = |moment: Moment<'_>| {
        // A fact that is there only after a run is no fault of the guess.
        let now = watch.update(task, moment.facts, moment.resting);
        if now.unwrap_or(false) {
            met = Some((moment.said, told(&task.until, &moment)));
        }
    };
    scene.play(&task.naive, &task.id, reports, &mut seen);
    let Some((said, values)) = met else {
        return false;
    };
    let (at, message) = match said.checked_sub(1).and_then(|line| task.naive.get(line)) {
        Some(line) => (line.at, format!("this guess meets the task: {values}")),
        None => {
            let message = format!("the task is met before anything is done: {values}");
            (task.until.at, message)
        }
    };
    let fix = "sharpen `until`: who guesses should not pass".to_owned();
    reports.flaw(at, message, fix);
    true
}

/// The values of the names in a condition, for whoever wonders why it does not hold.
fn told(until: &Expr, moment: &Moment<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for (name, _) in until.names() {
        let is = match moment.facts.name(name) {
            Some(Value::Number(number)) => format!("{name} is {number}"),
            Some(Value::Text(text)) => format!("{name} is \"{text}\""),
            Some(Value::Truth(_)) | None => continue,
        };
        if !told.contains(&is) {
            told.push(is);
        }
    }
    told.join(", ")
}
