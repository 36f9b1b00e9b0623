//! What the network makes of some test digits: computed when a checkpoint comes, never when drawn.

use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::Digits;
use crate::nn::Sequential;
use crate::stats::mean_squared_error;
use crate::train::noise::Source;
use ndarray::{Array2, Axis};

/// How many digits the strip shows.
pub const STRIP: usize = 10;

/// Test digits that a mean is taken over at each checkpoint.
pub const MANY: usize = 100;

/// A digit and what comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Which test digit.
    pub index: usize,
    /// What somebody wrote, 0 to 9.
    pub label: u8,
    /// The digit itself, 784 grey values.
    pub clean: Vec<f32>,
    /// What went in: the digit, and what was laid over it.
    pub input: Vec<f32>,
    /// Mean squared error between these two.
    pub noise: f64,
    /// The narrowest layer's numbers.
    pub code: Vec<f32>,
    /// 784 grey values.
    pub output: Vec<f32>,
    /// Mean squared error between that and the digit.
    pub error: f64,
}

/// A digit at one moment of a run, or as it went in.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The run's number and the epoch; none for what went in.
    pub moment: Option<(usize, usize)>,
    /// 784 grey values.
    pub pixels: Vec<f32>,
    /// Mean squared error against what went in.
    pub error: f64,
}

/// The digit that went in.
pub fn original(digits: &Digits, chosen: usize) -> Frame {
    Frame {
        moment: None,
        pixels: digits.grey(chosen.min(digits.len().saturating_sub(1))),
        error: 0.0,
    }
}

/// What a network makes of it at a moment.
pub fn frame(net: &Sequential, digits: &Digits, chosen: usize, moment: (usize, usize)) -> Frame {
    let input = original(digits, chosen).pixels;
    let pixels = net.predict_one(&input);
    Frame {
        moment: Some(moment),
        error: mean_squared_error(&input, &pixels),
        pixels,
    }
}

/// What is laid over a digit before it goes in.
#[derive(Default)]
pub struct Over {
    /// Drawn noise.
    pub source: Option<Source>,
    /// Ink that was drawn by hand, 784 grey values or none.
    pub ink: Vec<f32>,
}

impl Over {
    /// Whether there is anything.
    pub fn is_something(&self) -> bool {
        self.source.is_some() || self.ink.iter().any(|ink| *ink > 0.0)
    }

    /// Lays it over the test digit of this place.
    fn lay(&self, index: usize, pixels: &mut [f32]) {
        if let Some(source) = &self.source {
            source.disturb(index as u32, 0, pixels);
        }
        let both = pixels.iter_mut().zip(&self.ink);
        both.for_each(|(grey, ink)| *grey = grey.max(*ink));
    }
}

/// Some digits, clean and as they go in.
fn inputs(digits: &Digits, indices: &[usize], over: &Over) -> [Array2<f32>; 2] {
    let mut clean = Array2::<f32>::zeros((indices.len(), PIXELS));
    for (mut row, &index) in clean.axis_iter_mut(Axis(0)).zip(indices) {
        row.iter_mut()
            .zip(digits.image(index))
            .for_each(|(v, &b)| *v = f32::from(b) / 255.0);
    }
    let mut input = clean.clone();
    for (mut row, &index) in input.axis_iter_mut(Axis(0)).zip(indices) {
        if let Some(row) = row.as_slice_mut() {
            over.lay(index, row);
        }
    }
    [clean, input]
}

/// The chosen digit first, then one of each class.
pub fn reconstruct(
    net: &Sequential,
    digits: &Digits,
    chosen: usize,
    code_layer: usize,
    over: &Over,
) -> Vec<Pair> {
    let mut indices = vec![chosen.min(digits.len().saturating_sub(1))];
    indices.extend(one_of_each(digits));
    let [clean, x] = inputs(digits, &indices, over);
    let outputs = net.outputs(x.view());
    let (Some(code), Some(output)) = (outputs.get(code_layer), outputs.last()) else {
        return Vec::new();
    };
    let pair = |(row, &index): (usize, &usize)| {
        let rows = [clean.row(row), x.row(row), output.row(row)];
        let [clean, input, output] = rows.map(|row| row.to_vec());
        Pair {
            index,
            label: digits.label(index),
            noise: mean_squared_error(&clean, &input),
            error: mean_squared_error(&clean, &output),
            code: code.row(row).to_vec(),
            clean,
            input,
            output,
        }
    };
    indices.iter().enumerate().map(pair).collect()
}

/// The mean errors over the first hundred test digits, of what goes in and of what comes back, each
/// against the clean ones.
pub fn over_many(net: &Sequential, digits: &Digits, over: &Over) -> [f64; 2] {
    let indices: Vec<usize> = (0..digits.len().min(MANY)).collect();
    let [clean, x] = inputs(digits, &indices, over);
    let output = net.predict(x.view());
    [&x, &output].map(|other| {
        let squares = (other - &clean).mapv(|e| f64::from(e).powi(2));
        squares.mean().unwrap_or(0.0)
    })
}

/// The first test digit of each class, 0 to 9.
fn one_of_each(digits: &Digits) -> impl Iterator<Item = usize> {
    (0..STRIP as u8).filter_map(|label| (0..digits.len()).find(|&i| digits.label(i) == label))
}
