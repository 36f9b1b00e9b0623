//! A training that does one quantum at a time and takes commands in between. No thread, no clock:
//! whoever drives it says how long a quantum took, if it cares.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crate::nn::{Data, Error, FitEvent, Fitting, Sequential, Trainer};
use crate::train::pace::Pace;
use crate::train::room;
use crate::train::{Checkpoint, Command, EpochReport, History, JobId, Quantum, State, Task};

/// Epoch reports kept before older ones are thinned out.
const MOST_REPORTS: usize = 1024;

/// A training under way.
pub struct Job {
    id: JobId,
    fitting: Fitting<'static>,
    state: State,
    /// Steps to do before it waits again; none: it goes on.
    steps: usize,
    /// Batches done of the present epoch.
    batch: usize,
    /// Samples seen in the present epoch.
    seen: usize,
    samples: usize,
    validates: bool,
    curve: History,
    epoch_reports: Vec<EpochReport>,
    /// The ends of the latest epochs, at most so many of them.
    ends: VecDeque<Arc<Checkpoint>>,
    most_ends: usize,
    pace: Pace,
    last: Quantum,
}

impl Job {
    /// Sets a training up, running unless the task says otherwise; nothing is learned before [`advance`](Self::advance).
    ///
    /// # Errors
    /// If data, plan and checkpoint do not fit together.
    pub fn new(id: JobId, task: Task) -> Result<Self, Error> {
        let Task {
            plan,
            x,
            y,
            validation,
            from,
            paused,
            ends: most_ends,
        } = task;
        room::check(&plan)?;
        let mut trainer =
            Trainer::new(plan.model(), plan.optimizer(), plan.loss(), plan.threads())?;
        trainer.set_l2(plan.l2)?;
        trainer.set_precision(plan.precision);
        if let Some(from) = &from {
            trainer.set_weights(from.weights())?;
            if let Some(state) = &from.optimizer
                && state.name == plan.optimizer().name()
            {
                trainer.set_state(state)?;
            }
        }
        let (samples, validates) = (x.len(), validation.is_some());
        let done = from.as_ref().map_or(0, |from| from.epoch);
        let mut job = Self {
            id,
            fitting: Fitting::new(trainer, Data { x, y, validation }, plan.schedule(done))?,
            state: State::Paused,
            steps: 0,
            batch: 0,
            seen: 0,
            samples,
            validates,
            curve: History::default(),
            epoch_reports: Vec::new(),
            ends: VecDeque::new(),
            most_ends,
            pace: Pace::default(),
            last: Quantum::Idle,
        };
        if let Some(from) = from {
            job.go_on(&from, plan.batch_size())?;
        }
        if !paused && job.is_paused() {
            job.state = job.phase();
        }
        Ok(job)
    }

    /// Takes over where another run stood.
    fn go_on(&mut self, from: &Checkpoint, batch_size: usize) -> Result<(), Error> {
        self.fitting.resume(from.seen);
        self.seen = self.fitting.seen().samples;
        self.batch = self.seen.div_ceil(batch_size);
        self.pace.resume(from.epoch_seconds, self.seen);
        self.curve = from.curve.clone();
        self.epoch_reports = from.epoch_reports.clone();
        // What is planned may be less than what that run has done.
        let begun = self.begun();
        if begun > self.fitting.schedule().epochs {
            self.fitting.set_epochs(begun)?;
        }
        if self.fitting.epoch() >= self.fitting.schedule().epochs {
            self.state = State::Finished;
        }
        Ok(())
    }

    /// Epochs that are done, and the one it is in.
    fn begun(&self) -> usize {
        self.fitting.epoch() + usize::from(self.batch > 0)
    }

    /// Does one quantum: a training step, a piece of the validation, or the end of an epoch; a few
    /// milliseconds at most. Does nothing while it is not working.
    pub fn advance(&mut self) -> Quantum {
        self.last = if self.is_working() {
            self.work()
        } else {
            Quantum::Idle
        };
        self.last
    }

    /// Says how long the last quantum took, for throughput and time to go.
    pub fn took(&mut self, duration: Duration) {
        match self.last {
            Quantum::Step { samples, .. } => self.pace.learned(samples, duration),
            Quantum::Validation | Quantum::Epoch(_) => self.pace.spent(duration),
            Quantum::Idle => {}
        }
    }

    /// Carries out a command. One that makes no sense now (resuming what is over) does nothing.
    ///
    /// # Errors
    /// For a learning rate or a number of epochs that cannot be; nothing changes then.
    pub fn tell(&mut self, command: Command) -> Result<(), Error> {
        match command {
            Command::Stop if !self.state.is_over() => self.state = State::Stopped,
            // Single steps end by themselves: each that was asked for is done.
            Command::Pause if self.is_stepping() => {}
            Command::Pause if self.is_working() || self.is_queued() => self.state = State::Paused,
            Command::Resume if self.is_queued() => {}
            Command::Resume | Command::Step
                if self.is_working() || self.is_paused() || self.is_queued() =>
            {
                self.steps = match command {
                    Command::Step => self.steps + 1,
                    _ => 0,
                };
                self.state = self.phase();
            }
            Command::LearningRate(rate) => self.fitting.trainer_mut().set_learning_rate(rate)?,
            Command::Epochs(epochs) => {
                let begun = self.begun();
                self.fitting
                    .set_epochs(if epochs == 0 { 0 } else { epochs.max(begun) })?;
                if self.state == State::Finished && epochs > begun {
                    self.state = State::Paused;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether [`advance`](Self::advance) has something to do.
    pub fn is_working(&self) -> bool {
        matches!(self.state, State::Running | State::Validating)
    }

    /// Whether it waits for its turn.
    pub fn is_queued(&self) -> bool {
        matches!(self.state, State::Queued(_))
    }

    /// Whether it does single steps only.
    pub fn is_stepping(&self) -> bool {
        self.steps > 0
    }

    /// Others come first: so many of them. Only for a job that is working or waits already.
    pub fn queue(&mut self, ahead: usize) {
        self.state = State::Queued(ahead);
    }

    /// It is this job's turn, with so many threads.
    pub fn admit(&mut self, threads: usize) {
        self.fitting.trainer_mut().set_threads(threads);
        if self.is_queued() {
            self.state = self.phase();
        }
    }

    /// What it is doing.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The model as it is now.
    pub fn model(&self) -> &Sequential {
        self.fitting.trainer().model()
    }

    /// Epochs completed.
    pub fn epoch(&self) -> usize {
        self.fitting.epoch()
    }

    /// Samples learned from in a second, lately; 0 while unknown.
    pub fn samples_per_second(&self) -> f64 {
        self.pace.rate()
    }

    /// Time to go, validation included; `None` while unknown.
    pub fn eta(&self) -> Option<Duration> {
        let epochs = self.fitting.schedule().epochs.saturating_sub(self.epoch());
        let left = epochs.saturating_mul(self.samples);
        self.pace.eta(left.saturating_sub(self.seen))
    }

    fn is_paused(&self) -> bool {
        self.state == State::Paused
    }

    /// Validating once all batches of an epoch are done, otherwise running.
    fn phase(&self) -> State {
        if self.validates && self.batch == self.fitting.batches() {
            State::Validating
        } else {
            State::Running
        }
    }

    fn work(&mut self) -> Quantum {
        match self.fitting.advance() {
            FitEvent::Step {
                batch,
                samples,
                loss,
                ..
            } => {
                self.batch = batch;
                self.seen += samples;
                self.curve.push(loss);
                let was_last = self.steps == 1;
                self.steps = self.steps.saturating_sub(1);
                self.state = match was_last {
                    true => State::Paused,
                    false => self.phase(),
                };
                Quantum::Step { samples, loss }
            }
            FitEvent::Validation { .. } => Quantum::Validation,
            FitEvent::Epoch(report) => {
                (self.batch, self.seen) = (0, 0);
                self.state = State::Running;
                let (seconds, samples_per_second) = self.pace.end_epoch();
                let report = EpochReport {
                    epoch: report.epoch,
                    loss: report.loss,
                    val_loss: report.val_loss,
                    accuracy: report.accuracy,
                    val_accuracy: report.val_accuracy,
                    seconds,
                    samples_per_second,
                };
                self.keep(report);
                self.keep_end();
                if report.epoch >= self.fitting.schedule().epochs {
                    self.finish();
                }
                Quantum::Epoch(report)
            }
            FitEvent::Done => {
                self.finish();
                Quantum::Idle
            }
            FitEvent::Diverged { epoch, batch, loss } => {
                self.state = State::Failed(self.divergence(epoch, batch, loss));
                Quantum::Idle
            }
        }
    }

    fn finish(&mut self) {
        self.state = State::Finished;
        self.steps = 0;
    }

    fn keep(&mut self, report: EpochReport) {
        if self.epoch_reports.len() == MOST_REPORTS {
            let mut nth = 0;
            self.epoch_reports.retain(|_| {
                nth += 1;
                nth % 2 == 0
            });
        }
        self.epoch_reports.push(report);
    }

    /// Keeps this moment, the end of an epoch, as one to go on from.
    fn keep_end(&mut self) {
        if self.most_ends == 0 {
            return;
        }
        if self.ends.len() == self.most_ends {
            self.ends.pop_front();
        }
        let end = Checkpoint {
            state: State::Paused,
            ends: Vec::new(),
            ..self.checkpoint()
        };
        self.ends.push_back(Arc::new(end));
    }

    fn divergence(&self, epoch: usize, batch: usize, loss: f32) -> String {
        let became = if loss.is_nan() {
            "not a number"
        } else {
            "infinite"
        };
        let rate = self.fitting.trainer().optimizer().learning_rate();
        // Through f64 a tenth of 0.001 is spelled 0.0001.
        let smaller = (f64::from(rate) / 10.0 * 1e9).round() / 1e9;
        format!(
            "the loss became {became} at step {batch} of epoch {epoch}, most likely because the \
             learning rate {rate} is too large: try {smaller}; the weights from before it are back"
        )
    }

    /// The state of this moment; costs a copy of the weights and of what the optimizer remembers.
    pub fn checkpoint(&self) -> Checkpoint {
        let trainer = self.fitting.trainer();
        let (epoch, epochs) = (self.fitting.epoch(), self.fitting.schedule().epochs);
        let batches = self.fitting.batches();
        let failed = matches!(self.state, State::Failed(_));
        Checkpoint {
            job: self.id,
            model: trainer.model().clone(),
            optimizer: (!failed).then(|| trainer.state()),
            learning_rate: trainer.optimizer().learning_rate(),
            step: epoch as u64 * batches as u64 + self.batch as u64,
            steps: (epochs as u64).saturating_mul(batches as u64),
            epoch,
            epochs,
            batch: self.batch,
            seen: self.fitting.seen(),
            batches,
            state: self.state.clone(),
            curve: self.curve.clone(),
            epoch_reports: self.epoch_reports.clone(),
            ends: self.ends.iter().cloned().collect(),
            epoch_seconds: self.pace.epoch_seconds(),
            samples_per_second: self.pace.rate(),
            eta: self.eta(),
            place: None,
        }
    }
}

#[cfg(test)]
mod tests;
