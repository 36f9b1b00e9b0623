//! `lab`: something to work with.

use crate::lesson::fields::Fields;
use crate::lesson::model::LabDirective;
use crate::lesson::source::{Body, Reports};

/// Reads it.
pub(in crate::lesson) fn read(
    body: &Body,
    at: usize,
    reports: &mut Reports<'_>,
) -> Option<LabDirective> {
    let mut fields = Fields::read(body, "the lab", at, reports)?;
    let name = fields.required("name", reports);
    let start = fields.entries("start", reports).unwrap_or_default();
    let show = fields.list("show", reports);
    let lock = fields.list("lock", reports).unwrap_or_default();
    let keep = fields.text("keep", reports);
    let still = fields.switch("still", reports);
    fields.finish(reports);
    Some(LabDirective {
        name: name?,
        start,
        show,
        lock,
        keep,
        still,
    })
}
