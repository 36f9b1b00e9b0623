//! Rows of an exercise: lines that know which field they belong to.

use super::Sight;
use crate::event::Key;
use crate::lesson::model::Inline;
use crate::ui::Look;
use crate::ui::text::{Run, runs, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// One line of an exercise.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What it says.
    pub line: Line<'static>,
    /// The field it belongs to.
    pub field: Option<usize>,
    /// Columns, and what a click on them does.
    pub zones: Vec<(Range<u16>, Click)>,
}

/// What a click on a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// It presses a key.
    Key(Key),
    /// It puts the cursor of a field at a byte offset of its text, or at its end.
    Cursor(usize),
}

impl Row {
    /// What a click on a column does.
    pub fn click_at(&self, x: u16) -> Option<Click> {
        let mut zones = self.zones.iter();
        zones
            .find(|(range, _)| range.contains(&x))
            .map(|(_, click)| *click)
    }
}

/// Running text after a lead, hanging under itself. Every row is a click on `key`.
pub fn hanging(
    lead: Vec<Span<'static>>,
    text: &[Run],
    width: u16,
    field: Option<usize>,
    key: Option<Key>,
) -> Vec<Row> {
    let hang = Line::from(lead.clone()).width();
    let room = usize::from(width).saturating_sub(hang);
    let mut lines = wrap(text, room);
    if lines.is_empty() {
        lines.push(Line::default());
    }
    let rows = lines.into_iter().enumerate().map(|(at, line)| {
        let lead = match at {
            0 => lead.clone(),
            _ => vec![Span::raw(" ".repeat(hang))],
        };
        let spans: Vec<_> = lead.into_iter().chain(line.spans).collect();
        Row {
            line: Line::from(spans),
            field,
            zones: key
                .map(|key| (0..width, Click::Key(key)))
                .into_iter()
                .collect(),
        }
    });
    rows.collect()
}

/// A paragraph indented by `indent` columns.
pub fn paragraph(
    text: &[Inline],
    style: Style,
    indent: usize,
    width: u16,
    look: &Look,
) -> Vec<Row> {
    let lead = vec![Span::raw(" ".repeat(indent))];
    hanging(lead, &runs(text, style, look), width, None, None)
}

/// A plain sentence, indented.
pub fn sentence(text: &str, style: Style, indent: usize, width: u16, look: &Look) -> Vec<Row> {
    let run = Run::new(&crate::ui::text::folded(text, look), style);
    hanging(
        vec![Span::raw(" ".repeat(indent))],
        &[run],
        width,
        None,
        None,
    )
}

/// What stands over a question that was asked before, in another lesson.
pub const AGAIN: &str = "A question from before, with other numbers";

/// That a question was asked before, if it was.
pub fn again(asked: bool, sight: Sight) -> Vec<Row> {
    let Sight { width, look, .. } = sight;
    match asked {
        true => sentence(&format!("{AGAIN}:"), look.theme.dim, 0, width, look),
        false => Vec::new(),
    }
}

/// The mark of the field in focus.
pub fn mark(focused: bool, look: &Look) -> Span<'static> {
    match focused {
        true => Span::styled(look.pick("► ", "> ").to_string(), look.theme.accent),
        false => Span::raw("  "),
    }
}

/// The sign of a judgement.
pub fn verdict(right: bool, look: &Look) -> Span<'static> {
    match right {
        true => Span::styled(look.pick("● ", "* ").to_string(), look.theme.good),
        false => Span::styled(look.pick("× ", "x ").to_string(), look.theme.bad),
    }
}
