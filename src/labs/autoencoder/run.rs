//! The training job of the lab: started, paused, stepped, forked, parked.

use crate::dataset::mnist::Digits;
use crate::labs::autoencoder::settings::Settings;
use crate::labs::source::Source;
use crate::msg::Effect;
use crate::nn::Samples;
use crate::train::digits::pictures;
use crate::train::{Checkpoint, Command, JobId, State, Task};
use std::sync::Arc;

/// What the learner wants of the job, and which job it is.
pub struct Run {
    id: JobId,
    /// A job was started and not stopped.
    started: bool,
    /// It is to go on.
    wanted: bool,
    /// It was running when its screen was left.
    parked: bool,
    /// What to begin with once the digits are there.
    pending: Option<Begin>,
}

/// How a job begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Running,
    Paused,
    OneStep,
}

impl Run {
    /// No job yet. The number is the lab's.
    pub fn new(lab: u32) -> Self {
        let id = JobId { lab, run: 0 };
        Self {
            id,
            started: false,
            wanted: false,
            parked: false,
            pending: None,
        }
    }

    /// The id of the job, running or next to run.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// Whether it is to go on.
    pub fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Whether a checkpoint is of this run and no older one.
    pub fn is_mine(&self, checkpoint: &Checkpoint) -> bool {
        self.started && checkpoint.job == self.id
    }

    /// A job that ended by itself is no longer wanted.
    pub fn learn_of(&mut self, state: &State) {
        if matches!(state, State::Finished | State::Failed(_) | State::Stopped) {
            self.wanted = false;
        }
    }

    /// Starts, pauses, goes on.
    pub fn toggle(&mut self, settings: &Settings, source: &Source) -> Vec<Effect> {
        if !self.started {
            return self.begin(Begin::Running, settings, source, None);
        }
        self.wanted = !self.wanted;
        let command = if self.wanted {
            Command::Resume
        } else {
            Command::Pause
        };
        vec![Effect::Tell(self.id, command)]
    }

    /// One update, then a pause.
    pub fn step(&mut self, settings: &Settings, source: &Source) -> Vec<Effect> {
        if !self.started {
            return self.begin(Begin::OneStep, settings, source, None);
        }
        self.wanted = false;
        vec![Effect::Tell(self.id, Command::Step)]
    }

    /// The digits are there: begins what was waiting for them.
    pub fn ready(&mut self, settings: &Settings, source: &Source) -> Vec<Effect> {
        match self.pending.take() {
            Some(begin) => self.begin(begin, settings, source, None),
            None => Vec::new(),
        }
    }

    /// Says something to a job that goes on.
    pub fn tell<const N: usize>(&self, commands: [Command; N]) -> Vec<Effect> {
        let told = commands.map(|command| Effect::Tell(self.id, command));
        if self.started {
            told.into()
        } else {
            Vec::new()
        }
    }

    /// Goes on from the newest checkpoint with other settings; without one there is nothing to do.
    pub fn fork(
        &mut self,
        settings: &Settings,
        source: &Source,
        latest: Option<&Arc<Checkpoint>>,
    ) -> Vec<Effect> {
        let Some(latest) = latest.filter(|_| self.started) else {
            return Vec::new();
        };
        let begin = if self.wanted {
            Begin::Running
        } else {
            Begin::Paused
        };
        let mut effects = self.stop();
        effects.extend(self.begin(begin, settings, source, Some(Arc::clone(latest))));
        effects
    }

    /// Ends the job. The next one has another id, so that nothing late can be mistaken for it.
    pub fn stop(&mut self) -> Vec<Effect> {
        let effects = self.tell([Command::Stop]);
        let next = JobId {
            run: self.id.run + 1,
            ..self.id
        };
        *self = Self {
            id: next,
            ..Self::new(self.id.lab)
        };
        effects
    }

    /// The screen is left: the job pauses, and remembers.
    pub fn park(&mut self) -> Vec<Effect> {
        self.parked = self.wanted && self.started;
        if self.parked {
            vec![Effect::Tell(self.id, Command::Pause)]
        } else {
            Vec::new()
        }
    }

    /// The screen is back: what ran goes on.
    pub fn unpark(&mut self) -> Vec<Effect> {
        let parked = std::mem::take(&mut self.parked);
        if parked {
            vec![Effect::Tell(self.id, Command::Resume)]
        } else {
            Vec::new()
        }
    }

    fn begin(
        &mut self,
        begin: Begin,
        settings: &Settings,
        source: &Source,
        from: Option<Arc<Checkpoint>>,
    ) -> Vec<Effect> {
        self.wanted = begin == Begin::Running;
        let Some(mnist) = source.ready() else {
            self.pending = Some(begin);
            return Vec::new();
        };
        let Some((x, test)) = samples(&mnist.train).zip(samples(&mnist.test)) else {
            return Vec::new();
        };
        let Ok(plan) = settings.spec().check(x.len(), 784, 784) else {
            return Vec::new();
        };
        self.started = true;
        let validation = Some((Arc::clone(&test), test));
        let paused = begin != Begin::Running;
        let task = Task {
            plan,
            y: Arc::clone(&x),
            x,
            validation,
            from,
            paused,
        };
        let mut effects = vec![Effect::Train(self.id, Box::new(task))];
        if begin == Begin::OneStep {
            effects.push(Effect::Tell(self.id, Command::Step));
        }
        effects
    }
}

/// The pictures of shared digits, all of them.
fn samples(digits: &Arc<Digits>) -> Option<Arc<dyn Samples>> {
    pictures(digits, 0..digits.len()).ok()
}
