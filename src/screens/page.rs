//! Where everything of a step goes: worked out once, for drawing and for the mouse alike.

mod column;
#[cfg(test)]
mod count;
mod share;
mod stacked;
mod texts;
mod wide;

use crate::labs::Lab;
use crate::lesson::model::{Block, Inline, LabDirective, Lesson, Step};
use crate::screens::exercise::{Click, Hints, Row};
use crate::ui::Look;
use crate::ui::control::{Control, Lock};
use crate::ui::text::{runs, wrap};
use column::Asked;
#[cfg(test)]
pub use count::take as counted;
use ratatui::layout::Rect;
use ratatui::text::Line;
pub use texts::Texts;

/// From this width on there is room beside and around the text.
const WIDE: u16 = 100;

/// Columns left free at each edge.
const MARGIN: u16 = 2;

/// A step laid out. Coordinates of the scrolled column are its own, counted from its top.
#[derive(Debug, Default)]
pub struct Page {
    /// Heading and goal, where they stand above the column and do not scroll with it.
    pub head: Vec<Line<'static>>,
    /// Their place on the screen.
    pub head_area: Rect,
    /// The place of the scrolled column on the screen.
    pub column: Rect,
    /// Its whole height.
    pub height: u16,
    /// Its height once all is answered, where room is kept for that.
    tallest: u16,
    /// Lines of the column, each with its row.
    pub lines: Vec<(u16, Line<'static>)>,
    /// The lab, if the step has one.
    pub lab: Option<LabPlace>,
    /// The rows of what is asked.
    asked: Vec<Asked>,
    /// How many rows came with answers.
    late: u16,
}

/// What is laid out.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The step.
    pub step: &'a Step,
    /// The lab on the screen, and how many controls of it.
    pub lab: Option<(&'a dyn Lab, u16)>,
    /// Its text, as far as it was set before.
    pub texts: &'a Texts,
    /// The rows of the exercise that a block is, at a width.
    pub asked: &'a dyn Fn(usize, u16, Hints) -> Vec<Row>,
    /// How many rows it had before it was begun.
    pub unbegun: &'a dyn Fn(usize, u16) -> u16,
    /// The most rows it may come to take, with so much of its hints and of what is settled; whether
    /// what is said to wrong answers counts.
    pub most: &'a dyn Fn(usize, u16, Hints, bool) -> u16,
    /// Whether an exercise is answered: some text waits for that.
    pub answered: &'a dyn Fn(&str) -> bool,
    /// What the step explains to who asks is unfolded.
    pub explained: bool,
    /// All that the step asks is answered: its goal is reached.
    pub reached: bool,
    /// How it looks.
    pub look: &'a Look,
}

/// Where a lab stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabPlace {
    /// The picture.
    pub picture: Rect,
    /// The controls, one a row.
    pub controls: Rect,
    /// There is room for one control only: the chosen one.
    pub folded: bool,
    /// It scrolls with the column, and its rectangles are in the column's coordinates.
    pub scrolls: bool,
}

impl LabPlace {
    /// Rows from the top of the picture to the end of the controls.
    fn height(&self) -> u16 {
        self.controls.bottom() - self.picture.y
    }

    fn moved_to(self, y: u16) -> Self {
        let down = y - self.picture.y;
        let moved = |area: Rect| Rect {
            y: area.y + down,
            ..area
        };
        Self {
            picture: moved(self.picture),
            controls: moved(self.controls),
            ..self
        }
    }
}

/// Lays a step out in the body of the screen.
pub fn lay_out(setting: Setting, body: Rect) -> Page {
    #[cfg(test)]
    count::add(count::Of::Pages);
    let margin = if body.width > 40 { MARGIN } else { 0 };
    let body = Rect {
        x: body.x + margin,
        width: body.width.saturating_sub(2 * margin),
        ..body
    };
    let wide = body.width + 2 * margin >= WIDE;
    let spread = setting.lab.filter(|(lab, _)| wide && lab.spreads());
    let spread = spread.and_then(|(lab, rows)| stacked::spread(setting, lab, rows, body));
    if let Some(page) = spread {
        return page;
    }
    match setting.lab {
        Some((lab, rows)) if wide && wide::fits_beside(lab, body) => {
            wide::beside(setting, lab, rows, body)
        }
        Some((lab, rows)) if wide => stacked::lay_out_wide(setting, lab, rows, body),
        Some((lab, rows)) => stacked::lay_out(setting, lab, rows, body),
        None if wide => wide::alone(setting, body),
        None => stacked::alone(setting, body),
    }
}

/// The directive of the lab that a step shows: its own, else that of the last step before it with
/// one.
pub fn directive<'a>(lesson: &'a Lesson, step: &Step) -> Option<&'a LabDirective> {
    let at = lesson.steps.iter().position(|other| other.id == step.id)?;
    lesson.lab_for(at).map(|(_, directive)| directive)
}

/// The controls that a step shows, in its order, each with what holds it, if anything does. Some
/// `wait` for a bet.
pub fn shown(
    lab: &dyn Lab,
    directive: &LabDirective,
    wait: &[String],
) -> Vec<(Control, Option<Lock>)> {
    #[cfg(test)]
    count::add(count::Of::Controls);
    let all = lab.controls();
    let wanted: Vec<Control> = match &directive.show {
        Some(names) => names
            .iter()
            .filter_map(|n| all.iter().find(|c| c.name == n.value))
            .cloned()
            .collect(),
        None => all,
    };
    let held = |c: &Control| {
        let fixed = || lab.mover(c.name).map_or(Lock::Fixed, Lock::By);
        match wait.iter().any(|name| name == c.name) {
            true => Some(Lock::Bet),
            false => directive.locks(c.name).then(fixed),
        }
    };
    let marked = |control: Control| {
        let held = held(&control);
        (control, held)
    };
    wanted.into_iter().map(marked).collect()
}

/// The place of the lab among the blocks of a step: one that is to be looked at, as that of a step
/// before, comes after them all.
pub fn lab_block(step: &Step) -> usize {
    worked_with(step).unwrap_or(step.blocks.len())
}

/// The place of the lab that the step is about.
pub fn worked_with(step: &Step) -> Option<usize> {
    let mut blocks = step.blocks.iter();
    blocks.position(|block| matches!(block, Block::Lab(lab) if !lab.still))
}

/// The goal as plain text.
pub fn plain(text: &[Inline], look: &Look) -> String {
    let lines = wrap(&runs(text, look.theme.text, look), usize::MAX);
    lines.iter().map(ToString::to_string).collect()
}

impl Page {
    /// The rows that a field of a block takes; a block's, where no field is named.
    pub fn rows_of(&self, block: usize, field: Option<usize>) -> Option<(u16, u16)> {
        let mut rows = self
            .asked
            .iter()
            .filter(|asked| asked.block == block && (field.is_none() || asked.field == field));
        let first = rows.next()?.row;
        let last = rows.next_back().map_or(first, |asked| asked.row);
        Some((first, last - first + 1))
    }

    /// What a click on a row and a column of the column means: a block, its field, and what it does.
    pub fn asked_at(&self, x: u16, row: u16) -> Option<(usize, Option<usize>, Option<Click>)> {
        let asked = self.asked.iter().find(|asked| asked.row == row)?;
        Some((asked.block, asked.field, asked.zones.click_at(x)))
    }
}
