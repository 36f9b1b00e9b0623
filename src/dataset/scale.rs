//! Bringing columns to one scale, with numbers learned from the training rows alone: statistics
//! of the test rows would leak.

use ndarray::{Array1, Array2, ArrayView2, Axis};

/// (value - shift) / spread, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaler {
    shift: Array1<f64>,
    spread: Array1<f64>,
}

impl Scaler {
    /// Standardization: mean 0 and standard deviation 1 over the given rows (the biased one, as
    /// scikit-learn's `StandardScaler`). `None` without rows or with a row that is not there.
    pub fn standard(table: ArrayView2<f64>, rows: &[usize]) -> Option<Self> {
        let learned = select(table, rows)?;
        let shift = learned.mean_axis(Axis(0))?;
        Some(Self {
            shift,
            spread: learned.std_axis(Axis(0), 0.0).mapv(or_one),
        })
    }

    /// The scaled table, (rows, columns) as it was.
    pub fn apply(&self, table: ArrayView2<f64>) -> Array2<f64> {
        (&table - &self.shift) / &self.spread
    }
}

fn select(table: ArrayView2<f64>, rows: &[usize]) -> Option<Array2<f64>> {
    let there = !rows.is_empty() && rows.iter().all(|&row| row < table.nrows());
    there.then(|| table.select(Axis(0), rows))
}

/// A constant column has no spread to divide by.
fn or_one(spread: f64) -> f64 {
    if spread == 0.0 { 1.0 } else { spread }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn standardizing_by_hand() {
        let table = array![[1.0, 5.0], [3.0, 5.0], [100.0, 5.0]];
        let scaler = Scaler::standard(table.view(), &[0, 1]).unwrap();
        // Mean 2, standard deviation 1 from the first two rows; the third is scaled, not learned.
        assert_eq!(
            scaler.apply(table.view()),
            array![[-1.0, 0.0], [1.0, 0.0], [98.0, 0.0]]
        );
    }

    #[test]
    fn a_row_that_was_not_learned_from_changes_nothing() {
        let clean = array![[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]];
        let mut outlier = clean.clone();
        outlier[[2, 0]] = 1e6;
        let learn = |table: &Array2<f64>| Scaler::standard(table.view(), &[0, 1]);
        assert_eq!(learn(&clean), learn(&outlier));
    }

    #[test]
    fn nothing_to_learn_from_is_no_scaler() {
        let table = array![[1.0]];
        assert_eq!(Scaler::standard(table.view(), &[]), None);
        assert_eq!(Scaler::standard(table.view(), &[1]), None);
    }
}
