//! `handson class --vote`: the classifiers that a class has trained, one by one and together.

use super::ClassArgs;
use crate::commands::predict::untrained;
use crate::commands::{Failure, print, print_json, remark};
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::test_digits;
use crate::nn::{Samples, Sequential, weights};
use crate::train::digits::{CLASSES, classes, pictures};
use crate::train::{Keepsake, Preset, Reading, Vote};
use crate::ui::number::grouped;
use serde_json::json;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// More than the weights of any network of the course take.
const LARGEST: u64 = 16 << 20;

/// Classifiers that are read at the most.
const MOST: usize = 1000;

/// A classifier of somebody's.
struct Voter {
    whose: String,
    model: Sequential,
}

/// What one makes of the test digits.
struct Alone {
    whose: String,
    accuracy: f64,
    within_two: f64,
}

/// Reads the test digits with every classifier that the folder holds: in the labs of each learner, and
/// weights that lie in it as files.
///
/// # Errors
/// A sentence: none is there, or the digits cannot be read.
pub fn run(folder: &Path, args: &ClassArgs) -> Result<ExitCode, Failure> {
    let digits = test_digits().map_err(Failure::new)?;
    let x = pictures(&digits, 0..digits.len()).map_err(Failure::new)?;
    let y = classes(&digits, 0..digits.len()).map_err(Failure::new)?;
    let mut alone = Vec::new();
    let mut vote: Option<Vote> = None;
    for (at, voter) in voters(folder)
        .map_err(Failure::new)?
        .into_iter()
        .enumerate()
    {
        let reading = Reading::of(&voter.model, &*x as &dyn Samples, &*y);
        let whose = if args.anonymous {
            format!("classifier {}", at + 1)
        } else {
            voter.whose
        };
        alone.push(Alone {
            whose,
            accuracy: reading.verdicts.within(1),
            within_two: reading.verdicts.within(2),
        });
        match &mut vote {
            None => vote = Some(Vote::of(&reading)),
            Some(vote) => drop(vote.add(&reading)),
        }
    }
    let Some(vote) = vote else {
        let folder = folder.display();
        return Err(Failure(format!(
            "{folder} holds no trained classifier: train one in lesson 11, or with \
             `handson train classifier --save {folder}/1.safetensors`"
        )));
    };
    match args.json {
        true => print_json(&as_json(&alone, &vote)),
        false => print(&as_text(&alone, &vote)),
    }
}

/// Every classifier in a folder, those of learners first.
fn voters(folder: &Path) -> io::Result<Vec<Voter>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut voters = Vec::new();
    for path in &paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let learner = match name {
            "labs" => Some(""),
            name => name.strip_prefix("labs-"),
        };
        match learner {
            Some(learner) => voters.extend(kept(path, learner)),
            None if is_weights(path) => voters.extend(saved(path, name)),
            None => {}
        }
        if voters.len() >= MOST {
            remark(&format!("only the first {MOST} classifiers are read"));
            voters.truncate(MOST);
            break;
        }
    }
    Ok(voters)
}

fn is_weights(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "safetensors") && path.is_file()
}

/// The classifiers of digits among a learner's labs, as far as an epoch was trained.
fn kept(folder: &Path, learner: &str) -> Vec<Voter> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| is_weights(path))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let mut bytes = Vec::new();
        File::open(path)
            .ok()?
            .take(LARGEST)
            .read_to_end(&mut bytes)
            .ok()?;
        Keepsake::decode(&bytes).ok()
    };
    let runs = paths.iter().filter_map(read).flat_map(|kept| kept.trained);
    let trained = runs.filter(|run| run.epoch > 0 && is_classifier(&run.model));
    let whose = if learner.is_empty() {
        "(no name)"
    } else {
        learner
    };
    trained
        .map(|run| Voter {
            whose: whose.to_owned(),
            model: run.model.clone(),
        })
        .collect()
}

fn is_classifier(model: &Sequential) -> bool {
    model.inputs() == PIXELS && model.output_width() == CLASSES
}

/// Weights of the course's classifier in a file.
fn saved(path: &Path, name: &str) -> Option<Voter> {
    let mut model = untrained(Preset::Classifier.spec().layers).ok()?;
    match weights::load(path, &mut model) {
        Ok(_) => Some(Voter {
            whose: name.to_owned(),
            model,
        }),
        Err(error) => {
            remark(&format!("{name} is passed over: {error}"));
            None
        }
    }
}

fn as_json(alone: &[Alone], vote: &Vote) -> serde_json::Value {
    let verdicts = vote.verdicts();
    let each: Vec<_> = alone
        .iter()
        .map(
            |it| json!({ "whose": it.whose, "accuracy": it.accuracy, "within_two": it.within_two }),
        )
        .collect();
    json!({
        "classifiers": each,
        "vote": {
            "voters": vote.voters(),
            "accuracy": verdicts.within(1),
            "within_two": verdicts.within(2),
            "next_share": verdicts.next_share(),
            "mean_cost": verdicts.mean_cost(),
        },
        "digits": verdicts.0.len(),
        "disagree": vote.split(),
        "wrong_in_any": vote.wrong_in_any(),
        "wrong_in_all": vote.wrong_in_all(),
    })
}

fn as_text(alone: &[Alone], vote: &Vote) -> String {
    let mut text = String::new();
    let mut line = |name: &str, accuracy: f64, two: f64| {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{name:<24} {:>6.2} %  within two {:>6.2} %",
            100.0 * accuracy,
            100.0 * two
        );
    };
    for it in alone {
        line(&it.whose, it.accuracy, it.within_two);
    }
    let verdicts = vote.verdicts();
    let together = format!("the mean of all {}", vote.voters());
    line(&together, verdicts.within(1), verdicts.within(2));
    let count = |n: usize| grouped(n as u64);
    let _ = writeln!(
        text,
        "of {} test digits they disagree on {}; {} are read wrongly by at least one, {} by all",
        count(verdicts.0.len()),
        count(vote.split()),
        count(vote.wrong_in_any()),
        count(vote.wrong_in_all())
    );
    text
}
