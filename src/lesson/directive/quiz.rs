//! `quiz`: a question with options.

use super::check_id;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Block, Quiz, QuizOption};
use crate::lesson::source::{Body, Reports};

/// Reads it.
pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the quiz", at, reports)?;
    let id = fields.required("id", reports);
    let ask = fields.required_prose("ask", reports);
    let shuffle = fields.switch("shuffle", reports);
    let test = fields.switch("test", reports);
    let recall = super::recall(&mut fields, reports);
    let tables = fields.tables("option", "an option of the quiz", reports);
    fields.finish(reports);
    check_id(id.as_ref(), reports);
    let given = tables.len();
    let options: Vec<_> = tables
        .into_iter()
        .filter_map(|table| option(table, reports))
        .collect();
    if given < 2 {
        let fix = "give it two or more, each begun by [[option]]".to_owned();
        reports.error(at, "the quiz has no two options", fix);
    } else if options.len() == given
        && !options
            .iter()
            .any(|option| option.right || option.when.is_some())
    {
        let fix = "write `right = true` under the right one".to_owned();
        reports.error(at, "no option of the quiz is right", fix);
    }
    Some(Block::Quiz(Quiz {
        id: id?,
        ask: ask?,
        shuffle,
        options,
        test,
        recall,
    }))
}

fn option(mut fields: Fields<'_>, reports: &mut Reports<'_>) -> Option<QuizOption> {
    let at = fields.at();
    let text = fields.required_prose("text", reports);
    let (right, when) = fields.switch_or_condition("right", reports);
    let reply = fields.prose("reply", reports).map(|reply| reply.value);
    fields.finish(reports);
    if reply.is_none() {
        let fix = "add `reply = \"...\"`: why it is right, or which thought leads astray";
        reports.warning(at, "this option of the quiz has no reply", fix.to_owned());
    }
    Some(QuizOption {
        text: text?,
        right,
        when,
        reply,
    })
}
