//! `handson class`: the teacher's board, live on a terminal, or as one document.

mod export;
mod register;
mod runs;
mod vote;

use crate::class::{Class, Questions};
use crate::commands::cli::Global;
use crate::commands::course::{end, look, store, terminal_options};
use crate::commands::{Failure, course, remark, unix_time};
use crate::msg::{Effect, Keepsake, Msg};
use crate::progress::Progress;
use crate::screens::board::Board;
use crate::session::local::{self, Watched};
use crate::session::{Front, Keeper, Register};
use clap::Args;
use ratatui::Frame;
use register::Files;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Flags of `class`.
#[derive(Debug, Clone, Default, Args)]
pub struct ClassArgs {
    /// The folder with the learners' progress files [default: the one the course keeps progress in]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// One JSON document
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// A table, a line a learner
    #[arg(long)]
    pub csv: bool,
    /// Numbers in the place of names, for the projector
    #[arg(long)]
    pub anonymous: bool,
    /// What the class's classifiers of digits make of the test digits, each alone and all together
    #[arg(long, conflicts_with_all = ["csv", "runs"])]
    pub vote: bool,
    /// With --vote: stay, and tell it again whenever a classifier comes or is trained further
    #[arg(long, requires = "vote")]
    pub follow: bool,
    /// Collect the receipts of `handson homework` from the files of DIR, such as those of a job array
    #[arg(long, conflicts_with = "csv")]
    pub runs: bool,
}

/// Shows the board, or prints the class.
///
/// # Errors
/// A sentence: no such folder, lessons that cannot be read, or a screen that cannot be drawn.
pub fn run(args: &ClassArgs, global: &Global) -> Result<ExitCode, Failure> {
    let own = store(global)?.folder().map(Path::to_owned);
    let Some(folder) = args.folder.clone().or(own) else {
        return Err(Failure(
            "no home folder: name the class's folder".to_owned(),
        ));
    };
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Failure(format!(
            "{folder} is no folder: name the one with progress-NAME.json of each learner"
        )));
    }
    if args.runs {
        return runs::run(&folder, args);
    }
    if args.vote {
        return vote::run(&folder, args);
    }
    let course = Arc::new(course(global)?);
    let questions = Arc::new(Questions::of(Arc::clone(&course)));
    let mut files = Files::of(folder.clone(), Arc::clone(&questions), args.anonymous);
    let mut class = Class::new(questions);
    if !args.json && !args.csv && !global.is_plain() {
        let board = Board::new(
            title(&folder, args),
            class,
            look(global, &Progress::default()),
            !args.anonymous,
        );
        return show(board, files, global);
    }
    files.look_round();
    while class.reading {
        class.hear(files.read(unix_time()));
    }
    for sentence in passed_over(&class) {
        remark(&sentence);
    }
    let names = !args.anonymous;
    match (args.json, args.csv) {
        (true, _) => export::json(&class, names),
        (_, true) => export::csv(&class, names),
        _ => export::lines(&class, names),
    }
}

/// What the board is called: with names off, not after the folder.
fn title(folder: &Path, args: &ClassArgs) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    match name.filter(|name| !args.anonymous && name != "handson") {
        Some(name) => format!("class {name}"),
        None => "the class".to_owned(),
    }
}

/// What was passed over in the folder, a sentence each.
fn passed_over(class: &Class) -> Vec<String> {
    let mut said = Vec::new();
    if class.unreadable > 0 {
        let count = class.unreadable;
        said.push(format!(
            "learners whose files cannot be read, and are left out: {count}"
        ));
    }
    if class.foreign > 0 {
        said.push(format!(
            "other files in the folder, passed over: {}",
            class.foreign
        ));
    }
    said
}

fn show(board: Board, files: Files, global: &Global) -> Result<ExitCode, Failure> {
    let (options, judge) = terminal_options(global);
    let mut board = board;
    let watched = Some(Watched::Class(Box::new(files)));
    let ended = local::run(&mut board, options, Box::new(Nothing), judge, watched);
    Ok(end(ended.map_err(Failure::new)?))
}

/// The board keeps nothing.
struct Nothing;

impl Keeper for Nothing {
    fn progress(&mut self, _: Progress) -> Result<(), String> {
        Ok(())
    }

    fn lab(&mut self, _: &str, _: &Keepsake) -> Result<(), String> {
        Ok(())
    }

    fn recall(&mut self, _: &str) -> Result<Option<Keepsake>, String> {
        Ok(None)
    }

    fn refused(&self) -> Option<String> {
        None
    }
}

impl Front for Board {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        Board::update(self, msg)
    }

    fn wants_ticks(&self) -> bool {
        false
    }

    fn notify(&mut self, sentence: String) {
        Board::notify(self, sentence);
    }

    fn view(&self, frame: &mut Frame) {
        Board::view(self, frame);
    }
}
