//! A dense layer: a = f(xW + b), and the gradients of its weights, biases and input.
//!
//! Its weights are a stretch of the model's one vector: a matrix of inputs + 1 rows, which are the
//! kernel W (inputs, units) and below it the bias b, met by a constant input 1. A layer that widens
//! keeps that matrix transposed, a row for each unit. So there is a row for each number on the wider
//! side, and it is the narrower side that has to be transposed for the gradient: of the 128 and the 784
//! numbers of a picture's last layer, the 128. That takes 40 microseconds of a core off a step.

use super::Activation;
use super::matmul::product;
use super::panels::Panels;
use super::simd::Isa;
use super::sparse;
use super::terms::{Target, Terms};
use super::vector::{LANES, Lanes, transpose};
use ndarray::{ArrayBase, ArrayView1, ArrayView2, ArrayViewMut2, Axis, Ix2, RawData};
use std::iter::once;
use std::ops::Range;

/// Where a dense layer's weights are, and what it does with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dense {
    inputs: usize,
    units: usize,
    activation: Activation,
    offset: usize,
}

impl Dense {
    pub(super) fn new(inputs: usize, units: usize, activation: Activation, offset: usize) -> Self {
        Self {
            inputs,
            units,
            activation,
            offset,
        }
    }

    /// Numbers that go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers that come out.
    pub fn units(&self) -> usize {
        self.units
    }

    /// What each node makes of its weighted sum.
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// Number of weights, biases included: (inputs + 1) units.
    pub fn parameters(&self) -> usize {
        (self.inputs + 1) * self.units
    }

    /// Where the layer's weights lie in the model's vector: kernel, then bias.
    pub fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.parameters()
    }

    /// The kernel (inputs, units), out of the model's whole weight vector.
    pub fn kernel<'a, T>(&self, weights: &'a [T]) -> ArrayView2<'a, T> {
        let (kernel, _) = self.parts(weights);
        kernel
    }

    /// The bias (units), out of the model's whole weight vector.
    pub fn bias<'a, T>(&self, weights: &'a [T]) -> ArrayView1<'a, T> {
        let (_, bias) = self.parts(weights);
        bias
    }

    fn parts<'a, T>(&self, weights: &'a [T]) -> (ArrayView2<'a, T>, ArrayView1<'a, T>) {
        let rows = ArrayView2::from_shape((self.rows(), self.across()), &weights[self.range()])
            .expect("the shape has as many numbers");
        let (kernel, bias) = self.upright(rows).split_at(Axis(0), self.inputs);
        (kernel, bias.index_axis_move(Axis(0), 0))
    }

    /// Replaces the layer's part of the model's whole weight vector by the numbers of a kernel
    /// (inputs, units), row by row, and of a bias (units).
    ///
    /// # Panics
    /// If `weights` ends before the layer does.
    pub fn set(
        &self,
        weights: &mut [f32],
        kernel: impl IntoIterator<Item = f32>,
        bias: impl IntoIterator<Item = f32>,
    ) {
        let shape = (self.rows(), self.across());
        let rows = ArrayViewMut2::from_shape(shape, &mut weights[self.range()])
            .expect("the shape has as many numbers");
        let numbers = kernel.into_iter().chain(bias);
        let each = self.upright(rows).into_iter().zip(numbers);
        each.for_each(|(weight, number)| *weight = number);
    }

    /// The weights as (inputs + 1, units), whichever way they are kept.
    fn upright<S: RawData>(&self, rows: ArrayBase<S, Ix2>) -> ArrayBase<S, Ix2> {
        if self.widens() {
            rows.reversed_axes()
        } else {
            rows
        }
    }

    /// Whether there are more numbers out than in, so that each unit keeps its weights together.
    pub(super) fn widens(&self) -> bool {
        self.units > self.inputs
    }

    /// Rows of weights: one for each number on the wider side, and for the bias where that is in.
    pub(super) fn rows(&self) -> usize {
        if self.widens() {
            self.units
        } else {
            self.inputs + 1
        }
    }

    /// Weights a row.
    pub(super) fn across(&self) -> usize {
        if self.widens() {
            self.inputs + 1
        } else {
            self.units
        }
    }

    /// How many weights at the beginning of a row belong to the kernel: the others are biases.
    pub(super) fn kernel_in_row(&self, row: usize) -> usize {
        match self.widens() {
            true => self.inputs,
            false if row < self.inputs => self.units,
            false => 0,
        }
    }

    /// Its rows of weights in pieces of `rows` each; the row of the bias is no piece of its own.
    pub(super) fn pieces(&self, rows: usize) -> impl Iterator<Item = Range<usize>> {
        let (all, last) = (
            self.rows(),
            self.inputs.max(self.units).saturating_sub(1) / rows * rows,
        );
        let starts = (0..=last).step_by(rows);
        starts.map(move |start| start..if start == last { all } else { start + rows })
    }

    /// z = xW + b: the 1 behind every sample of x meets the bias.
    pub(super) fn sums(&self, isa: Isa, weights: &[f32], x: &Panels, z: &mut Panels) {
        z.shape(x.samples(), self.units);
        let weights = &weights[self.range()];
        let terms = once(Terms {
            a: weights,
            a_stride: self.across(),
            b: x.lines(),
            across: x.stride(),
            depth: self.inputs + 1,
            pieces: 1,
            next: (0, 0),
        });
        if self.widens() {
            product::<false>(isa, terms, self.units, of_panels(z));
        } else if x.is_sparse() {
            sparse::outputs(isa, weights, self.units, x, z);
        } else {
            product::<true>(isa, terms, self.units, of_panels(z));
        }
    }

    /// dL/dx = dL/dz W^T: the error handed back to the layer below.
    pub(super) fn input_gradient(
        &self,
        isa: Isa,
        weights: &[f32],
        delta: &Panels,
        below: &mut Panels,
    ) {
        below.shape(delta.samples(), self.inputs);
        let terms = once(Terms {
            a: &weights[self.range()],
            a_stride: self.across(),
            b: delta.lines(),
            across: delta.stride(),
            depth: self.units,
            pieces: 1,
            next: (0, 0),
        });
        if self.widens() {
            product::<true>(isa, terms, self.inputs, of_panels(below));
        } else {
            product::<false>(isa, terms, self.inputs, of_panels(below));
        }
    }

    /// The layer's input x and its dL/dz, the wider first: it has a line for each row of weights. The narrower is [transposed](Panels::transposed) for the gradient.
    pub(super) fn sides<T>(&self, x: T, delta: T) -> (T, T) {
        if self.widens() {
            (delta, x)
        } else {
            (x, delta)
        }
    }

    /// dL/dW = x^T dL/dz, summed over the samples, for `rows` of the weights, biases included. The
    /// batch is x and dL/dz, the wider of them first, and the narrower [transposed](Panels::transposed).
    pub(super) fn weight_gradient<'a>(
        &self,
        isa: Isa,
        rows: Range<usize>,
        batch: impl Iterator<Item = (&'a Panels, &'a [Lanes])> + Clone,
        gradient: &mut [f32],
    ) {
        if batch.clone().all(|(wide, _)| wide.is_sparse()) {
            return sparse::gradient(isa, rows, self.units, batch, gradient);
        }
        let columns = self.inputs.min(self.units);
        let terms = batch.clone().map(|(wide, narrow)| Terms {
            a: &wide.numbers()[rows.start * LANES..],
            a_stride: LANES,
            b: narrow,
            across: LANES,
            depth: LANES,
            pieces: wide.count(),
            next: (wide.stride() * LANES, columns.next_multiple_of(LANES)),
        });
        let target = Target {
            c: gradient,
            down: self.across(),
            across: LANES,
            columns,
        };
        product::<false>(isa, terms, rows.len(), target);
        if self.widens() {
            let biases = gradient.iter_mut().skip(columns).step_by(self.across());
            bias_gradient(rows, batch.map(|(delta, _)| delta), biases);
        }
    }
}

/// dL/db = dL/dz summed over the samples, for some units.
fn bias_gradient<'a>(
    units: Range<usize>,
    batch: impl Iterator<Item = &'a Panels> + Clone,
    mut gradient: impl Iterator<Item = &'a mut f32>,
) {
    for first in units.clone().step_by(LANES) {
        let (mut sums, mut transposed) = ([Lanes::default(); LANES], [Lanes::default(); LANES]);
        let count = LANES.min(units.end - first);
        let mut add = |delta: &Panels| delta.add_to(&mut sums[..count], first);
        batch.clone().for_each(&mut add);
        transpose(sums.each_ref().map(|line| &line.0), &mut transposed);
        for (unit, bias) in (0..count).zip(&mut gradient) {
            *bias = transposed.iter().map(|line| line.0[unit]).sum();
        }
    }
}

/// A product goes into all panels, a row of it into each line.
fn of_panels(panels: &mut Panels) -> Target<'_> {
    Target {
        down: LANES,
        across: panels.stride() * LANES,
        columns: panels.count() * LANES,
        c: panels.numbers_mut(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernel_and_bias_are_what_they_were_set_to_whichever_way_the_rows_lie() {
        for (inputs, units) in [(3, 2), (2, 2), (2, 3), (1, 5), (2, 0), (0, 2)] {
            let layer = Dense::new(inputs, units, Activation::Relu, 4);
            let mut weights = vec![-1.0; layer.range().end + 1];
            let (kernel, bias) = (0..inputs * units, 100..100 + units);
            layer.set(
                &mut weights,
                kernel.clone().map(|n| n as f32),
                bias.clone().map(|n| n as f32),
            );
            let found = layer.kernel(&weights);
            assert_eq!(found.dim(), (inputs, units));
            assert!(found.iter().map(|&w| w as usize).eq(kernel));
            let found = layer.bias(&weights);
            assert!(found.iter().map(|&w| w as usize).eq(bias));
            let outside = weights.iter().filter(|&&weight| weight == -1.0);
            assert_eq!(outside.count(), 5, "nothing else is touched");
        }
    }

    #[test]
    fn rows_are_on_the_wider_side() {
        let (narrows, widens) = (
            Dense::new(3, 2, Activation::Relu, 0),
            Dense::new(2, 3, Activation::Relu, 0),
        );
        assert_eq!((narrows.rows(), narrows.across()), (4, 2));
        assert_eq!((widens.rows(), widens.across()), (3, 3));
        assert!(narrows.pieces(2).eq([0..2, 2..4]));
        assert!(widens.pieces(2).eq([0..2, 2..3]));
    }
}
