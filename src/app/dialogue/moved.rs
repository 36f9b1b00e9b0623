//! The lab in words: moved, asked, and what that changed.

use super::asked::digit;
use super::{Dialogue, sentence};
use crate::labs::{DIGIT, Lab, Verb};
use crate::lesson::judge::typed;
use crate::lesson::nearest::{nearest, slip};
use crate::msg::Effect;
use crate::screens::plain::{control, fact, named_fact, offered};
use crate::ui::control::{Control, Kind, Lock};

/// Steps of a control that one line makes.
const MOST_TIMES: i32 = 1000;

impl Dialogue {
    /// The controls that the step offers.
    pub(super) fn offered(&self) -> Vec<(Control, Option<Lock>)> {
        let waiting = self.app.lesson.waiting(self.app.context());
        let lab = self.app.lesson.lab(&self.app.labs);
        lab.zip(self.app.place())
            .map_or(Vec::new(), |(lab, (lesson, step))| {
                offered(lab, lesson, step, &waiting)
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
        let words: Vec<&str> = rest.split_whitespace().collect();
        // `set the learning rate to 0.1`: words before the name say no more than it does.
        let offered = self.offered();
        let goes = |word: &str| offered.iter().any(|(control, _)| is_called(control, word));
        let named = words.iter().position(|word| self.offers(word));
        let named = named.or_else(|| words.iter().position(|word| goes(word)));
        let (name, value) = match &words[named.unwrap_or(0)..] {
            [name, value @ ..] => (name.to_lowercase(), value),
            [] => (String::new(), &[][..]),
        };
        let value: Vec<&str> = (value.iter().copied())
            .skip_while(|word| *word == "to")
            .collect();
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
        let said = format!("{} {rest}", &word[1..]).to_lowercase();
        let name = said.trim();
        // `+ x 5`: so many times.
        let (name, times) = match name.rsplit_once(' ') {
            Some((name, times)) => (name.trim().to_owned(), times.parse::<i32>().ok()?),
            None => (name.to_owned(), 1),
        };
        if self.offers(&name) && !(1..=MOST_TIMES).contains(&times) {
            self.tell(&format!(
                "So often it is not moved: say a number up to {MOST_TIMES}."
            ));
            return Some(Vec::new());
        }
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
        let value = control.stepped(steps * times);
        Some(self.put(&control, &value))
    }

    /// Those of them that can be moved.
    pub(super) fn free(&self) -> Vec<Control> {
        let free = self
            .offered()
            .into_iter()
            .filter(|(_, held)| held.is_none());
        free.map(|(control, _)| control).collect()
    }

    /// The control of a name, if the step lets it be moved; otherwise it is said why not.
    fn movable(&mut self, name: &str) -> Option<Control> {
        let offered = self.offered();
        let found = offered
            .iter()
            .find(|(control, _)| control.name.eq_ignore_ascii_case(name))
            .or_else(|| {
                let mut called = offered
                    .iter()
                    .filter(|(control, _)| is_called(control, name));
                called.next().filter(|_| called.next().is_none())
            });
        let names: Vec<&str> = offered.iter().map(|(control, _)| control.name).collect();
        let why = match found {
            Some((control, None)) => return Some(control.clone()),
            Some((control, Some(held))) => format!("{}.", held.said_of(control.name)),
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
        let Some(lab) = self.app.lesson.lab_mut(&mut self.app.labs) else {
            return Vec::new();
        };
        match lab.set(name, value) {
            Ok(effects) => {
                self.app.lesson.moved(name);
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
        if verb.arguments == DIGIT && rest.is_empty() {
            self.tell(&format!(
                "Say it with one digit, 0 to 9: {} and the digit.",
                verb.name
            ));
            return Vec::new();
        }
        let waiting = self.app.lesson.waiting(self.app.context());
        if waiting.iter().any(|name| name == verb.name) {
            return self.refuse(&Lock::Bet.said_of(verb.name));
        }
        if !self.is_sure(verb.name) {
            return Vec::new();
        }
        let given = rest.join(" ");
        let given = match verb.arguments {
            DIGIT => digit(&given).unwrap_or(given),
            _ => given,
        };
        let (screen, mut context) = self.app.parts();
        match screen.act(verb.name, &given, &mut context) {
            Ok(effects) => {
                self.spoken_to = Some(None);
                effects
            }
            Err(refusal) => self.refuse(&refusal.to_string()),
        }
    }

    /// Whether a line to the lab is to be carried out: one that destroys work is asked about first.
    fn is_sure(&mut self, line: &str) -> bool {
        let lab = self.app.lesson.lab(&self.app.labs);
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
        let verbs = self.app.lesson.lab(&self.app.labs).map(Lab::verbs);
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
        for (shown, held) in offered {
            let text = control(&shown, held, &self.app.look);
            self.tell(&text);
        }
    }

    /// Every fact, or that of a name with its exact value.
    pub(super) fn tell_facts(&mut self, name: &str) {
        let lab = self.app.lesson.lab_in_sight(&self.app.labs);
        let facts = lab.map(Lab::visible_facts).unwrap_or_default();
        let name = name.to_lowercase();
        let wanted: Vec<String> = facts
            .iter()
            .filter(|fact| name.is_empty() || fact.name.eq_ignore_ascii_case(&name))
            .map(|shown| match name.is_empty() {
                true => named_fact(shown, &self.app.look),
                false => fact(shown, &self.app.look),
            })
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
}

/// Whether a control goes by a word: the slope for `a`, as its help says before it explains.
fn is_called(control: &Control, word: &str) -> bool {
    let name = control
        .help
        .split([':', ',', '.'])
        .next()
        .unwrap_or_default();
    let mut words = name.split_whitespace();
    word.len() > 3 && words.any(|other| other.eq_ignore_ascii_case(word))
}

/// The option that is meant: by its name, by a word among others as in `nearest mean`, by how it
/// begins, or with a slip of the finger.
fn meant<'a>(options: &[&'a str], value: &str) -> Option<&'a str> {
    let value = value.to_lowercase();
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut found = options.iter().filter(|option| is(&option.to_lowercase()));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    only(&|option| option == value)
        .or_else(|| only(&|option| value.split([' ', '-']).any(|word| word == option)))
        .or_else(|| only(&|option| option.starts_with(&value)))
        .or_else(|| slip(&value, options.iter().copied()))
}

/// A value as a lab takes it: options as they are meant, numbers in whatever notation.
fn spelled(control: &Control, value: &str) -> String {
    match &control.kind {
        Kind::Choice { options, .. } => meant(options, value).unwrap_or(value).to_string(),
        Kind::Number { unit, .. } => {
            let bare = value.strip_suffix(unit).unwrap_or(value).trim();
            match bare.parse::<f64>() {
                Ok(_) => bare.to_string(),
                Err(_) => typed::value(bare).map_or(bare.to_string(), |value| value.to_string()),
            }
        }
    }
}
