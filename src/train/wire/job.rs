//! What a course tells a worker: a job, and then commands.

use std::io::BufRead;
use std::sync::Arc;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::news::{At, numbers};
use super::{Broken, Frame, VERSION, frame};
use crate::nn::Samples;
use crate::train::digits::named;
use crate::train::spec::MOST_PARAMETERS;
use crate::train::{Command, JobId, Spec, Task};

/// Numbers of samples that are sent at the most, 64 MB of them: larger data has a name, or is the
/// learner's own and belongs to a training without the course.
const MOST_SAMPLES: usize = 16_000_000;

/// What a course says.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::train) enum ToWorker {
    /// The job; it comes first, and once.
    Job(Box<Job>),
    /// What the training is told.
    Tell(Command),
    /// A checkpoint is wanted.
    Want,
}

/// A task without its numbers.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::train) struct Job {
    version: u32,
    spec: Spec,
    inputs: usize,
    outputs: usize,
    /// Weights it starts from, in place of drawn ones.
    weights: usize,
    learn: Pair,
    validation: Option<Pair>,
    from: Option<At>,
    paused: bool,
    /// Ends of epochs that are wanted.
    ends: usize,
}

/// Inputs and targets; no targets: they are the inputs, as an autoencoder's are.
#[derive(Debug, Serialize, Deserialize)]
struct Pair {
    x: Rows,
    y: Option<Rows>,
}

/// Rows that the worker has too, by their name, or such as are sent.
#[derive(Debug, Serialize, Deserialize)]
enum Rows {
    Named(String),
    Sent { rows: usize, width: usize },
}

/// Ends of epochs that a worker keeps at the most, until they are sent.
const MOST_ENDS: usize = 64;

type Both = (Arc<dyn Samples>, Arc<dyn Samples>);

/// A task as bytes.
///
/// # Errors
/// If its samples have no name and are too many to be sent.
pub(in crate::train) fn bytes(task: &Task) -> Result<Vec<u8>, Broken> {
    let mut sent = vec![task.plan.weights.clone().unwrap_or_default()];
    let learn = pair(&task.x, &task.y, &mut sent)?;
    let validation = task.validation.as_ref();
    let validation = validation.map(|(x, y)| pair(x, y, &mut sent)).transpose()?;
    let outputs = task.plan.model().output_width();
    let job = ToWorker::Job(Box::new(Job {
        version: VERSION,
        spec: task.plan.spec(),
        inputs: task.plan.inputs,
        outputs,
        weights: sent[0].len(),
        learn,
        validation,
        from: task.from.as_ref().map(|from| At::of(from, 0)),
        paused: task.paused,
        ends: task.ends,
    }));
    let mut parts: Vec<&[f32]> = sent.iter().map(Vec::as_slice).collect();
    if let Some(from) = &task.from {
        parts.extend(numbers(from));
    }
    Ok(frame(&job, &parts))
}

fn pair(
    x: &Arc<dyn Samples>,
    y: &Arc<dyn Samples>,
    sent: &mut Vec<Vec<f32>>,
) -> Result<Pair, Broken> {
    let same = Arc::ptr_eq(x, y);
    Ok(Pair {
        x: rows(&**x, sent)?,
        y: (!same).then(|| rows(&**y, sent)).transpose()?,
    })
}

fn rows(samples: &dyn Samples, sent: &mut Vec<Vec<f32>>) -> Result<Rows, Broken> {
    if let Some(name) = samples.name() {
        return Ok(Rows::Named(name.to_owned()));
    }
    let (rows, width) = (samples.len(), samples.width());
    let count = rows.saturating_mul(width);
    if count > MOST_SAMPLES {
        let why = format!("{rows} rows of {width} numbers are too many to be sent to a worker");
        return Err(Broken::Unfit(why));
    }
    let mut numbers = vec![0.0; count];
    let all: Vec<u32> = (0..rows as u32).collect();
    if count > 0 {
        samples.gather(&all, 0..width, &mut numbers);
    }
    sent.push(numbers);
    Ok(Rows::Sent { rows, width })
}

/// What a course says next, after the job; nothing where it has ended.
///
/// # Errors
/// If it is not understood.
pub(in crate::train) fn order(from: &mut impl BufRead) -> Result<Option<Frame<ToWorker>>, Broken> {
    super::read(from, 0)
}

/// Reads the job, and makes it one that can be done.
///
/// # Errors
/// If it is not understood, or not one that this program can do.
pub(in crate::train) fn read(from: &mut impl BufRead) -> Result<Task, Broken> {
    let most = 4 * MOST_PARAMETERS + 4 * MOST_SAMPLES;
    let frame = super::read(from, most)?.ok_or(Broken::Short)?;
    let ToWorker::Job(job) = frame.says else {
        return Err(Broken::Unfit("what comes first is to be a job".to_owned()));
    };
    job.task(&frame.numbers)
}

impl Job {
    fn task(self, numbers: &[f32]) -> Result<Task, Broken> {
        if self.version != VERSION {
            return Err(Broken::Version(self.version.to_string()));
        }
        let mut numbers = numbers;
        let weights = take(&mut numbers, self.weights)?;
        let (x, y) = self.learn.samples(&mut numbers)?;
        let validation = self.validation.map(|pair| pair.samples(&mut numbers));
        let from = self.from.map(|from| {
            let own = take(&mut numbers, from.count())?;
            from.checkpoint(NOBODY, own).map(Arc::new)
        });
        let (validation, from) = (validation.transpose()?, from.transpose()?);
        if !numbers.is_empty() {
            return Err(Broken::Unfit(
                "more numbers came than belong to a job".to_owned(),
            ));
        }
        let plan = self.spec.check(x.len(), self.inputs, self.outputs);
        let mut plan = plan.map_err(|error| Broken::Unfit(error.to_string()))?;
        if !weights.is_empty() {
            let begun = plan.starting_from(weights.to_vec());
            plan = begun.map_err(|error| Broken::Unfit(error.to_string()))?;
        }
        Ok(Task {
            plan,
            x,
            y,
            validation,
            from,
            paused: self.paused,
            ends: self.ends.min(MOST_ENDS),
        })
    }
}

/// The job of a worker: it has one alone, and its course has the number.
pub(in crate::train) const NOBODY: JobId = JobId {
    lab: 0,
    lane: 0,
    run: 0,
};

impl Pair {
    fn samples(self, numbers: &mut &[f32]) -> Result<Both, Broken> {
        let x = self.x.samples(numbers)?;
        let y = self.y.map(|rows| rows.samples(numbers)).transpose()?;
        Ok((Arc::clone(&x), y.unwrap_or(x)))
    }
}

impl Rows {
    fn samples(self, numbers: &mut &[f32]) -> Result<Arc<dyn Samples>, Broken> {
        match self {
            Self::Named(name) => named(&name).map_err(Broken::Unfit),
            Self::Sent { rows, width } => {
                let own = take(numbers, rows.saturating_mul(width))?;
                let array = Array2::from_shape_vec((rows, width), own.to_vec());
                let array = array.map_err(|error| Broken::Unfit(error.to_string()))?;
                Ok(Arc::new(array))
            }
        }
    }
}

/// The next numbers.
fn take<'a>(numbers: &mut &'a [f32], count: usize) -> Result<&'a [f32], Broken> {
    let unfit = || Broken::Unfit("fewer numbers came than belong to a job".to_owned());
    let (own, rest) = numbers.split_at_checked(count).ok_or_else(unfit)?;
    *numbers = rest;
    Ok(own)
}
