//! Parses the arguments and runs one command.

use clap::Parser;
use handson::commands::{self, cli::Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Help and version are asked for; anything else is a sentence, as every bad input gets.
        Err(asked) if !asked.use_stderr() => {
            return commands::print(&asked.render().to_string())
                .map_or(ExitCode::from(2), |code| code);
        }
        Err(error) => return refuse(&commands::cli::sentence(&error)),
    };
    commands::run(cli).unwrap_or_else(|failure| refuse(&failure.to_string()))
}

fn refuse(sentence: &str) -> ExitCode {
    commands::complain(sentence);
    ExitCode::from(2)
}
