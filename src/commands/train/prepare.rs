//! Everything that can be wrong is found here, before the first step.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::commands::Failure;
use crate::commands::train::flags::{Model, TrainArgs};
use crate::dataset::catalog::IdxSet;
use crate::dataset::idx::PIXELS;
use crate::dataset::{Mnist, split};
use crate::nn::{Samples, weights};
use crate::train::{Plan, Spec, Task, digits};

/// A training ready to begin.
pub struct Prepared {
    /// The checked settings.
    pub plan: Plan,
    /// The training.
    pub task: Task,
    /// The learner's own files, if it learns from those.
    pub set: Option<IdxSet>,
}

impl Prepared {
    /// Checks the flags, cheapest first, and reads the data and the weights they name.
    pub fn new(args: &TrainArgs, threads: Option<usize>) -> Result<Self, Failure> {
        let Model::Autoencoder = args.model;
        if let Some(file) = &args.save {
            check_place(file)?;
        }
        let spec = args.spec(threads);
        // Most bad settings are bad for any data; nobody should wait for 60,000 digits to hear it.
        check(&spec, usize::MAX)?;
        let set = args.data.as_deref().map(IdxSet::in_folder).transpose();
        let set = set.map_err(|e| Failure(format!("--data: {e}")))?;
        let mnist = match &set {
            Some(set) => Mnist::load(set).map_err(|e| Failure(format!("--data: {e}")))?,
            None => Mnist::embedded().map_err(Failure::new)?,
        };
        let (x, xv) = samples(args, &mnist)?;
        let mut plan = check(&spec, x.len())?;
        if let Some(file) = &args.init {
            plan = initialized(plan, file)?;
        }
        let task = Task {
            plan: plan.clone(),
            y: Arc::clone(&x),
            x,
            validation: Some((Arc::clone(&xv), xv)),
            from: None,
            paused: false,
        };
        Ok(Self { plan, task, set })
    }
}

fn check(spec: &Spec, samples: usize) -> Result<Plan, Failure> {
    spec.check(samples, PIXELS, PIXELS)
        .map_err(|error| Failure(format!("--{}: {error}", error.setting())))
}

type Rows = Arc<dyn Samples>;

/// The digits to learn from, and those to validate with.
fn samples(args: &TrainArgs, mnist: &Mnist) -> Result<(Rows, Rows), Failure> {
    let there = mnist.train.len();
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
    let (learn, validate) = match args.holdout {
        None => (0..n, digits::pictures(&mnist.test, 0..mnist.test.len())),
        Some(held) => {
            let (learn, held) = split::last(n, held).ok_or_else(|| {
                Failure(format!(
                    "--holdout: {held} of {n} samples cannot be held out: leave at least 1 on \
                     either side"
                ))
            })?;
            (learn, digits::pictures(&mnist.train, held))
        }
    };
    let learn = digits::pictures(&mnist.train, learn).map_err(Failure::new)?;
    Ok((learn, validate.map_err(Failure::new)?))
}

fn initialized(plan: Plan, file: &Path) -> Result<Plan, Failure> {
    let mut model = plan.model();
    weights::load(file, &mut model).map_err(|error| {
        Failure(format!(
            "--init: {error}: take a file that --save wrote for the same --layers"
        ))
    })?;
    plan.starting_from(model.weights().to_vec())
        .map_err(Failure::new)
}

/// Finds out now whether weights can be written there, and not after the training.
fn check_place(file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let shown = folder.display();
    if file.is_dir() {
        return Err(Failure(format!(
            "--save: {name} is a folder: name a file in it"
        )));
    }
    if !fs::metadata(folder).is_ok_and(|data| data.is_dir()) {
        return Err(Failure(format!(
            "--save: {name}: there is no folder {shown}: make it first, or name another"
        )));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure(format!(
            "--save: {name}: nothing can be written in {shown} ({}): name another folder",
            error.kind()
        ))),
    }
}
