//! Rows of cells: matrices, cases, aligned lines.

use super::{Setter, Style};
use crate::formula::layout::Layout;
use crate::formula::parts::{self, Part};
use crate::formula::tree::{Grid, Node};

/// Blank columns between the cells of a matrix or of cases.
const GAP: usize = 2;

impl Setter<'_> {
    pub(super) fn grid(self, grid: Grid, rows: &[Vec<Node>]) -> Layout {
        let inner = match grid {
            Grid::Aligned => self,
            Grid::Matrix | Grid::Cases => self.inner(),
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
        let airy = grid != Grid::Aligned && cells.len() == 2;
        let mut set = Layout::text("");
        let mut above = None;
        for row in &cells {
            let row = inner.cells(grid, row, &widths);
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
            Grid::Matrix | Grid::Aligned => set,
        }
    }

    fn cell(self, grid: Grid, cell: &Node) -> Layout {
        let set = self.node(cell);
        // What an `&` stands before keeps its room to the left of it.
        let row = std::slice::from_ref(cell);
        let first = parts::of(row).first().map(|(_, part)| *part);
        let sign = matches!(first, Some(Part::Relation | Part::Binary));
        if grid == Grid::Aligned && sign && self.style != Style::Script {
            let mut spaced = Layout::text(" ");
            spaced.join(0, &set);
            return spaced;
        }
        set
    }

    fn cells(self, grid: Grid, row: &[Layout], widths: &[usize]) -> Layout {
        let mut set = Layout::text("");
        let mut column = 0;
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            let room = width - cell.width();
            let left = match grid {
                Grid::Matrix => room / 2,
                Grid::Cases => 0,
                Grid::Aligned if at % 2 == 0 => room,
                Grid::Aligned => 0,
            };
            set.place(cell, column + left, 0);
            column += width + if grid == Grid::Aligned { 0 } else { GAP };
        }
        set.widen(widths.iter().sum());
        set
    }
}
