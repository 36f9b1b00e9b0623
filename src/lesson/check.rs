//! Holding lessons against what there is: labs, their controls, other lessons.

use super::catalog::Catalog;
use super::directive::LabSpots;
use super::error::{Diagnostic, Severity};
use super::nearest::hint;
use super::parse::Parsed;
use super::source::{Reports, Spot};

/// What lessons may name, told by whoever has it.
pub trait Oracle {
    /// The names of all labs.
    fn labs(&self) -> Vec<String>;
    /// The names of a lab's controls.
    fn controls(&self, lab: &str) -> Vec<String>;
    /// Whether a control takes a value, as `set` would; otherwise the reason in a sentence.
    ///
    /// # Errors
    /// The reason.
    fn accepts(&self, lab: &str, control: &str, value: &str) -> Result<(), String>;
}

/// All that is wrong with lessons, in the order of files and lines.
pub fn check(catalog: &Catalog, oracle: &dyn Oracle) -> Vec<Diagnostic> {
    let lessons = catalog
        .parsed
        .iter()
        .filter_map(|file| file.lesson.as_ref());
    let ids: Vec<&str> = lessons.map(|lesson| lesson.id.as_str()).collect();
    let mut all = catalog.diagnostics();
    for file in &catalog.parsed {
        let mut reports = Reports::new(&file.source);
        needs(file, &ids, &mut reports);
        for lab in &file.spots.labs {
            lab_directive(lab, oracle, &mut reports);
        }
        kept(&file.spots.labs, &mut reports);
        all.append(&mut reports.found);
        all.extend(aimless(file));
    }
    all.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    all
}

fn needs(file: &Parsed, ids: &[&str], reports: &mut Reports<'_>) {
    let own = file.lesson.as_ref().map(|lesson| lesson.id.as_str());
    for need in &file.spots.needs {
        if Some(need.value.as_str()) == own {
            let fix = "take it out of `needs`".to_owned();
            reports.error(need.at, "the lesson needs itself", fix);
        } else if !ids.contains(&need.value.as_str()) {
            let message = format!("no lesson has the id `{}`", need.value);
            reports.error(need.at, message, hint(&need.value, ids.iter().copied()));
        }
    }
}

/// Steps that say no goal.
fn aimless(file: &Parsed) -> impl Iterator<Item = Diagnostic> {
    let steps = file.lesson.iter().flat_map(|lesson| &lesson.steps);
    let places = steps.zip(&file.spots.steps);
    places
        .filter(|(step, _)| step.goal.is_none())
        .map(|(step, at)| {
            let message = format!("the step `{}` has no goal", step.id);
            let fix = "begin its first paragraph with `Goal: ...`".to_owned();
            file.source.finding(Severity::Warning, *at, message, fix)
        })
}

/// One key keeps one lab: two of different names cannot be the same instance.
fn kept(labs: &[LabSpots], reports: &mut Reports<'_>) {
    for (at, lab) in labs.iter().enumerate() {
        let Some(keep) = &lab.keep else { continue };
        let same = |other: &&LabSpots| other.keep.as_ref().is_some_and(|k| k.value == keep.value);
        let first = labs[..at].iter().find(same);
        if let Some(first) = first.filter(|first| first.name.value != lab.name.value) {
            let message = format!(
                "`{}` keeps the lab `{}` already",
                keep.value, first.name.value
            );
            let fix = "give this lab a key of its own".to_owned();
            reports.error(keep.at, message, fix);
        }
    }
}

fn lab_directive(lab: &LabSpots, oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    let labs = oracle.labs();
    let name = &lab.name.value;
    if !labs.contains(name) {
        let message = format!("no lab is called `{name}`");
        reports.error(
            lab.name.at,
            message,
            hint(name, labs.iter().map(String::as_str)),
        );
        return;
    }
    let controls = oracle.controls(name);
    let known = |control: &Spot<String>, reports: &mut Reports<'_>| {
        let known = controls.contains(&control.value);
        if !known {
            let message = format!("the lab `{name}` has no control `{}`", control.value);
            let fix = hint(&control.value, controls.iter().map(String::as_str));
            reports.error(control.at, message, fix);
        }
        known
    };
    for control in lab.show.iter().flatten().chain(&lab.lock) {
        known(control, reports);
    }
    for (control, value) in &lab.start {
        if !known(control, reports) {
            continue;
        }
        if let Err(reason) = oracle.accepts(name, &control.value, &value.value) {
            let message = format!("`{}` cannot start at {}", control.value, value.value);
            reports.error(value.at, message, reason);
        }
    }
}
