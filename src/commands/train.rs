//! `handson train`: a training without the screen.

mod figures;
pub(crate) mod flags;
mod look;
mod memory;
mod prepare;
mod report;
mod samples;
mod script;
pub(in crate::commands) mod turns;

use std::io::ErrorKind;
use std::process::ExitCode;
use std::time::Instant;

use termprofile::Env;

use crate::commands::cli::Global;
use crate::commands::files::conversions;
use crate::commands::{Failure, ended_by};
use crate::nn::weights;
use crate::session::Ending;
use crate::train::{Job, JobId, State};

use flags::TrainArgs;
use prepare::Prepared;
use report::Report;
use turns::Turns;

/// Trains as the flags say. 0 when done; 128 and the signal's number when one stopped it, which is
/// 130 for Ctrl-C.
///
/// # Errors
/// A sentence, where it cannot run, diverges, or cannot write.
pub fn run(args: &TrainArgs, global: &Global) -> Result<ExitCode, Failure> {
    global.says_that_it_trains_here(&Env);
    let Prepared {
        plan,
        task,
        origin,
        init,
        look,
    } = Prepared::new(args, global.threads(&Env))?;
    let mut report = Report::new(args, &task);
    if let (Some(file), Some(init)) = (&args.init, &init) {
        conversions(file, init)
            .iter()
            .for_each(|sentence| report.note(sentence));
    }
    if args.keras {
        let script = script::keras(args, &plan, &origin, init.as_ref());
        return finish(report.script(&script), ExitCode::SUCCESS);
    }
    let ending =
        Ending::of_a_training().map_err(|e| Failure(format!("cannot listen for signals: {e}")))?;
    let mut job = Job::new(
        JobId {
            lab: 0,
            lane: 0,
            run: 0,
        },
        task,
    )
    .map_err(Failure::new)?;
    let mut written = report.begin(args, &plan, &origin);
    if let Some(look) = &look {
        written = written.and_then(|()| report.look(look));
    }
    let mut turns = Turns::new(global.slots(&Env).as_ref(), plan.threads());
    while written.is_ok() && ending.signal().is_none() {
        if let Some(sentence) = turns.take(&mut job) {
            report.note(&sentence);
        }
        if !job.is_working() && !job.is_queued() {
            break;
        }
        let began = Instant::now();
        let quantum = job.advance();
        job.took(began.elapsed());
        written = report.progress(&job, quantum);
    }
    // Whatever ended it, nothing that was learned is lost.
    report.clear();
    let trained = job.checkpoint();
    if let Some(file) = &args.save {
        weights::save(file, &trained.model).map_err(Failure::new)?;
        report.saved(file, &trained);
    }
    if let State::Failed(reason) = &trained.state {
        return Err(Failure::new(reason));
    }
    let signal = ending.signal().filter(|_| trained.state != State::Finished);
    let written = written.and_then(|()| report.end(&trained, signal));
    match signal {
        // Who asked for the end may have taken the terminal with it.
        Some(signal) => Ok(ended_by(signal)),
        None => finish(written, ExitCode::SUCCESS),
    }
}

/// A reader that has gone away has seen what it wanted.
fn finish(written: std::io::Result<()>, code: ExitCode) -> Result<ExitCode, Failure> {
    match written {
        Ok(()) => Ok(code),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure(format!(
            "standard output cannot be written: {error}"
        ))),
    }
}
