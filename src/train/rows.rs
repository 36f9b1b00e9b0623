//! Samples made of others: some of their rows, two sets as one, every number multiplied.
#![allow(
    clippy::new_ret_no_self,
    reason = "samples are handed on shared, as a task takes them"
)]

use crate::nn::Samples;
use std::ops::Range;
use std::sync::Arc;

/// Some rows of others, in an order of their own.
pub struct Picked {
    of: Arc<dyn Samples>,
    rows: Vec<u32>,
}

impl Picked {
    /// These rows, which may repeat.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn new(of: &Arc<dyn Samples>, rows: Vec<u32>) -> Arc<dyn Samples> {
        let all = of.len();
        assert!(
            rows.iter().all(|row| (*row as usize) < all),
            "the rows are there"
        );
        let of = Arc::clone(of);
        Arc::new(Self { of, rows })
    }
}

impl Samples for Picked {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn width(&self) -> usize {
        self.of.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        let rows: Vec<u32> = indices.iter().map(|at| self.rows[*at as usize]).collect();
        self.of.gather(&rows, features, out);
    }
}

/// Two sets of one width, one after the other.
pub struct Joined(Arc<dyn Samples>, Arc<dyn Samples>);

impl Joined {
    /// The first one, then the second.
    ///
    /// # Panics
    /// If they differ in width.
    pub fn new(first: &Arc<dyn Samples>, second: &Arc<dyn Samples>) -> Arc<dyn Samples> {
        assert_eq!(first.width(), second.width(), "rows are of one width");
        Arc::new(Self(Arc::clone(first), Arc::clone(second)))
    }
}

impl Samples for Joined {
    fn len(&self) -> usize {
        self.0.len() + self.1.len()
    }

    fn width(&self) -> usize {
        self.0.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        let first = self.0.len() as u32;
        for (&at, out) in indices.iter().zip(out.chunks_exact_mut(features.len())) {
            match at.checked_sub(first) {
                None => self.0.gather(&[at], features.clone(), out),
                Some(at) => self.1.gather(&[at], features.clone(), out),
            }
        }
    }
}

/// Others with every number multiplied.
pub struct Times {
    of: Arc<dyn Samples>,
    by: f32,
}

impl Times {
    /// So many times the others.
    pub fn new(of: &Arc<dyn Samples>, by: f32) -> Arc<dyn Samples> {
        let of = Arc::clone(of);
        Arc::new(Self { of, by })
    }
}

impl Samples for Times {
    fn len(&self) -> usize {
        self.of.len()
    }

    fn width(&self) -> usize {
        self.of.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        self.of.gather(indices, features, out);
        out.iter_mut().for_each(|number| *number *= self.by);
    }
}

/// One row as it is fed.
pub fn row(of: &dyn Samples, at: usize) -> Vec<f32> {
    let mut row = vec![0.0; of.width()];
    of.gather(&[at as u32], 0..of.width(), &mut row);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn rows_are_those_that_were_picked_joined_and_multiplied() {
        let ones: Arc<dyn Samples> = Arc::new(array![[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]]);
        let picked = Picked::new(&ones, vec![2, 0, 2]);
        let both = Joined::new(&picked, &Times::new(&ones, 10.0));
        assert_eq!((both.len(), both.width()), (6, 2));
        let mut out = [0.0; 6];
        both.gather(&[4, 1, 0], 0..2, &mut out);
        assert_eq!(out, [30.0, 40.0, 1.0, 2.0, 5.0, 6.0]);
        let mut second = [0.0; 2];
        both.gather(&[5, 2], 1..2, &mut second);
        assert_eq!(second, [60.0, 6.0]);
        assert_eq!(row(&*picked, 1), [1.0, 2.0]);
    }
}
