//! Where the weights begin.

use ndarray::{Array2, ArrayViewMut2};
use ndarray_rand::RandomExt;
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::Uniform;
use rand_chacha::ChaCha8Rng;

/// The random numbers of one `stream` of a seed. Streams of one seed do not overlap, so layers (and
/// epochs) can be drawn in any order.
pub(super) fn generator(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream);
    generator
}

/// Fills a kernel (inputs, units) with numbers drawn uniformly from +-sqrt(6 / (inputs + units)):
/// signals then keep their size through the layers, forward and backward.
///
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
/// 2010, eq. 16.
pub(super) fn glorot_uniform(mut kernel: ArrayViewMut2<f32>, mut generator: ChaCha8Rng) {
    let (inputs, units) = kernel.dim();
    let limit = (6.0 / (inputs + units) as f32).sqrt();
    // The only range without a distribution is that of a kernel without weights.
    if let Ok(uniform) = Uniform::new(-limit, limit) {
        kernel.assign(&Array2::random_using(
            (inputs, units),
            uniform,
            &mut generator,
        ));
    }
}
