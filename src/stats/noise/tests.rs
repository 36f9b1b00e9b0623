use super::*;
use ndarray_rand::rand::{Rng, SeedableRng};
use ndarray_rand::rand_distr::{Distribution, StandardNormal, StudentT};
use rand_chacha::ChaCha8Rng;

/// A random data set: any slope, noise of one of three kinds, from 3 to 12 points.
fn invent(random: &mut ChaCha8Rng) -> Vec<[f64; 2]> {
    let (slope, intercept): (f64, f64) = (
        random.random_range(-3.0..3.0),
        random.random_range(-3.0..3.0),
    );
    let tails = StudentT::new(1.5).unwrap();
    let kind = random.random_range(0..3);
    let mut point = |_| {
        let x: f64 = random.random_range(-2.0..2.0);
        let error: f64 = match kind {
            0 => random.random_range(-1.0..1.0),
            1 => StandardNormal.sample(random),
            _ => tails.sample(random),
        };
        [x, slope * x + intercept + error]
    };
    let n = 3 + kind * 4;
    (0..=n).map(&mut point).collect()
}

/// Where a function of one valley is least (golden section, J. Kiefer 1953).
fn lowest(f: impl Fn(f64) -> f64, (mut low, mut high): (f64, f64)) -> f64 {
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    for _ in 0..90 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if f(a) < f(b) { high = b } else { low = a }
    }
    (low + high) / 2.0
}

/// The slope at which `noise` finds the points the likeliest, searched without a closed form.
fn searched(noise: Noise, points: &[[f64; 2]], sigma: f64) -> f64 {
    let badness = |slope| {
        let line = noise.likeliest_at(slope, points).unwrap();
        noise.negative_log_likelihood(points, &line, sigma)
    };
    lowest(badness, (-60.0, 60.0))
}

#[test]
fn the_densities_by_hand() {
    let gaussian = Noise::Gaussian.ln_pdf(1.0, 0.5);
    assert!((gaussian - (-2.0 - (0.5 * (2.0 * std::f64::consts::PI).sqrt()).ln())).abs() < 1e-12);
    let laplace = Noise::Laplace.ln_pdf(-1.0, 2f64.sqrt());
    assert!((laplace - (-1.0 - 2f64.ln())).abs() < 1e-12);
    assert!(Noise::Gaussian.ln_pdf(0.0, 0.0).is_nan() && Noise::Laplace.ln_pdf(0.0, 0.0).is_nan());
}

#[test]
fn statrs_agrees_where_its_density_is_not_yet_zero() {
    use statrs::distribution::{Continuous, Laplace};
    let oracle = Laplace::new(0.0, 0.9 / 2f64.sqrt()).unwrap();
    for residual in [-40.0, -1.5, 0.0, 0.3, 22.0] {
        let ours = Noise::Laplace.ln_pdf(residual, 0.9);
        assert!((ours - oracle.ln_pdf(residual)).abs() < 1e-9, "{residual}");
    }
    assert!(Noise::Laplace.ln_pdf(1e6, 0.9).is_finite());
}

#[test]
fn sigma_is_the_standard_deviation_of_both_families() {
    for noise in [Noise::Gaussian, Noise::Laplace] {
        let step = 1e-3;
        let moment = |power: i32| {
            let at = |i: i32| f64::from(i) * step;
            let share = |i| at(i).powi(power) * noise.ln_pdf(at(i), 0.7).exp() * step;
            (-20_000..=20_000).map(share).sum::<f64>()
        };
        assert!((moment(0) - 1.0).abs() < 1e-5, "{noise:?}");
        assert!((moment(2) - 0.49).abs() < 1e-5, "{noise:?}");
    }
}

#[test]
fn the_likeliest_line_of_a_slope_has_no_better_neighbour() {
    let points = [[0.0, 1.0], [1.0, 4.0], [2.0, 2.0], [3.0, 9.0], [4.0, 5.0]];
    for noise in [Noise::Gaussian, Noise::Laplace] {
        let line = noise.likeliest_at(0.8, &points).unwrap();
        let badness =
            |intercept| noise.negative_log_likelihood(&points, &Line { intercept, ..line }, 0.9);
        let best = lowest(badness, (-20.0, 20.0));
        assert!((best - line.intercept).abs() < 1e-6, "{noise:?}");
    }
}

#[test]
fn under_gaussian_likelihood_the_maximising_slope_is_the_least_squares_slope_whatever_the_noise() {
    let mut random = ChaCha8Rng::seed_from_u64(2020);
    for _ in 0..1000 {
        let points = invent(&mut random);
        let sigma = random.random_range(0.1..5.0);
        let line = Line::least_squares(&points).unwrap();
        let found = searched(Noise::Gaussian, &points, sigma);
        assert!(
            (found - line.slope).abs() < 1e-4,
            "{found} {line:?} {points:?}"
        );
    }
}

#[test]
fn under_laplace_likelihood_the_maximiser_is_the_least_absolute_line_and_differs() {
    let mut random = ChaCha8Rng::seed_from_u64(2021);
    let mut different = 0;
    for _ in 0..1000 {
        let points = invent(&mut random);
        let ours = Line::least_absolute(&points).unwrap();
        let found = searched(Noise::Laplace, &points, 1.0);
        let found = Noise::Laplace.likeliest_at(found, &points).unwrap();
        // The least error is unique even where the line is not.
        let (ours_error, error) = (ours.absolute_error(&points), found.absolute_error(&points));
        assert!(ours_error <= error + 1e-6 * error.max(1.0), "{points:?}");
        assert!(error <= ours_error + 1e-6 * error.max(1.0), "{points:?}");
        let squared = Line::least_squares(&points).unwrap();
        different += usize::from((squared.slope - ours.slope).abs() > 1e-3);
    }
    assert!(different > 950, "{different}");
}

#[test]
fn sigma_shifts_and_flattens_the_curve_and_does_not_move_its_minimum() {
    let points = [[0.0, 1.0], [1.0, 1.5], [2.0, 4.0], [3.0, 3.5]];
    let slopes = [0.2, 1.0, 5.0].map(|sigma| searched(Noise::Gaussian, &points, sigma));
    assert!(
        slopes.iter().all(|slope| (slope - 1.0).abs() < 1e-5),
        "{slopes:?}"
    );
    let depth = |sigma| {
        let at = |slope| {
            let line = Noise::Gaussian.likeliest_at(slope, &points).unwrap();
            Noise::Gaussian.negative_log_likelihood(&points, &line, sigma)
        };
        at(2.0) - at(1.0)
    };
    assert!(depth(0.2) > depth(1.0) && depth(1.0) > depth(5.0));
}
