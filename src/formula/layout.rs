//! A piece of a formula on the character grid, and how two pieces become one.

/// One character of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What is drawn: one column wide.
    pub sign: char,
    /// It belongs to a part that is lit.
    pub lit: bool,
}

const BLANK: Cell = Cell {
    sign: ' ',
    lit: false,
};

/// A formula set in two dimensions: rows of the same width.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    rows: Vec<Vec<Cell>>,
    /// The row that lines up with the text beside it.
    baseline: usize,
}

impl Layout {
    /// Columns.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Rows: at least one.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The row that lines up with text beside the formula, counted from the top.
    pub fn baseline(&self) -> usize {
        self.baseline
    }

    /// The characters, row by row.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// The rows as text, all of the same width.
    pub fn lines(&self) -> Vec<String> {
        let text = |row: &[Cell]| row.iter().map(|cell| cell.sign).collect();
        self.rows().map(text).collect()
    }

    /// The signs on the baseline.
    pub(super) fn line(&self) -> String {
        self.rows[self.baseline]
            .iter()
            .map(|cell| cell.sign)
            .collect()
    }

    /// One row of text.
    pub(super) fn text(text: &str) -> Self {
        let cell = |sign| Cell { sign, ..BLANK };
        Self {
            rows: vec![text.chars().map(cell).collect()],
            baseline: 0,
        }
    }

    /// One column of signs, which lines up where it is told.
    pub(super) fn column(signs: impl IntoIterator<Item = char>, baseline: usize) -> Self {
        let rows = signs.into_iter().map(|sign| vec![Cell { sign, ..BLANK }]);
        Self {
            rows: rows.collect(),
            baseline,
        }
    }

    /// The same, all of it lit.
    pub(super) fn lit(mut self) -> Self {
        let cells = self.rows.iter_mut().flatten();
        cells.for_each(|cell| cell.lit = true);
        self
    }

    /// The same, lined up at another of its rows.
    pub(super) fn at_row(mut self, baseline: usize) -> Self {
        self.baseline = baseline.min(self.rows.len().saturating_sub(1));
        self
    }

    /// The same, in the middle of at least so many columns.
    pub(super) fn centred(self, width: usize) -> Self {
        let left = width.saturating_sub(self.width()) / 2;
        let mut wider = Self::text("");
        wider.place(&self, left, 0);
        wider.widen(width);
        wider
    }

    /// Blank columns on the right, up to so many in all.
    pub(super) fn widen(&mut self, width: usize) {
        let width = width.max(self.width());
        self.rows
            .iter_mut()
            .for_each(|row| row.resize(width, BLANK));
    }

    /// Puts another on the right, blank columns between.
    pub(super) fn join(&mut self, gap: usize, other: &Self) {
        self.place(other, self.width() + gap, 0);
    }

    /// Puts another on top; it ends right over the first row.
    pub(super) fn put_over(&mut self, other: &Self, column: usize) {
        self.put_above(other, column, -(self.baseline as isize));
    }

    /// Puts another below; it begins right under the last row.
    pub(super) fn put_under(&mut self, other: &Self, column: usize) {
        let last = (self.height() - 1) as isize - self.baseline as isize;
        self.put_below(other, column, last);
    }

    /// Puts another so that its last row lies right over `row`, which is counted from the baseline.
    pub(super) fn put_above(&mut self, other: &Self, column: usize, row: isize) {
        let below_baseline = (other.height() - 1 - other.baseline) as isize;
        self.place(other, column, row - 1 - below_baseline);
    }

    /// Puts another so that its first row lies right under `row`, which is counted from the
    /// baseline.
    pub(super) fn put_below(&mut self, other: &Self, column: usize, row: isize) {
        self.place(other, column, row + 1 + other.baseline as isize);
    }

    /// Puts another so that its baseline lies `down` rows under this one's, growing as it must.
    pub(super) fn place(&mut self, other: &Self, column: usize, down: isize) {
        self.widen(column + other.width());
        let width = self.width();
        let top = self.baseline as isize + down - other.baseline as isize;
        let above = (-top).max(0) as usize;
        let blank = || vec![BLANK; width];
        self.rows.splice(0..0, (0..above).map(|_| blank()));
        self.baseline += above;
        let top = (top + above as isize) as usize;
        let height = self.rows.len().max(top + other.height());
        self.rows.resize_with(height, blank);
        for (row, cells) in self.rows[top..].iter_mut().zip(&other.rows) {
            for (to, from) in row[column..].iter_mut().zip(cells) {
                // Blanks are room, not ink.
                if *from != BLANK {
                    *to = *from;
                }
            }
        }
    }
}
