//! What is learned from, what is validated with, and where both came from.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::commands::Failure;
use crate::commands::train::flags::TrainArgs;
use crate::commands::train::look;
use crate::dataset::catalog::{IdxFolder, IdxPair, Split};
use crate::dataset::{DataError, Digits, Mnist, split};
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
    /// The first pictures of a learner's own files, drawn.
    pub look: Option<String>,
}

/// Where samples came from.
pub enum Origin {
    /// MNIST from inside the program.
    Mnist,
    /// The learner's own files.
    Folder(Box<Files>),
    /// The cars, and which of them to learn from and to validate with.
    Cars(Cars, [Range<usize>; 2]),
}

/// The learner's own files.
pub struct Files {
    /// To learn from.
    pub train: IdxPair,
    /// To validate with, unless that is held out of the others.
    pub test: Option<IdxPair>,
}

/// Digits as they were read.
struct Sets {
    train: Arc<Digits>,
    test: Option<Arc<Digits>>,
    origin: Origin,
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
    if args.transpose {
        return Err(Failure(
            "--transpose: a regression learns from cars, not from pictures: leave --transpose out"
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
        look: None,
    })
}

fn pictures(args: &TrainArgs) -> Result<Parts, Failure> {
    let sets = match &args.data {
        None => embedded(),
        Some(folder) => in_folder(args, folder),
    };
    let mut sets = sets.map_err(|e| Failure(format!("--data: {e}")))?;
    if args.transpose {
        let turned = |digits: &Arc<Digits>| Arc::new(digits.transposed());
        (sets.train, sets.test) = (turned(&sets.train), sets.test.as_ref().map(turned));
    }
    let Sets {
        train,
        test,
        origin,
    } = sets;
    let (learn, held) = part(args, train.len())?;
    let validate = match (held, &test) {
        (None, Some(test)) => rows(args.model, test, 0..test.len())?,
        (held, _) => rows(args.model, &train, held.unwrap_or(0..train.len()))?,
    };
    Ok(Parts {
        learn: rows(args.model, &train, learn)?,
        validate,
        look: matches!(origin, Origin::Folder(_)).then(|| look::first(&train)),
        origin,
    })
}

fn embedded() -> Result<Sets, DataError> {
    let Mnist { train, test } = Mnist::embedded()?;
    Ok(Sets {
        train,
        test: Some(test),
        origin: Origin::Mnist,
    })
}

/// Reads what a training needs of a folder: an autoencoder no labels, and with digits held out
/// nobody a test set.
fn in_folder(args: &TrainArgs, folder: &Path) -> Result<Sets, DataError> {
    let labelled = args.model == Preset::Classifier;
    let folder = IdxFolder::open(folder)?;
    let files = |train, test| Origin::Folder(Box::new(Files { train, test }));
    let own = folder.pair(Split::Train, labelled)?;
    if args.holdout.is_some() {
        return Ok(Sets {
            train: Arc::new(Digits::read(&own)?),
            test: None,
            origin: files(own, None),
        });
    }
    let other = folder.pair(Split::Test, labelled)?;
    let Mnist { train, test } = Mnist::load(&own, &other)?;
    Ok(Sets {
        train,
        test: Some(test),
        origin: files(own, Some(other)),
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
