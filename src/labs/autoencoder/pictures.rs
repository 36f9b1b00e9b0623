//! What the network makes of some test digits: computed when a checkpoint comes, never when drawn.

use crate::dataset::mnist::Digits;
use crate::nn::Sequential;
use crate::stats::mean_squared_error;
use ndarray::{Array2, Axis};

/// How many digits the strip shows.
pub const STRIP: usize = 10;

/// A digit and what comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Which test digit.
    pub index: usize,
    /// What somebody wrote, 0 to 9.
    pub label: u8,
    /// 784 grey values.
    pub input: Vec<f32>,
    /// The narrowest layer's numbers.
    pub code: Vec<f32>,
    /// 784 grey values.
    pub output: Vec<f32>,
    /// Mean squared error between the two.
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

/// The chosen digit first, then one of each class.
pub fn reconstruct(
    net: &Sequential,
    digits: &Digits,
    chosen: usize,
    code_layer: usize,
) -> Vec<Pair> {
    let mut indices = vec![chosen.min(digits.len().saturating_sub(1))];
    indices.extend(one_of_each(digits));
    let mut x = Array2::<f32>::zeros((indices.len(), 784));
    for (mut row, &index) in x.axis_iter_mut(Axis(0)).zip(&indices) {
        row.iter_mut()
            .zip(digits.image(index))
            .for_each(|(v, &b)| *v = f32::from(b) / 255.0);
    }
    let outputs = net.outputs(x.view());
    let (Some(code), Some(output)) = (outputs.get(code_layer), outputs.last()) else {
        return Vec::new();
    };
    let pair = |(row, &index): (usize, &usize)| {
        let (input, output) = (x.row(row), output.row(row));
        let (input, output) = (input.to_vec(), output.to_vec());
        Pair {
            index,
            label: digits.label(index),
            error: mean_squared_error(&input, &output),
            code: code.row(row).to_vec(),
            input,
            output,
        }
    };
    indices.iter().enumerate().map(pair).collect()
}

/// The first test digit of each class, 0 to 9.
fn one_of_each(digits: &Digits) -> impl Iterator<Item = usize> {
    (0..STRIP as u8).filter_map(|label| (0..digits.len()).find(|&i| digits.label(i) == label))
}
