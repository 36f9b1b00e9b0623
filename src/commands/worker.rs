//! `handson worker`: one job, told through standard input and output.

use crate::commands::cli::Global;
use crate::commands::{Failure, complain, ended_by};
use crate::session::{Ending, Slots};
use crate::train::runner::{Hello, serve};
use std::io::{stdin, stdout};
use std::process::ExitCode;
use termprofile::Env;

/// Trains what it is told to, until its course has gone or the job is over.
///
/// # Errors
/// A sentence, where the job is none.
pub fn run(global: &Global) -> Result<ExitCode, Failure> {
    let ending =
        Ending::of_a_training().map_err(|e| Failure(format!("cannot listen for signals: {e}")))?;
    let hello = Hello {
        host: rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned(),
    };
    let turnstile = Slots::turnstile(global.slots(&Env).as_ref());
    let ended = || {
        ending
            .signal()
            .map(|signal| format!("signal {signal} ends it"))
    };
    let served = serve(
        stdin(),
        stdout(),
        &hello,
        global.threads(&Env),
        turnstile,
        ended,
    );
    if let Err(why) = served {
        complain(&format!(
            "standard input: {why}; it is `handson --worker CMD` that speaks here"
        ));
        return Ok(ExitCode::from(2));
    }
    Ok(ending.signal().map_or(ExitCode::SUCCESS, ended_by))
}
