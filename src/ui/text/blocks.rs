//! Blocks of a lesson, one under the other.

use super::wrap::{Run, hard, wrap};
use super::{Columns, MEASURE, folded, formula, runs, table};
use crate::lesson::model::{Block, Inline};
use crate::ui::Look;
use ratatui::text::{Line, Span};

/// How formulas on lines of their own are set: in two dimensions where that takes so many rows, else
/// on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Formulas {
    /// The fewest rows of one.
    pub least: usize,
    /// The most.
    pub most: usize,
}

impl Formulas {
    /// All in two dimensions.
    pub const TALL: Self = Self::up_to(usize::MAX);

    /// Each on one line.
    pub const LOW: Self = Self::up_to(1);

    /// Those that are a fraction or a sum high; what needs further lines is on one.
    pub const SHORT: Self = Self::up_to(3);

    /// Those that take at most so many rows.
    pub const fn up_to(most: usize) -> Self {
        Self { least: 2, most }
    }

    /// Those that take at least so many rows.
    pub const fn from(least: usize) -> Self {
        Self {
            least,
            most: usize::MAX,
        }
    }
}

/// Columns there are.
#[derive(Clone, Copy)]
struct Room {
    /// For running text.
    text: usize,
    /// For what is no line to find back from: tables, code, formulas.
    all: usize,
}

impl Room {
    fn of(width: u16) -> Self {
        Self {
            text: usize::from(width.clamp(1, MEASURE)),
            all: usize::from(width.max(1)),
        }
    }

    fn narrower(self, by: usize) -> Self {
        let less = |width: usize| width.saturating_sub(by).max(1);
        Self {
            text: less(self.text),
            all: less(self.all),
        }
    }
}

/// Lines of at most `width` columns, a blank one between blocks, with formulas as they are told; running
/// text is set no wider than [`MEASURE`].
pub fn layout(blocks: &[Block], width: u16, formulas: Formulas, look: &Look) -> Vec<Line<'static>> {
    set_blocks(blocks, Room::of(width), formulas, look)
}

/// Each table among the blocks, in their order: the columns it takes if no word of it is cut, and
/// the columns there are.
pub fn table_widths(blocks: &[Block], width: u16, look: &Look) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    find_tables(blocks, usize::from(width), look, &mut found);
    found
}

fn find_tables(blocks: &[Block], width: usize, look: &Look, found: &mut Vec<(usize, usize)>) {
    for block in blocks {
        match block {
            Block::Table { head, rows, .. } => {
                found.push((table::least_width(head, rows, look), width));
            }
            Block::List { first, items } => {
                let marks = marks(*first, items, look);
                for (item, mark) in items.iter().zip(marks) {
                    find_tables(item, width.saturating_sub(mark.columns()), look, found);
                }
            }
            Block::Quote(blocks) => find_tables(blocks, width.saturating_sub(2), look, found),
            Block::After { blocks, .. } => find_tables(blocks, width, look, found),
            _ => {}
        }
    }
}

fn set_blocks(blocks: &[Block], room: Room, formulas: Formulas, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for block in blocks {
        let piece = set_block(block, room, formulas, look);
        if !piece.is_empty() && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(piece);
    }
    lines
}

fn set_block(block: &Block, room: Room, formulas: Formulas, look: &Look) -> Vec<Line<'static>> {
    match block {
        Block::Paragraph(text) => wrap(&runs(text, look.theme.text, look), room.text),
        Block::List { first, items } => set_list(*first, items, room, formulas, look),
        Block::Table { align, head, rows } => table::set(align, head, rows, room.all, look),
        Block::Code { text, .. } => {
            let lines = text
                .lines()
                // A terminal's tab jumps; a cell cannot.
                .map(|line| folded(&line.replace('\t', "    "), look))
                .map(|line| vec![Run::new(&line, look.theme.first)]);
            lines
                .flat_map(|line| indent(hard(&line, room.all.saturating_sub(2)), "  "))
                .collect()
        }
        Block::Quote(blocks) => {
            let bar = look.pick("│ ", "| ");
            let inner = set_blocks(blocks, room.narrower(2), formulas, look);
            indent(inner, bar)
        }
        Block::Formula(formula) => formula::display(formula, room.all, formulas, look),
        // What is worked with is drawn by its screen, and so is what waits for that.
        Block::Lab(_)
        | Block::Quiz(_)
        | Block::Bet(_)
        | Block::Number(_)
        | Block::Task(_)
        | Block::Arrangement(_)
        | Block::Why(_)
        | Block::After { .. } => Vec::new(),
    }
}

fn set_list(
    first: Option<u64>,
    items: &[Vec<Block>],
    room: Room,
    formulas: Formulas,
    look: &Look,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (item, mark) in items.iter().zip(marks(first, items, look)) {
        let hang = " ".repeat(mark.columns());
        let body = set_blocks(item, room.narrower(mark.columns()), formulas, look);
        for (row, mut line) in body.into_iter().enumerate() {
            let lead = if row == 0 { mark.clone() } else { hang.clone() };
            line.spans.insert(0, Span::styled(lead, look.theme.accent));
            lines.push(line);
        }
    }
    lines
}

/// What stands before each item of a list.
fn marks(first: Option<u64>, items: &[Vec<Block>], look: &Look) -> Vec<String> {
    let Some(first) = first else {
        let mark = |item: &Vec<Block>| match begins_with_a_box(item) {
            true => String::new(),
            false => look.pick("• ", "* ").to_string(),
        };
        return items.iter().map(mark).collect();
    };
    let last = first.saturating_add(items.len().saturating_sub(1) as u64);
    let width = last.to_string().len();
    let numbers = (first..=last).map(|number| format!("{number:>width$}. "));
    numbers.take(items.len()).collect()
}

/// The box of something to do is its mark.
fn begins_with_a_box(item: &[Block]) -> bool {
    let text = match item.first() {
        Some(Block::Paragraph(text)) => text.first(),
        _ => None,
    };
    matches!(text, Some(Inline::Box { .. }))
}

/// Lines behind a lead each.
pub(super) fn indent(mut lines: Vec<Line<'static>>, lead: &str) -> Vec<Line<'static>> {
    for line in &mut lines {
        line.spans.insert(0, Span::raw(lead.to_string()));
    }
    lines
}
