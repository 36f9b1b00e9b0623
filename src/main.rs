//! Parses the arguments and runs one command.

use clap::Parser;
use handson::commands::{self, cli::Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("handson: {failure}");
            ExitCode::from(2)
        }
    }
}
