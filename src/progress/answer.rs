//! Answers to questions, bets and tasks.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::lesson::model::{Block, Lesson};

use super::{Progress, earlier};

/// What a learner answered. Options are named by their places in the lesson's file, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// To a quiz.
    Quiz {
        /// The marked options.
        marked: Vec<usize>,
        /// Whether they were the right ones.
        right: bool,
    },
    /// To a bet.
    Bet {
        /// The chips on each option.
        chips: Vec<u32>,
        /// The option that happened.
        happened: usize,
    },
    /// To a question for a number.
    Number {
        /// What was typed.
        typed: String,
        /// Whether it was right.
        right: bool,
    },
    /// To an order or a match.
    Arranged {
        /// The thing in each place, by its own.
        things: Vec<usize>,
        /// Whether each was in its own.
        right: bool,
    },
    /// A task was met.
    Task,
}

/// The first answer to a question, bet or task, and when it was right at last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The first answer: the one that counts.
    pub first: Answer,
    /// When it was given, in seconds since 1970.
    pub when: u64,
    /// When it was first right, met or settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<u64>,
    /// A task of the lesson's test whose first try was given up, or ended with a hint.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given_up: bool,
    /// Whether it was right when it was asked again on a later day, by the time. It counts apart.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub again: BTreeMap<u64, bool>,
    /// The options that one of several tries at a quiz marked, and was wrong with.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tried: BTreeSet<usize>,
    /// What was said of the lab's facts when it was settled, for the sentence that tells of it on
    /// another day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<String, String>,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was not on the screen.
    New,
    /// It was, and so many questions, bets and tasks in it are open.
    Open(usize),
    /// It was, and nothing in it is.
    Done,
}

/// How a learner stands in the test by which a lesson is shown to be known. Each of its questions and
/// tasks counts by its first try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The step that each stands in, and whether its first try was right, once there was one.
    firsts: Vec<(usize, Option<bool>)>,
}

impl Test {
    /// How many there are.
    pub fn of(&self) -> usize {
        self.firsts.len()
    }

    /// How many were tried.
    pub fn tried(&self) -> usize {
        self.of() - self.with(None).count()
    }

    /// How many were right.
    pub fn right(&self) -> usize {
        self.with(Some(true)).count()
    }

    /// The steps of those that were wrong.
    pub fn wrong(&self) -> Vec<usize> {
        self.with(Some(false)).collect()
    }

    /// The step of the first that was not tried.
    pub fn next(&self) -> Option<usize> {
        self.with(None).next()
    }

    /// Whether all were right.
    pub fn is_passed(&self) -> bool {
        self.of() > 0 && self.right() == self.of()
    }

    /// Whether all can still be right.
    pub fn is_open(&self) -> bool {
        self.next().is_some() && self.wrong().is_empty()
    }

    fn with(&self, is: Option<bool>) -> impl Iterator<Item = usize> {
        let firsts = self.firsts.iter();
        firsts.filter_map(move |(step, first)| (*first == is).then_some(*step))
    }
}

impl Answer {
    /// Whether nothing is left open: right, met, or a bet, which is settled once it is made.
    pub fn settles(&self) -> bool {
        match self {
            Self::Quiz { right, .. }
            | Self::Number { right, .. }
            | Self::Arranged { right, .. } => *right,
            Self::Bet { .. } | Self::Task => true,
        }
    }
}

impl Answered {
    fn new(first: Answer, when: u64) -> Self {
        let right = first.settles().then_some(when);
        let tried = match &first {
            Answer::Quiz {
                marked,
                right: false,
            } => marked.iter().copied().collect(),
            _ => BTreeSet::new(),
        };
        Self {
            tried,
            first,
            when,
            right,
            given_up: false,
            again: BTreeMap::new(),
            said: BTreeMap::new(),
        }
    }

    /// Adds what another run knows. At the same second our own answer stays.
    pub(super) fn merge(&mut self, other: Self) {
        self.right = earlier(self.right, other.right);
        for (when, right) in other.again {
            self.again.entry(when).or_insert(right);
        }
        self.tried.extend(other.tried);
        if self.said.is_empty() {
            self.said = other.said;
        }
        if other.when < self.when {
            (self.first, self.when) = (other.first, other.when);
            self.given_up = other.given_up;
        }
    }

    /// Whether the first try was right, met or settled.
    pub fn first_settles(&self) -> bool {
        self.first.settles() && !self.given_up
    }
}

impl Progress {
    /// The learner answered: the question, bet or task `id` of a lesson, at `when`, in seconds since
    /// 1970. The first answer is the one that counts; a later one may settle it.
    pub fn answer(&mut self, lesson: &str, id: &str, answer: Answer, when: u64) {
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        let answered = Answered::new(answer, when);
        match done.answers.get_mut(id) {
            Some(before) => before.merge(answered),
            None => {
                done.answers.insert(id.to_owned(), answered);
            }
        }
    }

    /// The first try at a task is over, and it was not met: it can be met later.
    pub fn give_up(&mut self, lesson: &str, id: &str, when: u64) {
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        done.answers.entry(id.to_owned()).or_insert(Answered {
            right: None,
            given_up: true,
            ..Answered::new(Answer::Task, when)
        });
    }

    /// What was said of the lab's facts when a question, bet or task was settled; the first time counts.
    pub fn keep_said(&mut self, lesson: &str, id: &str, said: BTreeMap<String, String>) {
        let done = self.lessons.get_mut(lesson);
        let answered = done.and_then(|done| done.answers.get_mut(id));
        if let Some(answered) = answered.filter(|it| it.right.is_some() && it.said.is_empty()) {
            answered.said = said;
        }
    }

    /// A question answered before was asked again, at `when`; the answer that counts stays.
    pub fn recall(&mut self, lesson: &str, id: &str, right: bool, when: u64) {
        let done = self.lessons.get_mut(lesson);
        if let Some(answered) = done.and_then(|done| done.answers.get_mut(id)) {
            answered.again.entry(when).or_insert(right);
        }
    }

    /// Of all questions asked again, how many there were and how many were answered rightly.
    pub fn recalled(&self) -> (usize, usize) {
        let answers = self.lessons.values().flat_map(|done| done.answers.values());
        let again = answers.flat_map(|answered| answered.again.values());
        (again.clone().count(), again.filter(|right| **right).count())
    }

    /// What was answered to a question, bet or task.
    pub fn answered(&self, lesson: &str, id: &str) -> Option<&Answered> {
        self.lessons.get(lesson)?.answers.get(id)
    }

    /// Whether a question, bet or task was answered rightly, settled or met.
    pub fn is_settled(&self, lesson: &str, id: &str) -> bool {
        self.answered(lesson, id)
            .is_some_and(|answered| answered.right.is_some())
    }

    /// How the learner stands in a lesson's own test.
    pub fn test(&self, lesson: &Lesson) -> Test {
        let first = |block: &Block| {
            let answered = self.answered(&lesson.id, block.id()?)?;
            Some(answered.first_settles())
        };
        let test = lesson.test().into_iter();
        Test {
            firsts: test.map(|(step, block)| (step, first(block))).collect(),
        }
    }

    /// The questions, bets and tasks of one of a lesson's steps that are still open.
    pub fn open_in(&self, lesson: &Lesson, step: usize) -> usize {
        let blocks = lesson.steps.get(step).map_or(&[][..], |step| &step.blocks);
        let ids = blocks.iter().filter_map(Block::id);
        ids.filter(|id| !self.is_settled(&lesson.id, id)).count()
    }

    /// How far a step of a lesson has come: what header, contents and lists all show.
    pub fn standing(&self, lesson: &Lesson, step: usize) -> Standing {
        let id = lesson.steps.get(step).map(|step| &step.id);
        let seen = id.is_some_and(|id| self.has_seen(&lesson.id, id));
        match (seen, self.open_in(lesson, step)) {
            (false, _) => Standing::New,
            (true, 0) => Standing::Done,
            (true, open) => Standing::Open(open),
        }
    }

    /// The steps of a lesson that were on the screen and leave nothing open.
    pub fn steps_done(&self, lesson: &Lesson) -> usize {
        let steps = 0..lesson.steps.len();
        steps
            .filter(|&at| self.standing(lesson, at) == Standing::Done)
            .count()
    }

    /// The questions, bets and tasks of the steps seen so far that are still open.
    pub fn left_open(&self, lesson: &Lesson) -> usize {
        let open = (0..lesson.steps.len()).map(|at| match self.standing(lesson, at) {
            Standing::Open(open) => open,
            Standing::New | Standing::Done => 0,
        });
        open.sum()
    }

    /// Every bet that was made, as its lesson, its id, its chips and the option that happened.
    pub fn bets(&self) -> impl Iterator<Item = (&str, &str, &[u32], usize)> {
        self.lessons.iter().flat_map(|(lesson, done)| {
            done.answers
                .iter()
                .filter_map(|(id, answered)| match &answered.first {
                    Answer::Bet { chips, happened } => {
                        Some((lesson.as_str(), id.as_str(), &chips[..], *happened))
                    }
                    _ => None,
                })
        })
    }
}
