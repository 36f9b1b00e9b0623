//! What every lab does with its runs: show them, tell them what came, plan for all.

use super::{Training, Trains};
use crate::dataset::Digits;
use crate::msg::{Checkpoint, Command, Msg, Task};
use crate::train::Plan;
use crate::train::digits::{classes, pictures};
use std::sync::Arc;

/// A plan on MNIST's first `learned` training digits, judged by the `held_out` after them.
pub fn on_digits(
    plan: Plan,
    digits: &Arc<Digits>,
    learned: usize,
    held_out: usize,
) -> Option<Task> {
    let held = learned..learned + held_out;
    Some(Task {
        plan,
        x: pictures(digits, 0..learned).ok()?,
        y: classes(digits, 0..learned).ok()?,
        validation: Some((
            pictures(digits, held.clone()).ok()?,
            classes(digits, held).ok()?,
        )),
        from: None,
        paused: false,
        ends: 0,
    })
}

/// Their lab is on the screen.
pub fn show<M: Trains>(lab: &mut M) {
    with_tasks(lab, Training::begins, Training::show);
}

/// Their data is there, or cannot be had.
pub fn data_came<M: Trains>(lab: &mut M) {
    match lab.without_data() {
        Some(_) => lab.runs_mut().iter_mut().for_each(Training::data_failed),
        None => with_tasks(lab, |_| true, Training::data_came),
    }
}

/// A message for one of them, or for none.
pub fn receive<M: Trains>(lab: &mut M, msg: &Msg) {
    let epochs = lab.epochs();
    for run in lab.runs_mut() {
        run.receive(msg, epochs);
    }
}

/// So many epochs are planned for each.
pub fn plan_epochs<M: Trains>(lab: &mut M, epochs: usize) {
    for run in lab.runs_mut() {
        run.change(&[Command::Epochs(epochs)]);
    }
}

/// Takes a run of another day back, if nothing has been begun in its place and it is what `plan` says.
pub fn restore<M: Trains>(lab: &mut M, trained: Arc<Checkpoint>, plan: Option<Plan>) {
    let at = trained.job.lane as usize;
    let fits = plan.is_some_and(|plan| plan.model().layers() == trained.model.layers());
    if fits && lab.runs().get(at).is_some_and(|run| run.latest().is_none()) {
        let task = lab.task(at);
        lab.runs_mut()[at].restore(trained, task);
    }
}

/// Tells each run something, with its task where that is wanted.
fn with_tasks<M: Trains>(
    lab: &mut M,
    wants: fn(&Training) -> bool,
    tell: fn(&mut Training, Option<Task>),
) {
    for at in 0..lab.runs().len() {
        let task = wants(&lab.runs()[at]).then(|| lab.task(at)).flatten();
        tell(&mut lab.runs_mut()[at], task);
    }
}
