//! What can be done with a run: the same in every lab that trains.

use super::Training;
use crate::labs::BadValue;
use crate::labs::model::Model;
use crate::labs::table::{Action, Done};
use crate::msg::{Task, TrainState};

/// A model that trains.
pub trait Trains: Model {
    /// Its run.
    fn training(&self) -> &Training;

    /// Its run, what it would train now, or nothing while its data is not there.
    fn training_and_task(&mut self) -> (&mut Training, Option<Task>);

    /// Why its data cannot be had, if it cannot.
    fn without_data(&self) -> Option<&str>;

    /// Epochs that are planned.
    fn epochs(&self) -> usize;

    /// Plans so many epochs.
    ///
    /// # Errors
    /// Where so many cannot be planned.
    fn set_epochs(&mut self, epochs: usize) -> Done;

    /// Back to the untrained network, or to another one.
    fn start_over(&mut self);
}

/// Starts, pauses, goes on; with a number of epochs, does so many more.
pub const fn train<M: Trains>() -> Action<M> {
    let help = "Start training, pause it, go on.";
    Action::with("train", "[N epochs]", help, toggle).key(' ', |lab: &M| match lab.training() {
        _ if is_over(lab) => "",
        run if run.is_wanted() => "pause",
        run if run.latest().is_some() => "go on",
        _ => "train",
    })
}

/// One update.
pub const fn step<M: Trains>() -> Action<M> {
    let help = "One update of the weights, then pause.";
    let act = |lab: &mut M| {
        refuse_if_over(lab)?;
        let (run, task) = lab.training_and_task();
        run.step(task);
        Ok(())
    };
    Action::new("step", help, act).key('s', |lab| if is_over(lab) { "" } else { "step" })
}

/// Back to the beginning.
pub const fn reset<M: Trains>() -> Action<M> {
    let act = |lab: &mut M| {
        lab.start_over();
        Ok(())
    };
    Action::new("reset", "Back to the untrained network, same seed.", act)
        .key('r', |_| "reset")
        .costs(|lab| lab.training().discards())
}

fn toggle<M: Trains>(lab: &mut M, epochs: &str) -> Done {
    if !epochs.is_empty() {
        return train_epochs(lab, epochs);
    }
    refuse_if_over(lab)?;
    let (run, task) = lab.training_and_task();
    run.toggle(task);
    Ok(())
}

/// `train 3 epochs`: so many more than are done, then the run is finished.
fn train_epochs<M: Trains>(lab: &mut M, arguments: &str) -> Done {
    let number = arguments.strip_suffix("epochs");
    let number = number.or(arguments.strip_suffix("epoch"));
    let more = number.and_then(|n| n.trim().parse::<usize>().ok());
    let allowed = "said alone, or with a number of epochs: train 3 epochs";
    let refused = || BadValue::arguments("train", arguments, allowed);
    let more = more.filter(|&n| n > 0).ok_or_else(refused)?;
    refuse_if_broken(lab)?;
    let done = lab.training().latest().map_or(0, |at| at.epoch);
    lab.set_epochs(done.saturating_add(more))?;
    let (run, task) = lab.training_and_task();
    if !run.is_wanted() {
        run.toggle(task);
    }
    Ok(())
}

fn is_over<M: Trains>(lab: &M) -> bool {
    let state = lab.training().state(lab.epochs());
    matches!(state, Some(TrainState::Finished | TrainState::Failed(_)))
}

fn refuse_if_over<M: Trains>(lab: &M) -> Done {
    if let Some(TrainState::Finished) = lab.training().state(lab.epochs()) {
        return Err(BadValue::NotNow(
            "all epochs are done: r begins again; with more epochs it can go on",
        ));
    }
    refuse_if_broken(lab)
}

/// What no number of epochs mends.
fn refuse_if_broken<M: Trains>(lab: &M) -> Done {
    if let Some(TrainState::Failed(_)) = lab.training().state(lab.epochs()) {
        return Err(BadValue::NotNow(
            "this run has failed: r begins again; with another rate or batch it goes on from where it was",
        ));
    }
    match lab.without_data() {
        Some(why) => Err(BadValue::NoData(why.to_owned())),
        None => Ok(()),
    }
}
