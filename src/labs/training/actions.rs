//! What can be done with a run: the same in every lab that trains.

use super::Training;
use crate::labs::BadValue;
use crate::labs::model::Model;
use crate::labs::scale::Scale;
use crate::labs::table::{Action, Done};
use crate::msg::{Task, TrainState};
use crate::ui::number::grouped;

/// A model that trains: one run, or several side by side, of which each key moves all.
pub trait Trains: Model {
    /// What the run of this place would train now, or nothing while its data is not there.
    fn task(&self, run: usize) -> Option<Task>;

    /// Why its data cannot be had, if it cannot.
    fn without_data(&self) -> Option<&str>;

    /// Why no more is trained although epochs are left, if that is so.
    fn spent(&self) -> Option<&'static str> {
        None
    }

    /// Numbers of epochs that can be planned.
    const EPOCHS: Scale;

    /// Why no run is to be begun or put back now, though there is one.
    fn away(&self) -> Option<&'static str> {
        None
    }

    /// Epochs that are planned.
    fn epochs(&self) -> usize;

    /// Plans so many of them, which can be.
    fn plan_epochs(&mut self, epochs: usize);

    /// Back to the untrained network, or to another one.
    fn start_over(&mut self) {
        self.runs_mut().iter_mut().for_each(Training::stop);
    }
}

/// Starts, pauses, goes on; with a number of epochs, does so many more, or so many in all.
pub const fn train<M: Trains>() -> Action<M> {
    let help = "Start training, pause it, go on.";
    Action::with("train", "[[to] N epochs]", help, toggle).key(' ', |lab: &M| match lab.runs() {
        _ if is_over(lab) || lacks_data(lab) => "",
        runs if runs.iter().any(Training::is_wanted) => "pause",
        // Of several runs one may be over while another has not begun.
        runs if runs
            .iter()
            .any(|run| run.latest().is_some() && !run.is_over(lab.epochs())) =>
        {
            "go on"
        }
        _ => "train",
    })
}

/// One update.
pub const fn step<M: Trains>() -> Action<M> {
    let help = "One update of the weights, then pause.";
    let act = |lab: &mut M| {
        refuse_if_over(lab)?;
        tell_each(lab, |_| true, Training::step);
        Ok(())
    };
    Action::new("step", help, act).key('s', |lab| {
        if is_over(lab) || lacks_data(lab) {
            ""
        } else {
            "step"
        }
    })
}

/// Back to the beginning.
pub const fn reset<M: Trains>() -> Action<M> {
    let act = |lab: &mut M| {
        refuse_if_away(lab)?;
        lab.start_over();
        Ok(())
    };
    Action::new("reset", "Back to the untrained network, same seed.", act)
        .key('r', |lab| if lab.away().is_some() { "" } else { "reset" })
        .costs(|lab| {
            let furthest = lab.runs().iter().max_by_key(|run| run.steps())?;
            furthest.discards()
        })
}

fn toggle<M: Trains>(lab: &mut M, epochs: &str) -> Done {
    if !epochs.is_empty() {
        return train_epochs(lab, epochs);
    }
    refuse_if_over(lab)?;
    // Runs side by side begin and pause together.
    match lab.runs().iter().any(Training::is_wanted) {
        true => tell_each(lab, Training::is_wanted, Training::toggle),
        false => tell_each(lab, |_| true, Training::toggle),
    }
    Ok(())
}

/// `train 3 epochs`: so many more than are done, then the run is finished. `train to 3 epochs`: so many in
/// all, and nothing where they are done.
fn train_epochs<M: Trains>(lab: &mut M, arguments: &str) -> Done {
    let in_all = arguments.strip_prefix("to ");
    let number = in_all.unwrap_or(arguments);
    let units = ["epochs", "epoch", "more"].into_iter();
    let number = units.fold(number, |number, unit| {
        number.strip_suffix(unit).unwrap_or(number).trim_end()
    });
    let number = number.parse::<usize>().ok();
    let allowed = "said alone, or with a number of epochs: train 3 epochs, or train to 3 epochs";
    let refused = || BadValue::arguments("train", arguments, allowed);
    let number = number.filter(|&n| n > 0).ok_or_else(refused)?;
    refuse_if_broken(lab)?;
    let latest = lab.runs().iter().filter_map(Training::latest);
    let all = match in_all {
        Some(_) if rests_at(lab, number) => return Ok(()),
        // What has gone further ends with the epoch it is in.
        Some(_) => latest.map(|at| at.begun()).fold(number, usize::max),
        None => {
            let done = latest.map(|at| at.epoch).max();
            done.unwrap_or(0).saturating_add(number)
        }
    };
    let most = M::EPOCHS.range.1;
    if all as f64 > most {
        let allowed = format!(
            "a number of epochs, {} in all at most",
            grouped(most as u64)
        );
        return Err(BadValue::arguments("epochs", &all.to_string(), &allowed));
    }
    lab.plan_epochs(all);
    tell_each(lab, |run| !run.is_wanted(), Training::toggle);
    Ok(())
}

/// Whether every run has done so many epochs, and none goes on.
fn rests_at<M: Trains>(lab: &M, epochs: usize) -> bool {
    let done = |run: &Training| run.latest().is_some_and(|at| at.epoch >= epochs);
    lab.runs().iter().all(|run| done(run) && !run.is_wanted())
}

/// Tells every run that is chosen and not over, with its task where that begins a job.
fn tell_each<M: Trains>(
    lab: &mut M,
    chosen: fn(&Training) -> bool,
    tell: fn(&mut Training, Option<Task>),
) {
    for at in 0..lab.runs().len() {
        let run = &lab.runs()[at];
        if chosen(run) && !run.is_over(lab.epochs()) {
            let task = run.begins().then(|| lab.task(at)).flatten();
            tell(&mut lab.runs_mut()[at], task);
        }
    }
}

fn is_over<M: Trains>(lab: &M) -> bool {
    lab.away().is_some()
        || lab.spent().is_some()
        || lab.runs().iter().all(|run| run.is_over(lab.epochs()))
}

/// Whether there is nothing to begin with.
fn lacks_data<M: Trains>(lab: &M) -> bool {
    lab.without_data().is_some() && lab.runs().iter().all(Training::begins)
}

fn refuse_if_away<M: Trains>(lab: &M) -> Done {
    match lab.away() {
        Some(why) => Err(BadValue::NotNow(why)),
        None => Ok(()),
    }
}

fn refuse_if_over<M: Trains>(lab: &M) -> Done {
    refuse_if_away(lab)?;
    let epochs = lab.epochs();
    let finished = |run: &Training| run.state(epochs) == Some(&TrainState::Finished);
    if is_over(lab) && lab.runs().iter().any(finished) {
        return Err(BadValue::NotNow(
            "all epochs are done: plan more of them to go on, or r begins anew",
        ));
    }
    refuse_if_broken(lab)
}

/// What no number of epochs mends.
fn refuse_if_broken<M: Trains>(lab: &M) -> Done {
    refuse_if_away(lab)?;
    let epochs = lab.epochs();
    let runs = lab.runs();
    let reason = |run: &Training| match run.state(epochs) {
        Some(TrainState::Failed(reason)) => Some(reason.clone()),
        _ => None,
    };
    if let Some(why) = lab.spent() {
        return Err(BadValue::NotNow(why));
    }
    let reasons: Vec<_> = runs.iter().map_while(reason).collect();
    if let [reason, ..] = &reasons[..]
        && reasons.len() == runs.len()
    {
        return Err(BadValue::RunFailed(reason.clone()));
    }
    match lab.without_data() {
        Some(why) => Err(BadValue::NoData(why.to_owned())),
        None => Ok(()),
    }
}
