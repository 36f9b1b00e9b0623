//! Max pooling: of each square of places, the largest number of every channel.
//!
//! As Keras has it by default: squares side by side, and what is left over at the right and below is
//! dropped. Going back, the largest gets all of the gradient; the first of several, in reading order.

use super::conv2d::sides;
use super::panels::Panels;
use super::shape::Shape;
use super::simd::wide;
use super::vector::{LANES, Lanes};

/// A pooling of squares of `size` by `size`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxPool2d {
    input: Shape,
    size: usize,
}

impl MaxPool2d {
    pub(super) fn new(input: Shape, size: usize) -> Self {
        Self { input, size }
    }

    /// Rows and columns of a square.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The picture that goes in.
    pub fn input(&self) -> Shape {
        self.input
    }

    /// The picture that comes out.
    pub fn output(&self) -> Shape {
        let [height, width, channels] = sides(self.input);
        let squares = |side: usize| side.checked_div(self.size).unwrap_or(0);
        Shape::Picture {
            height: squares(height),
            width: squares(width),
            channels,
        }
    }

    /// Rows and columns of the input that no square covers.
    pub fn dropped(&self) -> [usize; 2] {
        let [height, width, _] = sides(self.input);
        [height, width].map(|side| side.checked_rem(self.size).unwrap_or(0))
    }

    /// The largest of each square.
    pub(super) fn forward(&self, x: &Panels, a: &mut Panels) {
        a.shape(x.samples(), self.output().numbers());
        for (x, a) in x.iter().zip(a.iter_mut()) {
            for (first, largest) in self.squares().zip(a) {
                let each = || self.square(first).map(|at| &x[at]);
                *largest = wide(
                    #[inline(always)]
                    || each().fold(Lanes([f32::NEG_INFINITY; LANES]), larger),
                );
            }
        }
    }

    /// dL/dx, given x, the largest of each square and dL/da.
    pub(super) fn backward(&self, x: &Panels, a: &Panels, delta: &Panels, below: &mut Panels) {
        below.shape(x.samples(), self.input.numbers());
        let panels = x
            .iter()
            .zip(a.iter())
            .zip(delta.iter().zip(below.iter_mut()));
        for ((x, a), (delta, below)) in panels {
            if self.dropped() != [0, 0] {
                below.fill(Lanes::default());
            }
            for (first, (a, delta)) in self.squares().zip(a.iter().zip(delta)) {
                wide(
                    #[inline(always)]
                    || {
                        let mut left = *delta;
                        for at in self.square(first) {
                            let (x, below) = (&x[at].0, &mut below[at].0);
                            for lane in 0..LANES {
                                let largest = x[lane] == a.0[lane];
                                below[lane] = if largest { left.0[lane] } else { 0.0 };
                                left.0[lane] = if largest { 0.0 } else { left.0[lane] };
                            }
                        }
                    },
                );
            }
        }
    }

    /// Where each square begins, channel by channel.
    fn squares(&self) -> impl Iterator<Item = usize> + use<> {
        let ([_, width, channels], [rows, columns, _]) = (sides(self.input), sides(self.output()));
        let size = self.size;
        let of_row = move |row: usize| (0..columns).map(move |column| row * width + column);
        (0..rows)
            .flat_map(of_row)
            .flat_map(move |at| (0..channels).map(move |channel| at * size * channels + channel))
    }

    /// The places of a square that begins at `first`, in reading order.
    #[inline(always)]
    fn square(&self, first: usize) -> impl Iterator<Item = usize> + use<> {
        let ([_, width, channels], size) = (sides(self.input), self.size);
        (0..size).flat_map(move |row| {
            (0..size).map(move |column| first + (row * width + column) * channels)
        })
    }
}

/// The larger of two in each lane; what is not a number stays so, and hides nothing.
#[inline(always)]
fn larger(so_far: Lanes, x: &Lanes) -> Lanes {
    let larger = |lane: usize| {
        let (most, x) = (so_far.0[lane], x.0[lane]);
        if x > most || x.is_nan() { x } else { most }
    };
    Lanes(std::array::from_fn(larger))
}
