//! Where everything of a step goes: worked out once, for drawing and for the mouse alike.

use crate::event::Key;
use crate::labs::{Height, Lab};
use crate::lesson::model::{Block, Inline, LabDirective, Step};
use crate::screens::exercise::Row;
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::text::{self, Formulas, MEASURE, Run, runs, wrap};
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::ops::Range;

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
    /// The rows of what is asked.
    asked: Vec<Asked>,
}

/// One row of an exercise in the column.
#[derive(Debug)]
struct Asked {
    row: u16,
    block: usize,
    field: Option<usize>,
    zones: Row,
}

/// What is laid out.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The step.
    pub step: &'a Step,
    /// The lab on the screen, and how many controls of it.
    pub lab: Option<(&'a dyn Lab, usize)>,
    /// The rows of the exercise that a block is, at a width.
    pub asked: &'a dyn Fn(usize, u16) -> Vec<Row>,
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
pub fn lay_out(setting: Setting, body: Rect) -> Page {
    let margin = if body.width > 40 { MARGIN } else { 0 };
    let column = Rect {
        x: body.x + margin,
        width: body.width.saturating_sub(2 * margin),
        ..body
    };
    let step = setting.step;
    match setting.lab {
        Some((lab, controls)) => {
            let rows = u16::try_from(controls).unwrap_or(u16::MAX);
            let beside = column.width.saturating_sub(LEAST_TEXT + 3) >= lab.width();
            if body.width >= SIDE_BY_SIDE && beside {
                side_by_side(setting, lab, rows, column)
            } else {
                stacked(setting, lab, rows, column)
            }
        }
        None => {
            let mut page = Page::of(column);
            page.head(setting, column.width);
            page.flow(
                0..step.blocks.len(),
                column.width.min(MEASURE),
                setting,
                (Formulas::Tall, true),
            );
            page
        }
    }
}

impl Page {
    fn of(column: Rect) -> Self {
        Page {
            column,
            ..Page::default()
        }
    }

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

    /// What a click on a row and a column of the column means: a block, its field, and a key.
    pub fn asked_at(&self, x: u16, row: u16) -> Option<(usize, Option<usize>, Option<Key>)> {
        let asked = self.asked.iter().find(|asked| asked.row == row)?;
        Some((asked.block, asked.field, asked.zones.key_at(x)))
    }

    /// Heading and goal on the first line, the goal continued under itself; a goal that is reached
    /// says so there.
    fn head(&mut self, setting: Setting, width: u16) {
        let (step, look) = (setting.step, setting.look);
        let title = text::folded(&step.title, look);
        let mut line = vec![Run::new(&title, look.theme.strong)];
        if let Some(goal) = &step.goal {
            let style = match setting.reached {
                true => look.theme.good,
                false => look.theme.accent,
            };
            // Two no-break spaces keep the goal clear of the heading.
            line.push(Run::new("\u{a0}\u{a0} ", look.theme.text));
            if setting.reached {
                line.push(Run::new(look.pick("√\u{a0}", "[reached]\u{a0}"), style));
            }
            line.push(Run::new("Goal: ", style));
            line.extend(runs(goal, style, look));
        }
        for line in wrap(&line, usize::from(width)) {
            self.push(line);
        }
    }

    fn push(&mut self, line: Line<'static>) {
        self.lines.push((self.height, line));
        self.height = self.height.saturating_add(1);
    }

    /// Blocks of the step, one under the other: text in one go, exercises row by row. `gap` says
    /// whether there is room for blank lines around them.
    fn flow(
        &mut self,
        blocks: Range<usize>,
        width: u16,
        setting: Setting,
        (formulas, gap): (Formulas, bool),
    ) {
        let first = blocks.start;
        let mut from = first;
        let end = blocks.end;
        while from < end {
            let asks = |at: usize| setting.step.blocks[at].id().is_some();
            let to = match asks(from) {
                true => from + 1,
                false => (from..end).find(|&at| asks(at)).unwrap_or(end),
            };
            if asks(from) {
                self.ask(from, width, setting, gap);
            } else {
                let blocks = &setting.step.blocks[from..to];
                let lines = text::layout_with(blocks, width, formulas, setting.look);
                if (gap || from > first) && !lines.is_empty() {
                    self.height = self.height.saturating_add(1);
                }
                lines.into_iter().for_each(|line| self.push(line));
            }
            from = to;
        }
    }

    fn ask(&mut self, block: usize, width: u16, setting: Setting, gap: bool) {
        let rows = (setting.asked)(block, width);
        self.height = self
            .height
            .saturating_add(u16::from(gap && !rows.is_empty()));
        for mut row in rows {
            self.asked.push(Asked {
                row: self.height,
                block,
                field: row.field,
                zones: Row {
                    zones: std::mem::take(&mut row.zones),
                    ..Row::default()
                },
            });
            self.push(row.line);
        }
    }
}

fn side_by_side(setting: Setting, lab: &dyn Lab, rows: u16, column: Rect) -> Page {
    let most = column.width - lab.width() - 3;
    let width = (column.width * 2 / 5).clamp(LEAST_TEXT, MEASURE).min(most);
    let mut page = Page::of(Rect { width, ..column });
    page.head(setting, width);
    let all = 0..setting.step.blocks.len();
    page.flow(all, width, setting, (Formulas::Tall, true));
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

fn stacked(setting: Setting, lab: &dyn Lab, rows: u16, column: Rect) -> Page {
    let blocks = &setting.step.blocks;
    let at = lab_block(setting.step).unwrap_or(blocks.len());
    let lay = |formulas: Formulas, gap: bool, picture: u16, folded: bool| {
        let mut page = Page::of(column);
        let space = u16::from(gap);
        page.head(setting, column.width);
        let width = column.width.min(MEASURE);
        page.flow(0..at, width, setting, (formulas, gap));
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
        let after = (at + 1).min(blocks.len())..blocks.len();
        page.flow(after, width, setting, (formulas, gap));
        page
    };
    // What the text takes decides what is left for the lab. A formula in two dimensions is worth a
    // smaller picture; after it blank lines go, before the picture becomes unreadable.
    let height = lab.height(column.width);
    let formula = |block: &Block| matches!(block, Block::Formula(_));
    let tall = match blocks.iter().any(formula) {
        true => height.least,
        false => height.good,
    };
    for (formulas, gap, wanted) in [
        (Formulas::Tall, true, tall),
        (Formulas::Low, true, height.good),
        (Formulas::Low, false, height.least),
    ] {
        let text = lay(formulas, gap, 0, false).height.saturating_sub(rows);
        let room = column.height.saturating_sub(text);
        let (picture, folded) = share(height, rows, room);
        let controls = if folded { rows.min(1) } else { rows };
        if picture + controls <= room && picture >= wanted {
            return lay(formulas, gap, picture, folded);
        }
    }
    // It does not fit: the column scrolls, by as few rows as may be, and the lab and its chosen
    // control stay together.
    lay(Formulas::Low, false, height.least, rows > 1)
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

/// The place of the lab among the blocks of a step.
pub fn lab_block(step: &Step) -> Option<usize> {
    let mut blocks = step.blocks.iter();
    blocks.position(|block| matches!(block, Block::Lab(_)))
}

/// The goal as plain text.
pub fn plain(text: &[Inline], look: &Look) -> String {
    let lines = wrap(&runs(text, look.theme.text, look), usize::MAX);
    lines.iter().map(ToString::to_string).collect()
}
