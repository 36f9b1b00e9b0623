//! A convolution: a = f(x * W + b), and the gradients of its weights, biases and input.
//!
//! One small kernel (size, size, channels in, channels out) is held against every place of a picture,
//! and each place gives a number for each channel out: the sum of what the kernel sees, weight by
//! weight. So all places share their weights, and what is found here is found there as well.
//!
//! As Keras has it: channels last, and the kernel is not turned over (mathematicians call that a
//! cross-correlation). Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016,
//! has pictures of all cases.

use super::Activation;
use super::lanes::{Places, add_products, totals};
use super::panels::Panels;
use super::shape::Shape;
use super::simd::Isa;
use super::slide::{Slide, Window, slide};
use super::vector::Lanes;
use ndarray::{ArrayView1, ArrayView2};
use std::ops::Range;

/// Filters whose gradient is summed up together.
const FILTERS: usize = 8;

/// What a window makes of a picture's rim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Padding {
    /// The window stays within: the picture shrinks.
    #[default]
    Valid,
    /// Zeros all around, so that every place (with stride 1) has a window of its own.
    Same,
}

/// Where a convolution's weights are, and what it does with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conv2d {
    input: Shape,
    output: Shape,
    size: usize,
    stride: usize,
    padding: Padding,
    activation: Activation,
    offset: usize,
}

impl Conv2d {
    /// `filters` channels out of kernels of `size` by `size`, at every place, with `f` of their sums.
    ///
    /// It belongs to no model yet: see [`Sequential::conv2d`](super::Sequential::conv2d).
    pub fn new(filters: usize, size: usize, activation: Activation) -> Self {
        Self {
            input: Shape::Row(0),
            output: Shape::Picture {
                height: 0,
                width: 0,
                channels: filters,
            },
            size,
            stride: 1,
            padding: Padding::Valid,
            activation,
            offset: 0,
        }
    }

    /// Only at every so many places, down and across. Keras' `strides`.
    pub fn stride(self, stride: usize) -> Self {
        Self { stride, ..self }
    }

    /// With what at the rim. Keras' `padding`.
    pub fn padding(self, padding: Padding) -> Self {
        Self { padding, ..self }
    }

    /// The same layer on what has this shape, with its weights from `offset` on.
    pub fn over(self, input: Shape, offset: usize) -> Self {
        let (filters, [height, width, _]) = (self.filters(), sides(input));
        let places = |size: usize| match (self.padding, self.stride) {
            (_, 0) => 0,
            (Padding::Same, stride) => size.div_ceil(stride),
            (Padding::Valid, stride) => match size.checked_sub(self.size) {
                Some(rest) if self.size > 0 => rest / stride + 1,
                _ => 0,
            },
        };
        let output = Shape::Picture {
            height: places(height),
            width: places(width),
            channels: filters,
        };
        Self {
            input,
            output,
            offset,
            ..self
        }
    }

    /// The picture that goes in.
    pub fn input(&self) -> Shape {
        self.input
    }

    /// The picture that comes out.
    pub fn output(&self) -> Shape {
        self.output
    }

    /// Rows and columns of the kernel.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Places from one that is looked at to the next.
    pub fn strides(&self) -> usize {
        self.stride
    }

    /// What is done at the rim.
    pub fn rim(&self) -> Padding {
        self.padding
    }

    /// Channels in.
    pub fn channels(&self) -> usize {
        sides(self.input)[2]
    }

    /// Channels out.
    pub fn filters(&self) -> usize {
        sides(self.output)[2]
    }

    /// What is made of each sum.
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// Weights that a place of the output is the sum over, the bias not included.
    pub(super) fn taps(&self) -> usize {
        let of_channel = self.size.saturating_mul(self.size);
        of_channel.saturating_mul(self.channels())
    }

    /// Number of weights, biases included: (size size channels + 1) filters, however large the picture.
    pub fn parameters(&self) -> usize {
        let of_filter = self.taps().saturating_add(1);
        of_filter.saturating_mul(self.filters())
    }

    /// Where the layer's weights lie in the model's vector: kernel, then bias.
    pub fn range(&self) -> Range<usize> {
        self.offset..self.offset.saturating_add(self.parameters())
    }

    /// The kernel as a matrix (size size channels, filters), out of the model's whole weight vector.
    pub fn kernel<'a, T>(&self, weights: &'a [T]) -> ArrayView2<'a, T> {
        let (kernel, _) = self.parts(weights);
        ArrayView2::from_shape((self.taps(), self.filters()), kernel)
            .expect("the shape has as many numbers")
    }

    /// The bias (filters), out of the model's whole weight vector.
    pub fn bias<'a, T>(&self, weights: &'a [T]) -> ArrayView1<'a, T> {
        ArrayView1::from(self.parts(weights).1)
    }

    fn parts<'a, T>(&self, weights: &'a [T]) -> (&'a [T], &'a [T]) {
        weights[self.range()].split_at(self.taps() * self.filters())
    }

    /// z = x * W + b.
    pub(super) fn sums(&self, isa: Isa, weights: &[f32], x: &Panels, z: &mut Panels) {
        z.shape(x.samples(), self.output.numbers());
        let (kernel, bias) = self.parts(weights);
        let [down, across] = self.slides();
        let window = Window {
            vertical: down,
            horizontal: across,
            channels: self.channels(),
            outputs: self.filters(),
            kernel,
            bias,
        };
        let apart = (across.places * self.filters(), self.filters());
        each(x, z, |from, to| slide(isa, &window, from, to, apart));
    }

    /// dL/dx: every number is handed back what it has given to the places that saw it. That is a
    /// convolution again, of dL/dz, with the kernel turned over, and channels out and in exchanged. With a
    /// stride, numbers in different places between two windows have met different weights of the
    /// kernel: each kind has a kernel of its own.
    pub(super) fn input_gradient(
        &self,
        isa: Isa,
        weights: &[f32],
        delta: &Panels,
        below: &mut Panels,
        turned: &mut Vec<f32>,
    ) {
        below.shape(delta.samples(), self.input.numbers());
        let (channels, filters, stride) = (self.channels(), self.filters(), self.stride);
        let [_, width, _] = sides(self.input);
        for phases in 0..stride * stride {
            let (phase, other) = (phases / stride, phases % stride);
            let [(down, first), (across, left)] = self.back([phase, other]);
            self.turn(weights, [phase, other], [down.taps, across.taps], turned);
            let window = Window {
                vertical: down,
                horizontal: across,
                channels: filters,
                outputs: channels,
                kernel: turned,
                bias: &[],
            };
            let start = (first * width + left) * channels;
            let apart = (stride * width * channels, stride * channels);
            each(delta, below, |from, to| {
                slide(
                    isa,
                    &window,
                    from,
                    to.get_mut(start..).unwrap_or(&mut []),
                    apart,
                );
            });
        }
    }

    /// dL/dW and dL/db, summed over places and samples, into the layer's own `gradient`. `sums` is room
    /// to work in.
    pub(super) fn weight_gradient(
        &self,
        isa: Isa,
        x: &Panels,
        delta: &Panels,
        sums: &mut Vec<Lanes>,
        gradient: &mut [f32],
    ) {
        sums.clear();
        sums.resize(self.parameters(), Lanes::default());
        let (channels, filters) = (self.channels(), self.filters());
        let [down, across] = self.slides();
        // Where every place sees all taps, those of a row are neighbours; else each has places of its own.
        let (groups, taps) = match self.padding {
            Padding::Valid => (1, self.size),
            Padding::Same => (self.size, 1),
        };
        let panels = x.lines().chunks_exact(x.stride()).zip(delta.iter());
        for (x, delta) in panels {
            for (tap, group) in (0..self.size).flat_map(|tap| (0..groups).map(move |g| (tap, g))) {
                let (rows, columns) = (down.seeing(tap, 1), across.seeing(group, taps));
                if columns.is_empty() {
                    continue;
                }
                let place = |slide: &Slide, place: usize, tap: usize| {
                    (slide.start + (place * self.stride + tap) as isize) as usize
                };
                let left = place(&across, columns.start, group);
                let first = (tap * self.size + group) * channels * filters;
                // Of few filters at once, so that their sums stay in the first cache for all rows.
                for filter in (0..filters).step_by(FILTERS) {
                    for row in rows.clone() {
                        let line = place(&down, row, tap) * across.size + left;
                        let x = Places {
                            lines: &x[line * channels..],
                            step: self.stride * channels,
                            count: taps * channels,
                        };
                        let place = row * across.places + columns.start;
                        let d = Places {
                            lines: &delta[place * filters + filter..],
                            step: filters,
                            count: FILTERS.min(filters - filter),
                        };
                        let sums = &mut sums[first + filter..];
                        add_products(isa, columns.len(), x, d, sums, filters);
                    }
                }
            }
            let ones = Places {
                lines: &x[x.len() - 1..],
                step: 0,
                count: 1,
            };
            let d = Places {
                lines: delta,
                step: filters,
                count: filters,
            };
            let biases = &mut sums[self.taps() * filters..];
            add_products(isa, down.places * across.places, ones, d, biases, filters);
        }
        totals(sums, gradient);
    }

    /// How the window slides, down and across.
    fn slides(&self) -> [Slide; 2] {
        let ([height, width, _], [rows, columns, _]) = (sides(self.input), sides(self.output));
        [(height, rows), (width, columns)].map(|(size, places)| Slide {
            places,
            start: -(self.before(size, places) as isize),
            step: self.stride,
            taps: self.size,
            size,
        })
    }

    /// Zeros before the first number: Keras puts the smaller half there.
    fn before(&self, size: usize, places: usize) -> usize {
        let reach = places.saturating_sub(1) * self.stride + self.size;
        match self.padding {
            Padding::Valid => 0,
            Padding::Same => reach.saturating_sub(size) / 2,
        }
    }

    /// How numbers of the input see the output, down and across: those that are `phase` behind a window's
    /// beginning, or a stride more. And which of them is the first.
    fn back(&self, phases: [usize; 2]) -> [(Slide, usize); 2] {
        let slides = self.slides();
        [0, 1].map(|way| {
            let (slide, phase) = (slides[way], phases[way]);
            let before = slide.start.unsigned_abs();
            let taps = self.size.saturating_sub(phase).div_ceil(self.stride);
            let first = (phase + self.stride - before % self.stride) % self.stride;
            let window = (first + before - phase) / self.stride;
            let back = Slide {
                places: slide.size.saturating_sub(first).div_ceil(self.stride),
                start: window as isize - taps as isize + 1,
                step: 1,
                taps,
                size: slide.places,
            };
            (back, first)
        })
    }

    /// The part of the kernel that numbers of one phase have met, turned over: (taps down, taps across,
    /// filters, channels).
    fn turn(&self, weights: &[f32], phases: [usize; 2], taps: [usize; 2], turned: &mut Vec<f32>) {
        let (channels, filters) = (self.channels(), self.filters());
        let (kernel, _) = self.parts(weights);
        turned.clear();
        for (row, column) in (0..taps[0]).flat_map(|r| (0..taps[1]).map(move |c| (r, c))) {
            let row = phases[0] + self.stride * (taps[0] - 1 - row);
            let column = phases[1] + self.stride * (taps[1] - 1 - column);
            let tap = &kernel[(row * self.size + column) * channels * filters..];
            for filter in 0..filters {
                turned.extend((0..channels).map(|channel| tap[channel * filters + filter]));
            }
        }
    }
}

/// Goes through two batches together, panel by panel.
fn each(from: &Panels, to: &mut Panels, work: impl Fn(&[Lanes], &mut [Lanes])) {
    from.iter()
        .zip(to.iter_mut())
        .for_each(|(from, to)| work(from, to));
}

/// Height, width and channels; nothing of a row.
pub(super) fn sides(shape: Shape) -> [usize; 3] {
    match shape {
        Shape::Row(_) => [0; 3],
        Shape::Picture {
            height,
            width,
            channels,
        } => [height, width, channels],
    }
}
