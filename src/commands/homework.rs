//! `handson homework`: trains the learner's classifier, opens the test digits once, and prints a
//! receipt that anybody can check by training again.

mod told;

use std::fmt::Display;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use termprofile::Env;

use crate::commands::cli::Global;
use crate::commands::train::turns::Turns;
use crate::commands::{Failure, ended_by, print, print_json, remark};
use crate::dataset::mnist::Digits;
use crate::dataset::{Mnist, split};
use crate::nn::{Samples, Sequential, instruction_set};
use crate::session::Ending;
use crate::train::receipt::{Receipt, Replay};
use crate::train::{
    Job, JobId, Plan, Preset, Quantum, Reading, Spec, SpecError, State, Task, digits,
};

/// Training digits that are held out to choose by.
const HELD_OUT: usize = 10_000;

/// Exit status where a receipt does not hold.
const NOT_THE_SAME: u8 = 1;

/// What to train, or which receipt to check.
#[derive(Debug, Clone, Args)]
pub struct HomeworkArgs {
    /// Units and activation of each layer [default: "128 relu, 64 relu, 10 softmax"]
    #[arg(long, value_name = "LAYERS", allow_hyphen_values = true)]
    pub layers: Option<String>,
    /// sgd, adam or adamax [default: adam]
    #[arg(long, value_name = "NAME")]
    pub optimizer: Option<String>,
    /// Size of a step [default: the optimizer's own, 0.001 for adam and adamax]
    #[arg(long, value_name = "RATE", allow_negative_numbers = true)]
    pub learning_rate: Option<f32>,
    /// mse, mae or categorical_crossentropy [default: categorical_crossentropy]
    #[arg(long, value_name = "NAME")]
    pub loss: Option<String>,
    /// Digits a step [default: 128]
    #[arg(long, value_name = "N")]
    pub batch_size: Option<usize>,
    /// How often every digit is seen [default: 10]
    #[arg(long, value_name = "N")]
    pub epochs: Option<usize>,
    /// What weights and orders are drawn from
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Learn from the first N digits only, of the 50,000 that are not held out
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Train what this receipt tells of, and compare: the line itself, or a file with it
    #[arg(
        long,
        value_name = "RECEIPT",
        conflicts_with_all = ["layers", "optimizer", "learning_rate", "loss", "batch_size", "epochs", "seed", "limit"]
    )]
    pub verify: Option<String>,
    /// One JSON document
    #[arg(long)]
    pub json: bool,
}

/// Trains and tells, or compares. Exit status 1 where a receipt does not hold.
///
/// # Errors
/// A sentence, where something cannot be.
pub fn run(args: &HomeworkArgs, global: &Global) -> Result<ExitCode, Failure> {
    global.says_that_it_trains_here(&Env);
    let claimed = args.verify.as_deref().map(receipt).transpose()?;
    let plan = match &claimed {
        Some(claimed) => claimed_plan(claimed)?,
        None => plan(args)?,
    };
    let mnist = Mnist::embedded().map_err(Failure::new)?;
    let model = match trained(&plan, &mnist.train, global)? {
        Ok(model) => model,
        Err(signal) => return Ok(ended_by(signal)),
    };
    let (_, held) = parts()?;
    let held = reading(&model, &mnist.train, held)?;
    let test = reading(&model, &mnist.test, 0..mnist.test.len())?;
    let receipt = Receipt::new(&plan, instruction_set(), &test.verdicts);
    let Some(claimed) = claimed else {
        let homework = told::Homework {
            plan: &plan,
            held: &held.verdicts,
            test: &test.verdicts,
            receipt: &receipt,
        };
        return match args.json {
            true => print_json(&homework.json()),
            false => print(&homework.text()),
        };
    };
    let replay = claimed.compare(&receipt);
    match args.json {
        true => drop(print_json(&told::replay_json(&claimed, &receipt, replay))?),
        false => drop(print(&told::replay(&claimed, &receipt, replay))?),
    }
    Ok(match replay {
        Replay::Off(_) => ExitCode::from(NOT_THE_SAME),
        Replay::Exact | Replay::Near(_) => ExitCode::SUCCESS,
    })
}

/// The receipt that was named: a line, or a file with it.
fn receipt(named: &str) -> Result<Receipt, Failure> {
    let failed = |error: &dyn Display| Failure(format!("--verify: {error}"));
    let is_file = Path::new(named).is_file();
    let line = match is_file {
        true => fs::read_to_string(named).map_err(|error| {
            failed(&format!(
                "{named} cannot be read ({}): paste the line",
                error.kind()
            ))
        })?,
        false => named.to_owned(),
    };
    Receipt::find(&line).map_err(|error| match is_file {
        true => failed(&format!("{named}: {error}")),
        false => failed(&error),
    })
}

/// What a receipt says was trained. Anybody can write one, so it is checked as flags are.
fn claimed_plan(claimed: &Receipt) -> Result<Plan, Failure> {
    let (learned, _) = parts()?;
    let (digits, most) = (claimed.digits, learned.len());
    if !(1..=most).contains(&digits) {
        return Err(Failure(format!(
            "--verify: it says that {digits} digits were learned from, and there are {most}: `handson homework` \
             did not write it"
        )));
    }
    let wrong = |error: SpecError| Failure(format!("--verify: its {}: {error}", error.setting()));
    claimed.plan().map_err(wrong)
}

/// The training digits that are learned from, and those that are held out.
fn parts() -> Result<(Range<usize>, Range<usize>), Failure> {
    let mnist = Mnist::embedded().map_err(Failure::new)?;
    let parts = split::last(mnist.train.len(), HELD_OUT);
    parts.ok_or_else(|| Failure("there are no training digits".to_owned()))
}

/// The settings of the flags, checked. On one thread: so another number of cores makes no other network.
fn plan(args: &HomeworkArgs) -> Result<Plan, Failure> {
    let usual = Preset::Classifier.spec();
    let (learned, _) = parts()?;
    let count = args.limit.unwrap_or(learned.len());
    if !(1..=learned.len()).contains(&count) {
        let most = learned.len();
        return Err(Failure(format!(
            "--limit: {count} digits cannot be learned from: take 1 to {most}"
        )));
    }
    let spec = Spec {
        layers: args.layers.clone().unwrap_or(usual.layers.clone()),
        optimizer: args.optimizer.clone().unwrap_or(usual.optimizer.clone()),
        learning_rate: args.learning_rate,
        loss: args.loss.clone().unwrap_or(usual.loss.clone()),
        epochs: args.epochs.unwrap_or(usual.epochs),
        batch_size: args.batch_size,
        seed: args.seed,
        threads: 1,
        ..usual
    };
    let plan = Preset::Classifier.check(&spec, count);
    plan.map_err(|error| Failure(format!("--{}: {error}", error.setting())))
}

/// The network of a plan, trained; or the signal that ended it.
fn trained(
    plan: &Plan,
    train: &Arc<Digits>,
    global: &Global,
) -> Result<Result<Sequential, i32>, Failure> {
    let (_, held) = parts()?;
    let task = Task {
        plan: plan.clone(),
        x: digits::pictures(train, 0..plan.samples()).map_err(Failure::new)?,
        y: digits::classes(train, 0..plan.samples()).map_err(Failure::new)?,
        validation: Some(rows(train, held)?),
        from: None,
        paused: false,
        ends: 0,
    };
    let ending =
        Ending::of_a_training().map_err(|e| Failure(format!("cannot listen for signals: {e}")))?;
    let id = JobId {
        lab: 0,
        lane: 0,
        run: 0,
    };
    let mut job = Job::new(id, task).map_err(Failure::new)?;
    let mut turns = Turns::new(global.slots(&Env).as_ref(), plan.threads());
    while ending.signal().is_none() {
        if let Some(sentence) = turns.take(&mut job) {
            remark(&sentence);
        }
        if !job.is_working() && !job.is_queued() {
            break;
        }
        let began = Instant::now();
        let quantum = job.advance();
        job.took(began.elapsed());
        if let Quantum::Epoch(report) = quantum {
            let share = 100.0 * report.val_accuracy.unwrap_or(f64::NAN);
            let (epoch, of) = (report.epoch, plan.epochs());
            remark(&format!(
                "epoch {epoch}/{of}: {share:.2} % of the held-out digits"
            ));
        }
    }
    match (job.state(), ending.signal()) {
        (State::Failed(reason), _) => Err(Failure::new(reason)),
        (State::Finished, _) | (_, None) => Ok(Ok(job.model().clone())),
        (_, Some(signal)) => Ok(Err(signal)),
    }
}

/// Pictures and what they show.
type Rows = (Arc<dyn Samples>, Arc<dyn Samples>);

fn rows(of: &Arc<Digits>, range: Range<usize>) -> Result<Rows, Failure> {
    let x = digits::pictures(of, range.clone()).map_err(Failure::new)?;
    Ok((x, digits::classes(of, range).map_err(Failure::new)?))
}

/// What the network makes of some digits.
fn reading(model: &Sequential, of: &Arc<Digits>, range: Range<usize>) -> Result<Reading, Failure> {
    let (x, y) = rows(of, range)?;
    Ok(Reading::of(model, &*x, &*y))
}
