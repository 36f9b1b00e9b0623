//! The principal components of the digits that people wrote for training.

use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::{Mnist, test_digits};
use crate::stats::{Moments, Pca};
use ndarray::Array2;
use std::sync::{Arc, OnceLock};

/// Training digits that the components are found on: six times as many lower the error of 32 of
/// them on the test digits by less than a hundredth.
pub const FOUND_ON: usize = 10_000;

/// How many components are kept.
pub const MOST: usize = 64;

/// How many are kept where one compares, each number twice the one before.
pub const KEPT: [usize; 6] = [2, 4, 8, 16, 32, 64];

/// Digits that are looked at together.
const CHUNK: usize = 500;

static ERRORS: OnceLock<Result<[f64; KEPT.len()], String>> = OnceLock::new();

static PRINCIPAL: OnceLock<Result<Arc<Pca>, String>> = OnceLock::new();

/// They, found when first asked for, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn principal() -> Result<Arc<Pca>, String> {
    PRINCIPAL.get_or_init(find).clone()
}

fn find() -> Result<Arc<Pca>, String> {
    let mnist = Mnist::embedded().map_err(|error| error.to_string())?;
    let mut moments = Moments::new(PIXELS);
    let digits = mnist.train.images().chunks_exact(PIXELS);
    digits.take(FOUND_ON).for_each(|digit| moments.add(digit));
    Ok(Arc::new(Pca::of(&moments, MOST)))
}

/// The mean squared error over all test digits, for each of [`KEPT`].
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn errors() -> Result<[f64; KEPT.len()], String> {
    let sum_up = || {
        let components = principal()?;
        let digits = test_digits().map_err(|error| error.to_string())?;
        let mut errors = [0.0; KEPT.len()];
        for chunk in digits.images().chunks(CHUNK * PIXELS) {
            let grey = chunk.iter().map(|&byte| f32::from(byte) / 255.0).collect();
            let rows = Array2::from_shape_vec((chunk.len() / PIXELS, PIXELS), grey)
                .map_err(|error| error.to_string())?;
            let some = components.errors(rows.view(), &KEPT);
            errors
                .iter_mut()
                .zip(some)
                .for_each(|(sum, some)| *sum += some);
        }
        Ok(errors.map(|sum| sum / digits.len() as f64))
    };
    ERRORS.get_or_init(sum_up).clone()
}
