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
    /// A pooling of what has this shape.
    pub fn new(input: Shape, size: usize) -> Self {
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
        let [_, width, channels] = sides(self.input);
        for (x, a) in x.iter().zip(a.iter_mut()) {
            for (first, largest) in self.squares().zip(a.chunks_exact_mut(channels)) {
                wide(
                    #[inline(always)]
                    || {
                        for (channel, largest) in (first..).zip(largest) {
                            let mut most = x[channel];
                            for row in 0..self.size {
                                for column in 0..self.size {
                                    let at = channel + (row * width + column) * channels;
                                    most = larger(most, x[at]);
                                }
                            }
                            *largest = most;
                        }
                    },
                );
            }
        }
    }

    /// dL/dx, given x, the largest of each square and dL/da.
    pub(super) fn backward(&self, x: &Panels, a: &Panels, delta: &Panels, below: &mut Panels) {
        below.shape(x.samples(), self.input.numbers());
        let [_, width, channels] = sides(self.input);
        let panels = x
            .iter()
            .zip(a.iter())
            .zip(delta.iter().zip(below.iter_mut()));
        for ((x, a), (delta, below)) in panels {
            if self.dropped() != [0, 0] {
                below.fill(Lanes::default());
            }
            let squares = self.squares().zip(a.chunks_exact(channels));
            for ((first, a), delta) in squares.zip(delta.chunks_exact(channels)) {
                wide(
                    #[inline(always)]
                    || {
                        for (channel, (a, delta)) in (first..).zip(a.iter().zip(delta)) {
                            let mut left = *delta;
                            for row in 0..self.size {
                                for column in 0..self.size {
                                    let at = channel + (row * width + column) * channels;
                                    below[at] = taken(&mut left, x[at], *a);
                                }
                            }
                        }
                    },
                );
            }
        }
    }

    /// Where each square begins, its first channel.
    fn squares(&self) -> impl Iterator<Item = usize> + use<> {
        let ([_, width, channels], [rows, columns, _]) = (sides(self.input), sides(self.output()));
        let step = self.size * channels;
        (0..rows).flat_map(move |row| (0..columns).map(move |column| (row * width + column) * step))
    }
}

/// The larger of two in each lane; what is not a number stays so, and hides nothing.
#[inline(always)]
fn larger(most: Lanes, x: Lanes) -> Lanes {
    let mut larger = most;
    for lane in 0..LANES {
        let (most, x) = (most.0[lane], x.0[lane]);
        larger.0[lane] = if x > most || x.is_nan() { x } else { most };
    }
    larger
}

/// Takes what is left of a gradient, in the lanes where x is the largest; 0 in others.
#[inline(always)]
fn taken(left: &mut Lanes, x: Lanes, largest: Lanes) -> Lanes {
    let mut taken = Lanes::default();
    for lane in 0..LANES {
        // Bits in place of a choice, of which the compiler makes jumps.
        let mask = u32::from(x.0[lane] == largest.0[lane]).wrapping_neg();
        let bits = left.0[lane].to_bits();
        taken.0[lane] = f32::from_bits(bits & mask);
        left.0[lane] = f32::from_bits(bits & !mask);
    }
    taken
}
