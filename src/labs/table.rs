//! The tables a lab is made of: what can be moved, and what can be done. A row says all there is to
//! say of a control or an action; [`Hosted`](super::hosted::Hosted) makes the lab language of them.

use super::scale::Scale;
use super::{BadValue, DIGIT, Verb};
use crate::ui::control::{self, Kind};

/// A control of a lab.
pub struct Control<M: 'static> {
    /// Its name in the lab language.
    pub name: &'static str,
    help: &'static str,
    symbol: &'static str,
    value: Value<M>,
    note: fn(&M) -> String,
    mover: fn(&M) -> Option<&'static str>,
    costs: fn(&M) -> Option<String>,
    steers: fn(&M) -> bool,
}

/// What a control reads and writes.
enum Value<M: 'static> {
    Number {
        scale: fn(&M) -> Scale,
        get: fn(&M) -> f64,
        set: fn(&mut M, f64),
    },
    Whole {
        scale: fn(&M) -> Scale,
        get: fn(&M) -> usize,
        set: fn(&mut M, usize),
    },
    Choice {
        options: &'static [&'static str],
        get: fn(&M) -> usize,
        set: fn(&mut M, usize),
    },
    Toggle {
        options: &'static [&'static str; 2],
        get: fn(&M) -> bool,
        set: fn(&mut M, bool),
    },
}

impl<M> Control<M> {
    const fn new(name: &'static str, help: &'static str, value: Value<M>) -> Self {
        Self {
            name,
            help,
            symbol: "",
            value,
            note: |_| String::new(),
            mover: |_| None,
            costs: |_| None,
            steers: |_| false,
        }
    }

    /// A number; what it may be can depend on the lab's state.
    pub const fn number(
        name: &'static str,
        help: &'static str,
        scale: fn(&M) -> Scale,
        get: fn(&M) -> f64,
        set: fn(&mut M, f64),
    ) -> Self {
        Self::new(name, help, Value::Number { scale, get, set })
    }

    /// A whole number; another one is rounded.
    pub const fn whole(
        name: &'static str,
        help: &'static str,
        scale: fn(&M) -> Scale,
        get: fn(&M) -> usize,
        set: fn(&mut M, usize),
    ) -> Self {
        Self::new(name, help, Value::Whole { scale, get, set })
    }

    /// One of a few names, told by its place among them.
    pub const fn choice(
        name: &'static str,
        help: &'static str,
        options: &'static [&'static str],
        get: fn(&M) -> usize,
        set: fn(&mut M, usize),
    ) -> Self {
        Self::new(name, help, Value::Choice { options, get, set })
    }

    /// One of two names: the second where it is so.
    pub const fn toggle(
        name: &'static str,
        help: &'static str,
        options: &'static [&'static str; 2],
        get: fn(&M) -> bool,
        set: fn(&mut M, bool),
    ) -> Self {
        Self::new(name, help, Value::Toggle { options, get, set })
    }

    /// The same with the symbol it has in formulas.
    pub const fn symbol(mut self, symbol: &'static str) -> Self {
        self.symbol = symbol;
        self
    }

    /// The same with what stands beside it.
    pub const fn note(mut self, note: fn(&M) -> String) -> Self {
        self.note = note;
        self
    }

    /// The same where something besides hands moves it, by its name.
    pub const fn mover(mut self, mover: fn(&M) -> Option<&'static str>) -> Self {
        self.mover = mover;
        self
    }

    /// The same where another value destroys what took time to make, in words such as "this discards
    /// 3 epochs of training".
    pub const fn costs(mut self, costs: fn(&M) -> Option<String>) -> Self {
        self.costs = costs;
        self
    }

    /// The same where another value changes what a run that was begun does from now on, while this
    /// is so.
    pub const fn steers(mut self, steers: fn(&M) -> bool) -> Self {
        self.steers = steers;
        self
    }

    /// What is drawn of it.
    pub(super) fn at(&self, lab: &M) -> control::Control {
        let kind = match &self.value {
            Value::Number { scale, get, .. } => scale(lab).at(get(lab)),
            Value::Whole { scale, get, .. } => scale(lab).at(get(lab) as f64),
            Value::Choice { options, get, .. } => Kind::Choice {
                options: options.to_vec(),
                chosen: get(lab),
            },
            Value::Toggle { options, get, .. } => Kind::Choice {
                options: options.to_vec(),
                chosen: usize::from(get(lab)),
            },
        };
        control::Control {
            name: self.name,
            symbol: self.symbol,
            help: self.help,
            kind,
            note: (self.note)(lab),
        }
    }

    /// Gives it a value of the lab language.
    pub(super) fn set(&self, lab: &mut M, value: &str) -> Result<(), BadValue> {
        let refused = |lab: &M| BadValue::not_allowed(&self.at(lab), value);
        let place = |options: &[&str]| options.iter().position(|option| *option == value);
        match &self.value {
            Value::Number { scale, set, .. } => {
                let number = scale(lab).parse(value);
                set(lab, number.ok_or_else(|| refused(lab))?);
            }
            Value::Whole { scale, set, .. } => {
                let number = scale(lab).parse(value);
                set(lab, number.ok_or_else(|| refused(lab))?.round() as usize);
            }
            Value::Choice { options, set, .. } => {
                set(lab, place(options).ok_or_else(|| refused(lab))?);
            }
            Value::Toggle { options, set, .. } => {
                set(lab, place(*options).ok_or_else(|| refused(lab))? == 1);
            }
        }
        Ok(())
    }

    /// A number under a hand: on the nearest step that it may have.
    pub(super) fn drag(&self, lab: &mut M, to: f64) {
        match &self.value {
            Value::Number { scale, set, .. } => {
                let snapped = scale(lab).snapped(to);
                set(lab, snapped);
            }
            Value::Whole { scale, set, .. } => {
                let snapped = scale(lab).snapped(to);
                set(lab, snapped.round() as usize);
            }
            Value::Choice { .. } | Value::Toggle { .. } => {}
        }
    }

    /// Its number, if it is one.
    pub(super) fn read(&self, lab: &M) -> Option<f64> {
        match &self.value {
            Value::Number { get, .. } => Some(get(lab)),
            Value::Whole { get, .. } => Some(get(lab) as f64),
            Value::Choice { .. } | Value::Toggle { .. } => None,
        }
    }

    /// What besides hands moves it now.
    pub(super) fn moved_by(&self, lab: &M) -> Option<&'static str> {
        (self.mover)(lab)
    }

    /// Whether another value would change what a run does.
    pub(super) fn steers_now(&self, lab: &M) -> bool {
        (self.steers)(lab)
    }

    /// What this value would destroy.
    pub(super) fn costs_at(&self, lab: &M, value: &str) -> Option<String> {
        let costs = (self.costs)(lab)?;
        (self.at(lab).value() != value).then_some(costs)
    }
}

/// What an action gives back: a reason where it cannot be done.
pub type Done = Result<(), BadValue>;

/// Something a lab can do.
pub struct Action<M: 'static> {
    /// Its name in the lab language.
    pub name: &'static str,
    help: &'static str,
    key: Option<char>,
    keyed: fn(&M) -> bool,
    offered: fn(&M) -> bool,
    label: fn(&M) -> &'static str,
    remark: Option<&'static str>,
    moves: &'static [&'static str],
    costs: fn(&M) -> Option<String>,
    is_kept: bool,
    act: Act<M>,
}

/// What is done, and what it takes for that.
enum Act<M> {
    Alone(fn(&mut M) -> Done),
    With(&'static str, fn(&mut M, &str) -> Done),
}

impl<M> Action<M> {
    const fn of(name: &'static str, help: &'static str, act: Act<M>) -> Self {
        Self {
            name,
            help,
            key: None,
            keyed: |_| true,
            offered: |_| true,
            label: |_| "",
            remark: None,
            moves: &[],
            costs: |_| None,
            is_kept: false,
            act,
        }
    }

    /// One that is said alone.
    pub const fn new(name: &'static str, help: &'static str, act: fn(&mut M) -> Done) -> Self {
        Self::of(name, help, Act::Alone(act))
    }

    /// One that takes more, told in the form it has: `[N epochs]`. It is given an empty text where it
    /// is said alone.
    pub const fn with(
        name: &'static str,
        form: &'static str,
        help: &'static str,
        act: fn(&mut M, &str) -> Done,
    ) -> Self {
        Self::of(name, help, Act::With(form, act))
    }

    /// The same, said only by what was kept of another day: it is offered to nobody.
    pub const fn kept(mut self) -> Self {
        self.is_kept = true;
        self
    }

    /// The same with its key, and what that would do now, in a word or two: empty where it would do
    /// nothing.
    pub const fn key(mut self, key: char, label: fn(&M) -> &'static str) -> Self {
        self.key = Some(key);
        self.label = label;
        self
    }

    /// The same with what it would do now, where keys that have no name here do it.
    pub const fn label(mut self, label: fn(&M) -> &'static str) -> Self {
        self.label = label;
        self
    }

    /// The same with no key where this is not so.
    pub const fn keyed_if(mut self, keyed: fn(&M) -> bool) -> Self {
        self.keyed = keyed;
        self
    }

    /// The same, offered to nobody where this is not so: there it may still be said.
    pub const fn offered_if(mut self, offered: fn(&M) -> bool) -> Self {
        self.offered = offered;
        self
    }

    /// The same with what is to be said once it is carried out, where the picture does not show it.
    pub const fn remark(mut self, remark: &'static str) -> Self {
        self.remark = Some(remark);
        self
    }

    /// The same with the controls that it puts back to where the lab began, by their names.
    pub const fn moves(mut self, controls: &'static [&'static str]) -> Self {
        self.moves = controls;
        self
    }

    /// The same where it destroys what took time to make, in words.
    pub const fn costs(mut self, costs: fn(&M) -> Option<String>) -> Self {
        self.costs = costs;
        self
    }

    /// What is told of it.
    pub(super) fn at(&self, lab: &M) -> Verb {
        let does = (self.label)(lab);
        let arguments = match self.act {
            Act::Alone(_) => "",
            Act::With(form, _) => form,
        };
        // Without a key there is no label that says whether it can be done.
        let is_silent = does.is_empty() && (self.key.is_some() || arguments == DIGIT);
        Verb {
            name: self.name,
            key: self.key.filter(|_| (self.keyed)(lab)),
            does,
            arguments,
            help: self.help,
            is_possible: !(self.is_kept || is_silent) && (self.offered)(lab),
        }
    }

    /// Does it.
    pub(super) fn act(&self, lab: &mut M, arguments: &str) -> Done {
        match self.act {
            Act::Alone(_) if !arguments.is_empty() => {
                Err(BadValue::arguments(self.name, arguments, "said alone"))
            }
            Act::Alone(act) => act(lab),
            Act::With(_, act) => act(lab, arguments),
        }
    }

    /// What is said once it is done.
    pub(super) fn said_after(&self) -> Option<&'static str> {
        self.remark
    }

    /// The controls that it puts back.
    pub(super) fn moved(&self) -> &'static [&'static str] {
        self.moves
    }

    /// What it would destroy now.
    pub(super) fn costs_now(&self, lab: &M) -> Option<String> {
        (self.costs)(lab)
    }
}
