//! One lesson file: front matter, then Markdown in which every `##` heading begins a step.

mod after;
mod blocks;
mod comments;
mod dollars;
mod east_asian;
mod inline;
mod notes;
mod prose;
mod steps;
#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, Options};

pub(super) use prose::prose;

use crate::expr::Expr;

use super::code_reports;
use super::error::Diagnostic;
use super::front;
use super::model::{Block, LabDirective, Lesson};
use super::source::{Body, Reports, Source, Spot};
use notes::Notes;
pub use steps::plain;

/// A lesson file that was read, for better or worse.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The lesson, unless an error stands in its way.
    pub lesson: Option<Lesson>,
    /// All that is wrong in the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for findings that are made later.
    pub(super) source: Source,
    /// Where things stand that only a whole course or its labs can judge.
    pub(super) spots: Spots,
}

/// Places in a lesson file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Spots {
    pub(super) id: usize,
    pub(super) needs: Vec<Spot<String>>,
    pub(super) steps: Vec<StepSpots>,
    pub(super) claims: Vec<Spot<Expr>>,
    /// The programs in Python.
    pub(super) python: Vec<Body>,
    /// The LaTeX of each formula, where it begins.
    pub(super) formulas: Vec<Spot<String>>,
}

/// Places in a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct StepSpots {
    /// Its heading.
    pub(super) at: usize,
    pub(super) labs: Vec<LabDirective>,
    /// Its tables.
    pub(super) tables: Vec<usize>,
    pub(super) exercises: Vec<Block>,
}

/// Reads a lesson. `file` is what its reader calls the file, `number` its place in the course.
pub fn parse(file: &str, number: u32, text: &str) -> Parsed {
    let source = Source::new(file, text);
    let mut reports = Reports::new(&source);
    code_reports::report(&mut reports);
    let (front, begin) = front::read(&mut reports);
    let (mut steps, mut spots) = (Vec::new(), Spots::default());
    if let Some(begin) = begin {
        let mut walk = Walk::new(&mut reports, begin..text.len());
        steps = walk.steps();
        spots = walk.spots;
        if steps.is_empty() {
            let fix = "begin one with a heading: `## Its title {#its-id}`".to_owned();
            reports.error(begin, "the lesson has no step", fix);
        }
    }
    let mut diagnostics = reports.found;
    diagnostics.sort_by_key(|finding| (finding.line, finding.column));
    let sound = diagnostics.iter().all(Diagnostic::can_be_shown);
    if let Some(front) = &front {
        spots.id = front.id.at;
        spots.needs = front.needs.clone();
    }
    let lesson = front.filter(|_| sound).map(|front| Lesson {
        id: front.id.value,
        number,
        title: front.title,
        summary: front.summary,
        minutes: front.minutes,
        needs: spots.needs.iter().map(|id| id.value.clone()).collect(),
        symbols: front.symbols,
        steps,
    });
    Parsed {
        lesson,
        diagnostics,
        source,
        spots,
    }
}

type Place = Range<usize>;

/// Walks through the events of the Markdown parser, each with its place in the file.
struct Walk<'r, 's> {
    reports: &'r mut Reports<'s>,
    events: Peekable<std::vec::IntoIter<(Event<'s>, Place)>>,
    spots: Spots,
    notes: Notes,
    /// The exercise that the next text waits for.
    after: Option<Spot<String>>,
    /// Whether a stray dollar was reported in this block: its twin is no second mistake.
    stray: bool,
}

impl<'r, 's> Walk<'r, 's> {
    fn new(reports: &'r mut Reports<'s>, place: Place) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_MATH
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let begin = place.start;
        let events: Vec<_> = dollars::events(&reports.source.text()[place], options)
            .into_iter()
            .map(|(event, place)| (event, place.start + begin..place.end + begin))
            .collect();
        Self {
            reports,
            events: events.into_iter().peekable(),
            spots: Spots::default(),
            notes: Notes::default(),
            after: None,
            stray: false,
        }
    }

    /// The text of the file at a place.
    fn text(&self, place: &Place) -> &'s str {
        &self.reports.source.text()[place.clone()]
    }

    /// Skips what is inside of the element that has just begun.
    fn skip(&mut self) {
        let mut depth = 1;
        while depth > 0
            && let Some((event, _)) = self.events.next()
        {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }
}
