//! `handson labs`: what every lab understands and says, for authors.

use crate::commands::cli::Global;
use crate::commands::render::parse_size;
use crate::commands::stage::Stage;
use crate::commands::tour::{Told, tour};
use crate::commands::{Failure, print, print_json, terminal};
use crate::labs::{self, Entry, Lab, Value};
use crate::progress::Progress;
use crate::session::Answers;
use crate::ui::control::Kind;
use crate::ui::{Look, fold};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;
use termprofile::Env;

/// Lists one lab, or all.
///
/// # Errors
/// If there is no such lab.
pub fn run(name: Option<&str>, json: bool) -> Result<ExitCode, Failure> {
    let entries = chosen(name)?;
    if json {
        let list: Vec<_> = entries.into_iter().map(as_json).collect();
        return print_json(&json!({ "labs": list }));
    }
    let list: Vec<String> = entries.into_iter().map(as_text).collect();
    print(&list.join("\n"))
}

/// Shows one lab, or all, each as the picture it begins with.
///
/// # Errors
/// If there is no such lab, or the size makes no sense.
pub fn gallery(global: &Global, name: Option<&str>, size: &str) -> Result<ExitCode, Failure> {
    let (width, height) = parse_size(size)?;
    let look = terminal::look(&terminal::tiers(
        global,
        &Progress::default(),
        &Env,
        &Answers::default(),
    ));
    let mut text = String::new();
    for entry in chosen(name)? {
        let stage = Stage::new(entry, &[]).map_err(Failure)?;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}: {}\n", entry.name, entry.about);
        for row in picture(stage.lab(), width, height, &look) {
            let _ = writeln!(text, "  {row}");
        }
        text.push('\n');
    }
    print(&format!("{}\n", text.trim_end()))
}

/// The rows of a lab's picture.
fn picture(lab: &dyn Lab, width: u16, height: u16, look: &Look) -> Vec<String> {
    let best = lab.height(width).best;
    let area = Rect::new(0, 0, width, best.min(height)).clamp(Rect::new(0, 0, 500, 200));
    let mut buf = Buffer::empty(area);
    lab.view(area, &mut buf, look);
    if look.glyphs.ascii {
        fold::screen(&mut buf);
    }
    let rows = buf.content.chunks(usize::from(area.width.max(1)));
    rows.map(|row| {
        let row: String = row.iter().map(Cell::symbol).collect();
        row.trim_end().to_owned()
    })
    .collect()
}

fn chosen(name: Option<&str>) -> Result<Vec<&'static Entry>, Failure> {
    match name {
        Some(name) => Ok(vec![labs::find(name).ok_or_else(|| unknown(name))?]),
        None => Ok(labs::REGISTRY.iter().collect()),
    }
}

/// There is no such lab.
pub fn unknown(name: &str) -> Failure {
    let known: Vec<_> = labs::REGISTRY.iter().map(|entry| entry.name).collect();
    Failure(format!(
        "there is no lab '{name}': there are {}",
        known.join(", ")
    ))
}

fn as_text(entry: &Entry) -> String {
    let lab = (entry.make)(0);
    let mut lines: Vec<(&str, &str, String)> = Vec::new();
    let mut line = |what, name, says: &str| lines.push((what, name, says.to_owned()));
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
    for Told { fact, after, few } in tour(entry) {
        let value = match fact.value {
            Value::Number(_) if fact.unit.is_empty() => "a number".to_owned(),
            Value::Number(_) => format!("a number in {}", fact.unit),
            Value::Text(_) => "a word".to_owned(),
        };
        let when = match (after, few) {
            (Some(after), Some(few)) => format!("After `{after}` on {few} digits alone"),
            (Some(after), None) => format!("After `{after}`"),
            (None, _) => "At the start".to_owned(),
        };
        let says = match fact.value {
            Value::Number(number) if number.is_nan() => "not known.",
            _ => &fact.sentence,
        };
        line("fact", fact.name, &format!("{value}. {when}: {says}"));
    }
    let width = lines.iter().map(|(_, name, _)| name.len()).max();
    let width = width.unwrap_or_default();
    let mut text = format!("{}: {}\n", entry.name, entry.about);
    for (what, name, says) in lines {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {what:<5} {name:<width$} {says}");
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
        "facts": facts(entry),
    })
}

fn facts(entry: &Entry) -> Vec<serde_json::Value> {
    let fact = |Told { fact, after, few }: Told| {
        let value = match fact.value {
            Value::Number(x) => json!(x),
            Value::Text(text) => json!(text),
        };
        json!({ "name": fact.name, "value": value, "unit": fact.unit, "sentence": fact.sentence, "after": after, "samples": few })
    };
    tour(entry).into_iter().map(fact).collect()
}
