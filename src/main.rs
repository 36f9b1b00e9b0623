//! Wires the command line to the commands.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use handson::commands::train::{self, TrainArgs};

#[derive(Parser)]
struct Cli {
    #[arg(long, global = true)]
    threads: Option<usize>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train a model without the screen
    Train(TrainArgs),
}

fn main() -> ExitCode {
    let Cli {
        threads,
        command: Command::Train(args),
    } = Cli::parse();
    train::run(&args, threads).unwrap_or_else(|failure| {
        eprintln!("handson: {failure}");
        ExitCode::from(2)
    })
}
