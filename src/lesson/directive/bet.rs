//! `bet`: ten chips over what may happen.

use super::{check_id, value, values};
use crate::expr::Expr;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Bet, Inline, Outcome};
use crate::lesson::source::{Body, Reports, Spot};

/// More options than chips would leave some without any.
const MOST: usize = 9;

#[derive(Debug, Clone, PartialEq)]
pub(in crate::lesson) struct BetSpots {
    pub(in crate::lesson) id: Spot<String>,
    ask: Vec<Inline>,
    pub(in crate::lesson) reveal: Vec<Spot<String>>,
    pub(in crate::lesson) options: Vec<OutcomeSpots>,
    pub(in crate::lesson) lock: Vec<Spot<String>>,
    /// Its reveal trains for longer than a check may take.
    pub(in crate::lesson) long: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::lesson) struct OutcomeSpots {
    text: Vec<Inline>,
    pub(in crate::lesson) when: Spot<Expr>,
    pub(in crate::lesson) reply: Option<Spot<Vec<Inline>>>,
    lost: Option<Spot<Vec<Inline>>>,
}

impl BetSpots {
    pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Self> {
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
            .filter_map(|table| OutcomeSpots::read(table, reports))
            .collect();
        Some(Self {
            id: id?,
            ask: ask?,
            reveal,
            options,
            lock,
            long,
        })
    }

    pub(in crate::lesson) fn bet(&self) -> Bet {
        let outcome = |option: &OutcomeSpots| Outcome {
            text: option.text.clone(),
            when: option.when.value.clone(),
            reply: value(option.reply.as_ref()),
            lost: value(option.lost.as_ref()),
        };
        Bet {
            id: self.id.value.clone(),
            ask: self.ask.clone(),
            reveal: values(&self.reveal),
            options: self.options.iter().map(outcome).collect(),
            lock: values(&self.lock),
        }
    }
}

impl OutcomeSpots {
    fn read(mut fields: Fields<'_>, reports: &mut Reports<'_>) -> Option<Self> {
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
        Some(Self {
            text: text?,
            when: when?,
            reply,
            lost,
        })
    }
}
