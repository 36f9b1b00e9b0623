//! What the screen costs: training in the course at 100 x 30, against `handson train` alone.
//!
//! On a terminal at hand and on one behind a network, in turns with no screen at all; each gives the
//! digits a second of its epochs, the first half left out. What the course writes is only kept
//! meanwhile, and drawn by an emulator afterwards, which would take a core of its own. The machine has
//! moods, which the upper quartiles are freest of; and beside their ratio stands what is owed to none:
//! the share of the cores' time that the course spends on anything but training.
//! `cargo bench --bench screen`.

#[path = "common/jobs.rs"]
mod jobs;
#[path = "../tests/common/pty.rs"]
#[allow(dead_code, reason = "shared by several programs")]
mod pty;

use jobs::quantile;
use pty::Pty;
use std::collections::BTreeMap;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const TURNS: usize = 4;
const EPOCHS: usize = 20;
/// Epochs left out: a machine that was idle trains faster for some seconds.
const WARM_UP: usize = 10;
const SIZE: (u16, u16) = (100, 30);

fn main() {
    let (mut near, mut far, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    let (mut near_share, mut far_share) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let (rates, took) = without();
        alone.extend(rates);
        for (args, rates, shares) in [
            (&[][..], &mut near, &mut near_share),
            (&["--remote"], &mut far, &mut far_share),
        ] {
            let (seen, share) = on_screen(args, took);
            rates.extend(seen);
            shares.push(share);
        }
    }
    let of_alone = |rates: &[f64], p| quantile(rates, p) / quantile(&alone, p);
    for (name, rates) in [("alone", &alone), ("at hand", &near), ("far", &far)] {
        println!(
            "{name:<10}{:>10.0} digits/s, quartiles {:.0} and {:.0} of {} epochs; of alone {:.3}, \
             by the upper quartiles {:.3}",
            quantile(rates, 0.5),
            quantile(rates, 0.25),
            quantile(rates, 0.75),
            rates.len(),
            of_alone(rates, 0.5),
            of_alone(rates, 0.75),
        );
    }
    for (name, shares) in [("at hand", &near_share), ("far", &far_share)] {
        let percent = 100.0 * quantile(shares, 0.5);
        println!("{name:<10}{percent:>10.1} % of the cores' time is no training");
    }
}

/// Threads that train: the one that leads, and its helpers, each with a number.
const TRAIN: [&str; 2] = ["trainer", "nn-"];

/// Ticks of computing so far: of the threads that train, and of all others.
fn computed(pid: u32) -> (f64, f64) {
    let (mut training, mut other) = (0.0, 0.0);
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).expect("it runs");
    for task in tasks.flatten() {
        let Ok(stat) = std::fs::read_to_string(task.path().join("stat")) else {
            continue; // it has ended meanwhile
        };
        let (head, fields) = stat.rsplit_once(')').expect("a name in brackets");
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks: f64 = ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        let name = head.split_once('(').map_or("", |(_, name)| name);
        if TRAIN.iter().any(|trains| name.starts_with(trains)) {
            training += ticks;
        } else {
            other += ticks;
        }
    }
    (training, other)
}

/// The rate of each epoch, as the screen says it in the end: the last that stood there. And the
/// share of all computing that was no training. Looks for longer than the epochs `took` alone.
fn on_screen(args: &[&str], took: f64) -> (Vec<f64>, f64) {
    let args = [args, &["open", "09:train"]].concat();
    let mut pty = Pty::spawn(&args, &[], SIZE);
    pty.wait_for("Space train");
    pty.press(&["Space"]);
    pty.wait_for("digits/s");
    pty.look_away();
    let (training, other) = computed(pty.pid());
    thread::sleep(Duration::from_secs_f64(1.2 * took));
    let (now_training, now_other) = computed(pty.pid());
    let (training, other) = (now_training - training, now_other - other);
    let mut last = BTreeMap::new();
    let [rows, columns] = pty::extent(SIZE);
    let mut emulator = vt100::Parser::new(rows, columns, 0);
    for bytes in pty.bytes().chunks(256) {
        emulator.process(bytes);
        last.extend(reading(&emulator.screen().contents()));
    }
    let rates = last
        .range(WARM_UP + 1..=EPOCHS)
        .map(|(_, rate)| *rate)
        .collect();
    (rates, other / (training + other))
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

/// The rate of each epoch of `handson train`, and how long all of it took.
fn without() -> (Vec<f64>, f64) {
    let began = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(["train", "autoencoder", "--json", "--epochs"])
        .arg(EPOCHS.to_string())
        .env("HANDSON_SLOTS", "off")
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        line["epoch"].as_u64()?;
        line["samples_per_second"].as_f64()
    });
    let rates = lines.skip(WARM_UP).take(EPOCHS - WARM_UP).collect();
    (rates, began.elapsed().as_secs_f64())
}
