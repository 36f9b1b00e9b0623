//! Any layer: what all of them have, and what training asks of each.

use super::Activation;
use super::conv2d::Conv2d;
use super::dense::Dense;
use super::panels::Panels;
use super::pool::MaxPool2d;
use super::shape::Shape;
use super::simd::{Isa, wide};
use super::vector::Lanes;
use ndarray::{ArrayView1, ArrayView2};
use std::iter;
use std::ops::Range;

/// One layer of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Every number out of all numbers in.
    Dense(Dense),
    /// A kernel held against every place of a picture.
    Conv2d(Conv2d),
    /// The largest number of each square of places.
    MaxPool2d(MaxPool2d),
    /// A picture as a row: its numbers are in that order already.
    Flatten(Shape),
}

use Layer::*;

impl Layer {
    /// The shape that goes in.
    pub fn input(&self) -> Shape {
        match self {
            Dense(layer) => Shape::Row(layer.inputs()),
            Conv2d(layer) => layer.input(),
            MaxPool2d(layer) => layer.input(),
            Flatten(input) => *input,
        }
    }

    /// The shape that comes out.
    pub fn output(&self) -> Shape {
        match self {
            Dense(layer) => Shape::Row(layer.units()),
            Conv2d(layer) => layer.output(),
            MaxPool2d(layer) => layer.output(),
            Flatten(input) => Shape::Row(input.numbers()),
        }
    }

    /// Numbers that go in.
    pub fn inputs(&self) -> usize {
        self.input().numbers()
    }

    /// Numbers that come out.
    pub fn units(&self) -> usize {
        self.output().numbers()
    }

    /// What is made of each sum; nothing where there are none.
    pub fn activation(&self) -> Activation {
        match self {
            Dense(layer) => layer.activation(),
            Conv2d(layer) => layer.activation(),
            MaxPool2d(_) | Flatten(_) => Activation::Linear,
        }
    }

    /// Number of weights, biases included.
    pub fn parameters(&self) -> usize {
        self.range().len()
    }

    /// Where the layer's weights lie in the model's vector; nowhere if it has none.
    pub fn range(&self) -> Range<usize> {
        match self {
            Dense(layer) => layer.range(),
            Conv2d(layer) => layer.range(),
            MaxPool2d(_) | Flatten(_) => 0..0,
        }
    }

    /// The kernel as a matrix, (what is seen, what comes of it), out of the model's whole weight vector:
    /// (inputs, units) of a dense layer, (size size channels, filters) of a convolution, (0, 0) of others.
    pub fn kernel<'a, T>(&self, weights: &'a [T]) -> ArrayView2<'a, T> {
        match self {
            Dense(layer) => layer.kernel(weights),
            Conv2d(layer) => layer.kernel(weights),
            MaxPool2d(_) | Flatten(_) => {
                ArrayView2::from_shape((0, 0), &weights[..0]).expect("nothing has no shape")
            }
        }
    }

    /// The bias (units, or filters), out of the model's whole weight vector.
    pub fn bias<'a, T>(&self, weights: &'a [T]) -> ArrayView1<'a, T> {
        match self {
            Dense(layer) => layer.bias(weights),
            Conv2d(layer) => layer.bias(weights),
            MaxPool2d(_) | Flatten(_) => ArrayView1::from(&weights[..0]),
        }
    }

    /// Replaces the layer's part of the model's whole weight vector by the numbers of a kernel (as
    /// [`kernel`](Self::kernel) has it), row by row, and of a bias.
    ///
    /// # Panics
    /// If `weights` ends before the layer does.
    pub fn set(
        &self,
        weights: &mut [f32],
        kernel: impl IntoIterator<Item = f32>,
        bias: impl IntoIterator<Item = f32>,
    ) {
        match self {
            Dense(layer) => layer.set(weights, kernel, bias),
            _ => {
                let numbers = kernel.into_iter().chain(bias);
                let each = weights[self.range()].iter_mut().zip(numbers);
                each.for_each(|(weight, number)| *weight = number);
            }
        }
    }

    /// Keras' name for such a layer, the first of a model.
    pub fn name(&self) -> &'static str {
        match self {
            Dense(_) => "dense",
            Conv2d(_) => "conv2d",
            MaxPool2d(_) => "max_pooling2d",
            Flatten(_) => "flatten",
        }
    }

    /// Multiply-adds of a sample going forward, about.
    pub(super) fn products(&self) -> usize {
        match self {
            Dense(layer) => layer.parameters(),
            Conv2d(layer) => (layer.taps() + 1) * self.units(),
            MaxPool2d(_) | Flatten(_) => 0,
        }
    }

    /// The dense layer that it is, if it is one.
    pub(super) fn dense(&self) -> Option<&Dense> {
        match self {
            Dense(layer) => Some(layer),
            _ => None,
        }
    }

    /// What comes out, before the activation.
    pub(super) fn sums(&self, isa: Isa, weights: &[f32], x: &Panels, z: &mut Panels) {
        match self {
            Dense(layer) => layer.sums(isa, weights, x, z),
            Conv2d(layer) => layer.sums(isa, weights, x, z),
            MaxPool2d(layer) => layer.forward(x, z),
            Flatten(_) => copy(x, z),
        }
    }

    /// Makes of each sum what the layer gives: a = f(z).
    pub(super) fn activate(&self, z: &mut Panels) {
        let f = self.activation();
        // Each panel by itself: an iterator's closure around the loop would not be compiled for the widest.
        for z in z.iter_mut() {
            wide(
                #[inline(always)]
                || f.forward(z),
            );
        }
    }

    /// dL/dx of a layer with input x and output a, whose dL/dz is known.
    pub(super) fn input_gradient(
        &self,
        isa: Isa,
        weights: &[f32],
        (x, a, delta): (&Panels, &Panels, &Panels),
        below: &mut Panels,
        turned: &mut Vec<f32>,
    ) {
        match self {
            Dense(layer) => layer.input_gradient(isa, weights, delta, below),
            Conv2d(layer) => layer.input_gradient(isa, weights, delta, below, turned),
            MaxPool2d(layer) => layer.backward(x, a, delta, below),
            Flatten(_) => copy(delta, below),
        }
    }

    /// The layer's weights in pieces of whole rows, about so many weights each, with a multiple of
    /// `rows` rows; the bias is no piece of its own. And how many weights a row has.
    pub(super) fn pieces(&self, weights: usize, rows: usize) -> (Vec<Range<usize>>, usize) {
        match self {
            Dense(layer) => {
                let across = layer.across();
                let rows = (weights / across).next_multiple_of(rows).max(rows);
                (layer.pieces(rows).collect(), across)
            }
            // Its gradient is there already, summed up shard by shard.
            Conv2d(layer) => (iter::once(0..layer.taps() + 1).collect(), layer.filters()),
            MaxPool2d(_) | Flatten(_) => (Vec::new(), 0),
        }
    }

    /// How many weights at the beginning of a row belong to the kernel: the others are biases.
    pub(super) fn kernel_in_row(&self, row: usize) -> usize {
        match self {
            Dense(layer) => layer.kernel_in_row(row),
            Conv2d(layer) if row < layer.taps() => layer.filters(),
            _ => 0,
        }
    }
}

/// The same numbers again.
fn copy(from: &Panels, to: &mut Panels) {
    to.shape(from.samples(), from.stride() - 1);
    let panels = from.iter().zip(to.iter_mut());
    panels.for_each(|(from, to): (&[Lanes], &mut [Lanes])| to.copy_from_slice(from));
}
