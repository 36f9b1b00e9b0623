//! Where everything of the picture stands, for drawing and for the mouse alike.

use crate::labs::Height;
use ratatui::layout::Rect;

/// Rows of a digit in its proportions: two pixels a row, and one.
const DIGIT: (u16, u16) = (14, 28);

/// Rows from which on a digit is worth a scale between the two.
const BETWEEN: u16 = 20;

/// Columns between the digit and the table of answers.
const GAP: u16 = 4;

/// Columns of the table, at least and at most.
const TABLE: (u16, u16) = (34, 72);

/// Columns of the table before the bars and after them.
const BEFORE_BARS: u16 = 10;
const AFTER_BARS: u16 = 9;

/// The head of the table, and its rows.
const TABLE_ROWS: u16 = 11;

/// Rows of the axis under the bars.
const AXIS: u16 = 2;

/// Rows of words under the table.
const WORDS: u16 = 3;

/// The picture with its table.
pub struct Layout {
    /// The digit.
    pub digit: Rect,
    /// What is said of it, where there is a row for that.
    pub caption: Option<Rect>,
    /// The whole table: head, rows, axis and words.
    pub table: Rect,
    /// Rows from one digit of the table to the next.
    pub pitch: u16,
    /// Whether there is room for the axis.
    pub axis: bool,
}

/// Heights worth having at a width.
pub fn height(width: u16) -> Height {
    let (low, high) = DIGIT;
    match width >= 2 * low + GAP + TABLE.0 {
        true => Height {
            least: low,
            good: low,
            best: high + 1,
        },
        false => Height {
            least: low / 2,
            good: low / 2,
            best: low,
        },
    }
}

impl Layout {
    /// The picture with its table, where there is room for both.
    pub fn of(area: Rect) -> Option<Self> {
        let (low, high) = DIGIT;
        let across = area.width.saturating_sub(GAP + TABLE.0) / 2;
        let tall = area.height.min(high).min(across);
        let tall = match tall {
            BETWEEN.. => tall,
            _ if tall >= low => low,
            _ => return None,
        };
        let wide = area.width - 2 * tall - GAP;
        let wide = wide.min(TABLE.1);
        let all = 2 * tall + GAP + wide;
        let x = area.x + (area.width - all) / 2;
        let digit = Rect {
            x,
            y: area.y,
            width: 2 * tall,
            height: tall,
        };
        let caption = Rect {
            y: digit.bottom(),
            height: 1,
            ..digit
        };
        let pitch = match area.height >= 2 * TABLE_ROWS + AXIS + WORDS {
            true => 2,
            false => 1,
        };
        let table = Rect {
            x: digit.right() + GAP,
            width: wide,
            ..area
        };
        Some(Self {
            digit,
            caption: Some(caption).filter(|caption| caption.bottom() <= area.bottom()),
            table,
            pitch,
            axis: area.height > pitch * TABLE_ROWS + AXIS + WORDS,
        })
    }

    /// The bars, all ten rows of them.
    pub fn bars(&self) -> Rect {
        Rect {
            x: self.table.x + BEFORE_BARS,
            y: self.row(0),
            width: self.table.width.saturating_sub(BEFORE_BARS + AFTER_BARS),
            height: 10 * self.pitch,
        }
    }

    /// The row of a digit.
    pub fn row(&self, digit: u16) -> u16 {
        self.table.y + self.pitch * (digit + 1)
    }

    /// The words under the table.
    pub fn words(&self) -> Rect {
        let under = self.row(9) + 1 + if self.axis { AXIS } else { 0 };
        let room = self.table.bottom().saturating_sub(under);
        let gap = u16::from(room > WORDS);
        Rect {
            y: under + gap,
            height: room - gap,
            ..self.table
        }
    }

    /// The digit whose row a cell is in.
    pub fn row_at(&self, x: u16, y: u16) -> Option<u8> {
        let inside = (self.table.x..self.table.right()).contains(&x);
        let row = y.checked_sub(self.row(0))? / self.pitch;
        (inside && row < 10).then_some(row as u8)
    }
}
