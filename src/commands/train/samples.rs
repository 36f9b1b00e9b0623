//! What is learned from, what is validated with, and where both came from.

use std::ops::Range;
use std::sync::Arc;

use crate::commands::Failure;
use crate::commands::train::flags::TrainArgs;
use crate::dataset::catalog::IdxSet;
use crate::dataset::{Digits, Mnist, split};
use crate::train::cars::{Cars, Rows};
use crate::train::{Preset, digits};

/// Inputs and targets of both kinds.
pub struct Parts {
    /// To learn from.
    pub learn: Rows,
    /// To validate with.
    pub validate: Rows,
    /// Where they came from.
    pub origin: Origin,
}

/// Where samples came from.
pub enum Origin {
    /// MNIST from inside the program.
    Mnist,
    /// The learner's own files.
    Folder(Box<IdxSet>),
    /// The cars, and which of them to learn from and to validate with.
    Cars(Cars, [Range<usize>; 2]),
}

impl Parts {
    /// Reads the samples that the flags ask for.
    pub fn new(args: &TrainArgs) -> Result<Self, Failure> {
        match args.model {
            Preset::Regression => cars(args),
            Preset::Autoencoder | Preset::Classifier => pictures(args),
        }
    }
}

fn cars(args: &TrainArgs) -> Result<Parts, Failure> {
    if args.data.is_some() {
        return Err(Failure(
            "--data: a regression learns from the cars inside the program, and that folder would \
             hold digits: leave --data out"
                .to_string(),
        ));
    }
    let cars = Cars::drawn(args.seed).map_err(Failure::new)?;
    let (learn, held) = part(args, cars.train())?;
    let validate = held.unwrap_or(cars.test());
    let parts = cars.samples(&learn, &validate);
    let [learned, validated] =
        parts.ok_or_else(|| Failure("there are no cars to learn from".to_string()))?;
    Ok(Parts {
        learn: learned,
        validate: validated,
        origin: Origin::Cars(cars, [learn, validate]),
    })
}

fn pictures(args: &TrainArgs) -> Result<Parts, Failure> {
    let set = args.data.as_deref().map(IdxSet::in_folder).transpose();
    let set = set.map_err(|e| Failure(format!("--data: {e}")))?;
    let mnist = match &set {
        Some(set) => Mnist::load(set).map_err(|e| Failure(format!("--data: {e}")))?,
        None => Mnist::embedded().map_err(Failure::new)?,
    };
    let (learn, held) = part(args, mnist.train.len())?;
    let validate = match held {
        Some(held) => rows(args.model, &mnist.train, held)?,
        None => rows(args.model, &mnist.test, 0..mnist.test.len())?,
    };
    Ok(Parts {
        learn: rows(args.model, &mnist.train, learn)?,
        validate,
        origin: set.map_or(Origin::Mnist, |set| Origin::Folder(Box::new(set))),
    })
}

/// Pictures and what a model should make of them.
fn rows(model: Preset, from: &Arc<Digits>, range: Range<usize>) -> Result<Rows, Failure> {
    let x = digits::pictures(from, range.clone()).map_err(Failure::new)?;
    let y = match model {
        Preset::Classifier => digits::classes(from, range).map_err(Failure::new)?,
        // The same object, so that no batch is copied twice.
        _ => Arc::clone(&x),
    };
    Ok((x, y))
}

/// Of so many training samples those to learn from, and those held out if any are.
fn part(args: &TrainArgs, there: usize) -> Result<(Range<usize>, Option<Range<usize>>), Failure> {
    let n = args.limit.unwrap_or(there);
    if n == 0 {
        return Err(Failure(
            "--limit: 0 samples teach nothing: take at least 1".to_string(),
        ));
    }
    if n > there {
        return Err(Failure(format!(
            "--limit: {n} is more than the {there} training samples there are: take at most {there}"
        )));
    }
    let Some(held) = args.holdout else {
        return Ok((0..n, None));
    };
    let (learn, held) = split::last(n, held).ok_or_else(|| {
        Failure(format!(
            "--holdout: {held} of {n} samples cannot be held out: leave at least 1 on either side"
        ))
    })?;
    Ok((learn, Some(held)))
}
