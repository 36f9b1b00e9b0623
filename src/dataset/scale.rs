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

    /// Normalization: the given rows span 0 to 1. `None` as for [`Scaler::standard`].
    pub fn min_max(table: ArrayView2<f64>, rows: &[usize]) -> Option<Self> {
        let learned = select(table, rows)?;
        let low = learned.fold_axis(Axis(0), f64::INFINITY, |&a, &b| a.min(b));
        let high = learned.fold_axis(Axis(0), f64::NEG_INFINITY, |&a, &b| a.max(b));
        let spread = (&high - &low).mapv(or_one);
        Some(Self { shift: low, spread })
    }

    /// The scaled table, (rows, columns) as it was.
    pub fn apply(&self, table: ArrayView2<f64>) -> Array2<f64> {
        (&table - &self.shift) / &self.spread
    }

    /// The way back, for a prediction in the units of the data.
    pub fn invert(&self, scaled: ArrayView2<f64>) -> Array2<f64> {
        &scaled * &self.spread + &self.shift
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
    fn min_max_spans_zero_to_one_over_the_rows_it_learned_from() {
        let table = array![[10.0], [20.0], [40.0]];
        let scaler = Scaler::min_max(table.view(), &[0, 1]).unwrap();
        assert_eq!(scaler.apply(table.view()), array![[0.0], [1.0], [3.0]]);
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
    fn inverting_gives_the_data_back() {
        let table = array![[1.5, -2.0], [0.25, 8.0], [7.0, 3.0]];
        for scaler in [
            Scaler::standard(table.view(), &[0, 1, 2]).unwrap(),
            Scaler::min_max(table.view(), &[0, 1, 2]).unwrap(),
        ] {
            let back = scaler.invert(scaler.apply(table.view()).view());
            assert!(
                (back - &table)
                    .iter()
                    .all(|difference| difference.abs() < 1e-12)
            );
        }
    }

    #[test]
    fn nothing_to_learn_from_is_no_scaler() {
        let table = array![[1.0]];
        assert_eq!(Scaler::standard(table.view(), &[]), None);
        assert_eq!(Scaler::min_max(table.view(), &[1]), None);
    }
}
