//! A dense layer: a = f(xW + b), and what its parts owe to an error.
//!
//! Its weights are a stretch of the model's one vector: the kernel W (inputs, units) row by row,
//! then the bias b. So they are a matrix of inputs + 1 rows, whose last row meets a constant input 1.

use super::Activation;
use super::matmul::{Write, product, rows, rows_mut};
use ndarray::ArrayView2;
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
        rows(
            &weights[self.offset..][..self.inputs * self.units],
            self.units,
        )
    }

    /// The bias (units), out of the model's whole weight vector.
    pub fn bias<'a>(&self, weights: &'a [f32]) -> &'a [f32] {
        &weights[self.offset + self.inputs * self.units..][..self.units]
    }

    /// z = xW + b for rows of x.
    pub(super) fn sums(&self, weights: &[f32], x: &[f32], z: &mut [f32]) {
        let bias = self.bias(weights);
        z.chunks_exact_mut(self.units)
            .for_each(|row| row.copy_from_slice(bias));
        product(
            rows(x, self.inputs),
            self.kernel(weights),
            Write::Add,
            rows_mut(z, self.units),
        );
    }

    /// a = f(xW + b) for rows of x.
    pub(super) fn forward(&self, weights: &[f32], x: &[f32], a: &mut [f32]) {
        self.sums(weights, x, a);
        self.activation.forward(a, self.units);
    }

    /// dL/dx = dL/dz W^T: the error handed back to the layer below.
    pub(super) fn input_gradient(&self, weights: &[f32], delta: &[f32], below: &mut [f32]) {
        let transposed = self.kernel(weights).reversed_axes();
        product(
            rows(delta, self.units),
            transposed,
            Write::Replace,
            rows_mut(below, self.inputs),
        );
    }

    /// dL/dW = x^T dL/dz and dL/db = 1^T dL/dz, summed over the samples; only the given rows of
    /// the weight matrix, of which row `inputs` is the bias.
    pub(super) fn weight_gradient(
        &self,
        wanted: Range<usize>,
        x: &[f32],
        delta: &[f32],
        write: Write,
        gradient: &mut [f32],
    ) {
        let kernel_rows = wanted.start..wanted.end.min(self.inputs);
        let (kernel, bias) = gradient.split_at_mut(kernel_rows.len() * self.units);
        if !kernel_rows.is_empty() {
            let x = rows(x, self.inputs);
            let columns = x.slice_move(ndarray::s![.., kernel_rows]);
            product(
                columns.reversed_axes(),
                rows(delta, self.units),
                write,
                rows_mut(kernel, self.units),
            );
        }
        if !bias.is_empty() {
            if write == Write::Replace {
                bias.fill(0.0);
            }
            for row in delta.chunks_exact(self.units) {
                bias.iter_mut().zip(row).for_each(|(b, d)| *b += d);
            }
        }
    }
}
