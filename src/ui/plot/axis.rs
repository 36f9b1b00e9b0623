//! Where a value falls on a row of cells.

/// A range of values laid over a number of cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The value at the first cell's outer edge.
    pub from: f64,
    /// The value at the last cell's outer edge.
    pub to: f64,
    /// How many cells.
    pub cells: u16,
}

impl Axis {
    /// The value in the middle of a cell.
    pub fn value(&self, cell: u16) -> f64 {
        let share = (f64::from(cell) + 0.5) / f64::from(self.cells.max(1));
        self.from + share * (self.to - self.from)
    }

    /// The cell a value falls into, if it is on the axis.
    pub fn cell(&self, value: f64) -> Option<u16> {
        let share = (value - self.from) / (self.to - self.from);
        let inside = (0.0..=1.0).contains(&share) && self.cells > 0;
        inside.then(|| ((share * f64::from(self.cells)) as u16).min(self.cells - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_holds_its_own_middle() {
        let axis = Axis {
            from: -3.0,
            to: 5.0,
            cells: 37,
        };
        for cell in 0..37 {
            assert_eq!(axis.cell(axis.value(cell)), Some(cell));
        }
        assert_eq!(axis.cell(5.1), None);
        assert_eq!(axis.cell(5.0), Some(36));
    }

    #[test]
    fn without_cells_no_value_falls_into_one() {
        let axis = Axis {
            from: 0.0,
            to: 1.0,
            cells: 0,
        };
        assert_eq!(axis.cell(0.5), None);
    }
}
