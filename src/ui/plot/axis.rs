//! Ticks at round numbers, and where a value falls on a row of cells.

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

    /// Values at round numbers, at most `most` of them.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let step = round_step((self.to - self.from) / most.max(1) as f64);
        if !step.is_finite() || step <= 0.0 {
            return Vec::new();
        }
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        (first..=last).map(|i| i as f64 * step).collect()
    }

    /// A tick's label: as many decimals as the distance between ticks needs.
    pub fn label(&self, tick: f64, most: usize) -> String {
        let step = round_step((self.to - self.from) / most.max(1) as f64);
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        let text = format!("{tick:.decimals$}");
        if tick == 0.0 {
            text.trim_start_matches('-').to_string()
        } else {
            text
        }
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is no smaller.
fn round_step(least: f64) -> f64 {
    if !least.is_finite() || least <= 0.0 {
        return f64::NAN;
    }
    let decade = 10f64.powf(least.log10().floor());
    let mantissa = least / decade;
    let round = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|m| mantissa <= m + 1e-9);
    round.unwrap_or(10.0) * decade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers_within_the_range() {
        let axis = Axis {
            from: -2.2,
            to: 2.2,
            cells: 60,
        };
        assert_eq!(axis.ticks(5), [-2.0, -1.0, 0.0, 1.0, 2.0]);
        assert_eq!(axis.label(-2.0, 5), "-2");
        let axis = Axis {
            from: 0.0,
            to: 1.1,
            cells: 12,
        };
        assert_eq!(axis.ticks(4).len(), 3);
        assert_eq!(axis.label(0.5, 4), "0.5");
    }

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
    fn an_empty_or_broken_range_has_no_ticks() {
        assert!(
            Axis {
                from: 1.0,
                to: 1.0,
                cells: 9
            }
            .ticks(5)
            .is_empty()
        );
        assert!(
            Axis {
                from: 0.0,
                to: f64::NAN,
                cells: 9
            }
            .ticks(5)
            .is_empty()
        );
        assert_eq!(
            Axis {
                from: 0.0,
                to: 1.0,
                cells: 0
            }
            .cell(0.5),
            None
        );
    }
}
