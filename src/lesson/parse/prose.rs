//! Running text inside of a directive's fields: emphasis, code and formulas, as in a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Walk;
use crate::lesson::model::Inline;
use crate::lesson::source::{Reports, Source, Spot};

/// Reads a field as running text. What is wrong in it is found in its place where the text is
/// spelled without escapes, and else at the beginning of the field.
pub(in crate::lesson) fn prose(text: &Spot<String>, reports: &mut Reports<'_>) -> Vec<Inline> {
    let length = text.value.len();
    if let Some(begin) = reports.verbatim(text.at, &text.value) {
        return sentence(reports, begin..begin + length);
    }
    let source = Source::new("", &text.value);
    let mut inner = Reports::new(&source);
    let inlines = sentence(&mut inner, 0..length);
    for finding in inner.found {
        reports.say(finding.severity, text.at, finding.message, finding.fix);
    }
    inlines
}

fn sentence(reports: &mut Reports<'_>, place: Range<usize>) -> Vec<Inline> {
    let mut walk = Walk::new(reports, place);
    let mut inlines = Vec::new();
    while let Some((event, place)) = walk.events.next() {
        match event {
            Event::Start(Tag::Paragraph) if inlines.is_empty() => inlines = walk.inlines(),
            event => {
                if let Event::Start(_) = event {
                    walk.skip();
                }
                let fix = "write one paragraph; `\\` before its first sign keeps it from beginning \
                           a list or a heading";
                let message = "only running text can stand here";
                walk.reports.error(place.start, message, fix.to_owned());
            }
        }
    }
    inlines
}
