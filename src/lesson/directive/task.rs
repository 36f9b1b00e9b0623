//! `task`: something to bring about in the lab.

use super::check_id;
use crate::lesson::fields::Fields;
use crate::lesson::model::{Block, Task};
use crate::lesson::parse::prose;
use crate::lesson::source::{Body, Reports};

/// Reads it.
pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
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
    Some(Block::Task(Task {
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
    }))
}
