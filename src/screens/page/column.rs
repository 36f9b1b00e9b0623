//! The column of a step: its heading, its text in one go, its exercises row by row.

use super::{Page, Setting};
use crate::event::Key;
use crate::lesson::model::Block;
use crate::screens::exercise::{Click, Hints, Row};
use crate::screens::intents::{Intent, key_of};
use crate::ui::text::{self, Formulas, MEASURE, Run, runs, wrap};
use ratatui::text::Line;
use std::ops::Range;

/// One row of an exercise in the column.
#[derive(Debug)]
pub struct Asked {
    pub row: u16,
    pub block: usize,
    pub field: Option<usize>,
    pub zones: Row,
}

/// How tightly a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// How formulas on lines of their own are set.
    pub formulas: Formulas,
    /// There is room for blank lines.
    pub gap: bool,
    /// Which of the unfolded hints are shown.
    pub hints: Hints,
}

impl Set {
    /// With all the room it likes.
    pub const AIRY: Set = Set {
        formulas: Formulas::TALL,
        gap: true,
        hints: Hints::All,
    };

    /// With the formulas that take many rows on one line.
    pub const SHORT: Set = Set {
        formulas: Formulas::SHORT,
        ..Set::AIRY
    };

    /// With every formula on one line.
    pub const LOW: Set = Set {
        formulas: Formulas::LOW,
        ..Set::AIRY
    };
}

/// Heading and goal on the first line, the goal continued under itself; a goal that is reached says
/// so there, by a sign in what parts the two: no word moves.
pub fn head(setting: Setting, width: u16) -> Vec<Line<'static>> {
    let (step, look) = (setting.step, setting.look);
    let title = text::folded(&step.title, look);
    let mut line = vec![Run::new(&title, look.theme.strong)];
    if let Some(goal) = &step.goal {
        let (parted, style) = match setting.reached {
            true => (look.pick(" ●\u{a0}", " *\u{a0}"), look.theme.good),
            false => ("\u{a0}\u{a0} ", look.theme.accent),
        };
        line.push(Run::new(parted, style));
        line.push(Run::new("Goal: ", style));
        line.extend(runs(goal, style, look));
    }
    wrap(&line, usize::from(width))
}

impl Page {
    pub(super) fn push(&mut self, line: Line<'static>) {
        self.lines.push((self.height, line));
        self.height = self.height.saturating_add(1);
    }

    /// A blank line, but for the first.
    fn space(&mut self) {
        if self.height > 0 {
            self.height = self.height.saturating_add(1);
        }
    }

    /// Blocks of the step, one under the other: tables as wide as there is room, the rest no wider
    /// than text is read.
    pub(super) fn flow(&mut self, blocks: Range<usize>, width: u16, setting: Setting, set: Set) {
        let first = blocks.start;
        let mut from = first;
        let end = blocks.end;
        while from < end {
            let all = &setting.step.blocks;
            let asks = |at: usize| all[at].id().is_some();
            let apart =
                |at: usize| asks(at) || matches!(all[at], Block::After { .. } | Block::Why(_));
            let to = match apart(from) {
                true => from + 1,
                false => (from..end).find(|&at| apart(at)).unwrap_or(end),
            };
            let begin = self.height;
            if asks(from) {
                self.ask(from, width, setting, set);
            } else {
                let why = match &all[from] {
                    Block::Why(why) => {
                        let key = key_of(Intent::Why).and_then(Key::typed);
                        let key = key.map(String::from).unwrap_or_default();
                        Some([Block::Paragraph(why.shown(&key, setting.explained))])
                    }
                    _ => None,
                };
                let (at, blocks) = match &all[from] {
                    Block::Why(_) if setting.explained => {
                        (from..to, why.as_ref().map_or(&[][..], |it| &it[..]))
                    }
                    Block::Why(_) => (from..from, why.as_ref().map_or(&[][..], |it| &it[..])),
                    Block::After { id, .. } if !(setting.answered)(id) => (from..from, &[][..]),
                    Block::After { blocks, .. } => (from..to, &blocks[..]),
                    _ => (from..to, &all[from..to]),
                };
                let texts = setting.texts;
                let lines = texts.lines(at, blocks, width, set.formulas);
                if (set.gap || from > first) && !lines.is_empty() {
                    self.space();
                }
                let begin = self.height;
                lines.iter().for_each(|line| self.push(line.clone()));
                if why.is_some() {
                    self.click(from, begin, width, Intent::Why);
                }
            }
            let late = match all[from] {
                Block::Why(_) => setting.explained,
                _ => matches!(all[from], Block::After { .. }),
            };
            if late {
                self.late = self.late.saturating_add(self.height - begin);
            }
            from = to;
        }
    }

    /// From this row on a click on a block does what a key does.
    fn click(&mut self, block: usize, begin: u16, width: u16, intent: Intent) {
        let Some(key) = key_of(intent) else {
            return;
        };
        for row in begin..self.height {
            self.asked.push(Asked {
                row,
                block,
                field: None,
                zones: Row {
                    zones: vec![(0..width, Click::Key(key))],
                    ..Row::default()
                },
            });
        }
    }

    fn ask(&mut self, block: usize, width: u16, setting: Setting, set: Set) {
        let rows = (setting.asked)(block, width.min(MEASURE), set.hints);
        if set.gap && !rows.is_empty() {
            self.space();
        }
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

    /// The height of the column as it was before anything was answered: what stands where that says
    /// does not jump when an answer is.
    pub(super) fn unbegun_height(&self, width: u16, setting: Setting) -> u16 {
        let asks = |block: &usize| setting.step.blocks[*block].id().is_some();
        let blocks = (0..setting.step.blocks.len()).filter(asks);
        let rows = |block| (setting.unbegun)(block, width.min(MEASURE));
        let unbegun: u16 = blocks.map(rows).sum();
        let now = self.asked.iter().filter(|row| asks(&row.block)).count();
        let now = u16::try_from(now).unwrap_or(u16::MAX);
        (self.height + unbegun).saturating_sub(now.saturating_add(self.late))
    }
}
