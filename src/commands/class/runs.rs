//! `handson class --runs`: the receipts of a homework that a scheduler ran many times.

use super::ClassArgs;
use crate::commands::{Failure, print, print_json, remark};
use crate::train::receipt::Receipt;
use serde_json::json;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// The most that is read of one file: what a run prints is far less.
const LARGEST: u64 = 1 << 20;

/// Collects the receipts in the files of a folder, such as `slurm-17_3.out`.
///
/// # Errors
/// A sentence, where there is none.
pub fn run(folder: &Path, args: &ClassArgs) -> Result<ExitCode, Failure> {
    let named = |error: std::io::Error| Failure(format!("{}: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(named)?.flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut found: Vec<Receipt> = Vec::new();
    let mut without = 0;
    for path in &paths {
        let receipts = receipts(path);
        without += usize::from(receipts.is_empty());
        found.extend(receipts);
    }
    found.sort_by_key(|receipt| receipt.seed);
    let all = found.len();
    found.dedup();
    if found.is_empty() {
        let folder = folder.display();
        return Err(Failure(format!(
            "no file in {folder} holds a receipt of `handson homework`"
        )));
    }
    if without > 0 {
        remark(&format!(
            "files without a receipt, of runs that ended early or of none: {without}"
        ));
    }
    if all > found.len() {
        remark(&format!(
            "receipts that were there twice: {}",
            all - found.len()
        ));
    }
    match args.json {
        true => print_json(&json!({ "runs": found, "files_without": without })),
        false => print(&table(&found)),
    }
}

/// The receipts in a file; one that was changed is none.
fn receipts(path: &Path) -> Vec<Receipt> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    if read.is_err() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&bytes);
    let whole = text
        .split_whitespace()
        .filter_map(|word| Receipt::read(word).ok());
    let whole: Vec<Receipt> = whole.collect();
    // One that mail has broken into lines.
    match whole.is_empty() {
        true => Receipt::find(&text).into_iter().collect(),
        false => whole,
    }
}

/// A line a run, then what they come to.
fn table(runs: &[Receipt]) -> String {
    let mut text = String::new();
    for run in runs {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "seed {:<8} {:>6.2} %  within two {:>6.2} %  {} epochs  {}",
            run.seed,
            100.0 * run.accuracy,
            100.0 * run.top2,
            run.epochs,
            run.layers
        );
    }
    let accuracies: Vec<f64> = runs.iter().map(|run| run.accuracy).collect();
    let count = accuracies.len() as f64;
    let mean = accuracies.iter().sum::<f64>() / count;
    let squares: f64 = accuracies.iter().map(|it| (it - mean).powi(2)).sum();
    let least = accuracies.iter().copied().fold(f64::INFINITY, f64::min);
    let most = accuracies.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let spread = match runs.len() {
        1 => String::new(),
        _ => format!(
            ", standard deviation {:.2}",
            100.0 * (squares / (count - 1.0)).sqrt()
        ),
    };
    let _ = writeln!(
        text,
        "{} runs: mean {:.2} %{spread}, from {:.2} to {:.2} %",
        runs.len(),
        100.0 * mean,
        100.0 * least,
        100.0 * most
    );
    text
}
