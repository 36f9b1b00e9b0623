//! What is told of a run: that it began, where it is, how it ended.

use super::Dialogue;
use crate::msg::{Checkpoint, JobId, TrainState as State};
use crate::ui::number::ordinal;
use std::sync::Arc;

/// Reports without an epoch between them, before one tells the batch.
const QUIET: u32 = 10;

/// What was reported of a run.
#[derive(Default)]
pub struct Reported {
    /// Whole epochs before it.
    before: usize,
    epoch: usize,
    queued: Option<usize>,
    quiet: u32,
    /// How far it was said that something moved.
    progress: Option<String>,
}

impl Dialogue {
    /// The newest state of the training on this step.
    fn trained(&self) -> Option<Arc<Checkpoint>> {
        self.app.lesson.lab(&self.app.labs)?.trained()
    }

    /// The training on this step, if it has failed.
    pub(super) fn failed(&self) -> Option<JobId> {
        let at = self.trained()?;
        matches!(at.state, State::Failed(_)).then_some(at.job)
    }

    /// Where the run is, if there is news. To be asked for once a second at most.
    pub fn report(&mut self) -> Option<String> {
        if let Some(progress) = self.progress() {
            let new = self.reported.progress.as_ref() != Some(&progress);
            self.reported.progress = Some(progress.clone());
            return new.then(|| progress + "\n");
        }
        let at = self.trained().filter(|_| self.told.trains)?;
        if let State::Queued(ahead) = at.state {
            let new = self.reported.queued.replace(ahead) != Some(ahead);
            let place = ordinal(ahead + 1);
            return new.then(|| {
                format!("Every core is busy: you are {place} in the queue. It begins by itself.\n")
            });
        }
        self.reported.queued = None;
        if let Some(epoch) = at
            .last_epoch()
            .filter(|epoch| epoch.epoch != self.reported.epoch)
        {
            self.reported.epoch = epoch.epoch;
            self.reported.quiet = 0;
            return Some(format!(
                "Epoch {} of {}: loss {:.4}{}.\n",
                epoch.epoch,
                at.epochs,
                epoch.loss,
                val(epoch.val_loss)
            ));
        }
        self.reported.quiet += 1;
        if self.reported.quiet < QUIET {
            return None;
        }
        self.reported.quiet = 0;
        let loss = at.curve.last()?;
        Some(format!(
            "Epoch {}, batch {} of {}: loss {loss:.4}.\n",
            at.epoch + 1,
            at.batch,
            at.batches
        ))
    }

    /// How far what moves with ticks has come.
    fn progress(&self) -> Option<String> {
        self.app.lesson.lab(&self.app.labs)?.progress()
    }

    pub(super) fn tell_start(&mut self) {
        let before = self.trained().map_or(0, |at| at.epoch);
        self.reported = Reported {
            before,
            epoch: before,
            ..Reported::default()
        };
        self.tell("It is running. Say stop to end it.");
    }

    pub(super) fn tell_end(&mut self) {
        let at = self.trained();
        let said = match at.as_deref().map(|at| (&at.state, at.epoch)) {
            // Without an epoch more it is the end of the run before this one.
            Some((State::Finished, epoch)) if epoch > self.reported.before => {
                "All epochs are done.".to_string()
            }
            Some((State::Failed(why), _)) => format!("The run has failed: {why}"),
            _ => "It stands still now.".to_string(),
        };
        self.tell(&said);
    }
}

fn val(loss: Option<f64>) -> String {
    loss.map_or(String::new(), |loss| format!(", val_loss {loss:.4}"))
}
