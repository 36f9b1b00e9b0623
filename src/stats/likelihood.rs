//! The normal distribution under which data are the likeliest.

use crate::stats::{Normal, mean, variance};

/// ln f(x_1..x_n | mu, sigma^2) = -n/2 ln(2 pi sigma^2) - sum (x_i - mu)^2 / (2 sigma^2), in nats:
/// what the labs' own sums are held to.
#[cfg(test)]
pub fn log_likelihood(xs: &[f64], normal: &Normal) -> f64 {
    let variance = normal.std_dev() * normal.std_dev();
    let squares: f64 = xs.iter().map(|x| (x - normal.mean()).powi(2)).sum();
    -(xs.len() as f64) / 2.0 * (std::f64::consts::TAU * variance).ln() - squares / (2.0 * variance)
}

/// The normal distribution of the greatest likelihood: the mean and the *biased* variance.
/// `None` for an empty sample and for one without spread, whose likelihood has no maximum.
pub fn maximum_likelihood(xs: &[f64]) -> Option<Normal> {
    Normal::new(mean(xs)?, variance(xs)?.sqrt()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Continuous, Normal as Oracle};

    const XS: [f64; 6] = [1.2, -0.4, 3.3, 2.0, 0.7, 1.9];

    #[test]
    fn the_log_likelihood_is_the_sum_of_log_densities() {
        let oracle = Oracle::new(0.8, 1.7).unwrap();
        let expected: f64 = XS.iter().map(|&x| oracle.ln_pdf(x)).sum();
        let ours = log_likelihood(&XS, &Normal::new(0.8, 1.7).unwrap());
        assert!((ours - expected).abs() < 1e-12);
    }

    #[test]
    fn it_stays_finite_where_the_product_of_densities_has_sunk_to_zero() {
        let xs: Vec<f64> = (0..2000).map(|i| f64::from(i % 7) - 3.0).collect();
        let normal = Normal::new(0.0, 1.0).unwrap();
        assert_eq!(xs.iter().map(|&x| normal.pdf(x)).product::<f64>(), 0.0);
        assert!(log_likelihood(&xs, &normal).is_finite());
    }

    #[test]
    fn mean_and_biased_variance_maximise_the_likelihood() {
        let best = maximum_likelihood(&XS).unwrap();
        let top = log_likelihood(&XS, &best);
        for (mean, std_dev) in [(-0.01, 0.0), (0.01, 0.0), (0.0, -0.01), (0.0, 0.01)] {
            let other = Normal::new(best.mean() + mean, best.std_dev() + std_dev).unwrap();
            assert!(log_likelihood(&XS, &other) < top);
        }
        let unbiased = crate::stats::sample_variance(&XS).unwrap().sqrt();
        let unbiased = Normal::new(best.mean(), unbiased).unwrap();
        assert!(log_likelihood(&XS, &unbiased) < top);
    }

    #[test]
    fn on_random_samples_no_other_mean_or_variance_has_a_greater_likelihood() {
        use ndarray_rand::rand::{Rng, SeedableRng};
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        for _ in 0..1000 {
            let n = random.random_range(2..30);
            let xs: Vec<f64> = (0..n).map(|_| random.random_range(-9.0..9.0)).collect();
            let best = maximum_likelihood(&xs).unwrap();
            let top = log_likelihood(&xs, &best);
            // The slopes of ln L there, by finite differences in units of sigma.
            let h = 1e-4 * best.std_dev();
            let at = |mean: f64, std_dev: f64| {
                let normal = Normal::new(best.mean() + mean, best.std_dev() + std_dev).unwrap();
                log_likelihood(&xs, &normal)
            };
            for (mean, std_dev) in [(h, 0.0), (0.0, h)] {
                let slope = (at(mean, std_dev) - at(-mean, -std_dev)) / 2e-4;
                assert!(slope.abs() < 1e-3 * f64::from(n), "{slope} {xs:?}");
            }
            let other = at(random.random_range(-3.0..3.0), best.std_dev());
            assert!(other < top && at(0.0, -0.5 * best.std_dev()) < top);
        }
    }

    #[test]
    fn a_sample_without_spread_has_no_likeliest_curve() {
        assert_eq!(maximum_likelihood(&[]), None);
        assert_eq!(maximum_likelihood(&[2.0, 2.0]), None);
    }
}
