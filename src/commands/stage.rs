//! A lab without a screen: lines in, facts out, and whatever trains trains to its end.

use crate::event::Event;
use crate::labs::{Activity, Entry, Fact, Lab, say};
use crate::msg::{Command, Effect, JobId, Msg, Task};
use crate::nn::Samples;
use crate::session::{Inline, Jobs, Memory, Outside};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// Training steps between two looks at a lab that trains.
const STRIDE: usize = 64;

/// Training steps after which a run is taken to have no end: many times the longest of the course.
const MOST: usize = 200_000;

/// Samples enough for a lab to have said all it says of a training.
pub const FEW: usize = 8;

/// A lab and the jobs it has started.
pub struct Stage {
    lab: Box<dyn Lab>,
    /// Nothing is kept here for long, and nothing was.
    outside: Outside<Limited, Memory>,
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
        let all = Inline::default();
        let mut stage = Self {
            lab: (entry.make)(0),
            outside: Outside::new(Limited { all, samples }, Memory::default()),
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
        self.outside.jobs.all.are_resting() && self.lab.activity() != Activity::Moves
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

    /// Trains so many steps, if anything trains; what moves with time has so many ticks of it.
    ///
    /// # Errors
    /// A job that cannot start.
    pub fn advance(&mut self, steps: usize) -> Result<(), String> {
        for _ in 0..steps {
            if self.lab.activity() != Activity::Moves {
                break;
            }
            let tick = Msg::Input(Event::Tick(Duration::ZERO));
            let effects = self.lab.update(&tick);
            self.carry_out(effects)?;
        }
        for checkpoint in self.outside.jobs.all.advance(steps) {
            let effects = self.lab.update(&Msg::Trained(checkpoint));
            self.carry_out(effects)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<(), String> {
        let lab = &mut self.lab;
        let left = self.outside.carry_out(effects, &mut |msg| lab.update(&msg));
        left.refused.into_iter().next().map_or(Ok(()), Err)
    }
}

/// Trainings that see so many samples at the most.
struct Limited {
    all: Inline,
    samples: usize,
}

impl Jobs for Limited {
    fn start(&mut self, id: JobId, task: Task) -> Result<(), String> {
        self.all.start(id, shortened(task, self.samples))
    }

    fn tell(&mut self, id: JobId, command: Command) -> Result<(), String> {
        self.all.tell(id, command)
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
