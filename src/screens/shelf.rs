//! Where labs live between the steps that show them.

use crate::labs::{Lab, find, say};
use crate::lesson::model::LabDirective;
use crate::msg::{Effect, JobId, Msg};
use ratatui::layout::Rect;

/// All labs made so far, each under its key.
#[derive(Default)]
pub struct Shelf {
    labs: Vec<Shelved>,
}

struct Shelved {
    key: String,
    lab: Box<dyn Lab>,
}

impl Shelf {
    /// The lab of a directive, made with its start values the first time it is asked for.
    ///
    /// `place` names the step; a lab with a `keep` of its own is the same in every step.
    /// Returns its place on the shelf, or nothing where no lab has this name.
    pub fn take(&mut self, directive: &LabDirective, place: &str) -> Option<usize> {
        let key = match &directive.keep {
            Some(keep) => format!("{}:{keep}", directive.name),
            None => format!("{}@{place}", directive.name),
        };
        if let Some(at) = self.labs.iter().position(|shelved| shelved.key == key) {
            return Some(at);
        }
        let entry = find(&directive.name)?;
        let mut lab = (entry.make)(u32::try_from(self.labs.len()).unwrap_or(u32::MAX));
        for (name, value) in &directive.start {
            // `check` has tried these values; a lab that still refuses one stays as it is.
            let _ = say(lab.as_mut(), &format!("set {name} {value}"));
        }
        self.labs.push(Shelved { key, lab });
        Some(self.labs.len() - 1)
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
