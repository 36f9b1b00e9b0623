//! Directives: fenced blocks that are not code.

mod arrangement;
mod bet;
mod lab;
mod number;
mod quiz;
mod task;

pub(super) use bet::BetSpots;
pub(super) use lab::LabSpots;
pub(super) use number::NumberSpots;
pub(super) use quiz::QuizSpots;
pub(super) use task::TaskSpots;

use super::front::{ID_RULE, is_id};
use super::model::{Arrangement, Block};
use super::nearest::slip;
use super::source::{Body, Reports, Spot};

/// What the word after a fence stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// Code in a language, shown as it stands.
    Code(&'a str),
    /// The `lab` directive.
    Lab,
    /// A question, a bet or a task.
    Exercise(Kind),
}

/// Which exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Quiz,
    Bet,
    Number,
    Task,
    Order,
    Match,
}

/// Languages in which code is proved: a slip in their names would go unnoticed.
const PROVED: [&str; 2] = ["rust", "python"];

/// Languages whose names are a slip away from one of ours.
const OTHERS: [&str; 6] = ["bat", "batch", "patch", "rst", "cython", "jython"];

const EXERCISES: [(&str, Kind); 6] = [
    ("quiz", Kind::Quiz),
    ("bet", Kind::Bet),
    ("number", Kind::Number),
    ("task", Kind::Task),
    ("order", Kind::Order),
    ("match", Kind::Match),
];

/// What a fence opens, by its info word: code in whatever language, where it is none of our words.
/// Asks about a word that is near one of those.
pub(super) fn word<'a>(info: &'a str, at: usize, reports: &mut Reports<'_>) -> Option<Word<'a>> {
    if info == "lab" {
        return Some(Word::Lab);
    }
    if let Some((_, kind)) = EXERCISES.iter().find(|(word, _)| *word == info) {
        return Some(Word::Exercise(*kind));
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}');
    let language = info.trim_start_matches(['{', '.']);
    let language = language.split(ends).next().unwrap_or_default();
    let code = Some(Word::Code(language));
    if OTHERS.contains(&language) || PROVED.contains(&language) {
        return code;
    }
    let message = format!("unknown block `{language}`");
    let directives = || EXERCISES.iter().map(|(word, _)| *word).chain(["lab"]);
    if let Some(meant) = slip(language, directives()) {
        let fix = match language == meant {
            true => format!("`{meant}` stands alone there: what it holds are the lines below"),
            false => {
                format!("did you mean `{meant}`? Code in a language of that name needs no word")
            }
        };
        reports.error(at, message, fix);
        return None;
    }
    if let Some(meant) = slip(language, PROVED) {
        reports.warning(at, message, format!("did you mean `{meant}`?"));
    }
    code
}

/// An exercise with the places of what only a lab can judge.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Exercise {
    Quiz(QuizSpots),
    Bet(BetSpots),
    Number(NumberSpots),
    Task(TaskSpots),
    Arrangement(Spot<String>, Arrangement),
}

impl Exercise {
    pub(super) fn read(
        kind: Kind,
        body: &Body,
        at: usize,
        reports: &mut Reports<'_>,
    ) -> Option<Self> {
        let arranged = |(id, it)| Self::Arrangement(id, it);
        Some(match kind {
            Kind::Quiz => Self::Quiz(QuizSpots::read(body, at, reports)?),
            Kind::Bet => Self::Bet(BetSpots::read(body, at, reports)?),
            Kind::Number => Self::Number(NumberSpots::read(body, at, reports)?),
            Kind::Task => Self::Task(TaskSpots::read(body, at, reports)?),
            Kind::Order => arranged(arrangement::order(body, at, reports)?),
            Kind::Match => arranged(arrangement::pairs(body, at, reports)?),
        })
    }

    pub(super) fn block(&self) -> Block {
        match self {
            Self::Quiz(quiz) => Block::Quiz(quiz.quiz()),
            Self::Bet(bet) => Block::Bet(bet.bet()),
            Self::Number(number) => Block::Number(number.number()),
            Self::Task(task) => Block::Task(task.task()),
            Self::Arrangement(_, arrangement) => Block::Arrangement(arrangement.clone()),
        }
    }

    /// The id that answers are kept under.
    pub(super) fn id(&self) -> &Spot<String> {
        match self {
            Self::Quiz(quiz) => &quiz.id,
            Self::Bet(bet) => &bet.id,
            Self::Number(number) => &number.id,
            Self::Task(task) => &task.id,
            Self::Arrangement(id, _) => id,
        }
    }
}

/// Reports an id that progress cannot be kept under.
fn check_id(id: Option<&Spot<String>>, reports: &mut Reports<'_>) {
    if let Some(id) = id
        && !is_id(&id.value)
    {
        let message = format!("`{}` cannot be an id", id.value);
        reports.error(id.at, message, ID_RULE.to_owned());
    }
}

/// The values without their places.
fn values<T: Clone>(spots: &[Spot<T>]) -> Vec<T> {
    spots.iter().map(|spot| spot.value.clone()).collect()
}

/// The value without its place.
fn value<T: Clone>(spot: Option<&Spot<T>>) -> Option<T> {
    spot.map(|spot| spot.value.clone())
}
