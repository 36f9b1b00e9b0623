//! `handson completions` and `handson man`: the command line, told to shells and to `man`.

use crate::commands::cli::Cli;
use crate::commands::{Failure, print};
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use std::process::ExitCode;

/// Prints what a shell reads to complete commands and flags.
///
/// # Errors
/// If standard output cannot be written.
pub fn completions(shell: Shell) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handson", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints the manual page of the program, or of one of its commands, in the form that `man` reads.
///
/// # Errors
/// There is no such command, or standard output cannot be written.
pub fn page(name: Option<&str>) -> Result<ExitCode, Failure> {
    let mut program = Cli::command();
    program.build();
    let command = match name {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            let found = found.ok_or_else(|| no_command(&program, name))?;
            found.display_name(format!("handson-{name}"))
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Failure::new)?;
    print(&String::from_utf8_lossy(&page))
}

fn no_command(program: &clap::Command, name: &str) -> Failure {
    let all: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    Failure(format!(
        "there is no command `{name}`; there are {}",
        all.join(", ")
    ))
}
