//! The contents in words: every lesson with what was done in it, and how the bets went.

use super::{calibration, list};
use crate::lesson::model::{Course, Lesson};
use crate::progress::{Progress, Standing};
use crate::ui::number::many;

/// A paragraph for each lesson, then the bets.
pub fn sentences(course: &Course, progress: &Progress) -> Vec<String> {
    let mut lines: Vec<String> = course
        .lessons
        .iter()
        .map(|lesson| {
            let seen = match (progress.steps_seen(lesson), lesson.steps.len()) {
                (0, all) => format!("{}, none seen", many(all as u64, "step")),
                (1, 1) => "its only step seen".to_owned(),
                (seen, all) if seen == all => format!("all {all} steps seen"),
                (seen, all) => format!("{seen} of {} seen", many(all as u64, "step")),
            };
            let open = match (progress.is_known(&lesson.id), progress.left_open(lesson)) {
                (true, _) => ", known".to_string(),
                (false, 0) => String::new(),
                (false, open) => format!(", {open} left open"),
            };
            let needs = match list::needs(lesson, course, progress) {
                needs if needs.is_empty() => String::new(),
                needs => format!(", {}", needs.trim()),
            };
            format!(
                "{:02} {}: {} {seen}{open}, {}{needs}.",
                lesson.number,
                lesson.title,
                lesson.summary,
                many(lesson.minutes.into(), "minute")
            )
        })
        .collect();
    lines.extend(calibration::sentences(course, progress));
    lines
}

/// A lesson's steps by their numbers, with what was done in them.
pub fn steps(lesson: &Lesson, progress: &Progress) -> Vec<String> {
    let head = format!("{:02} {}: {}", lesson.number, lesson.title, lesson.summary);
    let steps = lesson.steps.iter().enumerate().map(|(at, step)| {
        let done = match progress.standing(lesson, at) {
            Standing::New => ", not seen yet".to_string(),
            Standing::Done => ", done".to_string(),
            Standing::Open(open) => format!(", seen, {open} left open"),
        };
        format!("{:02}:{} {}{done}.", lesson.number, at + 1, step.title)
    });
    std::iter::once(head).chain(steps).collect()
}
