//! What a classifier makes of many samples: its probabilities of each, and what they are worth.

use ndarray::{Array2, ArrayView1, ArrayViewMut2, s};

use crate::nn::{Evaluation, Samples, Sequential};
use crate::stats::{Verdict, Verdicts};

/// The probabilities of all classes for some samples, and the verdicts on them.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// (samples, classes).
    pub p: Array2<f32>,
    /// Sample by sample.
    pub verdicts: Verdicts,
}

impl Reading {
    /// What the model makes of `x`; `y` are the truths, as one-hot rows.
    ///
    /// # Panics
    /// If inputs or targets do not fit the model.
    pub fn of(model: &Sequential, x: &dyn Samples, y: &dyn Samples) -> Self {
        let (samples, classes) = (x.len(), model.output_width());
        let mut p = Array2::zeros((samples, classes));
        let mut truths = Array2::zeros((samples, classes));
        for first in (0..samples).step_by(Evaluation::CHUNK) {
            let last = samples.min(first + Evaluation::CHUNK);
            let mut inputs = Array2::zeros((last - first, x.width()));
            gather(x, first, inputs.view_mut());
            p.slice_mut(s![first..last, ..])
                .assign(&model.predict(inputs.view()));
            gather(y, first, truths.slice_mut(s![first..last, ..]));
        }
        let rows = p.rows().into_iter().zip(truths.rows());
        let verdict = |(p, truth): (ArrayView1<f32>, ArrayView1<f32>)| {
            let truth = truth.iter().position(|&share| share == 1.0)?;
            Verdict::of(&p.to_vec(), truth)
        };
        let verdicts = Verdicts(rows.filter_map(verdict).collect());
        Self { p, verdicts }
    }

    /// The probabilities of one sample.
    pub fn p_of(&self, sample: usize) -> Vec<f32> {
        self.p.row(sample).to_vec()
    }
}

/// Fills the rows with the samples from `first` on.
fn gather(from: &dyn Samples, first: usize, mut rows: ArrayViewMut2<f32>) {
    let places: Vec<u32> = (first..first + rows.nrows()).map(|at| at as u32).collect();
    if let Some(rows) = rows.as_slice_mut() {
        from.gather(&places, 0..from.width(), rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;
    use ndarray::array;

    #[test]
    fn the_verdicts_are_those_of_the_softmax_by_hand() {
        let mut model = Sequential::new(2).dense(2, Activation::Softmax);
        model.set_weights(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]).unwrap();
        let (x, y) = (
            array![[3.0f32, 0.0], [0.0, 1.0], [2.0, 0.0]],
            array![[1.0f32, 0.0], [0.0, 1.0], [0.0, 1.0]],
        );
        let reading = Reading::of(&model, &x, &y);
        let sure = 1.0 / (1.0 + (-3f64).exp());
        assert!((f64::from(reading.p_of(0)[0]) - sure).abs() < 1e-6);
        assert_eq!(reading.verdicts.confusion(2), [[1, 0], [1, 1]]);
        assert!((reading.verdicts.0[2].cost - (1.0 + 2f64.exp()).ln()).abs() < 1e-5);
    }

    #[test]
    fn more_samples_than_are_taken_at_once_keep_their_order() {
        let mut model = Sequential::new(1).dense(2, Activation::Softmax);
        model.set_weights(&[1.0, -1.0, 0.0, 0.0]).unwrap();
        let n = 2 * Evaluation::CHUNK + 3;
        let sign = |i: usize| if i.is_multiple_of(3) { 1.0f32 } else { -1.0 };
        let x = Array2::from_shape_fn((n, 1), |(i, _)| sign(i));
        let y = Array2::from_shape_fn((n, 2), |(i, class)| {
            f32::from((sign(i) < 0.0) == (class == 1))
        });
        let verdicts = Reading::of(&model, &x, &y).verdicts;
        assert_eq!((verdicts.0.len(), verdicts.within(1)), (n, 1.0));
    }
}
