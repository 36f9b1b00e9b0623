//! Footnotes: each is shown at the end of the steps that refer to it.

use super::{Place, Walk};
use crate::lesson::model::{Block, Inline, Step};

/// The notes of a lesson, as they are found.
#[derive(Default)]
pub(super) struct Notes {
    defined: Vec<Note>,
    /// For each step the labels it refers to, in the order of their numbers.
    cited: Vec<Vec<String>>,
}

struct Note {
    label: String,
    at: usize,
    blocks: Vec<Block>,
}

impl Notes {
    /// A step begins.
    pub(super) fn begin_step(&mut self) {
        self.cited.push(Vec::new());
    }

    /// The mark of a reference in the step that has begun: its number there.
    pub(super) fn cite(&mut self, label: &str) -> Inline {
        if self.cited.is_empty() {
            self.begin_step();
        }
        let cited = self.cited.last_mut().map_or(0, |cited| {
            let label = label.to_lowercase();
            let before = cited.iter().position(|other| *other == label);
            before.unwrap_or_else(|| {
                cited.push(label);
                cited.len() - 1
            })
        });
        Inline::Text(mark(cited))
    }

    /// Puts each note under the steps that refer to it.
    pub(super) fn place(&self, steps: &mut [Step]) {
        for (step, cited) in steps.iter_mut().zip(&self.cited) {
            for (at, label) in cited.iter().enumerate() {
                let note = self.defined.iter().find(|note| note.label == *label);
                step.blocks
                    .extend(note.map(|note| note.under(at)).into_iter().flatten());
            }
        }
    }
}

impl Note {
    fn under(&self, number: usize) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        let lead = Inline::Text(format!("{} ", mark(number)));
        match blocks.first_mut() {
            Some(Block::Paragraph(text)) => text.insert(0, lead),
            _ => blocks.insert(0, Block::Paragraph(vec![lead])),
        }
        blocks
    }
}

fn mark(at: usize) -> String {
    format!("[{}]", at + 1)
}

impl Walk<'_, '_> {
    /// What a note says, once its element has begun.
    pub(super) fn note(&mut self, label: &str, place: &Place) {
        let tables = self.spots.steps.last().map(|step| step.tables.len());
        let blocks = self.inner_blocks();
        // It is moved, and its tables with it: their places no longer tell their order.
        if let Some((step, tables)) = self.spots.steps.last_mut().zip(tables) {
            step.tables.truncate(tables);
        }
        self.notes.defined.push(Note {
            label: label.to_lowercase(),
            at: place.start,
            blocks,
        });
    }

    /// Reports notes that nothing refers to: no step shows them.
    pub(super) fn idle_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        for note in &notes.defined {
            if !notes
                .cited
                .iter()
                .flatten()
                .any(|label| *label == note.label)
            {
                let message = format!("nothing refers to the note `[^{}]`", note.label);
                let fix = format!("write `[^{}]` where it belongs, or take it out", note.label);
                self.reports.warning(note.at, message, fix);
            }
        }
        self.notes = notes;
    }

    /// Reports references in a text that lead nowhere: the parser takes those for words.
    pub(super) fn lost_references(&mut self, place: &Place) {
        let text = self.reports.source.text();
        for (at, _) in text[place.clone()].match_indices('[') {
            let at = place.start + at;
            let label = text[at..]
                .strip_prefix("[^")
                .and_then(|rest| rest.split_once(']'));
            let Some((label, _)) = label.filter(|(label, _)| is_label(label)) else {
                continue;
            };
            if !text[..at].ends_with('\\') {
                let message = format!("there is no note `[^{label}]`");
                let fix = format!("write it: a line that begins with `[^{label}]:`");
                self.reports.warning(at, message, fix);
            }
        }
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[')
}
