//! What a lab says after some lines: the number on the screen as a claim of the text beside it.

use crate::expr::Value;
use crate::labs;
use crate::labs::stage::Stage;

/// `lab("penguins", "set axes raw", "mean_wrong")`: a lab, lines with semicolons between them, and
/// the fact that is wanted then. What a line sets in motion comes to its end before the next.
pub fn lab(arguments: &[Value]) -> Result<Value, String> {
    let [Value::Text(name), Value::Text(lines), Value::Text(wanted)] = arguments else {
        return Err("`lab` takes a lab, lines with ; between them, and a fact".to_owned());
    };
    let entry = labs::find(name).ok_or_else(|| format!("there is no lab `{name}`"))?;
    let told = |why| format!("{name}: {why}");
    let mut stage = Stage::new(entry, &[]).map_err(told)?;
    let spoken = lines.split(';').map(str::trim).filter(|l| !l.is_empty());
    for line in spoken {
        stage.say(line).map_err(told)?;
        stage.settle(&mut |_| {}).map_err(told)?;
    }
    let facts = stage.facts();
    let found = facts.iter().find(|fact| fact.name == wanted);
    found
        .map(|fact| Value::from(&fact.value))
        .ok_or_else(|| format!("{name} has no fact `{wanted}` then"))
}
