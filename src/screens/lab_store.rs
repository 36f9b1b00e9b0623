//! Where labs live between the steps that show them.

mod follow;

use crate::labs::{Lab, find, say};
use crate::lesson::model::{LabDirective, Start};
use crate::msg::{Checkpoint, Command, Effect, Keepsake, Msg};
use crate::ui::control::Control;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The control that says which of its pictures a lab shows.
const VIEW: &str = "view";

/// All labs made so far, each under its key. A lab's place names its jobs: where one has gone, the
/// place stays empty.
#[derive(Default)]
pub struct LabStore {
    labs: Vec<Option<StoredLab>>,
}

struct StoredLab {
    key: String,
    lab: Box<dyn Lab>,
    /// It is kept from one session to the next.
    kept: bool,
    /// What was kept of it is on its way; until then there is nothing to replace that with.
    awaited: bool,
    /// The steps whose start values it was given, in this session or an earlier one.
    set_up: BTreeSet<String>,
    /// The step that shows it, with the start values of what that step does not show.
    place: String,
    fixed: Vec<(String, String)>,
    /// Its `view` as it was made with.
    first_view: Option<(String, String)>,
    /// The start values it was given in this session.
    started: Vec<(String, Start)>,
    /// As it was last handed out to be kept.
    handed_out: Option<Keepsake>,
}

impl StoredLab {
    fn new(key: String, kept: bool, lab: Box<dyn Lab>) -> Self {
        let view = lab.controls().into_iter().find(|c| c.name == VIEW);
        Self {
            first_view: view.map(|c| (c.name.to_owned(), c.value())),
            key,
            lab,
            kept,
            awaited: kept,
            set_up: BTreeSet::new(),
            place: String::new(),
            fixed: Vec::new(),
            started: Vec::new(),
            handed_out: None,
        }
    }

    fn start(&mut self, values: &[(impl AsRef<str>, impl AsRef<str>)]) -> Vec<Effect> {
        let lab = &mut self.lab;
        let mut effects = Vec::new();
        for (name, value) in values {
            // A run that was begun stays what it is: only the learner changes what it does.
            if !lab.steers(name.as_ref()) {
                // The lessons were checked with these values before they were opened. Of what was
                // kept, a value that is allowed no more is left.
                let set = lab.set(name.as_ref(), value.as_ref());
                effects.extend(set.unwrap_or_default());
            }
        }
        effects
    }

    /// Puts what the step does not show back to what the step is about, where another step has moved
    /// it since; nothing that was trained is lost for it.
    fn put_back(&mut self) -> Vec<Effect> {
        let fixed = std::mem::take(&mut self.fixed);
        let effects = self.put(&fixed);
        self.fixed = fixed;
        effects
    }

    /// Puts controls to values, but for those whose move would cost something.
    fn put(&mut self, values: &[(String, String)]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (name, value) in values {
            let controls = self.lab.controls();
            let is_there = |c: &Control| c.name == name && c.value() == *value;
            let costs = self.lab.costs(&format!("set {name} {value}"));
            let keeps = costs.is_none() && !self.lab.steers(name);
            if keeps && !controls.iter().any(is_there) {
                effects.extend(self.lab.set(name, value).unwrap_or_default());
            }
        }
        effects
    }

    fn keepsake(&self) -> Keepsake {
        let controls = self.lab.controls().into_iter();
        Keepsake {
            settings: controls.map(|c| (c.name.to_owned(), c.value())).collect(),
            made: self.lab.made(),
            steps: self.set_up.clone(),
            trained: self.lab.trained(),
        }
    }

    /// Hands it out to be kept, if it changed.
    fn keep(&mut self) -> Option<Effect> {
        let now = self.keepsake();
        let same = self
            .handed_out
            .as_ref()
            .is_some_and(|before| before.is(&now));
        if same || !self.kept || self.awaited {
            return None;
        }
        self.handed_out = Some(now.clone());
        Some(Effect::Keep(self.key.clone(), Box::new(now)))
    }

    /// Its end: what is to be kept of it is, and its jobs stop.
    fn end(mut self) -> Vec<Effect> {
        let mut effects = Vec::from_iter(self.keep());
        let stop = |job| Effect::Tell(job, Command::Stop);
        effects.extend(self.lab.jobs().into_iter().map(stop));
        effects
    }

    /// Whether training got somewhere worth keeping: to the end of an epoch, or to a halt.
    fn got_somewhere(&self) -> bool {
        let mark =
            |at: &Arc<Checkpoint>| (at.job, at.epoch, at.optimizer.is_some(), at.is_working());
        let before = self.handed_out.iter().flat_map(|kept| &kept.trained);
        !self.lab.trained().iter().map(mark).eq(before.map(mark))
    }
}

impl LabStore {
    /// The lab of a directive, and what setting it up asks for.
    ///
    /// `place` names the step; a lab with a `keep` is the same in every step with that key, and in
    /// the next session. The start values are set when the learner comes to the step for the first
    /// time; those of controls that the step does not show, whenever the learner comes from another
    /// step with that lab. So does the lab's own first view, where the step names none. What a settled bet
    /// has `revealed` in such controls stays so. Returns the lab's place in the store, or nothing where no
    /// lab has this name.
    pub fn take(
        &mut self,
        directive: &LabDirective,
        place: &str,
        revealed: &[(String, String)],
    ) -> Option<(usize, Vec<Effect>)> {
        let key = key(directive, place);
        let mut effects = Vec::new();
        let at = match self.place(&key) {
            Some(at) => at,
            None => {
                let id = u32::try_from(self.labs.len()).unwrap_or(u32::MAX);
                let lab = (find(&directive.name)?.make)(id);
                let kept = directive.keep.is_some();
                if kept {
                    effects.push(Effect::Recall(key.clone()));
                }
                self.labs.push(Some(StoredLab::new(key, kept, lab)));
                self.labs.len() - 1
            }
        };
        let shelved = self.labs.get_mut(at)?.as_mut()?;
        let start = directive.start.iter();
        let start = start.map(|(name, value)| (name.value.clone(), value.value.clone()));
        let is_revealed = |name: &str| revealed.iter().any(|(other, _)| other == name);
        shelved.fixed = start
            .filter(|(name, _)| !is_revealed(name))
            .chain(revealed.iter().cloned())
            // A step begins with its own picture, even where another one can be chosen.
            .filter(|(name, _)| name == VIEW || !directive.shows(name))
            .collect();
        let has_view = directive.shows(VIEW) || shelved.fixed.iter().any(|(name, _)| name == VIEW);
        if !has_view {
            shelved.fixed.extend(shelved.first_view.clone());
        }
        let comes_from = std::mem::replace(&mut shelved.place, place.to_string());
        if shelved.set_up.insert(place.to_string()) {
            effects.extend(shelved.start(&directive.start));
            let start = (place.to_string(), directive.start.clone());
            shelved.started.push(start);
            effects.extend(shelved.put_back());
        } else if comes_from != place {
            effects.extend(shelved.put_back());
        }
        Some((at, effects))
    }

    /// Makes a lab what it was when an earlier session ended, if nothing was trained in it yet.
    /// Steps that are new to it still set their start values.
    pub fn recall(&mut self, key: &str, keepsake: Option<Keepsake>) -> Vec<Effect> {
        let Some(shelved) = self.find(key) else {
            return Vec::new();
        };
        shelved.awaited = false;
        let Some(keepsake) = keepsake.filter(|_| shelved.lab.trained().is_empty()) else {
            return Vec::new();
        };
        let mut effects = shelved.start(&keepsake.settings);
        for line in &keepsake.made {
            effects.extend(say(shelved.lab.as_mut(), line).unwrap_or_default());
        }
        // What was made may have moved a control, and the learner then moved it on.
        if !keepsake.made.is_empty() {
            effects.extend(shelved.put(&keepsake.settings));
        }
        for trained in keepsake.trained {
            effects.extend(shelved.lab.restore(trained));
        }
        for (step, values) in std::mem::take(&mut shelved.started) {
            if !keepsake.steps.contains(&step) {
                effects.extend(shelved.start(&values));
            }
        }
        // Which of the steps that share it was left last is not kept, nor that a bet was open.
        effects.extend(shelved.put_back());
        shelved.set_up.extend(keepsake.steps);
        effects
    }

    /// Hands out every lab that is to be kept and changed since it was last handed out.
    pub fn keep(&mut self) -> Vec<Effect> {
        self.labs
            .iter_mut()
            .flatten()
            .filter_map(StoredLab::keep)
            .collect()
    }

    /// The lab at a place.
    pub fn get(&self, at: usize) -> Option<&dyn Lab> {
        Some(self.labs.get(at)?.as_ref()?.lab.as_ref())
    }

    /// The lab at a place, to be changed.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut (dyn Lab + 'static)> {
        Some(self.labs.get_mut(at)?.as_mut()?.lab.as_mut())
    }

    /// Hands news of a training or of work to the lab that asked for it.
    pub fn deliver(&mut self, lab: u32, msg: &Msg) -> Vec<Effect> {
        let Some(Some(shelved)) = self.labs.get_mut(lab as usize) else {
            return Vec::new();
        };
        let mut effects = shelved.lab.update(msg);
        if matches!(msg, Msg::Trained(_)) && shelved.got_somewhere() {
            effects.extend(shelved.keep());
        }
        effects
    }

    /// The place of the lab with a key.
    fn place(&self, key: &str) -> Option<usize> {
        let has =
            |slot: &Option<StoredLab>| slot.as_ref().is_some_and(|shelved| shelved.key == key);
        self.labs.iter().position(has)
    }

    fn find(&mut self, key: &str) -> Option<&mut StoredLab> {
        let mut labs = self.labs.iter_mut().flatten();
        labs.find(|shelved| shelved.key == key)
    }
}

/// What a lab is stored under: its `keep`, else the step it is in.
fn key(directive: &LabDirective, place: &str) -> String {
    match &directive.keep {
        Some(keep) => format!("{}:{keep}", directive.name),
        None => format!("{}@{place}", directive.name),
    }
}
