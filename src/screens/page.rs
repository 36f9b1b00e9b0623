//! Where everything of a step goes: worked out once, for drawing and for the mouse alike.

use crate::labs::{Height, Lab};
use crate::lesson::model::{Block, Inline, LabDirective, Step};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::text::{self, Formulas, MEASURE, Run, runs, wrap};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// From this width on, text and lab stand side by side.
const SIDE_BY_SIDE: u16 = 100;

/// The narrowest text column beside a lab.
const LEAST_TEXT: u16 = 36;

/// Columns left free at each edge.
const MARGIN: u16 = 2;

/// A step laid out. Coordinates of the scrolled column are its own, counted from its top.
#[derive(Debug, Default)]
pub struct Page {
    /// The place of the scrolled column on the screen.
    pub column: Rect,
    /// Its whole height.
    pub height: u16,
    /// Lines of the column, each with its row.
    pub lines: Vec<(u16, Line<'static>)>,
    /// The lab, if the step has one.
    pub lab: Option<LabPlace>,
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

/// The directive of the lab in a step, if there is one.
pub fn directive(step: &Step) -> Option<&LabDirective> {
    step.blocks.iter().find_map(|block| match block {
        Block::Lab(directive) => Some(directive),
        _ => None,
    })
}

/// The controls that a step shows, in its order, each with whether it is locked.
pub fn shown(lab: &dyn Lab, directive: &LabDirective) -> Vec<(Control, bool)> {
    let all = lab.controls();
    let wanted: Vec<Control> = match &directive.show {
        Some(names) => names
            .iter()
            .filter_map(|n| all.iter().find(|c| c.name == n))
            .cloned()
            .collect(),
        None => all,
    };
    let locked = |c: &Control| directive.lock.iter().any(|name| name == c.name);
    let marked = |control: Control| {
        let locked = locked(&control);
        (control, locked)
    };
    wanted.into_iter().map(marked).collect()
}

/// Lays a step out in the body of the screen.
pub fn lay_out(step: &Step, lab: Option<&dyn Lab>, body: Rect, look: &Look) -> Page {
    let margin = if body.width > 40 { MARGIN } else { 0 };
    let column = Rect {
        x: body.x + margin,
        width: body.width.saturating_sub(2 * margin),
        ..body
    };
    let lab = lab.zip(directive(step));
    match lab {
        Some((lab, directive)) => {
            let rows = u16::try_from(shown(lab, directive).len()).unwrap_or(u16::MAX);
            let beside = column.width.saturating_sub(LEAST_TEXT + 3) >= lab.width();
            if body.width >= SIDE_BY_SIDE && beside {
                side_by_side(step, lab, rows, column, look)
            } else {
                stacked(step, lab, rows, column, look)
            }
        }
        None => {
            let mut page = Page {
                column,
                ..Page::default()
            };
            page.head(step, column.width, look);
            page.text(
                &step.blocks,
                column.width.min(MEASURE),
                Formulas::Tall,
                look,
                true,
            );
            page
        }
    }
}

impl Page {
    /// Heading and goal on the first line, the goal continued under itself.
    fn head(&mut self, step: &Step, width: u16, look: &Look) {
        let mut line = vec![Run::new(
            &text::folded(&step.title, look),
            look.theme.strong,
        )];
        if let Some(goal) = &step.goal {
            // Two no-break spaces keep the goal clear of the heading.
            line.push(Run::new("\u{a0}\u{a0} ", look.theme.text));
            line.push(Run::new("Goal: ", look.theme.accent));
            line.extend(runs(goal, look.theme.accent, look));
        }
        for line in wrap(&line, usize::from(width)) {
            self.push(line);
        }
    }

    fn push(&mut self, line: Line<'static>) {
        self.lines.push((self.height, line));
        self.height = self.height.saturating_add(1);
    }

    fn text(&mut self, blocks: &[Block], width: u16, formulas: Formulas, look: &Look, gap: bool) {
        let lines = text::layout_with(blocks, width, formulas, look);
        if gap && !lines.is_empty() {
            self.height += 1;
        }
        for line in lines {
            self.push(line);
        }
    }
}

fn side_by_side(step: &Step, lab: &dyn Lab, rows: u16, column: Rect, look: &Look) -> Page {
    let most = column.width - lab.width() - 3;
    let width = (column.width * 2 / 5).clamp(LEAST_TEXT, MEASURE).min(most);
    let mut page = Page {
        column: Rect { width, ..column },
        ..Page::default()
    };
    page.head(step, width, look);
    page.text(&step.blocks, width, Formulas::Tall, look, true);
    let area = Rect {
        x: column.x + width + 3,
        width: column.width - width - 3,
        ..column
    };
    let (picture, folded) = share(lab.height(area.width), rows, area.height.saturating_sub(1));
    let picture = Rect {
        height: picture.min(area.height),
        ..area
    };
    let gap = u16::from(picture.height + rows < area.height);
    page.lab = Some(place(picture, gap, rows, folded, false, area.bottom()));
    page
}

fn stacked(step: &Step, lab: &dyn Lab, rows: u16, column: Rect, look: &Look) -> Page {
    let (before, after) = around_lab(&step.blocks);
    let lay = |formulas: Formulas, gap: bool, picture: u16, folded: bool| {
        let mut page = Page {
            column,
            ..Page::default()
        };
        let space = u16::from(gap);
        page.head(step, column.width, look);
        page.text(before, column.width.min(MEASURE), formulas, look, gap);
        let top = page.height + space;
        let picture = Rect {
            x: 0,
            y: top,
            width: column.width,
            height: picture,
        };
        let lab = place(picture, space, rows, folded, true, u16::MAX);
        page.height = lab.controls.bottom();
        page.lab = Some(lab);
        page.text(after, column.width.min(MEASURE), formulas, look, gap);
        page
    };
    // What the text takes decides what is left for the lab; tall formulas, then blank lines go
    // before the lab shrinks.
    let height = lab.height(column.width);
    for (formulas, gap) in [
        (Formulas::Tall, true),
        (Formulas::Low, true),
        (Formulas::Low, false),
    ] {
        let text = lay(formulas, gap, 0, false).height.saturating_sub(rows);
        let room = column.height.saturating_sub(text);
        let (picture, folded) = share(height, rows, room);
        let controls = if folded { rows.min(1) } else { rows };
        let wanted = if gap { height.good } else { height.least };
        if picture + controls <= room && picture >= wanted {
            return lay(formulas, gap, picture, folded);
        }
    }
    // It does not fit: the lab and its chosen control stay together, and the column scrolls.
    let alone = column
        .height
        .saturating_sub(2)
        .clamp(height.least, height.good);
    lay(Formulas::Low, false, alone, rows > 1)
}

/// Heights of the picture in so much room, and whether the controls fold into one line.
fn share(height: Height, rows: u16, room: u16) -> (u16, bool) {
    let open = room.saturating_sub(rows);
    let closed = room.saturating_sub(rows.min(1));
    if open >= height.least || rows <= 1 {
        (open.clamp(height.least, height.best), false)
    } else {
        (closed.clamp(height.least, height.best), true)
    }
}

fn place(picture: Rect, gap: u16, rows: u16, folded: bool, scrolls: bool, bottom: u16) -> LabPlace {
    let y = picture.bottom() + gap;
    let rows = if folded { rows.min(1) } else { rows };
    let controls = Rect {
        y,
        height: rows.min(bottom.saturating_sub(y)),
        ..picture
    };
    LabPlace {
        picture,
        controls,
        folded,
        scrolls,
    }
}

fn around_lab(blocks: &[Block]) -> (&[Block], &[Block]) {
    match blocks
        .iter()
        .position(|block| matches!(block, Block::Lab(_)))
    {
        Some(at) => (&blocks[..at], &blocks[at + 1..]),
        None => (blocks, &[]),
    }
}

/// The goal as plain text.
pub fn plain(text: &[Inline], look: &Look) -> String {
    let lines = wrap(&runs(text, look.theme.text, look), usize::MAX);
    lines.iter().map(ToString::to_string).collect()
}
