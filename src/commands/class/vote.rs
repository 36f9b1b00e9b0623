//! `handson class --vote`: the classifiers that a class has trained, one by one and together.

use super::ClassArgs;
use crate::commands::predict::untrained;
use crate::commands::{Failure, json_text, print, remark};
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
use std::thread;
use std::time::{Duration, SystemTime};

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

/// A file that may hold classifiers.
#[derive(PartialEq)]
struct Ballot {
    path: PathBuf,
    /// The learner whose lab it is, if it is no file of weights.
    learner: Option<String>,
    /// When it was changed, and its bytes.
    stamp: Option<(SystemTime, u64)>,
}

/// From one look into the folder to the next, where more classifiers are waited for.
const EACH: Duration = Duration::from_secs(2);

/// Reads the test digits with every classifier that the folder holds: in the labs of each learner, and
/// weights that lie in it as files. Where it follows, it does so again whenever one comes or goes on.
///
/// # Errors
/// A sentence: none is there, or the digits cannot be read.
pub fn run(folder: &Path, args: &ClassArgs) -> Result<ExitCode, Failure> {
    let mut seen = ballots(folder).map_err(Failure::new)?;
    let mut told = text(&seen, args)?;
    match &told {
        Some(text) if args.follow => drop(print(text)?),
        Some(text) => return print(text),
        None if args.follow => remark(&none_in(folder)),
        None => return Err(Failure(none_in(folder))),
    }
    loop {
        thread::sleep(EACH);
        let now = ballots(folder).map_err(Failure::new)?;
        if now == seen {
            continue;
        }
        seen = now;
        let new = text(&seen, args)?;
        // Other labs are kept there as well.
        if new != told {
            match &new {
                Some(text) => drop(print(&format!("\n{text}"))?),
                None => remark(&none_in(folder)),
            }
            told = new;
        }
    }
}

fn none_in(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "{folder} holds no trained classifier: train one in lesson 11, or with \
         `handson train classifier --save {folder}/1.safetensors`"
    )
}

/// What each makes of the test digits, and all of them together; nothing where there is none.
fn text(ballots: &[Ballot], args: &ClassArgs) -> Result<Option<String>, Failure> {
    let digits = test_digits().map_err(Failure::new)?;
    let x = pictures(&digits, 0..digits.len()).map_err(Failure::new)?;
    let y = classes(&digits, 0..digits.len()).map_err(Failure::new)?;
    let mut alone = Vec::new();
    let mut vote: Option<Vote> = None;
    for (at, voter) in voters(ballots).into_iter().enumerate() {
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
        return Ok(None);
    };
    Ok(Some(match args.json {
        true => json_text(&as_json(&alone, &vote)),
        false => as_text(&alone, &vote),
    }))
}

/// The files in a folder that may hold classifiers, in the order of their names.
fn ballots(folder: &Path) -> io::Result<Vec<Ballot>> {
    let mut ballots = Vec::new();
    let entries = fs::read_dir(folder)?.flatten();
    for path in entries.map(|entry| entry.path()) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let learner = match name {
            "labs" => Some(""),
            name => name.strip_prefix("labs-"),
        };
        match learner {
            Some(learner) => {
                let labs = fs::read_dir(&path).into_iter().flatten().flatten();
                let labs = labs.map(|entry| Ballot::of(entry.path(), Some(learner)));
                ballots.extend(labs.filter(|ballot| is_weights(&ballot.path)));
            }
            None if is_weights(&path) => ballots.push(Ballot::of(path, None)),
            None => {}
        }
    }
    ballots.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(ballots)
}

impl Ballot {
    fn of(path: PathBuf, learner: Option<&str>) -> Self {
        let data = fs::metadata(&path).ok();
        Self {
            stamp: data.and_then(|data| Some((data.modified().ok()?, data.len()))),
            learner: learner.map(str::to_owned),
            path,
        }
    }

    /// The classifiers in it.
    fn voters(&self) -> Vec<Voter> {
        match &self.learner {
            Some(learner) => kept(&self.path, learner),
            None => saved(&self.path).into_iter().collect(),
        }
    }
}

/// Every classifier in some files.
fn voters(ballots: &[Ballot]) -> Vec<Voter> {
    let mut voters: Vec<_> = ballots
        .iter()
        .flat_map(Ballot::voters)
        .take(MOST + 1)
        .collect();
    if voters.len() > MOST {
        remark(&format!("only the first {MOST} classifiers are read"));
        voters.truncate(MOST);
    }
    voters
}

fn is_weights(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "safetensors") && path.is_file()
}

/// The classifiers of digits in a learner's lab, if an epoch was trained.
fn kept(path: &Path, learner: &str) -> Vec<Voter> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
        io::Result::Ok(Keepsake::decode(&bytes).ok())
    };
    let runs = read().ok().flatten().map(|kept| kept.trained);
    let trained = runs
        .into_iter()
        .flatten()
        .filter(|run| run.epoch > 0 && is_classifier(&run.model));
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
fn saved(path: &Path) -> Option<Voter> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let mut model = untrained(Preset::Classifier.spec().layers).ok()?;
    match weights::load(path, &mut model) {
        Ok(_) => Some(Voter { whose: name, model }),
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
