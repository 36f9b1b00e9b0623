//! Rows of cells: matrices, cases, arrays, lines.

use super::{Setter, Style};
use crate::formula::layout::Layout;
use crate::formula::parts::{self, AtomClass};
use crate::formula::tree::{Column, Grid, Node};

/// Blank columns between the cells of a matrix or of cases.
const GAP: usize = 2;
/// The same in an array with lines, which stand in their middle.
const RULED: usize = 3;

impl Setter<'_> {
    pub(super) fn grid(self, grid: &Grid, rows: &[Vec<Node>]) -> Layout {
        let inner = match grid {
            Grid::Aligned | Grid::Gathered | Grid::Stack => self,
            Grid::Matrix | Grid::Cases | Grid::Array(_) => self.inner(),
        };
        let cells: Vec<Vec<Layout>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| inner.cell(grid, cell)).collect())
            .collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = cells.iter().filter_map(|row| row.get(column));
            cells.map(Layout::width).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        // Two rows alone have no middle to line up with; a tall row must not touch the next.
        let lines = matches!(grid, Grid::Aligned | Grid::Gathered | Grid::Stack);
        let airy = !lines && cells.len() == 2;
        let mut set = Layout::text("");
        let mut above = None;
        for row in &cells {
            let row = cells_of(grid, row, &widths);
            match above {
                None => set = row.clone(),
                Some(above) => {
                    if airy || row.height().max(above) > 1 {
                        set.put_under(&Layout::text(""), 0);
                    }
                    set.put_under(&row, 0);
                }
            }
            above = Some(row.height());
        }
        let middle = (set.height() - 1) / 2;
        let set = set.at_row(middle);
        match grid {
            Grid::Cases => self.fence(Some('{'), set, None),
            Grid::Array(sides) => self.ruled(set, sides, &widths),
            _ => set,
        }
    }

    fn cell(self, grid: &Grid, cell: &Node) -> Layout {
        let set = self.node(cell);
        // What an `&` stands before keeps its room to the left of it.
        let row = std::slice::from_ref(cell);
        let first = parts::of(row).first().map(|(_, part)| *part);
        let sign = matches!(first, Some(AtomClass::Relation | AtomClass::Binary));
        if *grid == Grid::Aligned && sign && self.style != Style::Script {
            let mut spaced = Layout::text(" ");
            spaced.join(0, &set);
            return spaced;
        }
        set
    }

    /// The lines of an array, each as tall as all of it.
    fn ruled(self, mut set: Layout, sides: &[Column], widths: &[usize]) -> Layout {
        let (height, baseline) = (set.height(), set.baseline());
        let line = vec![self.form.pick('│', '|'); height];
        let line = Layout::column(line, baseline);
        let lead = usize::from(sides.first() == Some(&Column::Rule));
        if lead == 1 {
            let mut moved = Layout::text("");
            moved.place(&set, 2, 0);
            set = moved;
        }
        let mut column = 0;
        for (at, side) in sides.iter().enumerate() {
            match side {
                Column::Rule if at == 0 => set.place(&line, 0, 0),
                // In the middle of the room between two columns, or right of the last.
                Column::Rule => {
                    let ends: usize = widths.iter().take(column).map(|width| width + RULED).sum();
                    set.place(&line, (2 * lead + ends).saturating_sub(RULED - 1), 0);
                }
                _ => column += 1,
            }
        }
        set
    }
}

/// Blank columns between two cells.
fn gap(grid: &Grid) -> usize {
    match grid {
        Grid::Aligned => 0,
        Grid::Array(sides) if sides.contains(&Column::Rule) => RULED,
        _ => GAP,
    }
}

/// The cells of a row in their columns.
fn cells_of(grid: &Grid, row: &[Layout], widths: &[usize]) -> Layout {
    let sides: Vec<Column> = match grid {
        Grid::Array(sides) => {
            let cells = sides.iter().filter(|side| **side != Column::Rule);
            cells.copied().collect()
        }
        _ => Vec::new(),
    };
    let gap = gap(grid);
    let mut set = Layout::text("");
    let mut column = 0;
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        let room = width - cell.width();
        let left = match (grid, sides.get(at)) {
            (_, Some(Column::Left)) | (Grid::Cases, _) => 0,
            (_, Some(Column::Right)) => room,
            (Grid::Aligned, _) if at % 2 == 0 => room,
            (Grid::Aligned, _) => 0,
            _ => room / 2,
        };
        set.place(cell, column + left, 0);
        column += width + gap;
    }
    set.widen(widths.iter().sum());
    set
}
