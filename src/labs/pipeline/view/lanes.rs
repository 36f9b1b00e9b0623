//! Lanes of time: each cell is a millisecond of a stage, its digit the batch that it works on.

use crate::labs::pipeline::schedule::{Passed, Span};
use crate::labs::pipeline::{BATCHES, Pipeline, busy};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns before the lanes and after them.
const BEFORE: u16 = 9;
const AFTER: u16 = 12;

/// Rows of the axis.
const AXIS: u16 = 2;

/// Rows of the whole picture, and of one that shows only the trainer of what it is compared with.
pub struct Rows {
    pub brief: u16,
    pub whole: u16,
}

/// How many rows there are: a lane for each stage and each worker, twice, with heads, axis and a line.
pub fn rows(lab: &Pipeline) -> Rows {
    let own = 1 + 3 + lab.ahead.workers as u16;
    Rows {
        brief: 2 + own + AXIS + 1,
        whole: 5 + own + AXIS + 1,
    }
}

/// Where lanes are drawn, row by row.
struct Board<'a> {
    area: Rect,
    row: u16,
    buf: &'a mut Buffer,
    look: &'a Look,
}

/// Draws both ways to run the same stages over one axis.
pub fn draw(lab: &Pipeline, area: Rect, buf: &mut Buffer, look: &Look) {
    let mut board = Board {
        area,
        row: 0,
        buf,
        look,
    };
    let whole = area.height >= rows(lab).whole;
    board.head("one after another, in one thread", &lab.in_turn, lab);
    if whole {
        board.stages(&lab.in_turn, 1, lab);
    }
    board.train(&lab.in_turn, lab);
    let (workers, prefetch) = (lab.ahead.workers, lab.ahead.prefetch);
    let head = format!("as it is set: workers {workers}, prefetch {prefetch}");
    board.head(&head, &lab.passed, lab);
    board.stages(&lab.passed, workers, lab);
    board.train(&lab.passed, lab);
    board.axis();
    board.line(lab);
}

impl Board<'_> {
    /// The row that is written next, if there is one.
    fn next(&mut self) -> Option<u16> {
        let y = self.area.y + self.row;
        self.row += 1;
        (y < self.area.bottom()).then_some(y)
    }

    fn head(&mut self, words: &str, passed: &[Passed], lab: &Pipeline) {
        let Some(y) = self.next() else { return };
        let area = self.area;
        let theme = &self.look.theme;
        put(self.buf, area.x, y, words, area.width, theme.text);
        let busy = match busy(passed, lab.costs.train) {
            Some(busy) => format!("train {:>3.0} %", 100.0 * busy),
            None => "all is off".to_owned(),
        };
        let x = area.right().saturating_sub(AFTER - 1);
        put(self.buf, x, y, &busy, AFTER, theme.strong);
    }

    /// The lanes that make a batch.
    fn stages(&mut self, passed: &[Passed], workers: usize, lab: &Pipeline) {
        let costs = lab.costs();
        let all: Vec<Option<Span>> = passed.iter().map(|it| Some(it.load)).collect();
        self.lane("load", &all, costs.load);
        let all: Vec<Option<Span>> = passed.iter().map(|it| Some(it.batch)).collect();
        self.lane("batch", &all, costs.batch);
        for worker in 0..workers {
            let its = |it: &Passed| (it.worker == worker).then_some(it.map);
            let all: Vec<Option<Span>> = passed.iter().map(its).collect();
            let name = match workers {
                1 => "map".to_owned(),
                _ => format!("map {}", worker + 1),
            };
            self.lane(&name, &all, costs.map);
        }
    }

    /// The lane of the trainer, with the time in which it waits.
    fn train(&mut self, passed: &[Passed], lab: &Pipeline) {
        let row = self.row;
        let all: Vec<Option<Span>> = passed.iter().map(|it| Some(it.train)).collect();
        self.lane("train", &all, lab.costs.train);
        let y = self.area.y + row;
        if y >= self.area.bottom() {
            return;
        }
        let mut from = 0;
        for it in passed {
            self.fill((from, it.train.0), y, self.look.pick("·", "."), None);
            from = it.train.1;
        }
    }

    /// A lane: its name, its cells, and what a batch costs it.
    fn lane(&mut self, name: &str, spans: &[Option<Span>], cost: u32) {
        let Some(y) = self.next() else { return };
        let (area, theme) = (self.area, &self.look.theme);
        let style = if cost > 0 { theme.text } else { theme.dim };
        put(self.buf, area.x + 1, y, name, BEFORE - 2, style);
        let bar = self.look.pick("│", "|");
        put(self.buf, area.x + BEFORE - 1, y, bar, 1, theme.dim);
        for (batch, span) in spans.iter().enumerate() {
            if let Some(span) = span {
                let digit = ((batch + 1) % 10).to_string();
                self.fill(*span, y, &digit, Some(batch));
            }
        }
        let words = match cost {
            0 => "  off".to_owned(),
            ms => format!("{ms:>3} ms"),
        };
        let x = area.right().saturating_sub(AFTER - 1);
        put(self.buf, x, y, &words, AFTER, theme.dim);
    }

    /// Columns of time.
    fn columns(&self) -> u16 {
        self.area.width.saturating_sub(BEFORE + AFTER)
    }

    /// Fills some milliseconds of a row; a batch has one of three hues, waiting its own.
    fn fill(&mut self, (from, to): Span, y: u16, sign: &str, batch: Option<usize>) {
        let theme = &self.look.theme;
        let hues = [theme.first, theme.second, theme.good];
        let style = batch.map_or(theme.bad, |batch| hues[batch % hues.len()]);
        for ms in from..to.min(self.columns().into()) {
            put(
                self.buf,
                self.area.x + BEFORE + ms as u16,
                y,
                sign,
                1,
                style,
            );
        }
    }

    /// Milliseconds, a tick every ten.
    fn axis(&mut self) {
        let (Some(line), names) = (self.next(), self.next()) else {
            return;
        };
        let dim = self.look.theme.dim;
        let x = self.area.x + BEFORE - 1;
        put(self.buf, x, line, self.look.pick("└", "+"), 1, dim);
        for ms in 0..self.columns() {
            let is_tick = ms % 10 == 0;
            let sign = match is_tick {
                true => self.look.pick("┬", "+"),
                false => self.look.pick("─", "-"),
            };
            put(self.buf, x + 1 + ms, line, sign, 1, dim);
            if let Some(y) = names.filter(|_| is_tick) {
                let words = ms.to_string();
                put(self.buf, x + 1 + ms, y, &words, 4, dim);
            }
        }
        if let Some(y) = names {
            let x = self.area.right().saturating_sub(AFTER - 1);
            put(self.buf, x, y, "ms", AFTER, dim);
        }
    }

    /// What it comes to.
    fn line(&mut self, lab: &Pipeline) {
        let Some(y) = self.next() else { return };
        let seconds = f64::from(lab.epoch()) / 1000.0;
        let wait = lab.wait();
        let words = match (wait, lab.epoch()) {
            (_, 0) => "every stage is off: no time passes, and nobody waits".to_owned(),
            (0.0, _) => {
                format!(
                    "the trainer waits for nobody; an epoch of {BATCHES} batches {seconds:.2} s"
                )
            }
            _ => {
                let dots = self.look.pick("·", ".");
                let whom = lab.waits_for();
                format!("{dots} waits {wait:.1} ms a batch, for {whom}; an epoch {seconds:.2} s")
            }
        };
        let style = match wait {
            0.0 => self.look.theme.good,
            _ => self.look.theme.strong,
        };
        let words = folded(&words, self.look);
        put(self.buf, self.area.x, y, &words, self.area.width, style);
    }
}
