//! `handson render`: one step as text, at any size, after any keys.

use crate::app::App;
use crate::commands::cli::Global;
use crate::commands::cli::SymbolsChoice;
use crate::commands::{Failure, course, print, terminal};
use crate::progress::Progress;
use crate::session::Answers;
use crate::session::headless::Headless;
use std::process::ExitCode;
use std::sync::Arc;
use termprofile::Env;

/// Training steps a `tick` does: enough that a script sees something happen.
const QUANTA: usize = 4;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The screen, row by row.
    Screen,
    /// Words and numbers alone.
    Plain,
}

/// Prints the screen of a step.
///
/// # Errors
/// If there is no such step, or the size or the script makes no sense.
pub fn run(
    global: &Global,
    place: &str,
    size: &str,
    shape: Shape,
    script: Option<&str>,
) -> Result<ExitCode, Failure> {
    let course = Arc::new(course(global)?);
    let at = course.find(place).map_err(Failure::new)?;
    let (width, height) = parse_size(size)?;
    let mut look = terminal::look(&terminal::tiers(
        global,
        &Progress::default(),
        &Env,
        &Answers::default(),
    ));
    look.spoken = shape == Shape::Plain && global.symbols != Some(SymbolsChoice::Short);
    let app = App::new(course, Progress::default(), look, at);
    let mut session = Headless::new(app, width, height).quanta(QUANTA);
    session
        .play(script.unwrap_or_default())
        .map_err(Failure::new)?;
    match shape {
        Shape::Screen => print(&format!("{}\n", session.screen())),
        Shape::Plain => print(&session.app().plain()),
    }
}

/// Columns and rows, as in `100x30`.
pub fn parse_size(size: &str) -> Result<(u16, u16), Failure> {
    let parsed = size
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed.ok_or_else(|| {
        Failure(format!(
            "--size is '{size}': it must be columns x rows, such as 100x30"
        ))
    })
}
