//! `number`: a question whose answer is a number.

use super::check_id;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Block, Mistake, Number};
use crate::lesson::source::{Body, Reports};

/// Reads it.
pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the number", at, reports)?;
    let id = fields.required("id", reports);
    let ask = fields.required_prose("ask", reports);
    let answer = fields.expression("answer", reports);
    let within = fields.amount("within", reports).unwrap_or(0.0);
    let unit = fields.text("unit", reports).map(|unit| unit.value);
    let given = fields.expressions("given", reports);
    let tables = fields.tables("wrong", "a known mistake", reports);
    let otherwise = fields.prose("otherwise", reports);
    let reply = fields.prose("reply", reports);
    let reveal = fields.list("reveal", reports).unwrap_or_default();
    let test = fields.switch("test", reports);
    let recall = super::recall(&mut fields, reports);
    fields.finish(reports);
    check_id(id.as_ref(), reports);
    if reply.is_none() {
        let fix = "add `reply = \"...\"`: why it is so".to_owned();
        reports.warning(at, "the number has no reply", fix);
    }
    if otherwise.is_none() {
        let fix = "add `otherwise = \"...\"`: a question that leads on".to_owned();
        reports.warning(at, "a wrong answer that none foresaw has no reply", fix);
    }
    let wrong = tables
        .into_iter()
        .filter_map(|mut table| {
            let is = table.expression("is", reports);
            let reply = table.required_prose("reply", reports);
            table.finish(reports);
            Some(Mistake {
                is: is?,
                reply: reply?,
            })
        })
        .collect();
    Some(Block::Number(Number {
        id: id?,
        ask: ask?,
        answer: answer?,
        within,
        unit,
        given,
        wrong,
        reveal,
        otherwise: otherwise.map(|reply| reply.value),
        reply: reply.map(|reply| reply.value),
        test,
        recall,
    }))
}
