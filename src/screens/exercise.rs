//! What a step asks: quizzes, bets, numbers, tasks, arrangements. Each owns what the lesson asks, how
//! far the learner has come with it, the keys it takes and the rows it is drawn as; a new kind is a
//! file here and its line in [`begin`]. A click on a row is a key on its field, so that a mouse can do
//! what keys can.

mod arranged;
mod bet;
mod moment;
mod number;
mod outcomes;
mod quiz;
mod rows;
mod task;
mod words;

pub use arranged::is_pairs;
pub use rows::{Click, Row};
pub use task::Hints;
pub use words::Spoken;

use crate::event::Key;
use crate::expr::Scope;
use crate::lesson::model::{Block, Inline, Spot, Task};
use crate::progress::{Answer, Answered};
use crate::screens::intents::Offer;
use crate::ui::Look;
use std::fmt;

/// One question, bet or task: what the lesson asks, and how far the learner has come with it.
pub trait Exercise: Spoken + fmt::Debug {
    /// The places the mark can stand on: none once nothing is left to do.
    fn fields(&self) -> usize;

    /// A key was pressed on a field.
    fn press(&mut self, field: usize, key: Key, facts: &dyn Facts) -> Pressed;

    /// Whether nothing is left to do.
    fn is_settled(&self) -> bool;

    /// How it is drawn, with so much of its hints and of what is settled.
    fn rows(&self, sight: Sight, hints: Hints) -> Vec<Row>;

    /// How it may come out, open included; what was answered wrong only with `all`.
    fn outcomes(&self, all: bool) -> Vec<Box<dyn Exercise>>;

    /// The keys that it takes on the field with the mark, each with what it does; `typing` says
    /// that a field for text has the keys.
    fn offers(&self, typing: bool) -> Vec<Offer>;

    /// Of these keys the one that brings it on: nothing of a task, which is met in the lab.
    fn next_key(&self, _typing: bool) -> Option<&'static str> {
        None
    }

    /// The field that the mark comes to: the one it was on.
    fn at(&self) -> usize {
        0
    }

    /// The mark is on a field.
    fn mark(&mut self, _field: usize) {}

    /// The facts may have changed; `still` says that nothing in the lab moves by itself. Gives the
    /// answer that this settles, if it does.
    fn judge(&mut self, _facts: &dyn Facts, _still: bool) -> Option<Answer> {
        None
    }

    /// Whether [`Exercise::judge`] could change anything.
    fn waits(&self) -> bool {
        false
    }

    /// Whether it is a question or a bet that waits for its answer.
    fn is_open(&self) -> bool {
        !self.is_settled()
    }

    /// Whether it is a bet that waits for its chips.
    fn is_open_bet(&self) -> bool {
        false
    }

    /// Whether the learner has done all there is to do, and the lab has not settled it yet.
    fn is_pending(&self) -> bool {
        false
    }

    /// The controls and actions of the lab that wait for it.
    fn locks(&self) -> &[Spot<String>] {
        &[]
    }

    /// What is to be met in the lab, if it is that.
    fn task(&self) -> Option<&Task> {
        None
    }

    /// Whether it is a task with a hint that is not unfolded yet.
    fn has_hint(&self) -> bool {
        false
    }

    /// Whether it is a field for text that is still to be filled.
    fn is_field(&self) -> bool {
        false
    }

    /// Whether what is right follows the lab.
    fn asks_the_lab(&self) -> bool {
        false
    }

    /// Whether it is a field, and something stands in it.
    fn has_draft(&self) -> bool {
        false
    }

    /// What was typed is taken back; whether there was anything.
    fn clear(&mut self) -> bool {
        false
    }

    /// Text was pasted into a field.
    fn paste(&mut self, _text: &str) -> Pressed {
        Pressed::Ignored
    }

    /// A place in what was typed was clicked.
    fn point(&mut self, _at: usize) {}

    /// Whether a thing of it is in the learner's hand.
    fn is_holding(&self) -> bool {
        false
    }

    /// What is in the learner's hand is dragged to a field.
    fn drag(&mut self, _field: usize) {}
}

/// The exercise of a block, with what was answered before. `seed` orders the options; a novice
/// never bet before.
pub fn begin(
    block: &Block,
    before: Option<&Answered>,
    seed: u64,
    novice: bool,
) -> Option<Box<dyn Exercise>> {
    Some(match block {
        Block::Quiz(quiz) => Box::new(quiz::Asked::new(quiz, before, seed)),
        Block::Bet(bet) => Box::new(bet::Staked::new(bet, before, novice)),
        Block::Number(number) => Box::new(number::Typed::new(number, before)),
        Block::Task(task) => Box::new(task::Watched::new(task, before)),
        Block::Arrangement(it) => Box::new(arranged::Arranged::new(it, before, seed)),
        _ => return None,
    })
}

/// What a key on an exercise led to.
#[derive(Debug, Clone, PartialEq)]
pub enum Pressed {
    /// The key means nothing here.
    Ignored,
    /// It was understood.
    Taken,
    /// The mark goes to this field.
    Marked(usize),
    /// It was understood, and there is something to say.
    Said(String),
    /// The learner answered.
    Answered(Answer),
    /// The learner bet: these lines let the lab show what happens.
    Committed(Vec<String>),
}

/// How an exercise is looked at.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The field with the mark on it.
    pub focus: Option<usize>,
    /// That field, if it is one for text, has the keys.
    pub typing: bool,
    /// Columns there are.
    pub width: u16,
    /// Colours and characters.
    pub look: &'a Look,
}

/// What a lab says, for whoever judges and for sentences with places to fill.
pub trait Facts: Scope {
    /// A fact as it is said in a sentence.
    fn said(&self, name: &str) -> Option<String>;
}

/// A reply, with the facts of this moment in it.
fn filled(reply: &[Inline], facts: &dyn Facts) -> Vec<Inline> {
    crate::lesson::judge::fill(reply, &|name| facts.said(name))
}
