//! `handson lessons`: the contents, with the learner's progress.

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::{Failure, course, print};
use crate::lesson::model::{Course, Lesson};
use crate::progress::Progress;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// Lists the lessons.
///
/// # Errors
/// If the lessons cannot be read.
pub fn run(global: &Global, json: bool) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let (progress, notice) = store(global)?.load();
    if let Some(notice) = notice {
        eprintln!("handson: {notice}");
    }
    if json {
        let list: Vec<_> = course
            .lessons
            .iter()
            .map(|l| as_json(l, &progress))
            .collect();
        return print(&format!("{:#}\n", json!({ "lessons": list })));
    }
    print(&as_text(&course, &progress))
}

fn as_text(course: &Course, progress: &Progress) -> String {
    let mut text = String::new();
    for lesson in &course.lessons {
        let (seen, steps) = (progress.steps_seen(lesson), lesson.steps.len());
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:02}  {:<28} {seen:>2} of {steps:<2} steps   {:>2} min   {}",
            lesson.number, lesson.title, lesson.minutes, lesson.id
        );
        let _ = writeln!(text, "    {}", lesson.summary);
    }
    text
}

fn as_json(lesson: &Lesson, progress: &Progress) -> serde_json::Value {
    let step = |step: &crate::lesson::model::Step| {
        json!({
            "id": step.id,
            "title": step.title,
            "seen": progress.has_seen(&lesson.id, &step.id),
        })
    };
    json!({
        "id": lesson.id,
        "number": lesson.number,
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "needs": lesson.needs,
        "steps": lesson.steps.iter().map(step).collect::<Vec<_>>(),
    })
}
