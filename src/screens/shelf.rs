//! Where labs live between the steps that show them.

use crate::labs::{Lab, find};
use crate::lesson::model::LabDirective;
use crate::msg::{Effect, JobId, Msg};
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// All labs made so far, each under its key.
#[derive(Default)]
pub struct Shelf {
    labs: Vec<Shelved>,
}

struct Shelved {
    key: String,
    lab: Box<dyn Lab>,
    /// The steps whose start values it was given.
    set_up: BTreeSet<String>,
}

impl Shelf {
    /// The lab of a directive, and what setting it up asks for.
    ///
    /// `place` names the step; a lab with a `keep` is the same in every step with that key. The
    /// start values are set when the learner comes to the step for the first time.
    /// Returns the lab's place on the shelf, or nothing where no lab has this name.
    pub fn take(&mut self, directive: &LabDirective, place: &str) -> Option<(usize, Vec<Effect>)> {
        let key = match &directive.keep {
            Some(keep) => format!("{}:{keep}", directive.name),
            None => format!("{}@{place}", directive.name),
        };
        let at = match self.labs.iter().position(|shelved| shelved.key == key) {
            Some(at) => at,
            None => {
                let id = u32::try_from(self.labs.len()).unwrap_or(u32::MAX);
                let lab = (find(&directive.name)?.make)(id);
                self.labs.push(Shelved {
                    key,
                    lab,
                    set_up: BTreeSet::new(),
                });
                self.labs.len() - 1
            }
        };
        let shelved = self.labs.get_mut(at)?;
        let mut effects = Vec::new();
        if shelved.set_up.insert(place.to_string()) {
            for (name, value) in &directive.start {
                // The lessons were checked with these values before they were opened.
                effects.extend(shelved.lab.set(name, value).unwrap_or_default());
            }
        }
        Some((at, effects))
    }

    /// The lab at a place.
    pub fn get(&self, at: usize) -> Option<&dyn Lab> {
        self.labs.get(at).map(|shelved| shelved.lab.as_ref())
    }

    /// The lab at a place, to be changed.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut (dyn Lab + 'static)> {
        self.labs.get_mut(at).map(|shelved| shelved.lab.as_mut())
    }

    /// Hands news of a job to the lab that started it.
    pub fn deliver(&mut self, job: JobId, msg: &Msg, area: Rect) -> Vec<Effect> {
        let lab = self.labs.get_mut(job.lab as usize);
        lab.map(|shelved| shelved.lab.update(msg, area))
            .unwrap_or_default()
    }
}
