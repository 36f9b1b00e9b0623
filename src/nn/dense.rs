//! A dense layer: a = f(xW + b), and what its parts owe to an error.
//!
//! Its weights are a stretch of the model's one vector: the kernel W (inputs, units) row by row,
//! then the bias b. So they are a matrix of inputs + 1 rows, whose last row meets a constant input 1.

use super::Activation;
use super::matmul::{Target, Terms, product};
use super::panels::Panels;
use super::simd::Isa;
use super::sparse;
use super::vector::{LANES, Line};
use ndarray::ArrayView2;
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
    pub fn kernel<'a>(&self, weights: &'a [f32]) -> ArrayView2<'a, f32> {
        let kernel = &weights[self.offset..][..self.inputs * self.units];
        let shape = (self.inputs, self.units);
        ArrayView2::from_shape(shape, kernel).expect("the shape has as many numbers")
    }

    /// The bias (units), out of the model's whole weight vector.
    pub fn bias<'a>(&self, weights: &'a [f32]) -> &'a [f32] {
        &weights[self.offset + self.inputs * self.units..][..self.units]
    }

    /// Its rows of weights in pieces of `rows` each: the kernel's, and the bias as the last.
    pub(super) fn pieces(&self, rows: usize) -> impl Iterator<Item = Range<usize>> {
        let (all, last) = (self.inputs + 1, self.inputs.saturating_sub(1) / rows * rows);
        let starts = (0..=last).step_by(rows);
        starts.map(move |start| start..if start == last { all } else { start + rows })
    }

    /// z = xW + b: the 1 behind every sample of x meets the bias.
    pub(super) fn sums(&self, isa: Isa, weights: &[f32], x: &Panels, z: &mut Panels) {
        z.shape(x.samples(), self.units);
        if x.is_sparse() {
            return sparse::outputs(isa, &weights[self.range()], self.units, x, z);
        }
        let terms = Terms {
            a: &weights[self.range()],
            a_stride: self.units,
            b: x.lines(),
            across: x.stride(),
            depth: self.inputs + 1,
            pieces: 1,
            next: (0, 0),
        };
        product::<true>(isa, once(terms), self.units, of_panels(z));
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
        let terms = Terms {
            a: &weights[self.range()],
            a_stride: self.units,
            b: delta.lines(),
            across: delta.stride(),
            depth: self.units,
            pieces: 1,
            next: (0, 0),
        };
        product::<false>(isa, once(terms), self.inputs, of_panels(below));
    }

    /// dL/dW = x^T dL/dz, summed over the samples, for `rows` of the weights; dL/db is the last of
    /// them, of the constant input 1. The batch is x and dL/dz, the latter [turned](Panels::turned).
    pub(super) fn weight_gradient<'a>(
        &self,
        isa: Isa,
        rows: Range<usize>,
        batch: impl Iterator<Item = (&'a Panels, &'a [Line])> + Clone,
        gradient: &mut [f32],
    ) {
        if batch.clone().all(|(x, _)| x.is_sparse()) {
            return sparse::gradient(isa, rows, self.units, batch, gradient);
        }
        let size = self.units.next_multiple_of(LANES);
        let terms = batch.map(|(x, delta)| Terms {
            a: &x.numbers()[rows.start * LANES..],
            a_stride: LANES,
            b: delta,
            across: LANES,
            depth: LANES,
            pieces: x.count(),
            next: (x.stride() * LANES, size),
        });
        let target = Target {
            c: gradient,
            down: self.units,
            across: LANES,
            columns: self.units,
        };
        product::<false>(isa, terms, rows.len(), target);
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
