//! The model: layers, one on the other, over one flat vector of weights.

mod check;

use super::init::{generator, glorot_uniform};
use super::panels::Panels;
use super::pool::MaxPool2d;
use super::simd::Isa;
use super::{Activation, Conv2d, Dense, Error, Layer, Loss, Model, Optimizer, Shape, Summary};
use ndarray::{Array2, ArrayView1, ArrayView2, Axis, aview1, s};
use std::iter::repeat_n;
use std::ops::{Bound, RangeBounds};

/// Rows that go through the model together when it predicts: enough to be fast, few enough to stay
/// in the cache.
const CHUNK: usize = 256;

/// A stack of layers with its weights.
///
/// The weights are one vector, layer by layer, each as the layer keeps them: a checkpoint is one
/// copy, and an optimizer one loop.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequential {
    input: Shape,
    layers: Vec<Layer>,
    weights: Vec<f32>,
}

impl Sequential {
    /// A model of no layers yet, which takes rows of `inputs` numbers.
    pub fn new(inputs: usize) -> Self {
        Self::over(Shape::Row(inputs))
    }

    /// A model of no layers yet, which takes pictures, as rows of height width channels numbers: row by
    /// row, and the channels of a place beside each other.
    pub fn pictures(height: usize, width: usize, channels: usize) -> Self {
        Self::over(Shape::Picture {
            height,
            width,
            channels,
        })
    }

    fn over(input: Shape) -> Self {
        Self {
            input,
            layers: Vec::new(),
            weights: Vec::new(),
        }
    }

    /// Puts a dense layer on top, initialized as by `initialize(0)`; a picture below it is
    /// [flattened](Self::flatten) first.
    pub fn dense(self, units: usize, activation: Activation) -> Self {
        let below = self.flatten();
        let (inputs, offset) = (below.output_width(), below.weights.len());
        below.with(Layer::Dense(Dense::new(inputs, units, activation, offset)))
    }

    /// Puts a convolution on top, initialized as by `initialize(0)`:
    /// `.conv2d(Conv2d::new(8, 3, Relu))` has 8 kernels of 3 by 3.
    pub fn conv2d(self, layer: Conv2d) -> Self {
        let (input, offset) = (self.output(), self.weights.len());
        self.with(Layer::Conv2d(layer.over(input, offset)))
    }

    /// Pools squares of `size` by `size` on top: the largest of each is left.
    pub fn max_pool2d(self, size: usize) -> Self {
        let input = self.output();
        self.with(Layer::MaxPool2d(MaxPool2d::new(input, size)))
    }

    /// Makes a row of a picture; of a row, nothing else.
    pub fn flatten(self) -> Self {
        match self.output() {
            Shape::Row(_) => self,
            picture => self.with(Layer::Flatten(picture)),
        }
    }

    fn with(mut self, layer: Layer) -> Self {
        let end = self.weights.len().max(layer.range().end);
        self.weights.resize(end, 0.0);
        self.layers.push(layer);
        self.draw(self.layers.len() - 1, 0);
        self
    }

    /// Draws all weights anew: Glorot-uniform kernels, zero biases. The same seed gives the same
    /// weights; a layer's do not depend on the layers above it.
    pub fn initialize(mut self, seed: u64) -> Self {
        (0..self.layers.len()).for_each(|index| self.draw(index, seed));
        self
    }

    fn draw(&mut self, index: usize, seed: u64) {
        let layer = self.layers[index];
        let (rows, columns) = layer.kernel(&self.weights).dim();
        let fans = match layer {
            // A number in is seen by every tap of every filter.
            Layer::Conv2d(conv) => (rows, conv.size() * conv.size() * columns),
            _ => (rows, columns),
        };
        let kernel = glorot_uniform((rows, columns), fans, generator(seed, index as u64));
        layer.set(&mut self.weights, kernel, repeat_n(0.0, columns));
    }

    /// Makes it trainable.
    pub fn compile(self, optimizer: impl Into<Optimizer>, loss: Loss) -> Model {
        Model::new(self, optimizer.into(), loss)
    }

    /// Numbers that go in.
    pub fn inputs(&self) -> usize {
        self.input.numbers()
    }

    /// The shape of what goes in.
    pub fn input(&self) -> Shape {
        self.input
    }

    /// The shape of what comes out.
    pub fn output(&self) -> Shape {
        self.layers.last().map_or(self.input, Layer::output)
    }

    /// Numbers that come out.
    pub fn output_width(&self) -> usize {
        self.output().numbers()
    }

    /// The layers, from the input up.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Number of weights, biases included.
    pub fn parameters(&self) -> usize {
        self.weights.len()
    }

    /// All weights: layer by layer, each as it keeps them.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Replaces all weights.
    ///
    /// # Errors
    /// [`Error::WrongWeights`] if there are not [`parameters`](Self::parameters) of them.
    pub fn set_weights(&mut self, weights: &[f32]) -> Result<(), Error> {
        let (expected, found) = (self.weights.len(), weights.len());
        if found != expected {
            return Err(Error::WrongWeights { expected, found });
        }
        self.weights.copy_from_slice(weights);
        Ok(())
    }

    pub(super) fn parts_mut(&mut self) -> (&[Layer], &mut [f32]) {
        (&self.layers, &mut self.weights)
    }

    /// What the model answers to rows of x (samples, inputs): (samples, outputs).
    ///
    /// # Panics
    /// If x is not [`inputs`](Self::inputs) wide.
    pub fn predict(&self, x: ArrayView2<f32>) -> Array2<f32> {
        let mut answer = Array2::zeros((x.nrows(), self.output_width()));
        let chunks = x.axis_chunks_iter(Axis(0), CHUNK);
        for (x, mut out) in chunks.zip(answer.axis_chunks_iter_mut(Axis(0), CHUNK)) {
            match self.outputs(x).last() {
                Some(last) => out.assign(last),
                None => out.assign(&x),
            }
        }
        answer
    }

    /// What the model answers to one sample.
    ///
    /// # Panics
    /// If it has not [`inputs`](Self::inputs) numbers.
    pub fn predict_one(&self, sample: &[f32]) -> Vec<f32> {
        self.predict(aview1(sample).insert_axis(Axis(0)))
            .into_iter()
            .collect()
    }

    /// What every layer answers to rows of x (samples, inputs), from the first to the last.
    ///
    /// # Panics
    /// If x is not [`inputs`](Self::inputs) wide.
    pub fn outputs(&self, x: ArrayView2<f32>) -> Vec<Array2<f32>> {
        let inputs = self.inputs();
        assert_eq!(x.ncols(), inputs, "the model takes rows of its inputs");
        let mut below = Panels::default();
        below.shape(x.nrows(), inputs);
        below.take(|samples, features, rows| {
            let from = x.slice(s![samples, features]);
            let each = rows.iter_mut().zip(&from);
            each.for_each(|(to, from)| *to = *from);
        });
        let isa = Isa::widest();
        let answers = self.layers.iter().map(|layer| {
            let mut output = Panels::default();
            layer.sums(isa, &self.weights, &below, &mut output);
            layer.activate(&mut output);
            below = std::mem::take(&mut output);
            let shape = (x.nrows(), layer.units());
            Array2::from_shape_fn(shape, |(sample, unit)| below.get(sample, unit))
        });
        answers.collect()
    }

    /// Some of the layers as a model of their own, with their weights: `slice(..3)` is the encoder
    /// of the course's autoencoder, `slice(3..)` its decoder.
    ///
    /// # Panics
    /// If the range reaches past the last layer.
    pub fn slice(&self, range: impl RangeBounds<usize>) -> Sequential {
        let start = match range.start_bound() {
            Bound::Included(&at) => at,
            Bound::Excluded(&before) => before + 1,
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(&last) => last + 1,
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.layers.len(),
        };
        let layers = &self.layers[start..end];
        let input = match self.layers.get(start) {
            Some(layer) => layer.input(),
            None => self.output(),
        };
        let mut part = Sequential::over(input);
        for layer in layers {
            let offset = part.weights.len();
            let moved = match *layer {
                Layer::Dense(dense) => {
                    let (inputs, units) = (dense.inputs(), dense.units());
                    Layer::Dense(Dense::new(inputs, units, dense.activation(), offset))
                }
                Layer::Conv2d(conv) => Layer::Conv2d(conv.over(conv.input(), offset)),
                other => other,
            };
            part.layers.push(moved);
            part.weights.extend_from_slice(&self.weights[layer.range()]);
        }
        part
    }

    /// The kernel of one layer as a matrix: see [`Layer::kernel`].
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn kernel(&self, layer: usize) -> ArrayView2<'_, f32> {
        self.layers[layer].kernel(&self.weights)
    }

    /// The bias of one layer: see [`Layer::bias`].
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn bias(&self, layer: usize) -> ArrayView1<'_, f32> {
        self.layers[layer].bias(&self.weights)
    }

    /// A table of the layers, to print.
    pub fn summary(&self) -> Summary {
        Summary::new(self)
    }

    /// Multiply-adds of a sample going forward, about.
    pub(super) fn products(&self) -> usize {
        self.layers.iter().map(Layer::products).sum()
    }

    /// How many layers there are below the dense ones.
    pub(super) fn front(&self) -> usize {
        let dense = |layer: &Layer| layer.dense().is_some();
        self.layers
            .iter()
            .position(dense)
            .unwrap_or(self.layers.len())
    }
}

#[cfg(test)]
mod tests;
