//! A dense layer: a = f(xW + b), and what its parts owe to an error.
//!
//! Its weights are a stretch of the model's one vector: the kernel W (inputs, units) row by row,
//! then the bias b. So they are a matrix of inputs + 1 rows, whose last row meets a constant input 1.

use super::Activation;
use super::kernel::Kernel;
use super::matmul::{Target, Terms, product};
use super::rows::Rows;
use super::simd::{Isa, wide};
use super::vector::LANES;
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

    /// z = xW + b for rows of x, each with a 1 behind it that meets the bias.
    pub(super) fn sums<'a>(
        &self,
        isa: Isa,
        kernels: impl Iterator<Item = &'a Kernel> + Clone,
        x: &'a Rows,
        z: &mut Rows,
    ) {
        z.shape(x.count(), self.units);
        let (rows, stride, columns) = (x.count(), z.stride() * LANES, self.units);
        let target = Target {
            c: z.numbers_mut(),
            stride,
            columns,
        };
        product::<false>(isa, kernels.map(|kernel| kernel.forward(x)), rows, target);
    }

    /// a = f(xW + b) for rows of x, with a 1 behind each.
    pub(super) fn forward<'a>(
        &self,
        isa: Isa,
        kernels: impl Iterator<Item = &'a Kernel> + Clone,
        x: &'a Rows,
        a: &mut Rows,
    ) {
        self.sums(isa, kernels, x, a);
        wide(
            #[inline(always)]
            || {
                let rows = a.iter_mut();
                rows.for_each(|row| self.activation.forward(row, self.units));
            },
        );
        a.append_ones();
    }

    /// dL/dx = dL/dz W^T: the error handed back to the layer below.
    pub(super) fn input_gradient<'a>(
        &self,
        isa: Isa,
        kernels: impl Iterator<Item = &'a Kernel>,
        delta: &'a Rows,
        below: &mut Rows,
    ) {
        let (rows, stride) = (delta.count(), below.stride() * LANES);
        for (inputs, terms) in kernels.filter_map(|kernel| kernel.backward(delta)) {
            let (c, columns) = (&mut below.numbers_mut()[inputs.start..], inputs.len());
            product::<false>(isa, once(terms), rows, Target { c, stride, columns });
        }
    }

    /// dL/dW = x^T dL/dz, summed over the samples, for `rows` of the weights; dL/db is the last of
    /// them, of the constant input 1.
    pub(super) fn weight_gradient<'a>(
        &self,
        isa: Isa,
        rows: Range<usize>,
        batch: impl Iterator<Item = (&'a Rows, &'a Rows)> + Clone,
        gradient: &mut [f32],
    ) {
        let terms = batch.map(|(x, delta)| Terms {
            a: &x.numbers()[rows.start..],
            a_stride: x.stride() * LANES,
            b: delta.lines(),
            b_stride: delta.stride(),
            depth: x.count(),
        });
        let (stride, columns) = (self.units, self.units);
        product::<true>(
            isa,
            terms,
            rows.len(),
            Target {
                c: gradient,
                stride,
                columns,
            },
        );
    }
}
