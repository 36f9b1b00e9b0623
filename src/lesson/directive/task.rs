//! `task`: something to bring about in the lab.

use super::{check_id, value, values};
use crate::expr::Expr;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Inline, Task};
use crate::lesson::parse::prose;
use crate::lesson::source::{Body, Reports, Spot};

#[derive(Debug, Clone, PartialEq)]
pub(in crate::lesson) struct TaskSpots {
    pub(in crate::lesson) id: Spot<String>,
    goal: Vec<Inline>,
    pub(in crate::lesson) until: Spot<Expr>,
    hints: Vec<Vec<Inline>>,
    pub(in crate::lesson) done: Option<Spot<Vec<Inline>>>,
    pub(in crate::lesson) solve: Vec<Spot<String>>,
    pub(in crate::lesson) naive: Vec<Spot<String>>,
    /// Its lines train for longer than a check may take.
    pub(in crate::lesson) long: bool,
    /// A first touch of a control, which any key may meet.
    pub(in crate::lesson) warm_up: bool,
    test: bool,
}

impl TaskSpots {
    pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Self> {
        let mut fields = Fields::read(body, "the task", at, reports)?;
        let id = fields.required("id", reports);
        let goal = fields.required_prose("goal", reports);
        let until = fields.expression("until", reports);
        let hints = fields.list("hints", reports).unwrap_or_default();
        let done = fields.prose("done", reports);
        let solve = fields.list("solve", reports).unwrap_or_default();
        let naive = fields.list("naive", reports).unwrap_or_default();
        let long = fields.switch("long", reports);
        let warm_up = fields.switch("warm_up", reports);
        let test = fields.switch("test", reports);
        fields.finish(reports);
        check_id(id.as_ref(), reports);
        for (empty, what, fix) in [
            (hints.is_empty(), "no hint", "add `hints = [\"...\"]`"),
            (
                done.is_none(),
                "no `done`",
                "add `done = \"...\"`: why it worked",
            ),
            (
                solve.is_empty(),
                "no `solve`",
                "add `solve = [\"set ...\"]`: lines that meet it, so that it is proved",
            ),
            (
                naive.is_empty(),
                "no `naive`",
                "add `naive = [\"set ...\"]`: lines of a guess that must not meet it",
            ),
        ] {
            if empty {
                reports.warning(at, format!("the task has {what}"), fix.to_owned());
            }
        }
        Some(Self {
            id: id?,
            goal: goal?,
            until: until?,
            hints: hints.iter().map(|hint| prose(hint, reports)).collect(),
            done,
            solve,
            naive,
            long,
            warm_up,
            test,
        })
    }

    pub(in crate::lesson) fn task(&self) -> Task {
        Task {
            id: self.id.value.clone(),
            goal: self.goal.clone(),
            until: self.until.value.clone(),
            hints: self.hints.clone(),
            done: value(self.done.as_ref()),
            solve: values(&self.solve),
            naive: values(&self.naive),
            test: self.test,
        }
    }
}
