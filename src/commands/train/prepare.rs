//! Everything that can be wrong is found here, before the first step.

use std::fs;
use std::path::Path;

use crate::commands::Failure;
use crate::commands::train::flags::TrainArgs;
use crate::commands::train::samples::{Origin, Parts};
use crate::nn::weights;
use crate::train::{Plan, Preset, Spec, Task};

/// A training ready to begin.
pub struct Prepared {
    /// The checked settings.
    pub plan: Plan,
    /// The training.
    pub task: Task,
    /// Where its samples came from.
    pub origin: Origin,
    /// What was made of the files that were given, to be told.
    pub notes: Vec<String>,
}

impl Prepared {
    /// Checks the flags, cheapest first, and reads the data and the weights they name.
    pub fn new(args: &TrainArgs, threads: Option<usize>) -> Result<Self, Failure> {
        if let Some(file) = &args.save {
            check_place(file)?;
        }
        let spec = args.spec(threads);
        // Most bad settings are bad for any data; nobody should wait for 60,000 digits to hear it.
        check(args.model, &spec, usize::MAX)?;
        let Parts {
            learn: (x, y),
            validate,
            origin,
        } = Parts::new(args)?;
        let mut plan = check(args.model, &spec, x.len())?;
        let mut notes = Vec::new();
        if let Some(file) = &args.init {
            (plan, notes) = initialized(plan, file)?;
        }
        let task = Task {
            plan: plan.clone(),
            x,
            y,
            validation: Some(validate),
            from: None,
            paused: false,
        };
        Ok(Self {
            plan,
            task,
            origin,
            notes,
        })
    }
}

fn check(model: Preset, spec: &Spec, samples: usize) -> Result<Plan, Failure> {
    model
        .check(spec, samples)
        .map_err(|error| Failure(format!("--{}: {error}", error.setting())))
}

fn initialized(plan: Plan, file: &Path) -> Result<(Plan, Vec<String>), Failure> {
    let mut model = plan.model();
    let converted = weights::load(file, &mut model).map_err(|error| {
        Failure(format!(
            "--init: {error}: name the --layers that the file was made with, or take a file of \
             this network's dense layers and nothing else"
        ))
    })?;
    let name = file.display();
    let mut notes = Vec::new();
    if converted.transposed {
        notes.push(format!(
            "{name} has PyTorch's weights, (units, inputs): they were transposed"
        ));
    }
    for dtype in converted.types {
        notes.push(format!(
            "{name} has {dtype} numbers: they are F32 from here on"
        ));
    }
    let plan = plan
        .starting_from(model.weights().to_vec())
        .map_err(Failure::new)?;
    Ok((plan, notes))
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
