//! The command line.

mod choices;
mod host;

use crate::commands::class::ClassArgs;
use crate::commands::classify::ClassifyArgs;
use crate::commands::compress::CompressArgs;
use crate::commands::decompress::DecompressArgs;
use crate::commands::homework::HomeworkArgs;
use crate::commands::lab::LabArgs;
use crate::commands::predict::PredictArgs;
use crate::commands::seats::SeatsArgs;
use crate::commands::train::flags::TrainArgs;
use crate::train::spec::MOST_THREADS;
pub use choices::{BackgroundChoice, ColorChoice, GlyphChoice, OnOff, SymbolsChoice};
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
pub use host::{ends, is_scheduled, shared_folders};
use std::path::PathBuf;
use termprofile::EnvVarSource;

const EXAMPLES: &str = "\
Examples:
  handson                          go on where you left off
  handson open autoencoder:train   open one step of one lesson
  handson train autoencoder        the course's main training, without the screen
  handson render 04:wider          one screen as text
  handson --plain                  the course as a dialogue of lines, for a screen reader
  ssh -t host handson              the course on another machine

In the course: the right arrow goes on, ? explains the screen, q leaves.";

/// A hands-on machine-learning course in the terminal.
#[derive(Debug, Parser)]
#[command(name = "handson", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; without one, the course goes on.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Read the lessons from this folder; the course shows a change at once
    #[arg(long, global = true, value_name = "DIR")]
    pub lessons: Option<PathBuf>,
    /// Keep progress in this folder
    #[arg(long, global = true, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Keep progress apart under this name
    #[arg(long, global = true, value_name = "NAME")]
    pub learner: Option<String>,
    /// Train with at most so many threads
    #[arg(long, global = true, value_name = "N", value_parser = threads())]
    pub threads: Option<usize>,
    /// Share the host's cores with other learners through this folder; off: train at once
    /// [default: HANDSON_SLOTS, else /tmp/handson-slots]
    #[arg(long, global = true, value_name = "DIR|off")]
    pub slots: Option<PathBuf>,
    /// Train what the course trains in a worker that this command of the shell starts, as in "ssh -o
    /// BatchMode=yes gpuhost handson worker" or "srun -n1 -c2 handson worker"; off: here [default:
    /// HANDSON_WORKER, else off]
    #[arg(long, global = true, value_name = "CMD|off")]
    pub worker: Option<String>,
    /// Words and numbers alone, for a screen reader, a pipe or a terminal that cannot place text:
    /// the course is a dialogue of lines then
    #[arg(long, global = true, value_name = "ON", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    pub plain: Option<OnOff>,
    /// How formulas are told in lines: in words or in signs [default: spoken]
    #[arg(long, global = true, value_name = "HOW")]
    pub symbols: Option<SymbolsChoice>,
    /// Colours to use [default: auto]
    #[arg(long, global = true, value_name = "TIER")]
    pub color: Option<ColorChoice>,
    /// Characters to draw pictures with; ascii: nothing above 0x7F anywhere
    #[arg(long, global = true, value_name = "TIER")]
    pub glyphs: Option<GlyphChoice>,
    /// What lies behind the text [default: auto]
    #[arg(long, global = true, value_name = "KIND")]
    pub background: Option<BackgroundChoice>,
    /// Whether the mouse acts [default: on]
    #[arg(long, global = true, value_name = "ON")]
    pub mouse: Option<OnOff>,
    /// Whether anything may move by itself; as NO_MOTION says, else on
    #[arg(long, global = true, value_name = "ON")]
    pub motion: Option<OnOff>,
    /// Treat the terminal as far away: what moves by itself takes 8 kB/s at most [default: on over
    /// SSH, and until the terminal has answered at once]
    #[arg(long, global = true, value_name = "ON", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    pub remote: Option<OnOff>,
    /// Keep those of the flags above, from --worker to --remote, for the next time
    #[arg(long, global = true)]
    pub remember: bool,
    /// What the learner should hear once the course is open.
    #[arg(skip)]
    pub notice: Option<String>,
}

impl Global {
    /// Whether the terminal is at the other end of a network, where that is known.
    pub fn is_remote(&self, env: &impl EnvVarSource) -> Option<bool> {
        let set = |name: &&str| env.var(name).is_some_and(|value| !value.is_empty());
        let over_ssh = ["SSH_TTY", "SSH_CONNECTION"].iter().any(set);
        let said = self.remote.map(OnOff::is_on);
        said.or(over_ssh.then_some(true))
    }

    /// Whether lines take the place of the screen.
    pub fn is_plain(&self) -> bool {
        self.plain.is_some_and(OnOff::is_on)
    }

    /// Whether the mouse acts.
    pub fn has_mouse(&self) -> bool {
        self.mouse.is_none_or(OnOff::is_on)
    }
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a lesson, or a step of it
    Open {
        /// LESSON or LESSON:STEP, by id, number or a unique part of the title
        #[arg(value_name = "LESSON[:STEP]")]
        place: String,
        /// Set the lab up from a code, as the key y copies it
        #[arg(long, value_name = "CODE")]
        with: Option<String>,
    },
    /// List the lessons with your progress
    Lessons {
        /// One JSON document
        #[arg(long)]
        json: bool,
        /// The progress files of a class, instead of your own progress
        #[arg(value_name = "FILE", requires = "json")]
        files: Vec<PathBuf>,
    },
    /// Open a lab by itself, or all of them, outside any lesson
    Lab(LabArgs),
    /// List every lab's controls, verbs and facts, for authors
    Labs {
        /// Only this lab
        name: Option<String>,
        /// One JSON document
        #[arg(long)]
        json: bool,
        /// A picture of each
        #[arg(long, conflicts_with = "json")]
        gallery: bool,
        /// Columns and rows of a picture at the most
        #[arg(
            long,
            value_name = "COLUMNSxROWS",
            default_value = "76x18",
            requires = "gallery"
        )]
        size: String,
    },
    /// Train a model without the screen
    Train(TrainArgs),
    /// Write what a trained network makes of the test pictures, for others to compare
    Predict(PredictArgs),
    /// Keep digits as codes of an autoencoder, in few bits, and say what that takes
    Compress(CompressArgs),
    /// Make pictures again of what compress wrote
    Decompress(DecompressArgs),
    /// Say which digit a picture shows, and which is the next likely
    Classify(ClassifyArgs),
    /// Train your classifier of digits, and print a receipt that can be checked
    Homework(HomeworkArgs),
    /// Print a step as text
    Render {
        /// LESSON or LESSON:STEP
        #[arg(value_name = "LESSON[:STEP]")]
        place: String,
        /// Columns and rows of the screen
        #[arg(long, default_value = "80x24", value_name = "WxH")]
        size: String,
        /// Keys to press first, such as "Down +*5 Space tick*200"
        #[arg(long, value_name = "SCRIPT", allow_hyphen_values = true)]
        play: Option<String>,
    },
    /// Check lesson files, for authors
    Check {
        /// The folder; without one, the lessons inside the program
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Play tasks that train for long, too
        #[arg(long)]
        long: bool,
    },
    /// Write something to begin with, for authors
    New {
        /// What
        #[command(subcommand)]
        what: New,
    },
    /// Forget a lesson, or everything; asks first
    Reset {
        /// LESSON, by id, number or a unique part of the title; without one, everything
        #[arg(value_name = "LESSON")]
        lesson: Option<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Train one job that comes in on standard input, and tell of it on standard output: what --worker
    /// starts
    Worker,
    /// Look at a whole class: who is where, who is stuck, what was missed and how
    Class(ClassArgs),
    /// Give a class seats by their SSH keys, for whoever runs the host
    Seats(SeatsArgs),
    /// Say what is kept of you, and where
    Privacy,
    /// Look at this terminal, the data and the machine
    Doctor,
    /// Print what completes handson's commands and flags in a shell
    Completions {
        /// Which shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Print the manual page of handson, or of one of its commands
    Man {
        /// Which command
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

/// What `new` writes.
#[derive(Debug, Subcommand)]
pub enum New {
    /// A lesson with one of everything, in the folder of --lessons, else in this one
    Lesson {
        /// Its title
        #[arg(value_name = "TITLE")]
        title: String,
    },
}

/// At least one thread, and no more than a machine could have use for.
fn threads() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..=MOST_THREADS as u64)
}

/// What is wrong with the command line, in one sentence: what clap says before its usage lines.
pub fn sentence(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let said = text.lines().take_while(|line| !line.starts_with("Usage:"));
    let said: Vec<&str> = said
        .map(|line| line.trim().trim_start_matches("error: "))
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    let said = said.join("; ").replace(":;", ":");
    format!("{said}; see `handson --help`")
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_wrong_command_line_is_one_sentence() {
        for (words, holds) in [
            (vec!["handson", "train", "autoencodr"], "autoencoder"),
            (vec!["handson", "--glyphs", "dots"], "braille"),
            (vec!["handson", "opne", "09"], "open"),
            (
                vec!["handson", "train", "autoencoder", "--epochs", "-3"],
                "epochs",
            ),
        ] {
            let said = sentence(&Cli::try_parse_from(&words).expect_err("it is refused"));
            assert!(said.contains(holds) && !said.contains('\n'), "{said}");
        }
    }
}
