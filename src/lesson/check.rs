//! Holding lessons against what there is: labs, their controls, other lessons.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use super::catalog::Catalog;
use super::error::{Diagnostic, Severity};
use super::model::{Block, LabDirective, Lesson, Step};
use super::nearest::hint;
use super::parse::Parsed;
use super::source::{Reports, Spot};
use crate::expr::{Expr, Scope};

mod bets;
mod claims;
mod exercises;
mod lengths;
mod numbers;
mod own_test;
mod quizzes;
mod recalls;
mod scene;
mod symbols;
mod tasks;

/// What lessons may name, and what comes of what they say, told by whoever has it.
pub trait Oracle {
    /// The names of all labs.
    fn labs(&self) -> Vec<String>;

    /// The names of a lab's controls.
    fn controls(&self, lab: &str) -> Vec<String>;

    /// Sets the start values one after the other on a new lab; for each, the reason in a sentence
    /// if it is refused.
    fn refusals(&self, lab: &str, start: &[(&str, &str)]) -> Vec<Option<String>>;

    /// The functions that claims and answers may call.
    fn functions(&self) -> &dyn Scope;

    /// Sets up a new lab and says lines to it. Whatever trains comes to its end before the next
    /// line. `see` is shown the lab after the set-up, after each line, and while it trains.
    ///
    /// # Errors
    /// The line that the lab refuses, and why.
    fn play(
        &self,
        lab: &str,
        start: &[(&str, &str)],
        lines: &[&str],
        see: &mut dyn FnMut(Moment<'_>),
    ) -> Result<(), Refused>;

    /// The names of what a lab can do.
    fn verbs(&self, lab: &str) -> Vec<String>;

    /// The keys, in words, after which a condition holds that did not at the start, though they are
    /// pressed without a thought, if a few of them do that; `free` says which controls may be moved,
    /// and what may be done.
    fn mashed(
        &self,
        lab: &str,
        start: &[(&str, &str)],
        free: &dyn Fn(&str) -> bool,
        until: &Expr,
    ) -> Option<String>;

    /// What is wrong with the syntax of a Python program: line and column, from 1, and why.
    fn python_fault(&self, code: &str) -> Option<(usize, usize, String)>;

    /// The rows of a step that a screen of 80x24 does not show.
    fn hidden_rows(&self, lesson: &Lesson, step: usize) -> usize;

    /// Each table of a step in its order: the columns it takes if no word of it is cut, and those
    /// that a screen of 80x24 has for it.
    fn table_widths(&self, step: &Step) -> Vec<(usize, usize)>;

    /// The ids of the lessons inside the program, to which a lesson may refer.
    fn lessons(&self) -> Vec<String>;

    /// The names of all facts that a lab can tell, at whatever time.
    fn facts(&self, lab: &str) -> Vec<String>;

    /// The characters of a text that a terminal without any but ASCII shows by their numbers.
    fn without_ascii(&self, text: &str) -> Vec<char>;
}

/// A lab as a script sees it.
pub struct Moment<'a> {
    /// How many lines were said.
    pub said: usize,
    /// What its facts say.
    pub facts: &'a dyn Scope,
    /// Nothing moves by itself any more.
    pub resting: bool,
    /// Whether the picture shows a fact.
    pub shown: &'a dyn Fn(&str) -> bool,
}

/// A line that a lab refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which line, from 0; none where the lab could not be set up or its run not be ended.
    pub line: Option<usize>,
    /// Why, in a sentence.
    pub reason: String,
}

/// Which tasks are proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tasks {
    /// All but those that say of themselves that they train for long.
    Short,
    /// All.
    All,
}

/// All that is wrong with lessons, in the order of files and lines: what they name, what they claim,
/// and whether their tasks can be done.
pub fn prove(catalog: &Catalog, oracle: &(dyn Oracle + Sync), tasks: Tasks) -> Vec<Diagnostic> {
    let mut all = check(catalog, oracle);
    // Each file by itself, on a thread of its own: their labs train.
    thread::scope(|scope| {
        let files = catalog.parsed.iter();
        let proofs = files.map(|file| scope.spawn(move || proof(file, oracle, tasks)));
        for proof in proofs.collect::<Vec<_>>() {
            all.extend(proof.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
    });
    sorted(all)
}

/// What a file claims, and whether its tasks can be done.
fn proof(file: &Parsed, oracle: &dyn Oracle, tasks: Tasks) -> Vec<Diagnostic> {
    let mut reports = Reports::new(&file.source);
    symbols::check(file, &mut reports);
    lengths::check(file, &mut reports);
    claims::check(&file.spots.claims, oracle, &mut reports);
    for step in 0..file.spots.steps.len() {
        exercises::check(&file.spots.steps, step, tasks, oracle, &mut reports);
    }
    python(file, oracle, &mut reports);
    overflow(file, oracle, &mut reports);
    tables(file, oracle, &mut reports);
    own_test::check(file, &mut reports);
    characters(file, oracle, &mut reports);
    reports.found
}

/// What keeps lessons from being shown, in the order of files and lines: what a running course
/// must know, without a lab being asked to train.
pub fn check(catalog: &Catalog, oracle: &dyn Oracle) -> Vec<Diagnostic> {
    let lessons = catalog
        .parsed
        .iter()
        .filter_map(|file| file.lesson.as_ref());
    let inside = oracle.lessons();
    let ids = lessons.map(|lesson| lesson.id.as_str());
    let ids: Vec<&str> = ids.chain(inside.iter().map(String::as_str)).collect();
    let mut all = catalog.diagnostics();
    let mut known = Known::of(oracle);
    for file in &catalog.parsed {
        let mut reports = Reports::new(&file.source);
        needs(file, &ids, &mut reports);
        recalls::check(file, &catalog.parsed, &mut reports);
        let labs: Vec<&LabDirective> = file
            .spots
            .steps
            .iter()
            .flat_map(|step| &step.labs)
            .collect();
        for lab in &labs {
            lab_directive(lab, oracle, &mut known, &mut reports);
        }
        kept(&labs, &mut reports);
        crowded(file, &mut reports);
        all.append(&mut reports.found);
        all.extend(aimless(file));
    }
    sorted(all)
}

fn sorted(mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    all.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    all
}

/// Characters that have no form in ASCII, each where it first stands.
fn characters(file: &Parsed, oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    let text = file.source.text();
    for c in oracle.without_ascii(text) {
        let number = format!("U+{:04X}", u32::from(c));
        let message = format!("`{c}` ({number}) has no form in ASCII");
        let fix =
            format!("with --glyphs ascii it is shown as [{number}]; see that nothing hangs on it");
        reports.warning(text.find(c).unwrap_or(0), message, fix);
    }
}

/// Python fences that Python does not understand.
fn python(file: &Parsed, oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    for body in &file.spots.python {
        if let Some((line, column, reason)) = oracle.python_fault(&body.text) {
            let before = body.text.split_inclusive('\n').take(line.saturating_sub(1));
            let offset = before.map(str::len).sum::<usize>();
            let text = body.text[offset..].lines().next().unwrap_or_default();
            let within = text.char_indices().nth(column.saturating_sub(1));
            let at = body.place(offset) + within.map_or(text.len(), |(at, _)| at);
            let message = format!("Python does not understand this: {reason}");
            reports.flaw(at, message, "mend the program".to_owned());
        }
    }
}

/// Steps that a screen of 80x24 does not show whole.
fn overflow(file: &Parsed, oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    let Some(lesson) = &file.lesson else { return };
    for (at, spots) in file.spots.steps.iter().enumerate() {
        let hidden = oracle.hidden_rows(lesson, at);
        if hidden > 0 {
            let message = format!("at 80x24 this step has {hidden} rows more than the screen");
            let fix = "say it in fewer lines, or make two steps of it".to_owned();
            reports.warning(spots.at, message, fix);
        }
    }
}

/// Tables whose columns have no room at 80x24: on a screen they stand as lists.
fn tables(file: &Parsed, oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    let steps = file.lesson.iter().flat_map(|lesson| &lesson.steps);
    for (step, spots) in steps.zip(&file.spots.steps) {
        for (at, (needs, has)) in spots.tables.iter().zip(oracle.table_widths(step)) {
            if needs > has {
                let message =
                    format!("at 80x24 this table takes {needs} columns, and there are {has}");
                let fix = "give it fewer columns, shorter words or rounder numbers".to_owned();
                reports.warning(*at, message, fix);
            }
        }
    }
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
        .map(|(step, spots)| {
            let message = format!("the step `{}` has no goal", step.id);
            let fix = "begin its first paragraph with `Goal: ...`".to_owned();
            file.source
                .finding(Severity::Warning, spots.at, message, fix)
        })
}

/// A screen has room for one lab, and one key explains one thing.
fn crowded(file: &Parsed, reports: &mut Reports<'_>) {
    for step in &file.spots.steps {
        for lab in step.labs.iter().skip(1) {
            let fix = "begin a new step for this one: a screen shows one lab".to_owned();
            reports.error(lab.name.at, "the step has a lab already", fix);
        }
        let mut whys = step
            .exercises
            .iter()
            .filter(|it| matches!(it, Block::Why(_)));
        if whys.nth(1).is_some() {
            let fix = "keep the one that more learners will ask for".to_owned();
            reports.error(step.at, "the step has two `why`, and one key", fix);
        }
    }
}

/// One key keeps one lab: two of different names cannot be the same instance.
fn kept(labs: &[&LabDirective], reports: &mut Reports<'_>) {
    for (at, lab) in labs.iter().enumerate() {
        let Some(keep) = &lab.keep else { continue };
        let same =
            |other: &&&LabDirective| other.keep.as_ref().is_some_and(|k| k.value == keep.value);
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

/// What lessons may name, asked for once: to make a lab can take a while.
struct Known {
    labs: Vec<String>,
    controls: BTreeMap<String, Vec<String>>,
}

impl Known {
    fn of(oracle: &dyn Oracle) -> Self {
        Self {
            labs: oracle.labs(),
            controls: BTreeMap::new(),
        }
    }
}

fn lab_directive(
    lab: &LabDirective,
    oracle: &dyn Oracle,
    known: &mut Known,
    reports: &mut Reports<'_>,
) {
    let Known { labs, controls } = known;
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
    let made = || oracle.controls(name);
    let controls = controls.entry(name.clone()).or_insert_with(made);
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
    if lab.start.is_empty() {
        return;
    }
    let start = lab
        .start
        .iter()
        .map(|(c, v)| (c.value.as_str(), v.value.as_str()));
    let refusals = oracle.refusals(name, &start.collect::<Vec<_>>());
    for ((control, value), refusal) in lab.start.iter().zip(refusals) {
        if !known(control, reports) {
            continue;
        }
        if let Some(reason) = refusal {
            let message = format!("`{}` cannot start at {}", control.value, value.value);
            reports.error(value.at, message, reason);
        }
    }
}
