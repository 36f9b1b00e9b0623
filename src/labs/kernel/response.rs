//! What a kernel makes of a digit: a convolution of one filter, by the layers that every network here has.

use crate::dataset::idx::SIDE;
use crate::nn::{Activation, Conv2d, Sequential};
use ndarray::{Array2, ArrayView2};

/// Nine numbers, row by row.
pub type Kernel = [f64; 9];

/// Rows and columns of a kernel.
pub const SIZE: usize = 3;

/// Places along a side where it fits into a digit, and what pooling leaves of them.
pub const MAP: usize = SIDE - SIZE + 1;
pub const POOL: usize = MAP / 2;

/// A layer of this one kernel, without a bias.
fn layer(kernel: &Kernel, activation: Activation) -> Sequential {
    let net = Sequential::pictures(SIDE, SIDE, 1).conv2d(Conv2d::new(1, SIZE, activation));
    let weights = kernel.iter().map(|weight| *weight as f32).chain([0.0]);
    let mut net = net;
    let set = net.set_weights(&weights.collect::<Vec<f32>>());
    debug_assert!(set.is_ok(), "nine weights and a bias");
    net
}

/// The sums at all places of many digits, (digits, 676).
pub fn sums(kernel: &Kernel, digits: ArrayView2<f32>) -> Array2<f32> {
    layer(kernel, Activation::Linear).predict(digits)
}

/// A digit as a kernel sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The digit, 784 grey values.
    pub pixels: Vec<f32>,
    /// The sum at each of 26 by 26 places.
    pub sums: Vec<f32>,
    /// What ReLU leaves of them, and of that the largest of each square of four.
    pub relu: Vec<f32>,
    pub pooled: Vec<f32>,
}

impl Response {
    pub fn of(kernel: &Kernel, pixels: Vec<f32>) -> Self {
        let row = ArrayView2::from_shape((1, pixels.len()), &pixels);
        let row = row.map(|row| row.to_owned()).unwrap_or_default();
        let flat = |it: &Array2<f32>| it.iter().copied().collect::<Vec<f32>>();
        let outputs = layer(kernel, Activation::Relu)
            .max_pool2d(2)
            .outputs(row.view());
        Self {
            sums: flat(&sums(kernel, row.view())),
            relu: outputs.first().map(flat).unwrap_or_default(),
            pooled: outputs.get(1).map(flat).unwrap_or_default(),
            pixels,
        }
    }

    /// The nine pixels under the window.
    pub fn window(&self, [row, column]: [usize; 2]) -> [f32; 9] {
        let pixel = |at: usize| {
            let place = (row + at / SIZE) * SIDE + column + at % SIZE;
            self.pixels.get(place).copied().unwrap_or(0.0)
        };
        [0, 1, 2, 3, 4, 5, 6, 7, 8].map(pixel)
    }

    /// The sum at a place.
    pub fn sum(&self, [row, column]: [usize; 2]) -> f64 {
        self.sums
            .get(row * MAP + column)
            .map_or(0.0, |sum| f64::from(*sum))
    }

    /// What pooling has at the place of a place.
    pub fn pooled(&self, [row, column]: [usize; 2]) -> f64 {
        let at = row / 2 * POOL + column / 2;
        self.pooled.get(at).map_or(0.0, |it| f64::from(*it))
    }

    /// The largest sum, and the first of its places.
    pub fn best(&self) -> (f64, [usize; 2]) {
        let better = |best: usize, at: usize| {
            if self.sums[at] > self.sums[best] {
                at
            } else {
                best
            }
        };
        let at = (0..self.sums.len()).fold(0, better);
        let sum = self.sums.get(at).map_or(0.0, |sum| f64::from(*sum));
        (sum, [at / MAP, at % MAP])
    }

    /// The share of places that ReLU lets pass.
    pub fn passing(&self) -> f64 {
        let passing = self.relu.iter().filter(|it| **it > 0.0).count();
        passing as f64 / self.relu.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_nine_products_and_their_sum_at_every_place() {
        let pixels: Vec<f32> = (0..784)
            .map(|at| ((at * 37 % 101) as f32) / 100.0)
            .collect();
        let kernel = [1.0, -2.0, 3.0, 0.5, -1.0, 2.0, -3.0, 1.5, 0.25];
        let seen = Response::of(&kernel, pixels.clone());
        for place in [[0, 0], [3, 17], [25, 25], [25, 0]] {
            let [row, column] = place;
            let mut sum = 0.0;
            for (at, weight) in kernel.iter().enumerate() {
                let pixel = pixels[(row + at / 3) * 28 + column + at % 3];
                sum += weight * f64::from(pixel);
            }
            assert!((seen.sum(place) - sum).abs() < 1e-5);
            let relu = f64::from(seen.relu[row * 26 + column]);
            assert!((relu - sum.max(0.0)).abs() < 1e-5);
            let four = [0, 1, 26, 27].map(|by| seen.relu[(row & !1) * 26 + (column & !1) + by]);
            let most = four.into_iter().fold(f32::MIN, f32::max);
            assert_eq!(seen.pooled(place), f64::from(most));
        }
        let (most, place) = seen.best();
        assert_eq!(seen.sum(place), most);
        assert!(seen.sums.iter().all(|sum| f64::from(*sum) <= most));
    }

    #[test]
    fn a_kernel_of_zeros_lets_nothing_pass() {
        let seen = Response::of(&[0.0; 9], vec![0.7; 784]);
        assert_eq!((seen.passing(), seen.best()), (0.0, (0.0, [0, 0])));
    }
}
