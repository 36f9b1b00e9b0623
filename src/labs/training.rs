//! A training run of a lab, whatever it trains: what the learner wants of it, and how far it is.
//! Two runs side by side are the same thing twice, each in a lane of its own.

mod actions;
mod change;
mod curves;
mod facts;
mod kept;
mod learning;
mod pane;
pub mod runs;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use actions::{Trains, reset, step, train};
pub use change::Change;
pub use curves::{Curve, accuracies, curves, floor};
pub use facts::{Names, tell, tell_of};
pub use kept::{Kept, Origin, Past};
pub use learning::{Learning, Learns, batch, epochs, is_begun, optimizer, rate};
pub use pane::{losses, progress};

use crate::msg::{Checkpoint, Command, Effect, Msg, Place, Task, TrainState};
use crate::nn::Sequential;
use crate::train::JobId;
use crate::ui::number::many;
use std::sync::Arc;

/// A run: never begun, waiting for its data, or a job of the trainer.
pub struct Training {
    id: JobId,
    stage: Stage,
    /// The newest checkpoint; none while the network is untrained.
    latest: Option<Arc<Checkpoint>>,
    /// Where the run stood that this one took the place of.
    before: Option<Arc<Checkpoint>>,
    /// Updates made where it was forked.
    forked_at: u64,
    /// It comes from an earlier session, and was not touched in this one.
    restored: bool,
    /// Its lab is on the screen.
    shown: bool,
    effects: Vec<Effect>,
}

/// Where a run is.
enum Stage {
    /// Nothing was begun.
    Untrained,
    /// It begins once the data is there.
    Waiting(Begin, Option<Arc<Checkpoint>>),
    /// There is a job, and it is to go on. It waits while another screen is looked at.
    Going,
    /// There is a job, and it is to wait.
    Halted,
}

/// How a job begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Running,
    Paused,
    OneStep,
}

impl Training {
    /// No job yet. The numbers are the lab's, and that of the run among those it has side by side.
    pub fn new(lab: u32, lane: u32) -> Self {
        Self {
            id: JobId { lab, lane, run: 0 },
            stage: Stage::Untrained,
            latest: None,
            before: None,
            forked_at: 0,
            restored: false,
            shown: true,
            effects: Vec::new(),
        }
    }

    /// The id of the job, running or next to run.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// The newest checkpoint; none while the network is untrained.
    pub fn latest(&self) -> Option<&Arc<Checkpoint>> {
        self.latest.as_ref()
    }

    /// Where the run stood that this one took the place of: the parent of a fork, or the last run
    /// before a new beginning.
    pub fn before(&self) -> Option<&Arc<Checkpoint>> {
        self.before.as_ref()
    }

    /// Whether it is to go on.
    pub fn is_wanted(&self) -> bool {
        matches!(self.stage, Stage::Going | Stage::Waiting(Begin::Running, _))
    }

    /// Whether it waits for the learner since an earlier session.
    pub fn is_restored(&self) -> bool {
        self.restored
    }

    /// What the job is doing, as far as it was heard, when so many epochs are planned: one that had
    /// finished and was given more since has not.
    pub fn state(&self, epochs: usize) -> Option<&TrainState> {
        let latest = self.latest.as_ref()?;
        match latest.state {
            TrainState::Finished if epochs > latest.begun() => Some(&TrainState::Paused),
            ref state => Some(state),
        }
    }

    /// Whether it has come to an end, of so many epochs or by a failure.
    pub fn is_over(&self, epochs: usize) -> bool {
        let state = self.state(epochs);
        matches!(state, Some(TrainState::Finished | TrainState::Failed(_)))
    }

    /// Updates made.
    pub fn steps(&self) -> u64 {
        self.latest.as_ref().map_or(0, |at| at.step)
    }

    /// Seconds that it has learned for.
    pub fn seconds(&self) -> f64 {
        self.latest.as_ref().map_or(0.0, |at| at.seconds())
    }

    /// What beginning anew would destroy, in words; nothing where nothing was trained.
    pub fn discards(&self) -> Option<String> {
        let trained = self.latest.as_ref().filter(|at| at.step > 0)?;
        let made = match (trained.epoch, trained.step) {
            (0, steps) => many(steps, "step"),
            (epochs, _) => many(epochs as u64, "epoch"),
        };
        Some(format!("this discards {made} of training"))
    }

    /// Both losses over the whole run, as `width` columns; a gap where nothing is known yet.
    pub fn curves(&self, width: usize) -> [Vec<Option<f64>>; 2] {
        let Some(at) = &self.latest else {
            return [vec![None; width], vec![None; width]];
        };
        let share = at.step as f64 / at.steps.max(1) as f64;
        let known = ((share * width as f64).ceil() as usize).clamp(1, width);
        let curve = at.curve.resample(known).into_iter();
        let mut loss: Vec<_> = curve.map(|loss| Some(f64::from(loss))).collect();
        loss.resize(width, None);
        let epoch_of = |column: usize| ((column + 1) * at.epochs) as f64 / width as f64;
        let val_loss = (0..width).map(|column| {
            let mut reports = at.epoch_reports.iter().rev();
            let done = reports.find(|report| report.epoch as f64 <= epoch_of(column));
            done.filter(|_| column < known)?.val_loss
        });
        [loss, val_loss.collect()]
    }

    /// The losses as they are told, see [`Checkpoint::losses`].
    pub fn losses(&self) -> [Option<f64>; 2] {
        self.latest().map_or([None, None], |at| at.losses())
    }

    /// What it asks of the outside.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Takes a checkpoint, and says whether it was of this run and no older one.
    pub fn receive(&mut self, msg: &Msg, epochs: usize) -> bool {
        let Msg::Trained(checkpoint) = msg else {
            return false;
        };
        if !self.has_job() || checkpoint.job != self.id {
            return false;
        }
        self.latest = Some(Arc::clone(checkpoint));
        let ended = |state: &TrainState| {
            let over = [TrainState::Finished, TrainState::Stopped];
            over.contains(state) || matches!(state, TrainState::Failed(_))
        };
        // Of a worker that is gone another one is started when the learner says so.
        let gone = matches!(checkpoint.place, Some(Place::Gone(_)));
        if gone || self.state(epochs).is_some_and(ended) {
            self.stage = Stage::Halted;
        }
        true
    }

    /// Whether what it is told next may begin a job, for which it is given a task.
    pub fn begins(&self) -> bool {
        !self.has_job()
    }

    /// Starts, pauses, goes on. The task is what is to be trained, or nothing while its data is not
    /// there; so it is for all that may begin a job.
    pub fn toggle(&mut self, task: Option<Task>) {
        self.restored = false;
        match std::mem::replace(&mut self.stage, Stage::Untrained) {
            Stage::Untrained => self.begin(Begin::Running, task, None),
            Stage::Waiting(Begin::Running, None) => {}
            Stage::Waiting(Begin::Running, from) => {
                self.stage = Stage::Waiting(Begin::Paused, from);
            }
            Stage::Waiting(_, from) => self.stage = Stage::Waiting(Begin::Running, from),
            Stage::Going => {
                self.tell(Command::Pause);
                self.stage = Stage::Halted;
            }
            Stage::Halted => {
                self.tell(Command::Resume);
                self.stage = Stage::Going;
            }
        }
    }

    /// One update, then a pause.
    pub fn step(&mut self, task: Option<Task>) {
        self.restored = false;
        match std::mem::replace(&mut self.stage, Stage::Halted) {
            Stage::Untrained => self.begin(Begin::OneStep, task, None),
            Stage::Waiting(_, from) => self.begin(Begin::OneStep, task, from),
            Stage::Going | Stage::Halted => self.tell(Command::Step),
        }
    }

    /// Learns at another rate, or for so many epochs in all: the run goes on.
    pub fn change(&mut self, commands: &[Command]) {
        if self.has_job() {
            commands.iter().for_each(|command| self.tell(*command));
        }
    }

    /// Goes on with another task from the newest checkpoint; before the first one, from the untrained
    /// network.
    pub fn fork(&mut self, task: Option<Task>) {
        let begin = match self.stage {
            Stage::Going => Begin::Running,
            Stage::Halted => Begin::Paused,
            Stage::Untrained | Stage::Waiting(..) => return,
        };
        let from = self.latest.as_ref().map(Checkpoint::alone);
        self.go_on_as(begin, from, task);
    }

    /// Goes on from any moment, of this run or another, or from the untrained network; it waits there,
    /// so that something can be changed first.
    pub fn fork_from(&mut self, from: Option<Arc<Checkpoint>>, task: Option<Task>) {
        self.go_on_as(Begin::Paused, from, task);
    }

    fn go_on_as(&mut self, begin: Begin, from: Option<Arc<Checkpoint>>, task: Option<Task>) {
        self.stop();
        self.latest.clone_from(&from);
        self.forked_at = self.steps();
        self.begin(begin, task, from);
    }

    /// Goes on with other weights than it had come to.
    pub fn go_on_from(&mut self, model: Sequential, task: Option<Task>) {
        if let Some(at) = &self.latest {
            let at = Checkpoint {
                model,
                ..Checkpoint::clone(at)
            };
            self.latest = Some(Arc::new(at));
            self.fork(task);
        }
    }

    /// Ends the job and forgets it. The next one has another id, so that nothing late can be mistaken
    /// for it.
    pub fn stop(&mut self) {
        if self.has_job() {
            self.tell(Command::Stop);
        }
        self.id.run += 1;
        self.stage = Stage::Untrained;
        // A fork that made no update was only a thought: before it is what was before.
        let forked_at = std::mem::take(&mut self.forked_at);
        if let Some(trained) = self.latest.take().filter(|at| at.step > forked_at) {
            self.before = Some(trained.alone());
        }
        self.restored = false;
    }

    /// Waits where an earlier session ended.
    pub fn restore(&mut self, trained: Arc<Checkpoint>, task: Option<Task>) {
        self.latest = Some(Arc::clone(&trained));
        self.restored = true;
        self.begin(Begin::Paused, task, Some(trained));
    }

    /// The lab leaves the screen: a job that is to go on waits. One that is in the queue for a core
    /// keeps its place, and trains when its turn comes, as the learner asked.
    pub fn hide(&mut self) {
        self.shown = false;
        let queued = |at: &Arc<Checkpoint>| matches!(at.state, TrainState::Queued(_));
        if matches!(self.stage, Stage::Going) && !self.latest.as_ref().is_some_and(queued) {
            self.tell(Command::Pause);
        }
    }

    /// It is back on the screen, or its data has come: what was to go on goes on, what waited begins.
    pub fn show(&mut self, task: Option<Task>) {
        let was_hidden = !std::mem::replace(&mut self.shown, true);
        if was_hidden && matches!(self.stage, Stage::Going) {
            self.tell(Command::Resume);
        }
        self.data_came(task);
    }

    /// The data is there: what waited for it begins, unless its screen was left.
    pub fn data_came(&mut self, task: Option<Task>) {
        if !self.shown {
            return;
        }
        if let Stage::Waiting(begin, from) = &mut self.stage {
            let (begin, from) = (*begin, from.take());
            self.begin(begin, task, from);
        }
    }

    /// The data cannot be had: what waited for it is no longer wanted, and stays as it was.
    pub fn data_failed(&mut self) {
        if let Stage::Waiting(_, from) = &mut self.stage {
            self.stage = match from.take() {
                Some(from) => Stage::Waiting(Begin::Paused, Some(from)),
                None => Stage::Untrained,
            };
        }
    }

    fn has_job(&self) -> bool {
        matches!(self.stage, Stage::Going | Stage::Halted)
    }

    fn tell(&mut self, command: Command) {
        self.effects.push(Effect::Tell(self.id, command));
    }

    fn begin(&mut self, begin: Begin, task: Option<Task>, from: Option<Arc<Checkpoint>>) {
        let Some(task) = task else {
            self.stage = Stage::Waiting(begin, from);
            return;
        };
        let paused = begin != Begin::Running;
        self.stage = if paused { Stage::Halted } else { Stage::Going };
        let task = Task {
            from,
            paused,
            ..task
        };
        self.effects.push(Effect::Train(self.id, Box::new(task)));
        if begin == Begin::OneStep {
            self.tell(Command::Step);
        }
    }
}
