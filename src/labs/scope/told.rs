//! What a lab says after some lines: the number on the screen as a claim of the text beside it.

use crate::expr::Value;
use crate::labs::work::worked;
use crate::labs::{self, Lab, say};
use crate::msg::{Effect, Msg};
use crate::nn::Error;
use crate::train::{Job, JobId};
use std::sync::Arc;

/// `lab("penguins", "set axes raw", "mean_wrong")`: a lab, lines with semicolons between them, and
/// the fact that is wanted then. Its data is there, and what a line sets in motion comes to its end
/// before the next.
pub fn lab(arguments: &[Value]) -> Result<Value, String> {
    let [Value::Text(name), Value::Text(lines), Value::Text(wanted)] = arguments else {
        return Err("`lab` takes a lab, lines with ; between them, and a fact".to_owned());
    };
    let entry = labs::find(name).ok_or_else(|| format!("there is no lab `{name}`"))?;
    let mut lab = (entry.make)(0);
    let begun = lab.open();
    worked(begun, &mut |msg| lab.update(msg));
    let spoken = lines.split(';').map(str::trim).filter(|l| !l.is_empty());
    for line in spoken {
        let effects = say(lab.as_mut(), line).map_err(|error| format!("{name}: {error}"))?;
        settle(lab.as_mut(), effects).map_err(|error| format!("{name}: {error}"))?;
    }
    let facts = lab.facts();
    let found = facts.iter().find(|fact| fact.name == wanted);
    found
        .map(|fact| Value::from(&fact.value))
        .ok_or_else(|| format!("{name} has no fact `{wanted}` then"))
}

/// Trains what a line has set in motion to its end, on this thread. What was trained before is over.
fn settle(lab: &mut dyn Lab, effects: Vec<Effect>) -> Result<(), Error> {
    let mut jobs: Vec<(JobId, Job)> = Vec::new();
    for effect in worked(effects, &mut |msg| lab.update(msg)) {
        match effect {
            Effect::Train(id, task) => jobs.push((id, Job::new(id, *task)?)),
            Effect::Tell(id, command) => {
                for (_, job) in jobs.iter_mut().filter(|(own, _)| *own == id) {
                    job.tell(command)?;
                }
            }
            _ => {}
        }
    }
    for (_, mut job) in jobs {
        while job.is_working() {
            job.advance();
        }
        lab.update(&Msg::Trained(Arc::new(job.checkpoint())));
    }
    Ok(())
}
