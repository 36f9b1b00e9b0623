//! The lab in words: moved, asked, and what that changed.

use super::{Dialogue, sentence};
use crate::labs::{Fact, Lab, Verb};
use crate::lesson::judge::typed;
use crate::lesson::nearest::nearest;
use crate::msg::Effect;
use crate::screens::plain::{control, fact, offered, program, repeats};
use crate::ui::control::{Control, Kind};
use crate::ui::fold;

/// A longer sentence is told when the step is, and when it is asked for: not with every move.
const LONG: usize = 220;

/// What the learner was told of a step.
#[derive(Default)]
pub struct Told {
    /// The step.
    pub place: Option<(usize, usize)>,
    facts: Vec<Fact>,
    values: Vec<(&'static str, String)>,
    /// The program that the picture shows.
    pub(super) program: Option<String>,
    /// What is done of each block.
    pub settled: Vec<bool>,
    /// All that is asked is answered.
    pub reached: bool,
    /// Something moves by itself.
    pub busy: bool,
    /// It is a training: one that takes a while.
    pub trains: bool,
}

impl Dialogue {
    /// The controls that the step offers.
    pub(super) fn offered(&self) -> Vec<(Control, bool)> {
        let lab = self.app.lesson.lab(&self.app.shelf);
        lab.zip(self.app.place())
            .map_or(Vec::new(), |(lab, (lesson, step))| {
                offered(lab, lesson, step)
            })
    }

    /// Whether the step offers a control of this name.
    pub(super) fn offers(&self, name: &str) -> bool {
        self.offered()
            .iter()
            .any(|(control, _)| control.name.eq_ignore_ascii_case(name))
    }

    /// `set mu 0.5`, `set mu = 0.5`, `set mu to 0.5`.
    pub(super) fn set(&mut self, rest: &str) -> Vec<Effect> {
        let rest = rest.replace('=', " ");
        let mut words = rest.split_whitespace();
        let name = words.next().unwrap_or_default().to_lowercase();
        let value: Vec<&str> = words.skip_while(|word| *word == "to").collect();
        let Some(control) = self.movable(&name) else {
            return Vec::new();
        };
        match value.is_empty() {
            true => {
                let how = format!(
                    "{} is {}: it may be {}.",
                    control.name,
                    control.value(),
                    control.range()
                );
                self.tell(&how);
                Vec::new()
            }
            false => self.put(&control, &spelled(&control, &value.join(" "))),
        }
    }

    /// `+`, `- mu`, `> mu`: steps of a control, of the one moved last where none is named.
    pub(super) fn hear_step(&mut self, word: &str, rest: &str) -> Option<Vec<Effect>> {
        let steps = match word.chars().next()? {
            '+' => 1,
            '-' => -1,
            '>' => 10,
            '<' => -10,
            _ => return None,
        };
        let glued = &word[1..];
        let name = match (glued, rest) {
            ("", name) | (name, "") => name.to_lowercase(),
            _ => return None,
        };
        let last = || {
            let free = |name: &&str| self.free().iter().any(|control| control.name == *name);
            let last = self.control.filter(|name| free(name));
            last.or_else(|| Some(self.free().first()?.name))
        };
        let name = match (name.is_empty(), last()) {
            (true, Some(last)) => last.to_string(),
            (true, None) => {
                self.tell("There is nothing to move on this step.");
                return Some(Vec::new());
            }
            // -3 is a number, and no control.
            (false, _) if !self.offers(&name) => return None,
            (false, _) => name,
        };
        let Some(control) = self.movable(&name) else {
            return Some(Vec::new());
        };
        let value = control.stepped(steps);
        Some(self.put(&control, &value))
    }

    /// Those of them that can be moved.
    pub(super) fn free(&self) -> Vec<Control> {
        let free = self.offered().into_iter().filter(|(_, locked)| !locked);
        free.map(|(control, _)| control).collect()
    }

    /// The control of a name, if the step lets it be moved; otherwise it is said why not.
    fn movable(&mut self, name: &str) -> Option<Control> {
        let offered = self.offered();
        let found = offered
            .iter()
            .find(|(control, _)| control.name.eq_ignore_ascii_case(name));
        let names: Vec<&str> = offered.iter().map(|(control, _)| control.name).collect();
        let why = match found {
            Some((control, false)) => return Some(control.clone()),
            Some((control, true)) => format!("{} is fixed in this step.", control.name),
            None if names.is_empty() => "There is nothing to move on this step.".to_string(),
            None if name.is_empty() => format!(
                "Say set, a name and a value. The names here: {}.",
                names.join(", ")
            ),
            None => {
                let near = nearest(name, names.iter().copied());
                let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
                format!(
                    "This step has no control '{name}'. It has: {}.{near}",
                    names.join(", ")
                )
            }
        };
        self.tell(&why);
        None
    }

    fn put(&mut self, control: &Control, value: &str) -> Vec<Effect> {
        let name = control.name;
        if !self.is_sure(&format!("set {name} {value}")) {
            return Vec::new();
        }
        let Some(lab) = self.app.lesson.lab_mut(&mut self.app.shelf) else {
            return Vec::new();
        };
        match lab.set(name, value) {
            Ok(effects) => {
                self.spoken_to = Some(Some(name));
                self.control = Some(name);
                effects
            }
            Err(refusal) => self.refuse(&refusal.to_string()),
        }
    }

    /// A verb of the lab.
    pub(super) fn act(&mut self, verb: &Verb, rest: &str) -> Vec<Effect> {
        let rest = rest.to_lowercase();
        let rest: Vec<&str> = rest.split_whitespace().collect();
        if !self.is_sure(verb.name) {
            return Vec::new();
        }
        let (screen, mut world) = self.app.parts();
        match screen.act(verb.name, &rest.join(" "), &mut world) {
            Ok(effects) => {
                self.spoken_to = Some(None);
                effects
            }
            Err(refusal) => self.refuse(&refusal.to_string()),
        }
    }

    /// Whether a line to the lab is to be carried out: one that destroys work is asked about first.
    fn is_sure(&mut self, line: &str) -> bool {
        let lab = self.app.lesson.lab(&self.app.shelf);
        let Some(costs) = lab.and_then(|lab| lab.costs(line)) else {
            return true;
        };
        if self.asked.take().as_deref() == Some(line) {
            return true;
        }
        self.asked = Some(line.to_owned());
        self.tell(&sentence(&format!("{costs}. Say it once more to do it")));
        false
    }

    fn refuse(&mut self, why: &str) -> Vec<Effect> {
        self.tell(&sentence(why));
        Vec::new()
    }

    /// Ends what is running.
    pub(super) fn stop(&mut self) -> Vec<Effect> {
        let verbs = self.app.lesson.lab(&self.app.shelf).map(Lab::verbs);
        let pause = verbs
            .unwrap_or_default()
            .into_iter()
            .find(|verb| verb.does == "pause");
        match pause {
            Some(pause) => self.act(&pause, ""),
            None => {
                self.tell("Nothing is running here.");
                Vec::new()
            }
        }
    }

    /// Every control, as it stands.
    pub(super) fn tell_controls(&mut self) {
        let offered = self.offered();
        if offered.is_empty() {
            self.tell("There is nothing to move on this step.");
        }
        for (shown, locked) in offered {
            let text = control(&shown, locked, &self.app.look);
            self.tell(&text);
        }
    }

    /// Every fact with its exact value, or those of a name.
    pub(super) fn tell_facts(&mut self, name: &str) {
        let lab = self.app.lesson.lab_in_sight(&self.app.shelf);
        let facts = lab.map(Lab::told).unwrap_or_default();
        let name = name.to_lowercase();
        let wanted: Vec<String> = facts
            .iter()
            .filter(|fact| name.is_empty() || fact.name.eq_ignore_ascii_case(&name))
            .map(|shown| fact(shown, &self.app.look))
            .collect();
        match (wanted.is_empty(), facts.is_empty()) {
            (false, _) => self.tell_all(&wanted),
            (true, true) => self.tell("There is no picture on this step."),
            (true, false) => {
                let names: Vec<&str> = facts.iter().map(|fact| fact.name).collect();
                let near = nearest(&name, names.iter().copied());
                let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
                self.tell(&format!(
                    "There is no fact '{name}' here. There are: {}.{near}",
                    names.join(", ")
                ));
            }
        }
    }

    /// The step as it is now.
    pub(super) fn look(&self) -> Told {
        let lab = self.app.lesson.lab(&self.app.shelf);
        let scene = self.app.scene(self.app.area);
        let blocks = self.app.place().map_or(0, |(_, step)| step.blocks.len());
        let settled = |block: usize| {
            let exercise = self.app.lesson.exercise(block, scene);
            exercise.is_some_and(|(exercise, _)| exercise.is_settled())
        };
        let controls = lab.map(Lab::controls).unwrap_or_default();
        Told {
            place: self.place(),
            facts: lab.map(Lab::told).unwrap_or_default(),
            values: controls.iter().map(|c| (c.name, c.value())).collect(),
            program: lab.and_then(program),
            settled: (0..blocks).map(settled).collect(),
            reached: self.app.lesson.is_reached(scene),
            busy: self.is_busy(),
            trains: lab.is_some_and(Lab::is_busy),
        }
    }

    /// Tells what is not as the learner was told.
    pub(super) fn tell_change(&mut self) {
        let now = self.look();
        let spoken_to = self.spoken_to.take();
        match (self.told.busy, now.busy) {
            // While it runs, numbers pass: they are told now and then, and at the end.
            (_, true) => {
                if !self.told.busy || spoken_to.is_some() {
                    self.tell_control(spoken_to.flatten(), &now);
                    if now.trains && !self.told.trains {
                        self.tell_start();
                    }
                }
            }
            (was, false) => {
                if self.told.trains {
                    self.tell_end();
                }
                if was || spoken_to.is_some() {
                    self.tell_lab(spoken_to.flatten(), &now);
                    self.tell_program(&now);
                }
            }
        }
        self.tell_settled(&now);
        let (facts, values) = match now.busy {
            // At the end it is told what changed since the beginning.
            true => (
                std::mem::take(&mut self.told.facts),
                std::mem::take(&mut self.told.values),
            ),
            false => (now.facts, now.values),
        };
        self.told = Told {
            facts,
            values,
            ..now
        };
    }

    /// The control that was moved, and those that moved with it.
    fn tell_control(&mut self, moved: Option<&str>, now: &Told) -> Vec<&'static str> {
        let mut told = Vec::new();
        let before = std::mem::take(&mut self.told.values);
        for (shown, _) in self.offered() {
            let value = now.values.iter().find(|(name, _)| *name == shown.name);
            let changed = !before.iter().any(|was| Some(was) == value);
            if moved == Some(shown.name) || changed && !before.is_empty() {
                let note = match shown.note.as_str() {
                    "" => String::new(),
                    note => format!(": {note}"),
                };
                let said = format!("{} is {}{note}.", shown.name, shown.value());
                self.tell(&fold::ascii(&said));
                told.push(shown.name);
            }
        }
        self.told.values = before;
        told
    }

    /// What the picture shows now and did not before.
    fn tell_lab(&mut self, moved: Option<&str>, now: &Told) {
        let controls = self.tell_control(moved, now);
        let changed = |fact: &&Fact| {
            let known = self.told.facts.iter();
            !controls.iter().any(|control| repeats(fact, control))
                && !known.clone().any(|was| was.sentence == fact.sentence)
        };
        let (long, short): (Vec<&Fact>, Vec<&Fact>) = (now.facts.iter().filter(changed))
            .partition(|fact| fact.sentence.len() > LONG && !self.told.facts.is_empty());
        let spelled = |fact: &&Fact| fold::ascii(&fact.sentence).into_owned();
        let mut lines: Vec<String> = short.iter().map(spelled).collect();
        if !long.is_empty() {
            let names: Vec<&str> = long.iter().map(|fact| fact.name).collect();
            lines.push(format!(
                "Changed as well, say for example: facts {}",
                names.join(", or facts ")
            ));
        }
        if lines.is_empty() && controls.is_empty() {
            lines.push("Nothing has changed.".to_string());
        }
        self.tell_all(&lines);
    }

    /// What was made of an answer; tasks met, bets settled; the goal, if that was all.
    fn tell_settled(&mut self, now: &Told) {
        for (block, settled) in now.settled.iter().enumerate() {
            let new = *settled && !self.told.settled.get(block).copied().unwrap_or(false);
            if !new && self.answered != Some(block) {
                continue;
            }
            let scene = self.app.scene(self.app.area);
            let exercise = self.app.lesson.exercise(block, scene);
            let outcome = exercise.map(|(exercise, shown)| exercise.outcome(shown, &self.app.look));
            self.tell_all(&outcome.unwrap_or_default());
        }
        if now.reached && !self.told.reached {
            self.tell("That is all this step asks. Say next to go on.");
        }
    }
}

/// A value as a lab takes it: options by whatever case, numbers in whatever notation.
fn spelled(control: &Control, value: &str) -> String {
    match &control.kind {
        Kind::Choice { options, .. } => {
            let same = options
                .iter()
                .find(|option| option.eq_ignore_ascii_case(value));
            same.map_or(value.to_string(), ToString::to_string)
        }
        Kind::Number { unit, .. } => {
            let bare = value.strip_suffix(unit).unwrap_or(value).trim();
            match bare.parse::<f64>() {
                Ok(_) => bare.to_string(),
                Err(_) => typed::value(bare).map_or(bare.to_string(), |value| value.to_string()),
            }
        }
    }
}
