//! Every run of a lab, epoch by epoch, in bounded memory: what can be looked at again, and forked.
//!
//! An epoch is kept as a checkpoint: its weights, and what the optimizer remembers, so that a fork goes
//! on as if it had never stopped. Of runs that are neither the newest nor its parent the weights alone
//! are kept, and where the room runs out, of ever fewer epochs.

mod shed;
#[cfg(test)]
mod tests;

use crate::msg::{Checkpoint, JobId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bytes of weights and of optimizers' memory that are kept at most: a whole run of the deep network with its
/// parent, and with what else the lessons hold less than 200 MB.
const ROOM: usize = 58_000_000;

/// Runs that are listed at most.
const MOST: usize = 24;

/// The runs of a lab, each with what was set for it.
pub struct Kept<S> {
    runs: Vec<Past<S>>,
    room: usize,
}

/// Where a fork began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The number of the run it was forked from.
    pub run: usize,
    /// Whole epochs done there.
    pub epoch: usize,
    /// Updates made there.
    pub step: u64,
}

/// A run, as far as it is kept.
pub struct Past<S> {
    /// Its number, from 1.
    pub number: usize,
    /// What is set for it, or was in the end.
    pub settings: S,
    /// Where it began, if it is a fork.
    pub origin: Option<Origin>,
    /// Where it stands, or stood in the end.
    pub latest: Arc<Checkpoint>,
    job: JobId,
    /// The ends of its epochs.
    ends: BTreeMap<usize, Arc<Checkpoint>>,
}

impl<S> Past<S> {
    /// Updates that it made itself.
    pub fn own_steps(&self) -> u64 {
        let before = self.origin.map_or(0, |origin| origin.step);
        self.latest.step.saturating_sub(before)
    }

    /// Its epochs that have an end of their own to go back to.
    pub fn epochs(&self) -> usize {
        self.ends.len()
    }

    /// Its val_loss after an epoch.
    pub fn val_loss(&self, epoch: usize) -> Option<f64> {
        let mut reports = self.latest.epoch_reports.iter();
        reports.find(|report| report.epoch == epoch)?.val_loss
    }

    /// The same after its last one.
    pub fn last_val_loss(&self) -> Option<f64> {
        self.latest.last_epoch()?.val_loss
    }
}

impl<S> Default for Kept<S> {
    fn default() -> Self {
        let runs = Vec::new();
        Self { runs, room: ROOM }
    }
}

impl<S: Clone> Kept<S> {
    /// Takes news of the run at work: its settings, and if it is a fork where that began.
    pub fn record(&mut self, at: &Arc<Checkpoint>, settings: &S, origin: Option<Origin>) {
        if self.runs.last().is_none_or(|run| run.job != at.job) {
            self.begin(at, settings, origin);
        }
        let Some(run) = self.runs.last_mut() else {
            return;
        };
        run.settings.clone_from(settings);
        run.latest = Arc::clone(at);
        let before = run.ends.len();
        for end in &at.ends {
            run.ends.entry(end.epoch).or_insert_with(|| Arc::clone(end));
        }
        if run.ends.len() > before {
            self.shed();
        }
    }

    fn begin(&mut self, at: &Arc<Checkpoint>, settings: &S, origin: Option<Origin>) {
        // One that made no update was only a thought.
        self.runs.pop_if(|last| last.own_steps() == 0);
        if let Some(last) = self.runs.last_mut() {
            last.latest = last.latest.alone();
        }
        if self.runs.len() == MOST {
            self.runs.remove(0);
        }
        // Where a fork began is kept with it, whatever becomes of its parent.
        let begun = origin.filter(|_| at.batch == 0);
        let begun = begun.map(|origin| (origin.epoch, at.alone()));
        self.runs.push(Past {
            number: self.runs.last().map_or(1, |last| last.number + 1),
            settings: settings.clone(),
            origin,
            latest: Arc::clone(at),
            job: at.job,
            ends: begun.into_iter().collect(),
        });
        self.shed();
    }
}

impl<S> Kept<S> {
    /// All of them, the oldest first.
    pub fn runs(&self) -> &[Past<S>] {
        &self.runs
    }

    /// The newest.
    pub fn newest(&self) -> Option<&Past<S>> {
        self.runs.last()
    }

    /// The run of this number.
    pub fn run(&self, number: usize) -> Option<&Past<S>> {
        self.runs.iter().find(|run| run.number == number)
    }

    /// The end of an epoch of a run; before a fork began that is one of its parent's. Nothing where it
    /// is not kept.
    pub fn moment(&self, number: usize, epoch: usize) -> Option<&Arc<Checkpoint>> {
        let run = self.run(number)?;
        let own = run.ends.get(&epoch);
        let stands = (run.latest.epoch == epoch && run.latest.batch == 0).then_some(&run.latest);
        own.or(stands).or_else(|| {
            let is_before = |origin: &Origin| epoch <= origin.epoch && origin.run < number;
            self.moment(run.origin.filter(is_before)?.run, epoch)
        })
    }

    /// The run that an epoch of a run belongs to: before a fork began that is its parent, and so it is while
    /// the fork has made no update. The next fork takes the place of such a one, and its number.
    pub fn owner(&self, number: usize, epoch: usize) -> Option<&Past<S>> {
        let run = self.run(number)?;
        let is_before =
            |origin: &Origin| origin.run < number && (epoch < origin.epoch || run.own_steps() == 0);
        let parent = run.origin.filter(is_before);
        parent
            .and_then(|origin| self.owner(origin.run, epoch))
            .or(Some(run))
    }

    /// Where a fork begins that is made of a moment of a run.
    pub fn origin(&self, number: usize, at: &Checkpoint) -> Option<Origin> {
        let owner = self.owner(number, at.epoch)?;
        let run = match owner.own_steps() {
            0 => owner.origin?.run, // its parent is not kept any more
            _ => owner.number,
        };
        Some(Origin {
            run,
            epoch: at.epoch,
            step: at.step,
        })
    }

    /// The end of an epoch, or of the nearest one before it that is kept; else of the next one.
    pub fn nearest(&self, number: usize, epoch: usize) -> Option<&Arc<Checkpoint>> {
        let last = self.run(number)?.latest.epoch;
        let mut epochs = (1..=epoch).rev().chain(epoch + 1..=last);
        epochs.find_map(|epoch| self.moment(number, epoch))
    }

    /// Bytes of weights and memories that are held.
    pub fn bytes(&self) -> usize {
        self.runs.iter().map(Past::bytes).sum()
    }
}
