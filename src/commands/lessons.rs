//! `handson lessons`: the contents, with the learner's progress.

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::{Failure, complain, course, print, print_json, terminal};
use crate::lesson::judge::{adds_up, even, price};
use crate::lesson::model::{Block, Course, Lesson, Step};
use crate::progress::{Answer, Progress, Standing, peek};
use crate::session::Answers;
use crate::ui::fold;
use crate::ui::text::Columns;
use serde_json::json;
use std::borrow::Cow;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use termprofile::Env;

/// Columns for a title.
const TITLE: usize = 28;

/// Lists the lessons.
///
/// # Errors
/// If the lessons cannot be read.
pub fn run(global: &Global, json: bool) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let (progress, notice) = store(global)?.load();
    if let Some(notice) = notice {
        complain(&notice.to_string());
    }
    if json {
        let list: Vec<_> = course
            .lessons
            .iter()
            .map(|l| as_json(l, &progress))
            .collect();
        return print_json(&json!({ "lessons": list }));
    }
    let text = as_text(&course, &progress);
    let tiers = terminal::tiers(global, &progress, &Env, &Answers::default());
    print(&match tiers.glyphs.0.ascii {
        true => fold::ascii(&text),
        false => Cow::Borrowed(text.as_str()),
    })
}

fn as_text(course: &Course, progress: &Progress) -> String {
    let mut text = String::new();
    for lesson in &course.lessons {
        let (done, steps) = (progress.steps_done(lesson), lesson.steps.len());
        let known = match (progress.is_known(&lesson.id), progress.left_open(lesson)) {
            (true, _) => "   known".to_owned(),
            (false, 0) => String::new(),
            (false, open) => format!("   {open} open"),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:02}  {}{} {done:>2} of {steps:<2} done   {:>2} min   {}{known}",
            lesson.number,
            lesson.title,
            " ".repeat(TITLE.saturating_sub(lesson.title.columns())),
            lesson.minutes,
            lesson.id
        );
        let _ = writeln!(text, "    {}", lesson.summary);
    }
    text
}

/// Tells what the learners of a class did, each by a progress file that is only read.
///
/// # Errors
/// If the lessons or one of the files cannot be read.
pub fn class(global: &Global, files: &[PathBuf]) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let learner = |file: &PathBuf| -> Result<_, Failure> {
        let progress = peek(file).map_err(Failure::new)?;
        let lessons: Vec<_> = course
            .lessons
            .iter()
            .map(|lesson| as_json(lesson, &progress))
            .collect();
        Ok(json!({ "file": file.display().to_string(), "lessons": lessons }))
    };
    let learners: Vec<_> = files.iter().map(learner).collect::<Result<_, _>>()?;
    print_json(&json!({ "learners": learners }))
}

fn as_json(lesson: &Lesson, progress: &Progress) -> serde_json::Value {
    let step = |(at, step): (usize, &Step)| {
        let exercises: Vec<_> = step
            .blocks
            .iter()
            .filter_map(|block| exercise(block, &lesson.id, progress))
            .collect();
        json!({
            "id": step.id,
            "title": step.title,
            "seen": progress.has_seen(&lesson.id, &step.id),
            "done": progress.standing(lesson, at) == Standing::Done,
            "exercises": exercises,
        })
    };
    json!({
        "id": lesson.id,
        "number": lesson.number,
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "needs": lesson.needs,
        "known": progress.is_known(&lesson.id),
        "steps": lesson.steps.iter().enumerate().map(step).collect::<Vec<_>>(),
    })
}

/// A question, bet or task with what was answered first; options count from 1, as on the screen.
fn exercise(block: &Block, lesson: &str, progress: &Progress) -> Option<serde_json::Value> {
    let id = block.id()?;
    let kind = match block {
        Block::Quiz(_) => "quiz",
        Block::Bet(_) => "bet",
        Block::Number(_) => "number",
        Block::Arrangement(arrangement) => arrangement.kind(),
        _ => "task",
    };
    let answered = progress.answered(lesson, id);
    let first = answered.map(|answered| match &answered.first {
        Answer::Quiz { marked, right } => {
            let marked: Vec<usize> = marked.iter().map(|at| at.saturating_add(1)).collect();
            json!({ "marked": marked, "right": right })
        }
        Answer::Number { typed, right } => json!({ "typed": typed, "right": right }),
        Answer::Bet { chips, happened } => {
            let on = chips.get(*happened).copied();
            let on = on.filter(|_| adds_up(chips, chips.len()));
            json!({
                "chips": chips,
                "happened": happened.saturating_add(1),
                "nats": on.map(|on| price(on, chips.len())),
                "nats_of_an_even_spread": even(chips.len()),
            })
        }
        Answer::Arranged { things, right } => {
            let things: Vec<usize> = things.iter().map(|at| at.saturating_add(1)).collect();
            json!({ "placed": things, "right": right })
        }
        Answer::Task => json!({ "met": !answered.given_up }),
    });
    Some(json!({
        "id": id,
        "kind": kind,
        "first": first,
        "answered": answered.map(|answered| answered.when),
        "settled": answered.and_then(|answered| answered.right),
        "again": answered.map(|answered| {
            let again = answered.again.iter();
            again
                .map(|(when, right)| json!({ "answered": when, "right": right }))
                .collect::<Vec<_>>()
        }),
    }))
}
