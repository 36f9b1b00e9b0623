//! How far off a model is, in the units of the data.

use ndarray::Array2;

use crate::nn::{Evaluation, Samples, Sequential};

/// The mean absolute error, mean |a - y| over all samples and outputs, in the targets' unit; not a
/// number without samples.
///
/// # Panics
/// If inputs or targets do not fit the model.
pub fn mean_absolute_error(model: &Sequential, x: &dyn Samples, y: &dyn Samples) -> f64 {
    let indices: Vec<u32> = (0..x.len() as u32).collect();
    let mut sum = 0.0;
    for chunk in indices.chunks(Evaluation::CHUNK) {
        let rows = |from: &dyn Samples| {
            let mut rows = Array2::zeros((chunk.len(), from.width()));
            if let Some(rows) = rows.as_slice_mut() {
                from.gather(chunk, 0..from.width(), rows);
            }
            rows
        };
        let errors = model.predict(rows(x).view()) - rows(y);
        sum += errors.iter().map(|e| f64::from(e.abs())).sum::<f64>();
    }
    sum / (x.len() * y.width()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn the_mean_absolute_error_by_hand() {
        // a = 2x + 1: 1, 3, 5 against 2, 3, 1 is off by 1, 0, 4.
        let mut model = Sequential::new(1).dense(1, Activation::Linear);
        model.set_weights(&[2.0, 1.0]).unwrap();
        let (x, y) = (
            ndarray::array![[0.0f32], [1.0], [2.0]],
            ndarray::array![[2.0f32], [3.0], [1.0]],
        );
        assert_eq!(mean_absolute_error(&model, &x, &y), 5.0 / 3.0);
    }

    #[test]
    fn pieces_add_up_to_the_whole() {
        let mut model = Sequential::new(1).dense(1, Activation::Linear);
        model.set_weights(&[0.0, 0.0]).unwrap();
        let n = Evaluation::CHUNK + 1;
        let y = Array2::from_shape_fn((n, 1), |(i, _)| i as f32);
        let expected = (n - 1) as f64 / 2.0;
        assert!((mean_absolute_error(&model, &y, &y) - expected).abs() < 1e-9);
    }
}
