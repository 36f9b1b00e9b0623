//! Keeping numbers that no longer matter out of the subnormal range.

/// x, or 0 where nothing is left of it.
///
/// Below 1.2e-38 an f32 is subnormal, and arithmetic with it up to a hundred times slower. Training
/// drifts there by itself: what an optimizer remembers of a gradient that has stopped fades by a
/// tenth a step, and the sigmoid of a pixel that is always black gives gradients without end. On
/// MNIST a step took half as long again after ten epochs. Below 1e-30 a number moves no weight:
/// optimizers divide by no less than 1e-7.
#[inline(always)]
pub(super) fn flushed(x: f32) -> f32 {
    if x.abs() < 1e-30 { 0.0 } else { x }
}
