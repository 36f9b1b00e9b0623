//! The training job of the lab: started, paused, stepped, forked, parked.

use crate::dataset::mnist::{Digits, Mnist};
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
    /// The screen was left while it ran, or while it waited for the digits.
    parked: bool,
    /// What to begin with once the digits are there.
    pending: Option<Begin>,
    /// What to go on from then.
    from: Option<Arc<Checkpoint>>,
    /// It comes from an earlier session, and was not touched in this one.
    kept: bool,
}

/// How a job begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Running,
    Paused,
    OneStep,
}

/// What a job is made from. The digits may not be there yet.
pub struct Stock<'a> {
    settings: &'a Settings,
    mnist: Option<&'a Mnist>,
}

impl<'a> Stock<'a> {
    /// The settings, and the digits if they are there.
    pub fn new(settings: &'a Settings, source: &'a Source<Mnist>) -> Self {
        Self {
            settings,
            mnist: source.ready(),
        }
    }
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
            from: None,
            kept: false,
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

    /// Whether it waits for the learner since an earlier session.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Waits where an earlier session ended.
    pub fn go_on(&mut self, stock: &Stock, trained: Arc<Checkpoint>) -> Vec<Effect> {
        self.kept = true;
        self.begin(Begin::Paused, stock, Some(trained))
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
    pub fn toggle(&mut self, stock: &Stock) -> Vec<Effect> {
        self.kept = false;
        if let Some(begin) = self.pending {
            self.wanted = begin != Begin::Running;
            self.pending = match self.wanted {
                true => Some(Begin::Running),
                false => self.from.is_some().then_some(Begin::Paused),
            };
            return Vec::new();
        }
        if !self.started {
            return self.begin(Begin::Running, stock, None);
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
    pub fn step(&mut self, stock: &Stock) -> Vec<Effect> {
        self.kept = false;
        if !self.started {
            let from = self.from.take();
            return self.begin(Begin::OneStep, stock, from);
        }
        self.wanted = false;
        vec![Effect::Tell(self.id, Command::Step)]
    }

    /// The digits are there: begins what was waiting for them, unless its screen was left.
    pub fn ready(&mut self, stock: &Stock) -> Vec<Effect> {
        if self.parked {
            return Vec::new();
        }
        match self.pending.take() {
            Some(begin) => {
                let from = self.from.take();
                self.begin(begin, stock, from)
            }
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

    /// Goes on with other settings from the newest checkpoint; before the first one, from the
    /// untrained network.
    pub fn fork(&mut self, stock: &Stock, latest: Option<&Arc<Checkpoint>>) -> Vec<Effect> {
        if !self.started {
            return Vec::new();
        }
        let begin = if self.wanted {
            Begin::Running
        } else {
            Begin::Paused
        };
        let mut effects = self.stop();
        effects.extend(self.begin(begin, stock, latest.cloned()));
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

    /// The screen is left: the job pauses, and remembers. One that is in the queue for a core
    /// keeps its place, and trains when its turn comes, as the learner asked.
    pub fn park(&mut self, queued: bool) -> Vec<Effect> {
        self.parked = self.wanted || self.pending.is_some();
        let running = self.wanted && self.started;
        if running && !queued {
            vec![Effect::Tell(self.id, Command::Pause)]
        } else {
            Vec::new()
        }
    }

    /// The screen is back: what ran goes on, and what waited for the digits begins.
    pub fn unpark(&mut self, stock: &Stock) -> Vec<Effect> {
        if !std::mem::take(&mut self.parked) {
            return Vec::new();
        }
        match stock.mnist {
            Some(_) if self.pending.is_some() => self.ready(stock),
            _ => self.tell([Command::Resume]),
        }
    }

    fn begin(&mut self, begin: Begin, stock: &Stock, from: Option<Arc<Checkpoint>>) -> Vec<Effect> {
        self.wanted = begin == Begin::Running;
        let Some(mnist) = stock.mnist else {
            (self.pending, self.from) = (Some(begin), from);
            return Vec::new();
        };
        let Some((x, test)) = samples(&mnist.train).zip(samples(&mnist.test)) else {
            return Vec::new();
        };
        let Some(plan) = stock.settings.plan() else {
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
