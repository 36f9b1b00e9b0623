//! Epochs: the step, repeated until everything has been seen often enough.

mod data;
mod event;

pub(super) use data::check;
pub use data::{Data, Schedule, Seen};
pub use event::{EpochReport, FitEvent};

use super::init::generator;
use super::{Error, Evaluation, Trainer};
use ndarray_rand::rand::seq::SliceRandom;

/// The order in which an epoch, counted from 0, sees so many samples: their own without a seed.
pub fn order(samples: usize, seed: Option<u64>, epoch: usize) -> Vec<u32> {
    let mut order = Vec::with_capacity(samples);
    put_in_order(&mut order, samples, seed, epoch);
    order
}

fn put_in_order(order: &mut Vec<u32>, samples: usize, seed: Option<u64>, epoch: usize) {
    order.clear();
    order.extend(0..samples as u32);
    if let Some(seed) = seed {
        order.shuffle(&mut generator(seed, epoch as u64));
    }
}

/// A mean loss so many times that of the first batches: what was learned is lost.
const EXPLOSION: f64 = 10.0;

/// So many batches: of one alone the loss may be near 0 by chance.
const FIRST: u32 = 8;

/// Training that can be left and gone on with between any two steps.
pub struct Fitting<'a> {
    trainer: Trainer,
    data: Data<'a>,
    schedule: Schedule,
    /// Which sample comes when, in this epoch.
    order: Vec<u32>,
    /// Epochs done.
    epoch: usize,
    /// Samples seen in this epoch.
    seen: usize,
    /// Losses of this epoch, summed over its samples.
    loss: f64,
    /// Hits of this epoch.
    correct: usize,
    evaluation: Option<Evaluation>,
    /// The sum of the losses of the first batches, and how many they are.
    first_losses: (f64, u32),
    /// The mean loss of the last epoch.
    last_loss: f64,
    /// The weights this epoch began with, or an earlier one where the loss had exploded before.
    good: Vec<f32>,
    diverged: Option<FitEvent>,
}

impl<'a> Fitting<'a> {
    /// Prepares to train; nothing is learned yet. A batch size above the number of samples means
    /// all of them.
    ///
    /// # Errors
    /// If data and model do not fit together, there is no data, or the schedule has no epochs or
    /// no batch.
    pub fn new(trainer: Trainer, data: Data<'a>, schedule: Schedule) -> Result<Self, Error> {
        let model = trainer.model();
        check(model, ["inputs", "targets"], &*data.x, &*data.y)?;
        if let Some((x, y)) = &data.validation {
            check(
                model,
                ["validation inputs", "validation targets"],
                &**x,
                &**y,
            )?;
        }
        if schedule.epochs == 0 {
            return Err(Error::NoEpochs);
        }
        if schedule.batch_size == 0 {
            return Err(Error::NoBatch);
        }
        Ok(Self {
            order: Vec::with_capacity(data.x.len()),
            epoch: schedule.done,
            seen: 0,
            loss: 0.0,
            correct: 0,
            evaluation: None,
            first_losses: (0.0, 0),
            last_loss: 0.0,
            good: trainer.weights().to_vec(),
            diverged: None,
            trainer,
            data,
            schedule,
        })
    }

    /// Goes on within the epoch that comes next, of which so much was seen before: with the same
    /// weights, seed and optimizer's memory, exactly as if it had never been left.
    ///
    /// What was seen must end with a batch of this schedule; otherwise the epoch is begun again.
    pub fn resume(&mut self, seen: Seen) {
        let whole = seen.samples == self.data.x.len()
            || seen.samples.is_multiple_of(self.schedule.batch_size);
        if whole && seen.samples <= self.data.x.len() && self.epoch < self.schedule.epochs {
            self.open();
            (self.seen, self.loss, self.correct) = (seen.samples, seen.loss, seen.correct);
        }
    }

    /// What was seen of the present epoch.
    pub fn seen(&self) -> Seen {
        Seen {
            samples: self.seen,
            loss: self.loss,
            correct: self.correct,
        }
    }

    /// Does one training step, or one piece of a validation, or closes an epoch.
    pub fn advance(&mut self) -> FitEvent {
        if let Some(diverged) = self.diverged {
            diverged
        } else if self.epoch >= self.schedule.epochs {
            FitEvent::Done
        } else if self.seen < self.data.x.len() {
            self.step()
        } else {
            self.validate().unwrap_or_else(|| self.close())
        }
    }

    fn step(&mut self) -> FitEvent {
        if self.seen == 0 {
            self.open();
        }
        let end = self.order.len().min(self.seen + self.schedule.batch_size);
        let batch = &self.order[self.seen..end];
        let loss = self.trainer.step(&*self.data.x, &*self.data.y, batch);
        let (epoch, number) = (self.epoch + 1, self.seen / self.schedule.batch_size + 1);
        if !loss.is_finite() {
            return self.diverge(FitEvent::Diverged {
                epoch,
                batch: number,
                loss,
            });
        }
        let samples = batch.len();
        self.seen = end;
        if self.first_losses.1 < FIRST {
            self.first_losses.0 += f64::from(loss);
            self.first_losses.1 += 1;
        }
        self.loss += f64::from(loss) * samples as f64;
        self.correct += self.trainer.correct().unwrap_or(0);
        FitEvent::Step {
            epoch,
            batch: number,
            batches: self.batches(),
            samples,
            loss,
        }
    }

    /// Begins an epoch: its order depends on the seed and its number alone, so training that goes
    /// on from a checkpoint sees what it would have seen.
    fn open(&mut self) {
        let Schedule { shuffle, seed, .. } = self.schedule;
        let seed = shuffle.then_some(seed);
        put_in_order(&mut self.order, self.data.x.len(), seed, self.epoch);
        let (sum, count) = self.first_losses;
        let exploded = count > 0 && self.last_loss > EXPLOSION * sum / f64::from(count);
        if !exploded && finite(self.trainer.weights()) {
            self.good.copy_from_slice(self.trainer.weights());
        }
    }

    /// The next piece of the validation, if there is one.
    fn validate(&mut self) -> Option<FitEvent> {
        let (x, y) = self.data.validation.as_ref()?;
        let evaluation = self
            .evaluation
            .get_or_insert_with(|| Evaluation::new(x.len()));
        if evaluation.done() == evaluation.samples() {
            return None;
        }
        evaluation.advance(&mut self.trainer, &**x, &**y, Evaluation::CHUNK);
        let (done, samples) = (evaluation.done(), evaluation.samples());
        Some(FitEvent::Validation {
            epoch: self.epoch + 1,
            done,
            samples,
        })
    }

    fn close(&mut self) -> FitEvent {
        let samples = self.data.x.len() as f64;
        let validation = self
            .evaluation
            .take()
            .map(|ended| ended.metrics(&self.trainer));
        // The last step of an epoch has no next one to find that it went too far.
        let judged = validation.map_or(0.0, |metrics| metrics.loss);
        if !judged.is_finite() || !finite(self.trainer.weights()) {
            let (epoch, batch) = (self.epoch + 1, self.batches());
            let loss = if judged.is_finite() {
                f32::NAN
            } else {
                judged as f32
            };
            return self.diverge(FitEvent::Diverged { epoch, batch, loss });
        }
        let report = EpochReport {
            epoch: self.epoch + 1,
            loss: self.loss / samples,
            accuracy: self
                .trainer
                .classifies()
                .then_some(self.correct as f64 / samples),
            val_loss: validation.map(|metrics| metrics.loss),
            val_accuracy: validation.and_then(|metrics| metrics.accuracy),
        };
        self.last_loss = report.loss;
        self.epoch += 1;
        (self.seen, self.loss, self.correct) = (0, 0.0, 0);
        FitEvent::Epoch(report)
    }

    /// Ends training, with the last good weights: those of the step before may be finite, and are of no use.
    fn diverge(&mut self, event: FitEvent) -> FitEvent {
        let restored = self.trainer.set_weights(&self.good);
        debug_assert!(restored.is_ok(), "they were copied from this very trainer");
        self.diverged = Some(event);
        event
    }

    /// Steps an epoch.
    pub fn batches(&self) -> usize {
        self.data.x.len().div_ceil(self.schedule.batch_size)
    }

    /// Epochs completed, validation included.
    pub fn epoch(&self) -> usize {
        self.epoch
    }

    /// What is being trained.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// What is being trained, to change its learning rate.
    pub fn trainer_mut(&mut self) -> &mut Trainer {
        &mut self.trainer
    }

    /// Gives the trainer back.
    pub fn into_trainer(self) -> Trainer {
        self.trainer
    }

    /// The schedule.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Changes how many epochs there are; if that many are done, the present one is the last to be
    /// finished only if it has begun.
    ///
    /// # Errors
    /// [`Error::NoEpochs`] for 0.
    pub fn set_epochs(&mut self, epochs: usize) -> Result<(), Error> {
        if epochs == 0 {
            return Err(Error::NoEpochs);
        }
        self.schedule.epochs = epochs;
        Ok(())
    }
}

fn finite(weights: &[f32]) -> bool {
    weights.iter().all(|weight| weight.is_finite())
}

#[cfg(test)]
mod tests;
