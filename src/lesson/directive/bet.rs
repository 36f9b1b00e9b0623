//! `bet`: ten chips over what may happen.

use super::check_id;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Bet, Block, Outcome};
use crate::lesson::source::{Body, Reports};

/// More options than chips would leave some without any.
const MOST: usize = 9;

/// Reads it.
pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the bet", at, reports)?;
    let id = fields.required("id", reports);
    let ask = fields.required_prose("ask", reports);
    let reveal = fields.list("reveal", reports).unwrap_or_default();
    let lock = fields.list("lock", reports).unwrap_or_default();
    let long = fields.switch("long", reports);
    let tables = fields.tables("option", "an option of the bet", reports);
    fields.finish(reports);
    check_id(id.as_ref(), reports);
    if !(2..=MOST).contains(&tables.len()) {
        let message = format!("the bet has {} options", tables.len());
        let fix = format!("give it 2 to {MOST}, each begun by [[option]]");
        reports.error(at, message, fix);
    }
    let options: Vec<_> = tables
        .into_iter()
        .filter_map(|table| outcome(table, reports))
        .collect();
    Some(Block::Bet(Bet {
        id: id?,
        ask: ask?,
        reveal,
        options,
        lock,
        long,
    }))
}

fn outcome(mut fields: Fields<'_>, reports: &mut Reports<'_>) -> Option<Outcome> {
    let at = fields.at();
    let text = fields.required_prose("text", reports);
    let when = fields.expression("when", reports);
    let reply = fields.prose("reply", reports);
    let lost = fields.prose("lost", reports);
    if reply.is_none() && lost.is_none() {
        let fix = "add `lost = \"...\"`: which thought leads to it, where another happens";
        reports.warning(at, "this option of the bet has no reply", fix.to_owned());
    }
    fields.finish(reports);
    Some(Outcome {
        text: text?,
        when: when?,
        reply,
        lost: lost.map(|lost| lost.value),
    })
}
