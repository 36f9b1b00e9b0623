//! `handson doctor`: what this terminal can show, whether the data is whole, how fast this
//! machine trains.

use crate::commands::cli::{Global, OnOff};
use crate::commands::{Failure, print, terminal};
use crate::dataset::catalog;
use crate::dataset::mnist::Mnist;
use crate::nn::{Activation, Adamax, Bytes, Loss, Sequential, Trainer, available_threads};
use crate::ui::glyphs::{Background, ColorTier};
use crate::ui::number::grouped;
use std::fmt::Write;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use termprofile::Env;

/// How long the trainer is timed.
const TRIAL: Duration = Duration::from_millis(1500);

/// Prints the findings. Exit status 1 if the data is not whole.
///
/// # Errors
/// If standard output cannot be written.
pub fn run(global: &Global) -> Result<ExitCode, Failure> {
    print(&on_the_terminal(global))?;
    let (text, whole) = on_the_data();
    print(&text)?;
    print(&on_the_machine(global))?;
    Ok(ExitCode::from(u8::from(!whole)))
}

fn on_the_terminal(global: &Global) -> String {
    let tiers = terminal::tiers(global, None, &Env);
    let mut text = String::from("terminal\n");
    let mut line = |name: &str, value: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name:<12} {value}");
    };
    if std::io::stdout().is_terminal() {
        match crossterm::terminal::size() {
            Ok((w, h)) => line(
                "size",
                format!("{w} columns, {h} rows (80x24 shows everything)"),
            ),
            Err(error) => line("size", format!("unknown: {error}")),
        }
    } else {
        line(
            "size",
            "standard output is not a terminal: the course needs one".into(),
        );
    }
    line(
        "TERM",
        std::env::var("TERM").unwrap_or_else(|_| "not set".into()),
    );
    let (color, why) = tiers.color;
    let color = match color {
        ColorTier::TrueColor => "24 bits",
        ColorTier::Ansi256 => "256",
        ColorTier::Ansi16 => "16",
        ColorTier::None => "none",
    };
    line(
        "colours",
        format!("{color} (from {why}; --color decides otherwise)"),
    );
    let (background, why) = tiers.background;
    let background = match background {
        Background::Dark => "dark",
        Background::Light => "light",
    };
    line(
        "background",
        format!("{background} ({why}; --background decides otherwise)"),
    );
    let (glyphs, why) = tiers.glyphs;
    let name = if glyphs.ascii {
        "ascii only"
    } else {
        glyphs.drawing().name()
    };
    line(
        "characters",
        format!("{name} ({why}; --glyphs decides otherwise)"),
    );
    line(
        "mouse",
        if global.mouse == OnOff::On {
            "on"
        } else {
            "off"
        }
        .into(),
    );
    text
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
        let _ = writeln!(text, "  {name:<28} {says}");
        whole &= right;
    }
    (text, whole)
}

fn on_the_machine(global: &Global) -> String {
    let threads = global.threads.unwrap_or_else(available_threads).max(1);
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
    let mut net = Sequential::new(784);
    for units in [128, 64, 32, 64, 128] {
        net = net.dense(units, Activation::Relu);
    }
    let net = net.dense(784, Activation::Sigmoid).initialize(0);
    let mut trainer =
        Trainer::new(net, Adamax::default(), Loss::Mse, threads).map_err(Failure::new)?;
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
