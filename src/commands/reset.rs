//! `handson reset`: forget a lesson, or everything.

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::{Failure, course, print};
use crate::ui::fold::printable;
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// Forgets what the learner did, after asking.
///
/// # Errors
/// If there is no such lesson, or the progress cannot be written.
pub fn run(global: &Global, lesson: Option<&str>, yes: bool) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let lesson = match lesson {
        Some(asked) => {
            let (at, _) = course.find(asked).map_err(Failure::new)?;
            Some(&course.lessons[at])
        }
        None => None,
    };
    let what = match lesson {
        Some(lesson) => format!("everything you did in \"{}\"", lesson.title),
        None => "everything you did in this course".to_owned(),
    };
    if !yes && !agreed(&what)? {
        return print("Nothing was forgotten.\n");
    }
    let forgotten = store(global)?.forget(lesson.map(|lesson| lesson.id.as_str()));
    forgotten.map_err(Failure::new)?;
    print(&format!("Forgotten: {what}.\n"))
}

/// Asks; whatever is not yes, the end of the input included, is no.
fn agreed(what: &str) -> Result<bool, Failure> {
    let cannot = |error: std::io::Error| Failure(format!("you cannot be asked: {error}; --yes"));
    let question = format!("Forget {what}? [y/N] ");
    let mut err = std::io::stderr();
    let asked = err.write_all(printable(&question).as_bytes());
    asked.and_then(|()| err.flush()).map_err(cannot)?;
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(cannot)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
