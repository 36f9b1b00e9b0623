//! `handson doctor`: what this terminal can show, whether the data is whole, how fast this
//! machine trains.

mod kept;
mod seen;

use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::commands::settings::Settings;
use crate::commands::{Failure, print, terminal};
use crate::dataset::catalog;
use crate::dataset::mnist::{Mnist, test_digits};
use crate::nn::{Adamax, Bytes, Evaluation, Loss, Trainer, available_threads};
use crate::session::probe::Listening;
use crate::train::{Reading, Spec, autoencoder, classifier, digits};
use crate::ui::number::grouped;
use crate::ui::text::wrap_text;
use seen::Seen;
use std::fmt::Write;
use std::io::IsTerminal;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use termprofile::Env;

/// Columns of a line of advice, behind its margin.
const ADVICE: u16 = 74;

/// The share of the test digits that the classifier reads rightly on any machine.
const GOOD: f64 = 0.97;

/// An error of reconstruction that the autoencoder stays below on any machine.
const NEAR: f64 = 0.016;

/// How long the trainer is timed.
const TRIAL: Duration = Duration::from_millis(1500);

/// Prints the findings. Exit status 1 if the data is not whole.
///
/// # Errors
/// If standard output cannot be written.
pub fn run(global: &Global) -> Result<ExitCode, Failure> {
    let listening = Listening::begin();
    print(&on_the_terminal(global, listening.as_ref()))?;
    print(&on_the_progress(global))?;
    print(&on_the_settings(global)?)?;
    let (text, whole) = on_the_data();
    print(&text)?;
    print(&on_the_machine(global))?;
    Ok(ExitCode::from(u8::from(!whole)))
}

fn on_the_terminal(global: &Global, listening: Option<&Listening>) -> String {
    let kept = store(global)
        .map(|mut store| store.load().0)
        .unwrap_or_default();
    let probe = listening.map(Listening::probe);
    let answers = probe.map(|probe| probe.answers).unwrap_or_default();
    let seen = Seen {
        size: crossterm::terminal::size()
            .ok()
            .filter(|_| std::io::stdout().is_terminal()),
        term: std::env::var("TERM").unwrap_or_default(),
        tiers: terminal::tiers(global, &kept, &Env, &answers),
        probe,
        mouse: global.has_mouse(),
        motion: terminal::motion(global.motion, &Env),
        over_ssh: ["SSH_TTY", "SSH_CONNECTION"]
            .iter()
            .any(|name| std::env::var_os(name).is_some()),
        within: terminal::multiplexer(&Env),
        tmux_copies: tmux_copies(),
    };
    let mut text = seen.text();
    let advice = seen.advice();
    if !advice.is_empty() {
        text += "advice\n";
    }
    for sentence in &advice {
        advise(&mut text, sentence);
    }
    text
}

fn advise(text: &mut String, sentence: &str) {
    let lines = wrap_text(sentence, ADVICE);
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let _ = writeln!(text, "  {}", lines.join("\n    "));
}

fn on_the_progress(global: &Global) -> String {
    let (place, words) = kept::findings(global);
    let place = place.unwrap_or_else(|| "not kept".to_owned());
    let mut text = format!("progress\n  {:<12} {place}\n", "file");
    words
        .iter()
        .for_each(|sentence| advise(&mut text, sentence));
    text
}

/// Where flags are remembered, and which are.
fn on_the_settings(global: &Global) -> Result<String, Failure> {
    let Some(file) = store(global)?.settings() else {
        return Ok(String::new());
    };
    let kept = Settings::read(&file).map_err(Failure::new)?.text();
    let says = match kept.as_str() {
        "" => "none; flags given with --remember are kept here",
        kept => kept,
    };
    Ok(format!("settings\n  {}\n  {says}\n", file.display()))
}

/// Whether tmux takes what programs copy for the clipboard; no where it cannot be asked.
fn tmux_copies() -> bool {
    let asked = Command::new("tmux")
        .args(["show-options", "-sv", "set-clipboard"])
        .stdin(Stdio::null())
        .output();
    asked.is_ok_and(|said| said.stdout.trim_ascii() == b"on")
}

fn on_the_data() -> (String, bool) {
    let mut text = String::from("data\n");
    let mut whole = true;
    for (name, right) in catalog::verify() {
        let says = if right {
            "checksum right"
        } else {
            "CHECKSUM WRONG: build the program again"
        };
        let _ = writeln!(text, "  {name:<32} {says}");
        whole &= right;
    }
    let _ = writeln!(text, "  {:<32} {}", "unpacked", catalog::sharing());
    let read = classified();
    let says = match &read {
        Ok(share) if *share > GOOD => format!("reads {:.2} % of the test digits", 100.0 * share),
        Ok(share) => format!(
            "READS ONLY {:.2} % OF THE TEST DIGITS: build the program again",
            100.0 * share
        ),
        Err(reason) => format!("CANNOT BE USED: {reason}"),
    };
    whole &= read.is_ok_and(|share| share > GOOD);
    let _ = writeln!(text, "  {:<32} {says}", "the classifier");
    let error = reconstructed();
    let says = match &error {
        Ok(error) if *error < NEAR => format!("an error of {error:.5} on the test digits"),
        Ok(error) => {
            format!("AN ERROR OF {error:.5} ON THE TEST DIGITS: build the program again")
        }
        Err(reason) => format!("CANNOT BE USED: {reason}"),
    };
    whole &= error.is_ok_and(|error| error < NEAR);
    let _ = writeln!(text, "  {:<32} {says}", "the autoencoder");
    (text, whole)
}

/// How far the test digits are from what the autoencoder inside the program makes of them: the mean
/// squared error.
fn reconstructed() -> Result<f64, Failure> {
    let digits = test_digits().map_err(Failure::new)?;
    let x = digits::pictures(&digits, 0..digits.len()).map_err(Failure::new)?;
    let model = autoencoder::trained().map_err(Failure::new)?;
    let mut trainer = Trainer::new(model, Adamax::default(), Loss::Mse, 1).map_err(Failure::new)?;
    let mut evaluation = Evaluation::new(x.len());
    while !evaluation.advance(&mut trainer, &*x, &*x, Evaluation::CHUNK) {}
    Ok(evaluation.metrics(&trainer).loss)
}

/// The share of the test digits that the classifier inside the program reads as their labels say.
fn classified() -> Result<f64, Failure> {
    let digits = test_digits().map_err(Failure::new)?;
    let model = classifier::trained().map_err(Failure::new)?;
    let all = 0..digits.len();
    let x = digits::pictures(&digits, all.clone()).map_err(Failure::new)?;
    let y = digits::classes(&digits, all).map_err(Failure::new)?;
    Ok(Reading::of(&model, &*x, &*y).verdicts.within(1))
}

fn on_the_machine(global: &Global) -> String {
    let threads = global
        .threads(&Env)
        .unwrap_or_else(available_threads)
        .max(1);
    let mut text = format!("machine\n  {:<12} {}\n", "threads", threads);
    let says = match speed(threads) {
        Ok(digits) => format!(
            "{} digits a second through the autoencoder",
            grouped(digits)
        ),
        Err(reason) => format!("not measured: {reason}"),
    };
    let _ = writeln!(text, "  {:<12} {says}", "training");
    text
}

/// Digits a second in training the seed job's network, timed for a short while.
fn speed(threads: usize) -> Result<u64, Failure> {
    let mnist = Mnist::embedded().map_err(Failure::new)?;
    let digits = Bytes::new(mnist.train.images(), 784).map_err(Failure::new)?;
    let plan = Spec::default()
        .check(mnist.train.len(), 784, 784)
        .map_err(Failure::new)?;
    let mut trainer =
        Trainer::new(plan.model(), plan.optimizer(), plan.loss(), threads).map_err(Failure::new)?;
    let batches: Vec<Vec<u32>> = (0..234)
        .map(|b| (b * 256..(b + 1) * 256).collect())
        .collect();
    trainer.step(&digits, &digits, &batches[0]);
    let start = Instant::now();
    let mut steps = 0u64;
    while start.elapsed() < TRIAL {
        trainer.step(&digits, &digits, &batches[steps as usize % batches.len()]);
        steps += 1;
    }
    Ok((steps as f64 * 256.0 / start.elapsed().as_secs_f64()) as u64)
}
