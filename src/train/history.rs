//! A curve of any length in fixed memory.
//!
//! Values are kept as means of `stride` neighbours. When the room is full, neighbours are merged
//! and the stride doubles: a million losses take no more room than two thousand, and every part of
//! the curve is kept equally fine.

use serde::{Deserialize, Serialize};

/// Means kept at most; twice the columns of the widest screen, so no column shows a guess.
const ROOM: usize = 1024;

/// A bounded curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    means: Vec<f32>,
    stride: u64,
    /// Values behind the last whole stride, and their sum.
    open: u64,
    sum: f64,
    last: Option<f32>,
}

impl Default for History {
    fn default() -> Self {
        Self {
            means: Vec::new(),
            stride: 1,
            open: 0,
            sum: 0.0,
            last: None,
        }
    }
}

impl History {
    /// Adds a value at the end.
    pub fn push(&mut self, value: f32) {
        self.last = Some(value);
        self.sum += f64::from(value);
        self.open += 1;
        if self.open < self.stride {
            return;
        }
        if self.means.len() == ROOM {
            self.merge();
            // This stride is now the first half of a longer one.
            return;
        }
        self.means.push((self.sum / self.open as f64) as f32);
        (self.open, self.sum) = (0, 0.0);
    }

    fn merge(&mut self) {
        self.means = self
            .means
            .chunks(2)
            .map(|pair| (pair[0] + pair[1]) / 2.0)
            .collect();
        self.stride *= 2;
    }

    /// How many values there were.
    pub fn len(&self) -> u64 {
        self.means.len() as u64 * self.stride + self.open
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// The latest value, as it was.
    pub fn last(&self) -> Option<f32> {
        self.last
    }

    /// The curve in `width` columns, each the mean over its share of all values; fewer columns
    /// while there are fewer values.
    pub fn resample(&self, width: usize) -> Vec<f32> {
        let columns = self.len().min(width as u64);
        let length = self.len() as f64;
        let edge = |column: u64| length * column as f64 / columns as f64;
        (0..columns)
            .map(|column| self.mean_over(edge(column), edge(column + 1)))
            .collect()
    }

    /// The mean over the positions `from..to`; parts of a stride count in part.
    fn mean_over(&self, from: f64, to: f64) -> f32 {
        let stride = self.stride as f64;
        let ends = self.means.len() as f64 * stride;
        let first = (from / stride) as usize;
        let mut sum = 0.0;
        for (i, &mean) in self.means.iter().enumerate().skip(first) {
            let (start, end) = (i as f64 * stride, (i + 1) as f64 * stride);
            if start >= to {
                break;
            }
            sum += f64::from(mean) * (end.min(to) - start.max(from));
        }
        if self.open > 0 && to > ends {
            sum += self.sum / self.open as f64 * (to - from.max(ends));
        }
        (sum / (to - from)) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn history(values: &[f32]) -> History {
        let mut history = History::default();
        values.iter().for_each(|&value| history.push(value));
        history
    }

    #[test]
    fn a_short_curve_is_itself() {
        let values = [5.0, 3.0, 4.0];
        assert_eq!(history(&values).resample(80), values);
        assert_eq!(history(&[]).resample(80), [0.0; 0]);
        assert_eq!(history(&values).resample(0), [0.0; 0]);
    }

    #[test]
    fn columns_are_means_of_their_share() {
        assert_eq!(history(&[1.0, 3.0, 5.0, 7.0]).resample(2), [2.0, 6.0]);
        // 3 values in 2 columns: the middle one belongs to both by halves.
        let halves = history(&[1.0, 4.0, 7.0]).resample(2);
        assert!((halves[0] - 2.0).abs() < 1e-6 && (halves[1] - 6.0).abs() < 1e-6);
    }

    #[test]
    fn ten_million_values_take_no_more_room_than_two_thousand() {
        let mut history = History::default();
        (0..10_000_000).for_each(|i| history.push(i as f32));
        assert_eq!(history.len(), 10_000_000);
        assert!(history.means.capacity() <= ROOM);
        let columns = history.resample(10);
        for (i, column) in columns.into_iter().enumerate() {
            let expected = (i as f32 + 0.5) * 1e6;
            assert!((column - expected).abs() < 1e4, "{column} for {expected}");
        }
    }

    proptest! {
        #[test]
        fn no_value_is_lost_and_no_column_leaves_the_range(
            values in prop::collection::vec(-100f32..100.0, 1..6000), width in 1usize..300,
        ) {
            let history = history(&values);
            prop_assert_eq!(history.len(), values.len() as u64);
            prop_assert_eq!(history.last(), values.last().copied());
            prop_assert!(history.means.len() <= ROOM);
            let columns = history.resample(width);
            prop_assert_eq!(columns.len(), width.min(values.len()));
            let low = values.iter().copied().fold(f32::INFINITY, f32::min) - 1e-3;
            let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max) + 1e-3;
            prop_assert!(columns.iter().all(|column| (low..=high).contains(column)));
            // All columns are equally wide, so their mean is that of the values.
            let mean = |xs: &[f32]| xs.iter().map(|&x| f64::from(x)).sum::<f64>() / xs.len() as f64;
            prop_assert!((mean(&columns) - mean(&values)).abs() < 1e-3);
        }

        #[test]
        fn a_falling_curve_falls_at_any_width(length in 2usize..6000, width in 2usize..300) {
            let values: Vec<f32> = (0..length).map(|i| 1.0 - i as f32 / length as f32).collect();
            let columns = history(&values).resample(width);
            prop_assert!(columns.is_sorted_by(|a, b| a > b), "{:?}", columns);
        }
    }
}
