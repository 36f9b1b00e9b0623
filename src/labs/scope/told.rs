//! What a lab says after some lines: the number on the screen as a claim of the text beside it.

use crate::expr::Value;
use crate::labs::{self, say};

/// `lab("penguins", "set axes raw", "mean_wrong")`: a lab, lines with semicolons between them, and
/// the fact that is wanted then. What a lab would go on with in the background is not waited for.
pub fn lab(arguments: &[Value]) -> Result<Value, String> {
    let [Value::Text(name), Value::Text(lines), Value::Text(wanted)] = arguments else {
        return Err("`lab` takes a lab, lines with ; between them, and a fact".to_owned());
    };
    let entry = labs::find(name).ok_or_else(|| format!("there is no lab `{name}`"))?;
    let mut lab = (entry.make)(0);
    let spoken = lines.split(';').map(str::trim).filter(|l| !l.is_empty());
    for line in spoken {
        say(lab.as_mut(), line).map_err(|error| format!("{name}: {error}"))?;
    }
    let facts = lab.facts();
    let found = facts.iter().find(|fact| fact.name == wanted);
    found
        .map(|fact| Value::from(&fact.value))
        .ok_or_else(|| format!("{name} has no fact `{wanted}` then"))
}
