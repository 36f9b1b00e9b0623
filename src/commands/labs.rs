//! `handson labs`: what every lab understands and says, for authors.

use crate::commands::{Failure, print};
use crate::labs::{self, Entry, Lab, Value};
use crate::ui::control::Kind;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// Lists one lab, or all.
///
/// # Errors
/// If there is no such lab.
pub fn run(name: Option<&str>, json: bool) -> Result<ExitCode, Failure> {
    let entries: Vec<&Entry> = match name {
        Some(name) => vec![labs::find(name).ok_or_else(|| unknown(name))?],
        None => labs::REGISTRY.iter().collect(),
    };
    if json {
        let list: Vec<_> = entries.into_iter().map(as_json).collect();
        return print(&format!("{:#}\n", json!({ "labs": list })));
    }
    let list: Vec<String> = entries.into_iter().map(as_text).collect();
    print(&list.join("\n"))
}

fn unknown(name: &str) -> Failure {
    let known: Vec<_> = labs::REGISTRY.iter().map(|entry| entry.name).collect();
    Failure(format!(
        "there is no lab '{name}': there are {}",
        known.join(", ")
    ))
}

fn as_text(entry: &Entry) -> String {
    let lab = (entry.make)(0);
    let mut text = format!("{}: {}\n", entry.name, entry.about);
    let mut line = |what: &str, name: &str, says: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {what:<8} {name:<12} {says}");
    };
    for control in lab.controls() {
        let range = control.range();
        let says = format!("{} {range}; starts at {}.", control.help, control.value());
        line("set", control.name, &says);
    }
    for verb in lab.verbs() {
        let key = verb.key_name();
        let key = key.map_or(String::new(), |key| format!(" ({key})"));
        let says = format!("{}{key} {}", verb.help, verb.arguments);
        line("do", verb.name, says.trim_end());
    }
    for fact in lab.facts() {
        let value = match fact.value {
            Value::Number(_) => "a number",
            Value::Text(_) => "a word",
        };
        line(
            "fact",
            fact.name,
            &format!("{value}. At the start: {}", fact.sentence),
        );
    }
    text
}

fn as_json(entry: &Entry) -> serde_json::Value {
    let lab = (entry.make)(0);
    let control = |c: crate::ui::control::Control| {
        let kind = match &c.kind {
            Kind::Number { min, max, unit, .. } => json!({ "min": min, "max": max, "unit": unit }),
            Kind::Choice { options, .. } => json!({ "options": options }),
        };
        json!({ "name": c.name, "symbol": c.symbol, "help": c.help, "value": c.value(), "is": kind })
    };
    let controls: Vec<_> = lab.controls().into_iter().map(control).collect();
    let verb = |v: labs::Verb| json!({ "name": v.name, "key": v.key, "arguments": v.arguments, "help": v.help });
    let verbs: Vec<_> = lab.verbs().into_iter().map(verb).collect();
    json!({
        "name": entry.name,
        "about": entry.about,
        "controls": controls,
        "verbs": verbs,
        "facts": facts(lab.as_ref()),
    })
}

fn facts(lab: &dyn Lab) -> Vec<serde_json::Value> {
    let fact = |f: labs::Fact| {
        let value = match f.value {
            Value::Number(x) => json!(x),
            Value::Text(text) => json!(text),
        };
        json!({ "name": f.name, "value": value, "unit": f.unit, "sentence": f.sentence })
    };
    lab.facts().into_iter().map(fact).collect()
}
