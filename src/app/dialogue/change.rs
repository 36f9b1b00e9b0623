//! What a line changed: the task first, then the lab, each no more than is new.

use super::Dialogue;
use crate::labs::{Activity, Fact, Lab};
use crate::lesson::model::Block;
use crate::msg::JobId;
use crate::screens::plain::{after, aloud, program, repeats, says_more};
use crate::ui::control::Control;

/// A longer sentence, a list of points above all, is told when the step is, and when it is asked
/// for: not with every change.
const LONG: usize = 140;

/// The fact that is the picture of a digit: told whenever there is another one.
const PICTURE: &str = "rows";

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
    /// What of the lab waits for a bet.
    waiting: Vec<String>,
    /// All that is asked is answered.
    pub reached: bool,
    /// Something moves by itself.
    pub busy: bool,
    /// It is a training: one that takes a while.
    pub trains: bool,
    /// The run that has failed.
    failed: Option<JobId>,
}

impl Dialogue {
    /// The step as it is now.
    pub(super) fn look(&self) -> Told {
        let lab = self.app.lesson.lab(&self.app.labs);
        let context = self.app.context();
        let blocks = self.app.place().map_or(0, |(_, step)| step.blocks.len());
        let settled = |block: usize| {
            let exercise = self.app.lesson.exercise(block, context);
            exercise.is_some_and(|exercise| exercise.is_settled())
        };
        let controls = lab.map(Lab::controls).unwrap_or_default();
        Told {
            place: self.place(),
            facts: lab.map(Lab::visible_facts).unwrap_or_default(),
            values: controls.iter().map(|c| (c.name, c.value())).collect(),
            program: lab.and_then(program),
            settled: (0..blocks).map(settled).collect(),
            waiting: self.app.lesson.waiting(context),
            reached: self.app.lesson.is_reached(context),
            busy: self.is_busy(),
            trains: lab.is_some_and(|lab| lab.activity() == Activity::Trains),
            failed: self.failed(),
        }
    }

    /// Tells what is not as the learner was told: what was asked before what the picture shows.
    pub(super) fn tell_change(&mut self) {
        let now = self.look();
        let spoken_to = self.spoken_to.take();
        let moved = spoken_to.flatten();
        match (self.told.busy, now.busy) {
            // While it runs, numbers pass: they are told now and then, and at the end.
            (was, true) => {
                let is_news = !was || spoken_to.is_some();
                let begins = is_news && (!was || now.trains && !self.told.trains);
                if is_news {
                    self.tell_control(moved, &now);
                }
                // Chips are down before what they were laid on begins.
                self.tell_settled(&now);
                if begins {
                    self.tell_start();
                }
            }
            (was, false) => {
                // One that cannot begin fails before it was told that it runs.
                let has_failed = now.failed.is_some() && now.failed != self.told.failed;
                if self.told.trains || has_failed {
                    self.tell_end();
                }
                // A control that was named answers first; what else moved comes after what it led to.
                let changed = was || spoken_to.is_some();
                let named = moved.is_some();
                let events = changed && self.tell_events(named, &now);
                let first = named.then(|| self.tell_control(moved, &now));
                let settled = self.tell_settled(&now) || events;
                if changed {
                    let controls = first.unwrap_or_else(|| self.tell_control(moved, &now));
                    self.tell_lab(&controls, settled, &now);
                    self.tell_program(&now);
                }
            }
        }
        // While something runs, that is what the learner has in hand: what else can be done is told after it.
        if now.waiting.is_empty() && !now.busy {
            let waited = std::mem::take(&mut self.told.waiting).into_iter();
            let names: Vec<String> = waited.filter(|name| self.is_in_hands(name)).collect();
            if !names.is_empty() {
                let names = names.join(", ");
                self.tell(&format!(
                    "What waited for your bet is in your hands now: {names}."
                ));
            }
        }
        if now.reached && !self.told.reached {
            self.tell("That is all this step asks. Say next to go on.");
        }
        let told = &mut self.told;
        let (facts, values, waiting) = match now.busy {
            // At the end it is told what changed since the beginning.
            true => (
                std::mem::take(&mut told.facts),
                std::mem::take(&mut told.values),
                match now.waiting.is_empty() {
                    true => std::mem::take(&mut told.waiting),
                    false => now.waiting,
                },
            ),
            false => (now.facts, now.values, now.waiting),
        };
        self.told = Told {
            facts,
            values,
            waiting,
            ..now
        };
    }

    /// Whether the learner can move the control of this name on the step, or do this now.
    fn is_in_hands(&self, name: &str) -> bool {
        let lab = self.app.lesson.lab(&self.app.labs);
        let verbs = lab.map(Lab::verbs).unwrap_or_default();
        let controls = lab.map(Lab::controls).unwrap_or_default();
        let directive = self.app.place().and_then(|(_, step)| step.lab());
        let shows = directive.is_some_and(|directive| directive.shows(name));
        shows && controls.iter().any(|control| control.name == name)
            || verbs
                .iter()
                .any(|verb| verb.name == name && verb.is_possible)
    }

    /// What just happened, before what it led to. The same may happen once more: it is told again,
    /// but where a control was `named`, which makes nothing happen. Says whether there was anything.
    fn tell_events(&mut self, named: bool, now: &Told) -> bool {
        let happened = |fact: &&Fact| fact.event && !(named && self.told.facts.contains(fact));
        let spelled = |fact: &Fact| aloud(&fact.sentence, &self.app.look);
        let told: Vec<String> = (now.facts.iter().filter(happened)).map(spelled).collect();
        self.tell_all(&told);
        !told.is_empty()
    }

    /// The control that was moved, and those that moved with it.
    fn tell_control(&mut self, moved: Option<&str>, now: &Told) -> Vec<Control> {
        let mut told = Vec::new();
        let before = std::mem::take(&mut self.told.values);
        for (shown, _) in self.offered() {
            let value = now.values.iter().find(|(name, _)| *name == shown.name);
            let changed = !before.iter().any(|was| Some(was) == value);
            if moved == Some(shown.name) || changed && !before.is_empty() {
                let note = match shown.note.as_str() {
                    note if says_more(note, &now.facts) => format!(": {note}"),
                    _ => String::new(),
                };
                let said = format!("{} is {}{note}.", shown.name, shown.value());
                self.tell(&aloud(&said, &self.app.look));
                told.push(shown);
            }
        }
        self.told.values = before;
        told
    }

    /// What the picture shows now and did not before, first of all what a task is about. What was
    /// told already, of `controls` and of what is `settled`, is not told again.
    fn tell_lab(&mut self, controls: &[Control], settled: bool, now: &Told) {
        let changed = |fact: &&Fact| {
            let known = self.told.facts.iter();
            !fact.event
                && !controls.iter().any(|control| repeats(fact, control))
                && !known.clone().any(|was| was.sentence == fact.sentence)
        };
        let wanted = self.wanted(now);
        let is_wanted = |fact: &Fact| wanted.iter().any(|name| name == fact.name);
        let (long, mut short): (Vec<&Fact>, Vec<&Fact>) = (now.facts.iter().filter(changed))
            .partition(|fact| {
                fact.sentence.len() > LONG
                    && fact.name != PICTURE
                    && !is_wanted(fact)
                    && !self.told.facts.is_empty()
            });
        short.sort_by_key(|fact| !is_wanted(fact));
        let spelled = |fact: &&Fact| aloud(&fact.sentence, &self.app.look);
        let mut lines: Vec<String> = short.iter().map(spelled).collect();
        let (heard, known) = (short.iter().map(|fact| fact.sentence.clone()), &now.facts);
        (self.heard).retain(|heard| known.iter().any(|fact| fact.sentence == *heard));
        self.heard.extend(heard);
        if !long.is_empty() {
            let names: Vec<&str> = long.iter().map(|fact| fact.name).collect();
            lines.push(format!(
                "Changed as well, say for example: facts {}",
                names.join(", or facts ")
            ));
        }
        if lines.is_empty() && controls.is_empty() && !settled {
            lines.push("Nothing has changed.".to_string());
        }
        self.tell_all(&lines);
    }

    /// The facts that the open tasks of the step are about.
    fn wanted(&self, now: &Told) -> Vec<String> {
        let blocks = self.app.place().map_or(&[][..], |(_, step)| &step.blocks);
        let open = blocks
            .iter()
            .zip(&now.settled)
            .filter(|(_, settled)| !**settled);
        let names = open.filter_map(|(block, _)| match block {
            Block::Task(task) => Some(task.until.names()),
            _ => None,
        });
        names.flatten().map(|(name, _)| name.to_owned()).collect()
    }

    /// What was made of an answer; tasks met, bets settled. Says whether there was anything.
    fn tell_settled(&mut self, now: &Told) -> bool {
        let mut told = false;
        for (block, settled) in now.settled.iter().enumerate() {
            let new = *settled && !self.told.settled.get(block).copied().unwrap_or(false);
            if !new && self.answered != Some(block) {
                continue;
            }
            let context = self.app.context();
            let exercise = self.app.lesson.exercise(block, context);
            let outcome = exercise.map(|exercise| exercise.outcome(&self.app.look));
            self.tell_all(&outcome.unwrap_or_default());
            let step = self.app.place().filter(|_| new).map(|(_, step)| step);
            let asked = step.and_then(|step| Some((step, step.blocks.get(block)?.id()?)));
            let waited = asked.map(|(step, id)| after(step, id, &self.app.look));
            self.out.push_str(&waited.unwrap_or_default());
            told = true;
        }
        told
    }
}
