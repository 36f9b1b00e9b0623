//! The lab language: `set mu 0.5`, `train 3 epochs`; facts in, facts out.

use crate::event::key_name;
use crate::labs::Lab;
use crate::msg::Effect;
use crate::ui::control::Control;

/// Something a lab can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Verb {
    /// Its name in the lab language.
    pub name: &'static str,
    /// The key that does it, if there is one.
    pub key: Option<char>,
    /// What the key would do now, in a word or two; empty where it would do nothing.
    pub does: &'static str,
    /// The arguments it takes, for authors; empty for none.
    pub arguments: &'static str,
    /// One sentence for the help.
    pub help: &'static str,
    /// It would do something now: otherwise nobody is told of it.
    pub is_possible: bool,
}

/// What a verb takes that the keys 0 to 9 say, each with itself.
pub const DIGIT: &str = "DIGIT";

impl Verb {
    /// The name of its key, if it has one.
    pub fn key_name(&self) -> Option<String> {
        match self.key {
            Some(key) => Some(key_name(key)),
            None => (self.arguments == DIGIT).then(|| "0-9".to_string()),
        }
    }

    /// What it is given where this key is pressed; nothing where the key is not its own.
    pub fn given_by(&self, key: char) -> Option<String> {
        match self.key {
            Some(own) => (own == key).then(String::new),
            None => (self.arguments == DIGIT && key.is_ascii_digit()).then(|| key.to_string()),
        }
    }
}

/// Something that is so. The name is an interface: tasks and lessons refer to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub value: Value,
    /// What it is measured in, or empty.
    pub unit: &'static str,
    /// The sentence that says it.
    pub sentence: String,
    /// The picture shows it: otherwise it is for conditions alone, since told in the picture's place
    /// it would give away what a step asks.
    pub shown: bool,
    /// It says what just happened, and is told before what it led to, however long it is.
    pub event: bool,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number. NaN meets no condition.
    Number(f64),
    /// A word.
    Text(String),
}

impl Fact {
    /// A number with its unit and its sentence.
    pub fn number(name: &'static str, value: f64, unit: &'static str, sentence: String) -> Self {
        Self {
            name,
            value: Value::Number(value),
            unit,
            sentence,
            shown: true,
            event: false,
        }
    }

    /// A word with its sentence.
    pub fn text(name: &'static str, value: &str, sentence: String) -> Self {
        Self {
            name,
            value: Value::Text(value.to_string()),
            unit: "",
            sentence,
            shown: true,
            event: false,
        }
    }

    /// With what it is measured in.
    pub fn unit(&mut self, unit: &'static str) -> &mut Self {
        self.unit = unit;
        self
    }

    /// Shown where this is so, and otherwise for conditions alone.
    pub fn shown_if(&mut self, shown: bool) -> &mut Self {
        self.shown = shown;
        self
    }

    /// For conditions alone.
    pub fn hide(&mut self) -> &mut Self {
        self.shown_if(false)
    }

    /// As what just happened.
    pub fn as_event(&mut self) -> &mut Self {
        self.event = true;
        self
    }
}

/// A line that a lab does not understand.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadValue {
    /// No control has this name.
    #[error("there is no control '{name}' here: there are {known}")]
    UnknownControl {
        /// The name given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// No verb has this name.
    #[error("there is no '{name}' here: there are {known}")]
    UnknownVerb {
        /// The name given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// Not a number, out of range, or none of the options.
    #[error("{control} cannot be '{value}': it may be {allowed}")]
    NotAllowed {
        /// The control or verb.
        control: String,
        /// The value given.
        value: String,
        /// What it may be.
        allowed: String,
    },
    /// It makes sense, but not now.
    #[error("{0}")]
    NotNow(&'static str),
    /// It has to wait; the sentence says what for.
    #[error("{0}")]
    NotYet(String),
    /// Its run has failed; why.
    #[error("this run has failed: {0}; r begins again")]
    RunFailed(String),
    /// It needs data that cannot be had; the sentence says why.
    #[error("nothing can be trained here: {0}")]
    NoData(String),
}

impl BadValue {
    /// The error for a control that does not exist.
    pub fn unknown_control(name: &str, controls: &[Control]) -> Self {
        let known = controls
            .iter()
            .map(|c| c.name)
            .collect::<Vec<_>>()
            .join(", ");
        BadValue::UnknownControl {
            name: name.to_string(),
            known,
        }
    }

    /// The error for a verb that does not exist.
    pub fn unknown_verb(name: &str, verbs: &[Verb]) -> Self {
        let mut known: Vec<_> = verbs.iter().map(|v| v.name).collect();
        known.push("set");
        BadValue::UnknownVerb {
            name: name.to_string(),
            known: known.join(", "),
        }
    }

    /// The error for arguments that a verb does not take.
    pub fn arguments(verb: &str, arguments: &str, allowed: &str) -> Self {
        BadValue::NotAllowed {
            control: verb.to_string(),
            value: arguments.to_string(),
            allowed: allowed.to_string(),
        }
    }

    /// The error for a value that a control cannot have.
    pub fn not_allowed(control: &Control, value: &str) -> Self {
        BadValue::NotAllowed {
            control: control.name.to_string(),
            value: value.to_string(),
            allowed: control.range(),
        }
    }
}

/// Says a line to a lab.
///
/// # Errors
/// Where the lab does not understand it.
pub fn say(lab: &mut dyn Lab, line: &str) -> Result<Vec<Effect>, BadValue> {
    let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    if word != "set" {
        return lab.act(word, rest.trim());
    }
    let (name, value) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    lab.set(name, value.trim())
}

/// Places, each two numbers within a range, as a verb is given them: at least one.
///
/// # Errors
/// Where they are anything else.
pub fn places(verb: &str, said: &str, (min, max): (f64, f64)) -> Result<Vec<[f64; 2]>, BadValue> {
    let number = |word: &str| word.parse().ok().filter(|x| (min..=max).contains(x));
    let numbers: Option<Vec<f64>> = said.split_whitespace().map(number).collect();
    let numbers = numbers.filter(|all| !all.is_empty() && all.len() % 2 == 0);
    let allowed = format!("numbers from {min} to {max}, two for a place");
    let numbers = numbers.ok_or_else(|| BadValue::arguments(verb, said, &allowed))?;
    Ok(numbers.chunks(2).map(|at| [at[0], at[1]]).collect())
}
