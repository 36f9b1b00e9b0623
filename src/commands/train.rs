//! `handson train`: a training without the screen.

mod figures;
mod flags;
mod memory;
mod prepare;
mod report;
mod samples;
mod script;
mod turns;

use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::commands::Failure;
use crate::commands::cli::Global;
use crate::nn::weights;
use crate::train::{Job, JobId, State};

pub use flags::TrainArgs;
use prepare::Prepared;
use report::Report;
use turns::Turns;

/// Trains as the flags say. 0 when done, 130 when stopped by Ctrl-C.
///
/// # Errors
/// A sentence, where it cannot run, diverges, or cannot write.
pub fn run(args: &TrainArgs, global: &Global) -> Result<ExitCode, Failure> {
    let Prepared { plan, task, origin } = Prepared::new(args, global.threads)?;
    let mut report = Report::new(args, &task);
    if args.keras {
        return finish(
            report.script(&script::keras(args, &plan, &origin)),
            ExitCode::SUCCESS,
        );
    }
    let interrupted = listen().map_err(|e| Failure(format!("cannot listen for Ctrl-C: {e}")))?;
    let mut job = Job::new(JobId { lab: 0, run: 0 }, task).map_err(Failure::new)?;
    let mut written = report.begin(&plan, &origin);
    let mut turns = Turns::new(global.slots().as_ref(), plan.threads());
    while written.is_ok() && !interrupted.load(Ordering::Relaxed) {
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
    let stopped = trained.state != State::Finished;
    let written = written.and_then(|()| report.end(&trained, stopped));
    finish(written, ExitCode::from(if stopped { 130 } else { 0 }))
}

/// Ctrl-C raises the flag; a second one ends the process at once.
fn listen() -> std::io::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&interrupted))?;
    flag::register(SIGINT, Arc::clone(&interrupted))?;
    Ok(interrupted)
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
