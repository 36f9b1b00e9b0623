//! A lab without a screen: lines in, facts out, and whatever trains trains to its end.

use crate::labs::{Entry, Fact, Lab, say};
use crate::msg::{Effect, Msg};
use crate::train::{Job, JobId};
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::sync::Arc;

/// Training steps between two looks at a lab that trains.
const STRIDE: usize = 64;

/// Training steps after which a run is taken to have no end: many times the longest of the course.
const MOST: usize = 200_000;

/// A fact, and the line after which it was told first; none at the start.
pub struct Told {
    /// What is told.
    pub fact: Fact,
    /// The line.
    pub after: Option<&'static str>,
}

/// Everything that a lab can tell: its facts at the start, and what its tour brings.
pub fn tour(entry: &Entry) -> Vec<Told> {
    let mut told = Vec::new();
    // A tour that is refused ends there; a test holds that none is.
    let _ = travel(entry, &mut |after, facts| {
        for fact in facts {
            if !told.iter().any(|told: &Told| told.fact.name == fact.name) {
                told.push(Told { fact, after });
            }
        }
    });
    told
}

/// Says the lines of a tour to a new lab, and shows its facts on the way.
///
/// # Errors
/// The sentence in which the lab refuses a line.
pub fn travel(
    entry: &Entry,
    see: &mut dyn FnMut(Option<&'static str>, Vec<Fact>),
) -> Result<(), String> {
    let mut stage = Stage::new(entry, &[])?;
    see(None, stage.facts());
    for line in entry.tour {
        stage.say(line)?;
        see(Some(line), stage.facts());
        stage.settle(&mut |stage| see(Some(line), stage.facts()))?;
    }
    Ok(())
}

/// A lab and the jobs it has started.
pub struct Stage {
    lab: Box<dyn Lab>,
    jobs: Vec<(JobId, Job)>,
}

impl Stage {
    /// A new lab, come on the screen with its start values.
    ///
    /// # Errors
    /// Why a value or a job is refused.
    pub fn new(entry: &Entry, start: &[(&str, &str)]) -> Result<Self, String> {
        let mut stage = Self {
            lab: (entry.make)(0),
            jobs: Vec::new(),
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
            let mut news = Vec::new();
            for (_, job) in &mut self.jobs {
                for _ in 0..STRIDE {
                    job.advance();
                }
                news.push(Msg::Trained(Arc::new(job.checkpoint())));
            }
            for msg in news {
                let effects = self.lab.update(&msg, Rect::default());
                self.carry_out(effects)?;
            }
            see(self);
        }
        Ok(())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<(), String> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Train(id, task) => {
                    let job = Job::new(id, *task).map_err(|error| error.to_string())?;
                    self.jobs.retain(|(old, _)| old.lab != id.lab);
                    self.jobs.push((id, job));
                }
                Effect::Tell(id, command) => {
                    for (_, job) in self.jobs.iter_mut().filter(|(own, _)| *own == id) {
                        job.tell(command).map_err(|error| error.to_string())?;
                    }
                }
                Effect::Work(id, work) => {
                    let msg = Msg::Worked(id, work());
                    waiting.extend(self.lab.update(&msg, Rect::default()));
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
