//! A class as a document, a table or lines.

use crate::class::{Class, Doing, Given, Learner, Standing};
use crate::commands::{Failure, print, print_json};
use crate::screens::board;
use crate::ui::fold::printable;
use crate::ui::number::many;
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;

/// Prints all there is as one JSON document.
///
/// # Errors
/// If standard output cannot be written.
pub fn json(class: &Class, names: bool) -> Result<ExitCode, Failure> {
    let (all, here) = class.present();
    let learners: Vec<_> = class
        .learners()
        .map(|(id, it)| learner(class, id, it, names))
        .collect();
    let missed: Vec<_> = class
        .missed()
        .into_iter()
        .map(|(at, _)| question(class, at))
        .collect();
    let bets = class.claims().reliability().map(|found| {
        let groups = found.groups.iter();
        let groups: Vec<_> = groups
            .map(|group| json!({ "bets": group.count, "said": group.said, "right": group.right }))
            .collect();
        json!({ "bets": found.all.count, "said": found.all.said, "right": found.all.right, "groups": groups })
    });
    print_json(&json!({
        "at": class.now,
        "learners": learners,
        "count": all,
        "here": here,
        "missed": missed,
        "calibration": bets,
        "unreadable": class.unreadable,
        "other_files": class.foreign,
    }))
}

fn learner(class: &Class, id: &str, learner: &Learner, names: bool) -> Value {
    let digest = &learner.digest;
    let place = digest.place.and_then(|(lesson, step)| {
        let lesson = class.questions().course().lessons.get(lesson)?;
        Some((lesson.id.as_str(), lesson.steps.get(step)?.id.as_str()))
    });
    let right = digest
        .firsts
        .iter()
        .filter(|(_, given)| *given == Given::Right)
        .count();
    let doing = match digest.doing {
        None => json!("away"),
        Some(Doing::Reading) => json!("here"),
        Some(doing) => json!(doing),
    };
    json!({
        "learner": class.name(id, names),
        "number": learner.number,
        "lesson": place.map(|place| place.0),
        "step": place.map(|place| place.1),
        "since": digest.since,
        "last": digest.last,
        "doing": doing,
        "stuck": digest.standing(class.now) == Standing::Stuck,
        "open_there": ids(class, &digest.open),
        "steps_done": digest.done,
        "answered": digest.firsts.len(),
        "right_at_first": right,
        "bets": digest.claims.len(),
        "bets_right": digest.claims.iter().filter(|claim| claim.2).count(),
    })
}

fn ids(class: &Class, questions: &[usize]) -> Vec<String> {
    let blocks = questions.iter().filter_map(|at| class.questions().at(*at));
    blocks
        .filter_map(|(_, _, block)| block.id().map(str::to_owned))
        .collect()
}

fn question(class: &Class, at: usize) -> Value {
    let Some(((lesson, step, block), tally)) = class.questions().at(at).zip(class.tally(at)) else {
        return Value::Null;
    };
    let groups: Vec<_> = tally
        .groups()
        .into_iter()
        .map(|(given, count)| {
            let right = *given == Given::Right;
            json!({ "answer": board::given(given, block), "right": right, "learners": count })
        })
        .collect();
    json!({
        "lesson": lesson.id,
        "step": step.id,
        "id": block.id(),
        "answers": tally.answers(),
        "right": tally.right(),
        "groups": groups,
    })
}

/// Prints a line a learner, as comma-separated values.
///
/// # Errors
/// If standard output cannot be written.
pub fn csv(class: &Class, names: bool) -> Result<ExitCode, Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let cannot = |error: csv::Error| Failure(format!("the table cannot be written: {error}"));
    let head = [
        "learner",
        "lesson",
        "step",
        "doing",
        "seconds_there",
        "stuck",
        "steps_done",
        "answered",
        "right_at_first",
        "bets",
        "bets_right",
    ];
    table.write_record(head).map_err(cannot)?;
    for (id, learner) in class.learners() {
        let digest = &learner.digest;
        let (lesson, step) = digest.place.unzip();
        let lesson = lesson.and_then(|at| class.questions().course().lessons.get(at));
        let step = step.and_then(|at| lesson?.steps.get(at));
        let doing = match digest.doing {
            None => "away",
            Some(Doing::Reading) => "here",
            Some(Doing::Training { .. }) => "training",
            Some(Doing::Waiting { .. }) => "waiting",
        };
        let right = digest
            .firsts
            .iter()
            .filter(|(_, given)| *given == Given::Right)
            .count();
        let claims = digest.claims.iter().filter(|claim| claim.2).count();
        let number = |n: usize| n.to_string();
        let row = [
            cell(&class.name(id, names)),
            lesson.map_or(String::new(), |lesson| lesson.id.clone()),
            step.map_or(String::new(), |step| step.id.clone()),
            doing.to_owned(),
            class.now.saturating_sub(digest.since).to_string(),
            (digest.standing(class.now) == Standing::Stuck).to_string(),
            number(digest.done),
            number(digest.firsts.len()),
            number(right),
            number(digest.claims.len()),
            number(claims),
        ];
        table.write_record(&row).map_err(cannot)?;
    }
    let bytes = table
        .into_inner()
        .map_err(|error| Failure(error.to_string()))?;
    print(&String::from_utf8_lossy(&bytes))
}

/// A name in a cell: a spreadsheet must not take it for a formula.
fn cell(name: &str) -> String {
    let plain = printable(name);
    match name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{plain}"),
        false => plain.into_owned(),
    }
}

/// Prints the class in sentences, for a screen reader or a pipe.
///
/// # Errors
/// If standard output cannot be written.
pub fn lines(class: &Class, names: bool) -> Result<ExitCode, Failure> {
    print(&told(class, names))
}

fn told(class: &Class, names: bool) -> String {
    let (all, here) = class.present();
    let mut text = format!("{}, {here} here.\n", many(all as u64, "learner"));
    for sentence in board::sentences(class, names) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{sentence}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula_to_a_spreadsheet() {
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("@cmd"), "'@cmd");
        assert_eq!(cell("ada"), "ada");
        assert_eq!(cell("a\u{202e}da"), "a da");
    }
}
