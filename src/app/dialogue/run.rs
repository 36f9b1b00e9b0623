//! What is told of a run, and of runs side by side: that it began, where it is, how it ended.

use super::{Dialogue, sentence};
use crate::labs::Lab;
use crate::msg::{Checkpoint, JobId, Place, TrainState as State};
use crate::ui::number::ordinal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reports without an epoch between them, before one tells the batch.
const QUIET: u32 = 10;

/// What was reported since something began.
#[derive(Default)]
pub struct Reported {
    /// Of each run, by its lane.
    runs: BTreeMap<u32, Run>,
    queued: Option<usize>,
    /// What it was said that a worker waits for.
    waits: Option<Place>,
    /// How far it was said that something moved.
    progress: Option<String>,
}

/// What was reported of a run.
#[derive(Default)]
struct Run {
    /// Whole epochs before it.
    before: usize,
    epoch: usize,
    quiet: u32,
}

impl Run {
    /// Where it is, if there is news: an epoch more, or that a long one goes on.
    fn news(&mut self, at: &Checkpoint) -> Option<String> {
        if let Some(epoch) = at.last_epoch().filter(|epoch| epoch.epoch != self.epoch) {
            (self.epoch, self.quiet) = (epoch.epoch, 0);
            let (epochs, loss, val) = (at.epochs, epoch.loss, val(epoch.val_loss));
            return Some(format!(
                "epoch {} of {epochs}: mean loss {loss:.4}{val}",
                self.epoch
            ));
        }
        self.quiet += 1;
        if self.quiet < QUIET {
            return None;
        }
        self.quiet = 0;
        let (epoch, loss) = (at.epoch + 1, at.curve.last()?);
        let (batch, batches) = (at.batch, at.batches);
        Some(format!(
            "epoch {epoch}, batch {batch} of {batches}: loss {loss:.4}"
        ))
    }
}

impl Dialogue {
    fn lab_here(&self) -> Option<&dyn Lab> {
        self.app.lesson.lab(&self.app.labs)
    }

    /// The newest state of each training on this step.
    fn trained(&self) -> Vec<Arc<Checkpoint>> {
        self.lab_here().map(Lab::trained).unwrap_or_default()
    }

    /// What is said of a run, after its name where it is not the only one.
    fn of_run(&self, at: &Checkpoint, said: &str) -> String {
        let name = self.lab_here().map_or("", |lab| lab.run_name(at.job.lane));
        match name {
            "" => sentence(said),
            name => sentence(&format!("{name}, {said}")),
        }
    }

    /// The training on this step, if it has failed.
    pub(super) fn failed(&self) -> Option<JobId> {
        let failed = |at: &Arc<Checkpoint>| matches!(at.state, State::Failed(_));
        self.trained().into_iter().find(failed).map(|at| at.job)
    }

    /// Where the runs are, if there is news. To be asked for once a second at most.
    pub fn report(&mut self) -> Option<String> {
        if let Some(progress) = self.lab_here().and_then(Lab::progress) {
            let new = self.reported.progress.as_ref() != Some(&progress);
            self.reported.progress = Some(progress.clone());
            return new.then(|| progress + "\n");
        }
        if !self.told.trains {
            return None;
        }
        let runs = self.trained();
        let waits = runs.iter().find_map(|at| match &at.place {
            Some(place @ Place::Waits(says)) => Some((place, self.of_run(at, says))),
            _ => None,
        });
        if let Some((place, says)) = waits {
            let new = self.reported.waits.replace(place.clone()).as_ref() != Some(place);
            return new.then(|| says + "\n");
        }
        // All of a learner's runs take one turn.
        let ahead = runs.iter().find_map(|at| match at.state {
            State::Queued(ahead) => Some(ahead),
            _ => None,
        });
        if let Some(ahead) = ahead {
            let new = self.reported.queued.replace(ahead) != Some(ahead);
            let place = ordinal(ahead + 1);
            return new.then(|| {
                format!("Every core is busy: you are {place} in the queue. It begins by itself.\n")
            });
        }
        self.reported.queued = None;
        let mut told = String::new();
        for at in runs {
            let run = self.reported.runs.entry(at.job.lane).or_default();
            if let Some(news) = run.news(&at) {
                told.push_str(&self.of_run(&at, &news));
                told.push('\n');
            }
        }
        (!told.is_empty()).then_some(told)
    }

    pub(super) fn tell_start(&mut self) {
        let begun = |at: &Arc<Checkpoint>| {
            let run = Run {
                before: at.epoch,
                epoch: at.epoch,
                quiet: 0,
            };
            (at.job.lane, run)
        };
        self.reported = Reported {
            runs: self.trained().iter().map(begun).collect(),
            ..Reported::default()
        };
        self.tell("It is running. Say stop to end it.");
    }

    pub(super) fn tell_end(&mut self) {
        let runs = self.trained();
        let failed = runs.iter().find_map(|at| match &at.state {
            State::Failed(why) => Some((at, why)),
            _ => None,
        });
        let gone = runs.iter().find_map(|at| match &at.place {
            Some(Place::Gone(says)) => Some(self.of_run(at, says)),
            _ => None,
        });
        // Without an epoch more it is the end of the run before this one.
        let before = |at: &Checkpoint| {
            self.reported
                .runs
                .get(&at.job.lane)
                .map_or(0, |run| run.before)
        };
        let finished = |at: &Arc<Checkpoint>| at.state == State::Finished;
        let is_done = runs.iter().all(finished) && runs.iter().any(|at| at.epoch > before(at));
        let said = match failed {
            Some((at, why)) if runs.len() > 1 => {
                self.of_run(at, &format!("the run has failed: {why}"))
            }
            Some((_, why)) => sentence(&format!("the run has failed: {why}")),
            None if gone.is_some() => {
                self.app.notice = None; // it says the same
                gone.unwrap_or_default()
            }
            None if is_done => "All epochs are done.".to_owned(),
            None => "It stands still now.".to_owned(),
        };
        self.tell(&said);
    }
}

fn val(loss: Option<f64>) -> String {
    loss.map_or(String::new(), |loss| format!(", val_loss {loss:.4}"))
}
