//! `why`: what a term or a step of thought means, for who asks.

use crate::lesson::fields::Fields;
use crate::lesson::model::{Block, Why};
use crate::lesson::source::{Body, Reports};

/// Reads it.
pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Block> {
    let mut fields = Fields::read(body, "the why", at, reports)?;
    let ask = fields.required_prose("ask", reports);
    let text = fields.required_prose("text", reports);
    fields.finish(reports);
    Some(Block::Why(Why {
        ask: ask?,
        text: text?,
    }))
}
