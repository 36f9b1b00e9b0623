//! What an author is told of the control characters in a lesson.

use super::codes::{is_code, name};
use super::source::Reports;

/// What to do about one.
const FIX: &str = "take it out: what is copied from a terminal may hold its codes for colours";

/// Reports what stands in the file as it is, once a line.
pub(super) fn report(reports: &mut Reports<'_>) {
    let source = reports.source;
    let line_end = |at: usize| source.text()[at..].find('\n').map(|end| at + end);
    for line in source.codes.chunk_by(|a, b| line_end(a.0) == line_end(b.0)) {
        if let Some(&(at, code)) = line.first() {
            say(at, code, line.len() - 1, reports);
        }
    }
}

/// Reports what a text is found to hold once its escapes are read.
pub(super) fn report_spelled(at: usize, text: &str, reports: &mut Reports<'_>) {
    let mut codes = text.chars().filter(|c| is_code(*c));
    if let Some(first) = codes.next() {
        say(at, first, codes.count(), reports);
    }
}

fn say(at: usize, code: char, others: usize, reports: &mut Reports<'_>) {
    let number = code as u32;
    let others = match others {
        0 => String::new(),
        n => format!(", and {n} more after it"),
    };
    let message = format!(
        "a control character that cannot be shown: {} (U+{number:04X}){others}",
        name(code)
    );
    reports.flaw(at, message, FIX.to_owned());
}
