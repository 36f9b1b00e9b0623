//! Directives: fenced blocks that are not code.

mod arrangement;
mod bet;
pub(super) mod lab;
mod number;
mod quiz;
mod task;
mod why;

use super::fields::Fields;
use super::front::{ID_RULE, is_id};
use super::model::{Block, Recall};
use super::nearest::slip;
use super::source::{Body, Reports, Spot};

/// What the word after a fence stands for.
pub(super) enum Word<'a> {
    /// Code in a language, shown as it stands.
    Code(&'a str),
    /// The `lab` directive.
    Lab,
    /// A question, a bet or a task, and who reads it.
    Exercise(Read),
}

/// Reads an exercise from the lines of its fence; none where something that it needs is missing or
/// wrong, which is then reported.
pub(super) type Read = fn(&Body, usize, &mut Reports<'_>) -> Option<Block>;

/// Languages in which code is proved: a slip in their names would go unnoticed.
const PROVED: [&str; 2] = ["rust", "python"];

/// Languages whose names are a slip away from one of ours.
const OTHERS: [&str; 6] = ["bat", "batch", "patch", "rst", "cython", "jython"];

const EXERCISES: [(&str, Read); 7] = [
    ("quiz", quiz::read),
    ("bet", bet::read),
    ("number", number::read),
    ("task", task::read),
    ("order", arrangement::order),
    ("match", arrangement::pairs),
    ("why", why::read),
];

/// What a fence opens, by its info word: code in whatever language, where it is none of our words.
/// Asks about a word that is near one of those.
pub(super) fn word<'a>(info: &'a str, at: usize, reports: &mut Reports<'_>) -> Option<Word<'a>> {
    if info == "lab" {
        return Some(Word::Lab);
    }
    if let Some((_, read)) = EXERCISES.iter().find(|(word, _)| *word == info) {
        return Some(Word::Exercise(*read));
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

/// The question that an exercise asks once more, `lesson:id`, if it says one.
fn recall(fields: &mut Fields<'_>, reports: &mut Reports<'_>) -> Option<Spot<Recall>> {
    let said = fields.text("recall", reports)?;
    let Some((lesson, id)) = said.value.split_once(':') else {
        let message = format!("`{}` names no question", said.value);
        let fix = "name its lesson and its id, as in `recall = \"normal:peak\"`".to_owned();
        reports.error(said.at, message, fix);
        return None;
    };
    Some(Spot {
        value: Recall {
            lesson: lesson.trim().to_owned(),
            id: id.trim().to_owned(),
        },
        at: said.at,
    })
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
