//! Things to be put in their places: one is taken up, carried and put down, by keys or by the
//! mouse; Enter answers with all of them as they stand. The first answer counts.

mod drawn;
mod outcomes;
mod words;

pub use words::is_pairs;

use super::outcomes::boxed;
use super::rows::Row;
use super::{Exercise, Facts, Hints, Pressed, Sight};
use crate::event::Key;
use crate::lesson::judge::{begin, in_place};
use crate::lesson::model::Arrangement;
use crate::progress::{Answer, Answered};
use crate::screens::intents::{Intent, Offer, Place, key_of, offer, on, on_step};

/// How far an arrangement has come. Things are named by the places they belong to.
#[derive(Debug, Clone)]
pub struct Arranged {
    arrangement: Arrangement,
    /// How the things stood at first: by that they are numbered in lines.
    first: Vec<usize>,
    /// The thing in each place.
    things: Vec<usize>,
    /// The place that the mark is on, or was on last.
    at: usize,
    /// A thing is in the learner's hand.
    held: Option<Held>,
    /// Something was moved that is not answered yet.
    moved: bool,
    /// The last answer.
    tried: Option<Vec<usize>>,
    solved: bool,
}

/// Where a thing was taken up, and how all stood then.
#[derive(Debug, Clone)]
struct Held {
    from: usize,
    before: Vec<usize>,
}

impl Arranged {
    /// An arrangement as it was left: solved, or to be begun.
    pub fn new(arrangement: &Arrangement, before: Option<&Answered>, seed: u64) -> Self {
        let solved = before.is_some_and(|answered| answered.right.is_some());
        let first = begin(arrangement, seed);
        Self {
            arrangement: arrangement.clone(),
            things: match solved {
                true => (0..first.len()).collect(),
                false => first.clone(),
            },
            first,
            at: 0,
            held: None,
            moved: false,
            tried: None,
            solved,
        }
    }

    fn take_up(&mut self, field: usize) {
        self.at = field;
        self.held = Some(Held {
            from: field,
            before: self.things.clone(),
        });
    }

    /// Everything as it is with the thing at a place: in an order the others move up, and where things
    /// are matched the one that stood there goes to where this one came from.
    fn carry(&mut self, held: &Held, to: usize) {
        self.things.clone_from(&held.before);
        self.moved = true;
        match self.arrangement.places {
            None => {
                let thing = self.things.remove(held.from);
                self.things.insert(to, thing);
            }
            Some(_) => self.things.swap(held.from, to),
        }
        self.at = to;
    }

    fn answer(&mut self) -> Pressed {
        if !self.moved {
            let why = match self.tried {
                None => "nothing is moved yet",
                Some(_) => "nothing is moved since",
            };
            return Pressed::Said(format!(
                "{why}: Space takes a line up and the arrows carry it, or a drag"
            ));
        }
        let right = in_place(&self.things) == self.arrangement.things.len();
        self.moved = false;
        self.tried = Some(self.things.clone());
        self.solved = right;
        Pressed::Answered(Answer::Arranged {
            things: self.things.clone(),
            right,
        })
    }

    /// How near the last answer came.
    fn standing(&self, tried: &[usize]) -> String {
        let (right, all) = (in_place(tried), tried.len());
        match (&self.arrangement.places, right) {
            (None, 0) => format!("None of the {all} stood in its place."),
            (None, 1) => format!("1 of {all} stood in its place."),
            (None, _) => format!("{right} of {all} stood in their places."),
            (Some(_), 0) => format!("None of the {all} pairs was right."),
            (Some(_), 1) => format!("1 of {all} pairs was right."),
            (Some(_), _) => format!("{right} of {all} pairs were right."),
        }
    }
}

impl Exercise for Arranged {
    fn outcomes(&self, all: bool) -> Vec<Box<dyn Exercise>> {
        let mut outcomes = self.all_outcomes();
        outcomes.retain(|outcome| all || !outcome.is_wrong());
        boxed(outcomes)
    }

    /// Whether everything was put in its place.
    fn is_settled(&self) -> bool {
        self.solved
    }

    /// A place a field, until all is right.
    fn fields(&self) -> usize {
        if self.solved { 0 } else { self.things.len() }
    }

    /// The place that the mark is on: with a thing in the hand, where that is.
    fn at(&self) -> usize {
        self.at
    }

    /// The mark is on a place. A thing in the hand comes along only when it is carried.
    fn mark(&mut self, field: usize) {
        if self.held.is_none() {
            self.at = field;
        }
    }

    /// Whether a thing is in the hand.
    fn is_holding(&self) -> bool {
        self.held.is_some()
    }

    /// Space takes up and puts down, the arrows carry, Esc puts back, and Enter answers; in an order
    /// a digit carries to that place.
    fn press(&mut self, field: usize, key: Key, _: &dyn Facts) -> Pressed {
        if self.solved || key.ctrl || key.alt || field >= self.things.len() {
            return Pressed::Ignored;
        }
        let last = self.things.len() - 1;
        let own = on(Place::Arrangement, key);
        match (own.or(on_step(key)), self.held.take()) {
            (Some(Intent::Answer), None) => return self.answer(),
            (Some(Intent::TakeUp), None) => self.take_up(field),
            (Some(Intent::TakeUp), Some(held)) => self.carry(&held, field),
            (Some(Intent::Answer), Some(_)) => {}
            (Some(Intent::PutBack), Some(held)) => {
                (self.things, self.at) = (held.before, held.from);
            }
            (Some(intent @ (Intent::Up | Intent::Down)), Some(held)) => {
                let to = match intent {
                    Intent::Up => field.saturating_sub(1),
                    _ => (field + 1).min(last),
                };
                self.carry(&held, to);
                self.held = Some(held);
            }
            (_, held) => {
                let digit = key.digit().filter(|_| self.arrangement.places.is_none());
                let to = digit.and_then(|digit| digit.checked_sub(1));
                let Some(to) = to.filter(|to| *to <= last) else {
                    self.held = held;
                    return Pressed::Ignored;
                };
                let from_here = Held {
                    from: field,
                    before: self.things.clone(),
                };
                self.carry(held.as_ref().unwrap_or(&from_here), to);
            }
        }
        Pressed::Marked(self.at)
    }

    /// A hand with a thing in it has come to a place.
    fn drag(&mut self, to: usize) {
        if let Some(held) = self.held.take().filter(|_| to < self.things.len()) {
            self.carry(&held, to);
            self.held = Some(held);
        }
    }

    /// The keys it takes.
    fn offers(&self, _: bool) -> Vec<Offer> {
        let own = |intent| offer(Place::Arrangement, intent);
        let offers = match self.held {
            Some(_) => [
                key_of(Intent::Down).map(|down| ("↑↓", "carry", down)),
                own(Intent::TakeUp).map(|(name, _, key)| (name, "put down", key)),
                own(Intent::PutBack),
            ],
            None => [own(Intent::TakeUp), own(Intent::Answer), None],
        };
        offers.into_iter().flatten().collect()
    }

    /// The key of its next step.
    fn next_key(&self, _: bool) -> Option<&'static str> {
        Some(match (&self.held, self.moved) {
            (None, true) => "Enter",
            (Some(held), _) if held.from == self.at => "↑↓",
            _ => "Space",
        })
    }

    fn rows(&self, sight: Sight, _: Hints) -> Vec<Row> {
        self.drawn(sight)
    }
}

#[cfg(test)]
mod tests;
