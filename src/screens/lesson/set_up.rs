//! A lab as one word, its settings and what was made in it by hand: `v1,set=xor,point:0.5:-0.2:a`.

use crate::labs::{Lab, say};
use crate::lesson::model::LabDirective;
use crate::msg::Effect;

/// The version of these words, which they begin with: another one where a name or a value comes to mean
/// something else.
const VERSION: &str = "v1";

/// The word for a lab as it stands.
pub fn code(lab: &dyn Lab) -> String {
    let controls = lab.controls().into_iter();
    let pairs = controls.map(|c| format!("{}={}", c.name, c.value()));
    let made = lab.made().into_iter().map(|line| line.replace(' ', ":"));
    let parts = std::iter::once(VERSION.to_owned()).chain(pairs).chain(made);
    parts.collect::<Vec<_>>().join(",")
}

/// What a code cannot make a lab do: it says how a lab stands.
const NO_PARTS: [&str; 4] = ["set", "train", "step", "reset"];

/// Sets a lab up from such a word, or from a part of one, and hands out what follows from it. What a step is
/// about stays: what it sets for the lab and does not leave to the learner.
///
/// # Errors
/// A sentence that names the part that cannot be; what stands before it is then set.
pub fn apply(
    lab: &mut dyn Lab,
    step: Option<&LabDirective>,
    code: &str,
    effects: &mut Vec<Effect>,
) -> Result<(), String> {
    let mut parts = code.split(',').filter(|part| !part.is_empty()).peekable();
    if let Some(version) = parts.next_if(|part| is_version(part))
        && version != VERSION
    {
        return Err(format!("'{version}' is of another version of handson"));
    }
    effects.extend(lab.unmake());
    for part in parts {
        let done = match (part.split_once('='), part.split_once(':')) {
            (Some((name, value)), _) => match held(lab, step, name) {
                Some(held) if held != value => {
                    return Err(format!("'{name}' stays {held} on this step"));
                }
                Some(_) => continue,
                None => lab.set(name, value),
            },
            (None, Some((verb, _))) if !NO_PARTS.contains(&verb) => {
                say(lab, &part.replace(':', " "))
            }
            (None, _) => return Err(format!("'{part}' is not name=value")),
        };
        effects.extend(done.map_err(|error| error.to_string())?);
    }
    Ok(())
}

fn is_version(part: &str) -> bool {
    let number = part.strip_prefix('v');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The value that a control has, if a step sets it and does not leave it to the learner.
fn held(lab: &dyn Lab, step: Option<&LabDirective>, name: &str) -> Option<String> {
    let step = step.filter(|step| !step.frees(name))?;
    let is_set = step.start.iter().any(|(set, _)| set.value == name);
    let mut controls = lab.controls().into_iter().filter(|_| is_set);
    controls
        .find(|control| control.name == name)
        .map(|control| control.value())
}
