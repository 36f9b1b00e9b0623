//! What a network makes of the rows, in the unit of what it predicts.

use crate::dataset::frame::{Rows, Samples};
use crate::nn::Sequential;

/// What is so, and what the network says, row by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// Of the rows that it learns from.
    pub learn: Vec<[f64; 2]>,
    /// Of those it never learns from.
    pub held: Vec<[f64; 2]>,
    /// What always saying the mean of the first costs on the others, in mean absolute error.
    pub mean_mae: f64,
}

impl Judged {
    /// A network on all rows.
    pub fn of(net: &Sequential, samples: &Samples) -> Self {
        let (shift, spread) = samples.target;
        let unit = |value: f32| shift + spread * f64::from(value);
        let pairs = |(x, y): &Rows| -> Vec<[f64; 2]> {
            let said = net.predict(x.view());
            let pairs = y.iter().zip(&said);
            pairs
                .map(|(actual, said)| [unit(*actual), unit(*said)])
                .collect()
        };
        let (learn, held) = (pairs(&samples.learn), pairs(&samples.held));
        let mean = mean(learn.iter().map(|[actual, _]| *actual));
        Self {
            mean_mae: self::mean(held.iter().map(|[actual, _]| (actual - mean).abs())),
            learn,
            held,
        }
    }

    /// The mean absolute error on the rows that it learns from.
    pub fn mae(&self) -> f64 {
        mean_error(&self.learn)
    }

    /// The same on those it never learns from.
    pub fn val_mae(&self) -> f64 {
        mean_error(&self.held)
    }

    /// The row held out that it misses by most.
    pub fn worst(&self) -> Option<[f64; 2]> {
        let miss = |[actual, said]: &[f64; 2]| (actual - said).abs();
        let held = self.held.iter().copied();
        held.max_by(|one, other| miss(one).total_cmp(&miss(other)))
    }

    /// From the least to the most that is so, with a little air.
    pub fn range(&self) -> (f64, f64) {
        let all = self
            .learn
            .iter()
            .chain(&self.held)
            .map(|[actual, _]| *actual);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at), high.max(at))
        });
        let air = 0.05 * (high - low);
        match high > low {
            true => (low - air, high + air),
            false => (0.0, 1.0),
        }
    }
}

fn mean_error(pairs: &[[f64; 2]]) -> f64 {
    mean(pairs.iter().map(|[actual, said]| (actual - said).abs()))
}

/// The mean; 0 of nothing.
fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len().max(1) as f64;
    values.sum::<f64>() / n
}
