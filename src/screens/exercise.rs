//! What a step asks: quizzes, bets, numbers, tasks, arrangements. Each is a state, the keys it takes
//! and the rows it is drawn as. A click on a row is a key on its field, so that a mouse can do what
//! keys can.

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

use crate::event::Key;
use crate::expr::Scope;
use crate::lesson::model::{Arrangement, Bet, Block, Inline, Number, Quiz, Task};
use crate::progress::{Answer, Answered};
use crate::ui::Look;

/// One question, bet or task: what the lesson asks, and how far the learner has come with it.
#[derive(Debug)]
pub enum Exercise {
    /// A question with options.
    Quiz(Quiz, quiz::Asked),
    /// Chips on what will happen.
    Bet(Bet, bet::Staked),
    /// A question with a number for its answer.
    Number(Number, number::Typed),
    /// Something to bring about.
    Task(Task, task::Watched),
    /// Things to be put in their places.
    Arrangement(Arrangement, arranged::Arranged),
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
    /// The learner bet: now the lab shows what happens.
    Committed,
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

impl Exercise {
    /// The exercise of a block, with what was answered before. `seed` orders the options; a novice
    /// never bet before.
    pub fn new(block: &Block, before: Option<&Answered>, seed: u64, novice: bool) -> Option<Self> {
        Some(match block {
            Block::Quiz(quiz) => Self::Quiz(quiz.clone(), quiz::Asked::new(quiz, before, seed)),
            Block::Bet(bet) => Self::Bet(bet.clone(), bet::Staked::new(bet, before, novice)),
            Block::Number(number) => Self::Number(number.clone(), number::Typed::new(before)),
            Block::Task(task) => Self::Task(task.clone(), task::Watched::new(task, before)),
            Block::Arrangement(it) => {
                Self::Arrangement(it.clone(), arranged::Arranged::new(it, before, seed))
            }
            _ => return None,
        })
    }

    /// The places the mark can stand on: none once nothing is left to do.
    pub fn fields(&self) -> usize {
        match self {
            Self::Quiz(quiz, asked) => asked.fields(quiz),
            Self::Bet(bet, staked) => staked.fields(bet),
            Self::Number(_, typed) => typed.fields(),
            Self::Arrangement(_, arranged) => arranged.fields(),
            Self::Task(..) => 0,
        }
    }

    /// The field that the mark comes to: the one it was on.
    pub fn at(&self) -> usize {
        match self {
            Self::Quiz(_, asked) => asked.at(),
            Self::Arrangement(_, arranged) => arranged.at(),
            _ => 0,
        }
    }

    /// The mark is on a field.
    pub fn mark(&mut self, field: usize) {
        match self {
            Self::Quiz(_, asked) => asked.mark(field),
            Self::Arrangement(_, arranged) => arranged.mark(field),
            _ => {}
        }
    }

    /// A key was pressed on a field.
    pub fn press(&mut self, field: usize, key: Key, facts: &dyn Facts) -> Pressed {
        match self {
            Self::Quiz(quiz, asked) => asked.press(quiz, field, key),
            Self::Bet(bet, staked) => staked.press(bet, field, key),
            Self::Number(number, typed) => typed.press(number, key, facts),
            Self::Task(task, watched) => watched.press(task, key),
            Self::Arrangement(it, arranged) => arranged.press(it, field, key),
        }
    }

    /// Whether a thing of it is in the learner's hand.
    pub fn is_holding(&self) -> bool {
        matches!(self, Self::Arrangement(_, arranged) if arranged.is_holding())
    }

    /// What is in the learner's hand is dragged to a field.
    pub fn drag(&mut self, field: usize) {
        if let Self::Arrangement(it, arranged) = self {
            arranged.drag(it, field);
        }
    }

    /// Text was pasted into a field.
    pub fn paste(&mut self, text: &str) -> Pressed {
        match self {
            Self::Number(_, typed) => typed.paste(text),
            _ => Pressed::Ignored,
        }
    }

    /// A place in what was typed was clicked.
    pub fn point(&mut self, at: usize) {
        if let Self::Number(_, typed) = self {
            typed.point(at);
        }
    }

    /// The facts may have changed; `still` says that nothing in the lab moves by itself. Gives the
    /// answer that this settles, if it does.
    pub fn judge(&mut self, facts: &dyn Facts, still: bool) -> Option<Answer> {
        match self {
            Self::Bet(bet, staked) => staked.judge(bet, facts, still),
            Self::Task(task, watched) => watched.judge(task, facts, still),
            Self::Number(number, typed) => {
                typed.judge(number, facts);
                None
            }
            _ => None,
        }
    }

    /// Whether [`Exercise::judge`] could change anything.
    pub fn waits(&self) -> bool {
        match self {
            Self::Bet(_, staked) => staked.waits(),
            Self::Task(..) => true, // a met one is true, or says that it was
            Self::Number(_, typed) => typed.waits(),
            Self::Quiz(..) | Self::Arrangement(..) => false,
        }
    }

    /// Whether it is a question or a bet that waits for its answer.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Quiz(..) | Self::Number(..) | Self::Arrangement(..) => !self.is_settled(),
            Self::Bet(..) => self.is_open_bet(),
            Self::Task(..) => false,
        }
    }

    /// Whether it is a bet that waits for its chips.
    pub fn is_open_bet(&self) -> bool {
        matches!(self, Self::Bet(_, staked) if !staked.is_settled() && !staked.is_made_here())
    }

    /// Whether nothing is left to do.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Quiz(_, asked) => asked.is_solved(),
            Self::Bet(_, staked) => staked.is_settled(),
            Self::Number(_, typed) => typed.is_solved(),
            Self::Task(_, watched) => watched.is_met(),
            Self::Arrangement(_, arranged) => arranged.is_solved(),
        }
    }

    /// Whether it is a field for text that is still to be filled.
    pub fn is_field(&self) -> bool {
        matches!(self, Self::Number(_, typed) if !typed.is_solved())
    }

    /// Whether it is one, and something stands in it.
    pub fn has_draft(&self) -> bool {
        matches!(self, Self::Number(_, typed) if typed.has_draft())
    }

    /// What was typed is taken back; whether there was anything.
    pub fn clear(&mut self) -> bool {
        match self {
            Self::Number(_, typed) => typed.clear(),
            _ => false,
        }
    }

    /// Whether it is a task with a hint that is not unfolded yet.
    pub fn has_hint(&self) -> bool {
        matches!(self, Self::Task(task, watched) if watched.has_hint(task))
    }

    /// How it is drawn.
    pub fn rows(&self, sight: Sight) -> Vec<Row> {
        self.rows_with(sight, Hints::All)
    }

    /// How it is drawn, with so much of its hints and of what is settled.
    pub fn rows_with(&self, sight: Sight, hints: Hints) -> Vec<Row> {
        match self {
            Self::Quiz(quiz, asked) => asked.rows(quiz, sight, hints),
            Self::Bet(bet, staked) => staked.rows(bet, sight, hints),
            Self::Number(number, typed) => typed.rows(number, sight, hints),
            Self::Task(task, watched) => watched.rows(task, sight, hints),
            Self::Arrangement(it, arranged) => arranged.rows(it, sight),
        }
    }

    /// The keys that it takes on the field with the mark, each with what it does; `typing` says
    /// that a field for text has the keys.
    pub fn offers(&self, typing: bool) -> Vec<(&'static str, &'static str, Key)> {
        match self {
            Self::Quiz(quiz, asked) => asked.offers(quiz),
            Self::Bet(_, staked) => staked.offers(),
            Self::Number(_, typed) => typed.offers(typing),
            Self::Task(task, watched) => watched.offers(task),
            Self::Arrangement(_, arranged) => arranged.offers(),
        }
    }

    /// Of the keys that it takes, the one that brings it on: nothing of a task, which is met in the
    /// lab.
    pub fn next_key(&self, typing: bool) -> Option<&'static str> {
        match self {
            Self::Quiz(quiz, asked) => Some(asked.next_key(quiz)),
            Self::Bet(_, staked) => staked.next_key(),
            Self::Number(_, typed) => Some(typed.offers(typing)[0].0),
            Self::Arrangement(_, arranged) => Some(arranged.next_key()),
            Self::Task(..) => None,
        }
    }
}

/// A reply, with the facts of this moment in it.
fn filled(reply: &[Inline], facts: &dyn Facts) -> Vec<Inline> {
    crate::lesson::judge::fill(reply, &|name| facts.said(name))
}
