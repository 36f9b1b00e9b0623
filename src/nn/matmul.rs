//! Matrix products, the work of every layer.
//!
//! The one door to the library that computes them: C = AB or C += AB, over views, so that a
//! transpose costs nothing.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// Whether a product replaces what is there or is added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// C = AB.
    Replace,
    /// C = C + AB.
    Add,
}

/// The product of `a` (m, k) and `b` (k, n), into `c` (m, n).
pub(super) fn product(
    a: ArrayView2<f32>,
    b: ArrayView2<f32>,
    write: Write,
    mut c: ArrayViewMut2<f32>,
) {
    let keep = if write == Write::Add { 1.0 } else { 0.0 };
    general_mat_mul(1.0, &a, &b, keep, &mut c);
}

/// Looks at a slice as rows of `width` numbers.
pub(super) fn rows(slice: &[f32], width: usize) -> ArrayView2<'_, f32> {
    let shape = (slice.len() / width, width);
    ArrayView2::from_shape(shape, slice).expect("a whole number of rows")
}

/// Looks at a mutable slice as rows of `width` numbers.
pub(super) fn rows_mut(slice: &mut [f32], width: usize) -> ArrayViewMut2<'_, f32> {
    let shape = (slice.len() / width, width);
    ArrayViewMut2::from_shape(shape, slice).expect("a whole number of rows")
}
