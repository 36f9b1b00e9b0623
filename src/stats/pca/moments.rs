//! Means and covariances of many rows of bytes: exact, since they are counted in integers, and quick,
//! since a byte that is 0 costs nothing.

use ndarray::{Array1, Array2};

/// What a byte is when it stands for 1.
const ONE: f64 = 255.0;

/// Sums over rows, and over their products.
#[derive(Debug, Clone)]
pub struct Moments {
    rows: u64,
    sums: Vec<u64>,
    /// Sums of the products of two places, the first no later than the second: (width, width).
    products: Vec<u64>,
    /// The places of a row that are not 0, with what stands there.
    inked: Vec<(usize, u64)>,
}

impl Moments {
    /// Of rows of this width, before the first.
    pub fn new(width: usize) -> Self {
        Self {
            rows: 0,
            sums: vec![0; width],
            products: vec![0; width * width],
            inked: Vec::new(),
        }
    }

    /// Counts a row in. It is as wide as the others.
    pub fn add(&mut self, row: &[u8]) {
        self.rows += 1;
        self.inked.clear();
        let places = row.iter().enumerate().filter(|(_, byte)| **byte > 0);
        self.inked
            .extend(places.map(|(at, &byte)| (at, u64::from(byte))));
        let width = self.sums.len();
        for (nth, &(at, byte)) in self.inked.iter().enumerate() {
            self.sums[at] += byte;
            let products = &mut self.products[at * width..(at + 1) * width];
            for &(other, and) in &self.inked[nth..] {
                products[other] += byte * and;
            }
        }
    }

    /// The means, a byte scaled to 0..1.
    pub fn mean(&self) -> Array1<f64> {
        let rows = self.rows.max(1) as f64;
        self.sums
            .iter()
            .map(|&sum| sum as f64 / rows / ONE)
            .collect()
    }

    /// The covariances, divided by the number of rows.
    pub fn covariance(&self) -> Array2<f64> {
        let (width, rows) = (self.sums.len(), self.rows.max(1) as f64);
        let mean = self.mean();
        Array2::from_shape_fn((width, width), |(a, b)| {
            let product = self.products[a.min(b) * width + a.max(b)] as f64;
            product / rows / (ONE * ONE) - mean[a] * mean[b]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let mut moments = Moments::new(3);
        moments.add(&[0, 255, 51]);
        moments.add(&[255, 255, 0]);
        assert_eq!(moments.mean().to_vec(), [0.5, 1.0, 0.1]);
        let expected = [[0.25, 0.0, -0.05], [0.0, 0.0, 0.0], [-0.05, 0.0, 0.01]];
        for (row, expected) in moments.covariance().rows().into_iter().zip(expected) {
            for (x, y) in row.iter().zip(expected) {
                assert!((x - y).abs() < 1e-12);
            }
        }
    }
}
