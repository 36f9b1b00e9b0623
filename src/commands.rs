//! One file a subcommand: each wires the parts together and holds no logic of its own.

pub(crate) mod check;
pub(crate) mod class;
pub(crate) mod classify;
pub mod cli;
pub(crate) mod compress;
pub(crate) mod course;
pub(crate) mod decompress;
pub(crate) mod doctor;
pub(crate) mod files;
pub(crate) mod homework;
pub(crate) mod keeping;
pub(crate) mod lab;
pub(crate) mod labs;
pub(crate) mod lessons;
pub(crate) mod manual;
pub(crate) mod new;
pub(crate) mod predict;
pub(crate) mod privacy;
pub(crate) mod render;
pub(crate) mod reset;
pub(crate) mod seats;
pub(crate) mod settings;
pub(crate) mod stage;
pub(crate) mod terminal;
pub(crate) mod tour;
pub(crate) mod train;
pub(crate) mod worker;

use crate::dataset::{DataError, catalog};
use crate::lesson::catalog::Catalog;
use crate::lesson::check::Tasks;
use crate::lesson::error::{Broken, Severity};
use crate::lesson::model::Course;
use crate::msg::Reading;
use crate::ui::fold::{is_obeyed, printable};
use cli::{Cli, Command, Global, New, shared_folders};
use render::Shape;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use termprofile::Env;

/// Why a command cannot run: one sentence that names the file or flag and the remedy.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        Self::new(error)
    }
}

impl Failure {
    /// The sentence of an error.
    pub fn new(error: impl Display) -> Self {
        Self(error.to_string())
    }
}

/// Runs what the command line asks for.
///
/// # Errors
/// A sentence, where it cannot run.
pub fn run(mut cli: Cli) -> Result<ExitCode, Failure> {
    // what a shell or a packager asks for does not hang on what a learner has set
    let printed = matches!(
        cli.command,
        Some(Command::Completions { .. } | Command::Man { .. } | Command::Worker)
    );
    let remembered = match printed {
        true => None,
        false => settings::settle(&mut cli.global)?,
    };
    let opens = matches!(
        cli.command,
        None | Some(Command::Open { .. } | Command::Lab(_))
    );
    match remembered {
        Some(said) if opens => cli.global.notice = Some(said),
        said => said.iter().for_each(|said| complain(said)),
    }
    catalog::share(shared_folders(&Env));
    let global = &cli.global;
    match cli.command {
        None => course::go_on(global),
        Some(Command::Open { place, with }) => course::open(global, &place, with.as_deref()),
        Some(Command::Lessons { files, .. }) if !files.is_empty() => lessons::class(global, &files),
        Some(Command::Lessons { json, .. }) => lessons::run(global, json),
        Some(Command::Lab(args)) => lab::run(&args, global),
        Some(Command::Labs {
            name,
            size,
            gallery: true,
            ..
        }) => labs::gallery(global, name.as_deref(), &size),
        Some(Command::Labs { name, json, .. }) => labs::run(name.as_deref(), json),
        Some(Command::Train(args)) => train::run(&args, global),
        Some(Command::Predict(args)) => predict::run(&args),
        Some(Command::Compress(args)) => compress::run(&args, global),
        Some(Command::Decompress(args)) => decompress::run(&args, global),
        Some(Command::Classify(args)) => classify::run(&args),
        Some(Command::Homework(args)) => homework::run(&args, global),
        Some(Command::Render { place, size, play }) => {
            let shape = match global.is_plain() {
                true => Shape::Plain,
                false => Shape::Screen,
            };
            render::run(global, &place, &size, shape, play.as_deref())
        }
        Some(Command::Check { folder, long }) => {
            let tasks = if long { Tasks::All } else { Tasks::Short };
            check::run(folder.or(cli.global.lessons).as_deref(), tasks)
        }
        Some(Command::New {
            what: New::Lesson { title },
        }) => new::lesson(global, &title),
        Some(Command::Reset { lesson, yes }) => reset::run(global, lesson.as_deref(), yes),
        Some(Command::Worker) => worker::run(global),
        Some(Command::Class(args)) => class::run(&args, global),
        Some(Command::Seats(args)) => seats::run(&args, global),
        Some(Command::Privacy) => privacy::run(global),
        Some(Command::Doctor) => doctor::run(global),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { command }) => manual::page(command.as_deref()),
    }
}

/// The lessons: those inside the program, which the tests hold to be without fault, or those of
/// `--lessons DIR`.
fn course(global: &Global) -> Result<Course, Failure> {
    match &global.lessons {
        None => Catalog::embedded().course().map_err(Failure::new),
        Some(folder) => {
            let catalog = Catalog::read(folder).map_err(Failure::new)?;
            catalog.passed_over().for_each(|word| complain(&word));
            sound(catalog).map_err(Failure::new)
        }
    }
}

/// The course, if nothing in it names a lab or a control there is not.
fn sound(catalog: Catalog) -> Result<Course, Broken> {
    let mut faults = check::faults(&catalog);
    faults.retain(|fault| fault.severity == Severity::Error);
    match faults.is_empty() {
        true => catalog.course(),
        false => Err(Broken(faults)),
    }
}

/// The lessons of a folder anew, for a course that shows them already; `lessons` are its files.
fn reading(folder: &Path, lessons: &mut Vec<String>) -> Reading {
    match Catalog::read_again(folder, lessons) {
        Ok(catalog) => {
            let files = catalog.files();
            match sound(catalog) {
                Ok(course) => {
                    *lessons = files;
                    Ok(Arc::new(course))
                }
                Err(broken) => {
                    lessons.extend(files);
                    Err(broken.brief())
                }
            }
        }
        Err(error) => Err(format!(
            "{error}\nWhat is shown was read before; it is read again as soon as it can be."
        )),
    }
}

/// The exit status of who was ended by a signal, as a shell would say it.
fn ended_by(signal: i32) -> ExitCode {
    ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
}

/// Prints. A closed pipe ends a listing quietly. No code that a terminal would obey is printed,
/// wherever it came from.
///
/// # Errors
/// If standard output cannot be written.
pub fn print(text: &str) -> Result<ExitCode, Failure> {
    use std::io::{ErrorKind, Write};
    let text = printable(text);
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure(format!(
            "standard output cannot be written: {error}"
        ))),
    }
}

/// Seconds since 1970; a clock before that is taken for that.
fn unix_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// Prints a value as JSON, whose escapes keep every character and let none through that a terminal
/// would obey.
///
/// # Errors
/// If standard output cannot be written.
pub fn print_json(value: &serde_json::Value) -> Result<ExitCode, Failure> {
    print(&json_text(value))
}

/// A value as such JSON.
pub fn json_text(value: &serde_json::Value) -> String {
    format!("{}\n", escaped(&format!("{value:#}")))
}

/// JSON need not escape what is above 0x7E; a terminal obeys some of it.
fn escaped(json: &str) -> String {
    let escape = |c: char| match c {
        c if is_obeyed(c) && c != '\n' => format!("\\u{:04x}", c as u32),
        c => c.to_string(),
    };
    json.chars().map(escape).collect()
}

/// Says a sentence on standard error. One that cannot be said is no reason to stop.
pub fn complain(sentence: &str) {
    say("handson", sentence);
}

/// Says on standard error what is worth knowing beside the result.
pub fn remark(sentence: &str) {
    say("note", sentence);
}

fn say(who: &str, sentence: &str) {
    use std::io::Write;
    let sentence = printable(sentence);
    let _ = writeln!(std::io::stderr(), "{who}: {sentence}");
}
