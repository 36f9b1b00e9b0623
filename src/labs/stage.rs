//! A lab without a screen: lines in, facts out, and whatever trains trains to its end.

use crate::labs::{Entry, Fact, Lab, say};
use crate::msg::{Effect, Msg, Task};
use crate::nn::Samples;
use crate::train::{Job, JobId};
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// Training steps between two looks at a lab that trains.
const STRIDE: usize = 64;

/// Training steps after which a run is taken to have no end: many times the longest of the course.
const MOST: usize = 200_000;

/// Samples enough for a lab to have said all it says of a training.
pub const FEW: usize = 8;

/// A lab and the jobs it has started.
pub struct Stage {
    lab: Box<dyn Lab>,
    jobs: Vec<(JobId, Job)>,
    /// Whatever trains sees so many samples at the most.
    samples: usize,
}

impl Stage {
    /// A new lab, come on the screen with its start values.
    ///
    /// # Errors
    /// Why a value or a job is refused.
    pub fn new(entry: &Entry, start: &[(&str, &str)]) -> Result<Self, String> {
        Self::with(entry, start, usize::MAX)
    }

    /// The same, training on a few samples alone: for what a lab says, whatever the numbers are.
    ///
    /// # Errors
    /// Why a job is refused.
    pub fn brief(entry: &Entry) -> Result<Self, String> {
        Self::with(entry, &[], FEW)
    }

    fn with(entry: &Entry, start: &[(&str, &str)], samples: usize) -> Result<Self, String> {
        let mut stage = Self {
            lab: (entry.make)(0),
            jobs: Vec::new(),
            samples,
        };
        for (name, value) in start {
            let effects = stage.lab.set(name, value).map_err(|e| e.to_string())?;
            stage.carry_out(effects)?;
        }
        let effects = stage.lab.open();
        stage.carry_out(effects)?;
        Ok(stage)
    }

    /// The lab.
    pub fn lab(&self) -> &dyn Lab {
        self.lab.as_ref()
    }

    /// What the lab says.
    pub fn facts(&self) -> Vec<Fact> {
        self.lab.facts()
    }

    /// Says a line.
    ///
    /// # Errors
    /// Why the lab refuses it, or a job cannot start.
    pub fn say(&mut self, line: &str) -> Result<(), String> {
        let effects = say(self.lab.as_mut(), line).map_err(|e| e.to_string())?;
        self.carry_out(effects)
    }

    /// Whether nothing moves by itself.
    pub fn is_resting(&self) -> bool {
        self.jobs.iter().all(|(_, job)| !job.is_working())
    }

    /// Trains until nothing moves by itself; `see` looks on now and then.
    ///
    /// # Errors
    /// A run without an end, or a job that cannot start.
    pub fn settle(&mut self, see: &mut dyn FnMut(&Self)) -> Result<(), String> {
        let mut steps = 0;
        while !self.is_resting() {
            if steps >= MOST {
                return Err(format!("its run does not end within {MOST} steps"));
            }
            steps += STRIDE;
            self.advance(STRIDE)?;
            see(self);
        }
        Ok(())
    }

    /// Trains so many steps, if anything trains.
    ///
    /// # Errors
    /// A job that cannot start.
    pub fn advance(&mut self, steps: usize) -> Result<(), String> {
        let mut news = Vec::new();
        for (_, job) in &mut self.jobs {
            for _ in 0..steps {
                job.advance();
            }
            news.push(Msg::Trained(Arc::new(job.checkpoint())));
        }
        for msg in news {
            let effects = self.lab.update(&msg);
            self.carry_out(effects)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<(), String> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Train(id, task) => {
                    let task = shortened(*task, self.samples);
                    let job = Job::new(id, task).map_err(|error| error.to_string())?;
                    self.jobs.retain(|(old, _)| !old.shares_lane(&id));
                    self.jobs.push((id, job));
                }
                Effect::Tell(id, command) => {
                    for (_, job) in self.jobs.iter_mut().filter(|(own, _)| *own == id) {
                        job.tell(command).map_err(|error| error.to_string())?;
                    }
                }
                Effect::Work(id, work) => {
                    let msg = Msg::Worked(id, work());
                    waiting.extend(self.lab.update(&msg));
                }
                // Nothing is kept here, and nothing was.
                Effect::Save(_)
                | Effect::Keep(..)
                | Effect::Recall(_)
                | Effect::Copy(_)
                | Effect::Quit => {}
            }
        }
        Ok(())
    }
}

/// The first samples of others.
struct First {
    of: Arc<dyn Samples>,
    count: usize,
}

impl Samples for First {
    fn len(&self) -> usize {
        self.of.len().min(self.count)
    }

    fn width(&self) -> usize {
        self.of.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        self.of.gather(indices, features, out);
    }
}

/// A training on so many samples at the most.
fn shortened(task: Task, count: usize) -> Task {
    if count == usize::MAX {
        return task;
    }
    let first = |of: Arc<dyn Samples>| -> Arc<dyn Samples> { Arc::new(First { of, count }) };
    let pair = |x: Arc<dyn Samples>, y: Arc<dyn Samples>| match Arc::ptr_eq(&x, &y) {
        true => {
            let both = first(x);
            (Arc::clone(&both), both)
        }
        false => (first(x), first(y)),
    };
    let (x, y) = pair(task.x, task.y);
    let validation = task.validation.map(|(x, y)| pair(x, y));
    Task {
        x,
        y,
        validation,
        ..task
    }
}
