//! `handson class --vote`: what the classifiers in a folder make of the test digits together.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn handson(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handson"));
    command.env("HANDSON_SLOTS", "off").args(args);
    command.stdin(Stdio::null());
    command
}

/// Trains a classifier on few digits and saves it in the folder.
fn train(folder: &Path, seed: &str) {
    let file = folder.join(format!("{seed}.safetensors"));
    let mut command = handson(&["train", "classifier", "--seed", seed, "--limit", "600"]);
    let done = command.args(["--epochs", "2", "--save"]).arg(file).output();
    assert!(done.unwrap().status.success(), "seed {seed}");
}

fn vote(folder: &Path) -> Output {
    let mut command = handson(&["class", "--vote", "--json"]);
    command.arg(folder).output().unwrap()
}

#[test]
fn a_vote_is_of_all_classifiers_in_the_folder_and_none_is_no_vote() {
    let folder = tempfile::tempdir().unwrap();
    let none = vote(folder.path());
    assert_eq!(none.status.code(), Some(2));
    let said = String::from_utf8(none.stderr).unwrap();
    assert!(said.contains("holds no trained classifier"), "{said}");

    for seed in ["1", "2", "3"] {
        train(folder.path(), seed);
    }
    let found: Value = serde_json::from_slice(&vote(folder.path()).stdout).unwrap();
    let each = found["classifiers"].as_array().unwrap();
    let alone: Vec<f64> = each
        .iter()
        .map(|it| it["accuracy"].as_f64().unwrap())
        .collect();
    let count = |name: &str| found[name].as_f64().unwrap();
    assert_eq!(found["vote"]["voters"], 3, "{found}");
    // The best of them misses at least those that all miss, and at most those that any does.
    let best = alone.iter().copied().fold(0.0, f64::max);
    assert!(1.0 - best >= count("wrong_in_all") / count("digits"));
    assert!(1.0 - best <= count("wrong_in_any") / count("digits"));
    // The mean of probabilities is wrong where all are, and right where none is wrong.
    let together = found["vote"]["accuracy"].as_f64().unwrap();
    assert!(together <= 1.0 - count("wrong_in_all") / count("digits"));
    assert!(together >= 1.0 - count("wrong_in_any") / count("digits"));
}

#[test]
fn a_vote_that_follows_is_told_again_when_one_more_has_learned() {
    let folder = tempfile::tempdir().unwrap();
    train(folder.path(), "1");
    let mut command = handson(&["class", "--vote", "--follow"]);
    let mut running = command
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
    let mut told = |text: &str| lines.any(|line| line.unwrap().contains(text));
    assert!(told("the mean of all 1"));
    train(folder.path(), "2");
    assert!(told("the mean of all 2"));
    running.kill().unwrap();
    running.wait().unwrap();
}
