//! `number`: a question whose answer is a number.

use super::{check_id, value};
use crate::expr::Expr;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Inline, Mistake, Number};
use crate::lesson::source::{Body, Reports, Spot};

#[derive(Debug, Clone, PartialEq)]
pub(in crate::lesson) struct NumberSpots {
    pub(in crate::lesson) id: Spot<String>,
    ask: Vec<Inline>,
    pub(in crate::lesson) answer: Spot<Expr>,
    within: f64,
    unit: Option<String>,
    pub(in crate::lesson) wrong: Vec<(Spot<Expr>, Vec<Inline>)>,
    reply: Option<Spot<Vec<Inline>>>,
    test: bool,
}

impl NumberSpots {
    pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Self> {
        let mut fields = Fields::read(body, "the number", at, reports)?;
        let id = fields.required("id", reports);
        let ask = fields.required_prose("ask", reports);
        let answer = fields.expression("answer", reports);
        let within = fields.amount("within", reports).unwrap_or(0.0);
        let unit = fields.text("unit", reports).map(|unit| unit.value);
        let tables = fields.tables("wrong", "a known mistake", reports);
        let reply = fields.prose("reply", reports);
        let test = fields.switch("test", reports);
        fields.finish(reports);
        check_id(id.as_ref(), reports);
        if reply.is_none() {
            let fix = "add `reply = \"...\"`: why it is so".to_owned();
            reports.warning(at, "the number has no reply", fix);
        }
        let wrong = tables
            .into_iter()
            .filter_map(|mut table| {
                let is = table.expression("is", reports);
                let reply = table.required_prose("reply", reports);
                table.finish(reports);
                Some((is?, reply?))
            })
            .collect();
        Some(Self {
            id: id?,
            ask: ask?,
            answer: answer?,
            within,
            unit,
            wrong,
            reply,
            test,
        })
    }

    pub(super) fn number(&self) -> Number {
        let mistake = |(is, reply): &(Spot<Expr>, Vec<Inline>)| Mistake {
            is: is.value.clone(),
            reply: reply.clone(),
        };
        Number {
            id: self.id.value.clone(),
            ask: self.ask.clone(),
            answer: self.answer.value.clone(),
            within: self.within,
            unit: self.unit.clone(),
            wrong: self.wrong.iter().map(mistake).collect(),
            reply: value(self.reply.as_ref()),
            test: self.test,
        }
    }
}
