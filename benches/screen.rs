//! What the screen costs: training in the course at 100 x 30, against `handson train` alone.
//!
//! The two take turns; each gives the digits a second of its epochs, the first left out, and what is
//! printed is the ratio of the medians. `cargo bench --bench screen`.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "../tests/common/pty.rs"]
#[allow(dead_code, reason = "shared by several programs")]
mod pty;

use jobs::quantile;
use pty::Pty;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::process::Command;

const TURNS: usize = 4;
const EPOCHS: usize = 5;

fn main() {
    let (mut shown, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        shown.extend(on_screen());
        alone.extend(without());
    }
    let (shown_rate, alone_rate) = (quantile(&shown, 0.5), quantile(&alone, 0.5));
    for (name, rates) in [("on the screen", &shown), ("alone", &alone)] {
        println!(
            "{name:<16}{:>10.0} digits/s, quartiles {:.0} and {:.0} of {} epochs",
            quantile(rates, 0.5),
            quantile(rates, 0.25),
            quantile(rates, 0.75),
            rates.len()
        );
    }
    println!("ratio {:.3}", shown_rate / alone_rate);
}

/// The rate of each epoch, as the screen says it: the median of what stood there.
fn on_screen() -> Vec<f64> {
    let mut pty = Pty::spawn(&["open", "09:train"], &[], (100, 30));
    pty.wait_for("Space trains it");
    pty.press(&["Space"]);
    let seen: RefCell<BTreeMap<usize, Vec<f64>>> = RefCell::default();
    pty.wait_until("end of the epochs", |screen| {
        let Some((epoch, rate)) = reading(&screen.contents()) else {
            return false;
        };
        seen.borrow_mut().entry(epoch).or_default().push(rate);
        epoch > EPOCHS
    });
    let seen = seen.into_inner();
    let whole = seen.range(2..=EPOCHS);
    whole.map(|(_, rates)| quantile(rates, 0.5)).collect()
}

/// The epoch under way and its digits a second.
fn reading(screen: &str) -> Option<(usize, f64)> {
    let (_, line) = screen.split_once("epoch ")?;
    let (epoch, rest) = line.trim_start().split_once('/')?;
    let (before, _) = rest.lines().next()?.split_once(" digits/s")?;
    let grouped = before.rsplit(' ').next()?;
    let rate: String = grouped.chars().filter(char::is_ascii_digit).collect();
    Some((epoch.parse().ok()?, rate.parse().ok()?))
}

/// The rate of each epoch of `handson train`.
fn without() -> Vec<f64> {
    let output = Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(["train", "autoencoder", "--json", "--epochs"])
        .arg(EPOCHS.to_string())
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        line["epoch"].as_u64()?;
        line["samples_per_second"].as_f64()
    });
    lines.skip(1).take(EPOCHS - 1).collect()
}
