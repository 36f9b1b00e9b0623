//! The course itself, on this terminal.

use crate::app::App;
use crate::commands::cli::{Global, OnOff};
use crate::commands::{Failure, course, terminal};
use crate::lesson::model::Course;
use crate::progress::Progress;
use crate::session::{End, Fault, Options, local};
use std::process::ExitCode;
use std::sync::Arc;
use termprofile::Env;

/// Goes on where the learner left off; a new learner starts at the welcome.
///
/// # Errors
/// A sentence, where the course cannot be drawn here.
pub fn go_on(global: &Global) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    run(global, course, (0, 0), None)
}

/// Opens a step.
///
/// # Errors
/// A sentence, where there is no such step, or the code says nothing to its lab.
pub fn open(global: &Global, place: &str, code: Option<&str>) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let at = course.find(place).map_err(Failure::new)?;
    run(global, course, at, code)
}

fn run(
    global: &Global,
    course: Course,
    at: (usize, usize),
    code: Option<&str>,
) -> Result<ExitCode, Failure> {
    let progress = Progress::default();
    let tiers = terminal::tiers(global, progress.drawing.as_deref(), &Env);
    let mut app = App::new(
        Arc::new(course),
        progress,
        terminal::look(&tiers, global.motion),
        at,
    );
    if let Some(code) = code {
        app.set_up(code)
            .map_err(|reason| Failure(format!("--with {code}: {reason}")))?;
    }
    let options = Options {
        mouse: global.mouse == OnOff::On,
        fault: global.panic.as_ref().map(|_| Fault::Ui),
        ..Options::default()
    };
    let ended = local::run(&mut app, options, Box::new(|_| Ok(()))).map_err(Failure::new)?;
    if let Some(reason) = ended.unsaved {
        eprintln!("handson: your place was not kept: {reason}");
    }
    Ok(match ended.end {
        End::Quit => ExitCode::SUCCESS,
        End::Signal(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        End::Hangup => ExitCode::from(129),
    })
}
