//! Everything that can be wrong is found here, before the first step.

use std::path::Path;

use crate::commands::Failure;
use crate::commands::files::{check_place, init_failed};
use crate::commands::train::flags::TrainArgs;
use crate::commands::train::samples::{Origin, Parts};
use crate::nn::weights::{self, Converted};
use crate::train::{Plan, Preset, Spec, Task};

/// A training ready to begin.
pub struct Prepared {
    /// The checked settings.
    pub plan: Plan,
    /// The training.
    pub task: Task,
    /// Where its samples came from.
    pub origin: Origin,
    /// What was made of the weights to begin with.
    pub init: Option<Converted>,
    /// The first pictures of a learner's own files, drawn.
    pub look: Option<String>,
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
            look,
        } = Parts::new(args)?;
        let mut plan = check(args.model, &spec, x.len())?;
        let mut init = None;
        if let Some(file) = &args.init {
            let (begun, converted) = initialized(plan, file)?;
            (plan, init) = (begun, Some(converted));
        }
        let task = Task {
            plan: plan.clone(),
            x,
            y,
            validation: Some(validate),
            from: None,
            paused: false,
            ends: 0,
        };
        Ok(Self {
            plan,
            task,
            origin,
            init,
            look,
        })
    }
}

fn check(model: Preset, spec: &Spec, samples: usize) -> Result<Plan, Failure> {
    model
        .check(spec, samples)
        .map_err(|error| Failure(format!("--{}: {error}", error.setting())))
}

fn initialized(plan: Plan, file: &Path) -> Result<(Plan, Converted), Failure> {
    let mut model = plan.model();
    let converted = weights::load(file, &mut model)
        .map_err(|error| init_failed(&error, "name the --layers that the file was made with"))?;
    let plan = plan
        .starting_from(model.weights().to_vec())
        .map_err(Failure::new)?;
    Ok((plan, converted))
}
