//! Where the weights begin.

use ndarray::Array2;
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

/// A kernel of so many rows and columns, of numbers drawn uniformly from +-sqrt(6 / (inputs + units)),
/// where each number out is a sum over `inputs` numbers, and each number in is in `units` sums: signals
/// then keep their size through the layers, forward and backward.
///
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
/// 2010, eq. 16.
pub(super) fn glorot_uniform(
    shape: (usize, usize),
    (inputs, units): (usize, usize),
    mut generator: ChaCha8Rng,
) -> Array2<f32> {
    let limit = (6.0 / (inputs + units) as f32).sqrt();
    // The only range without a distribution is that of a kernel without weights.
    match Uniform::new(-limit, limit) {
        Ok(uniform) => Array2::random_using(shape, uniform, &mut generator),
        Err(_) => Array2::zeros(shape),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Activation::Relu, Sequential};

    #[test]
    fn glorot_weights_have_mean_0_and_variance_2_over_inputs_plus_units() {
        let model = Sequential::new(300).dense(200, Relu).initialize(7);
        let kernel = model.kernel(0);
        let numbers = || kernel.iter().map(|&w| f64::from(w));
        let count = kernel.len() as f64;
        let limit = (6.0f64 / 500.0).sqrt();
        assert!(numbers().all(|w| w.abs() <= limit));
        // Both statistics within four of their standard errors.
        let mean = numbers().sum::<f64>() / count;
        let variance = numbers().map(|w| w * w).sum::<f64>() / count;
        assert!(mean.abs() < 4.0 * (limit / 3f64.sqrt()) / count.sqrt());
        let spread = (4.0f64 / 45.0).sqrt() * limit * limit / count.sqrt();
        assert!((variance - 2.0 / 500.0).abs() < 4.0 * spread);
        // They reach into both ends of the range.
        assert!(numbers().any(|w| w > 0.99 * limit) && numbers().any(|w| w < -0.99 * limit));
        assert!(model.bias(0).iter().all(|&b| b == 0.0));
    }

    #[test]
    fn the_seed_decides_and_layers_do_not_disturb_each_other() {
        let short = Sequential::new(20).dense(20, Relu).initialize(1);
        let long = Sequential::new(20)
            .dense(20, Relu)
            .dense(20, Relu)
            .initialize(1);
        assert_eq!(short.kernel(0), long.kernel(0));
        assert_ne!(long.kernel(0), long.kernel(1));
        assert_ne!(short.kernel(0), short.clone().initialize(2).kernel(0));
        assert_eq!(short.clone().initialize(2).initialize(1), short);
    }

    #[test]
    fn an_initialization_is_the_same_on_every_machine_and_for_ever() {
        let model = Sequential::new(2).dense(2, Relu).initialize(0);
        let first = [
            0.378_928_9,
            0.512_127_9,
            0.563_063_86,
            -0.083_474_636,
            0.0,
            0.0,
        ];
        assert_eq!(model.weights(), first);
    }
}
