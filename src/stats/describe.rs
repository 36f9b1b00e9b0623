//! Numbers that describe a sample.

/// The arithmetic mean; `None` for an empty sample.
pub fn mean(xs: &[f64]) -> Option<f64> {
    (!xs.is_empty()).then(|| xs.iter().sum::<f64>() / xs.len() as f64)
}

/// The biased variance, sum of squared deviations over n: what maximises the likelihood.
/// `None` for an empty sample.
pub fn variance(xs: &[f64]) -> Option<f64> {
    Some(squared_deviations(xs)? / xs.len() as f64)
}

/// The unbiased variance, over n - 1. `None` below two values.
pub fn sample_variance(xs: &[f64]) -> Option<f64> {
    (xs.len() > 1).then_some(squared_deviations(xs)? / (xs.len() - 1) as f64)
}

/// The mean squared difference of two rows of equal length, such as a picture and what comes back of it;
/// not a number of none.
pub fn mean_squared_error(row: &[f32], other: &[f32]) -> f64 {
    let pairs = row.iter().zip(other);
    let squares = pairs.map(|(a, b)| f64::from(a - b).powi(2));
    squares.sum::<f64>() / row.len() as f64
}

/// Two passes: subtracting the mean first keeps the digits that a sum of squares would cancel.
fn squared_deviations(xs: &[f64]) -> Option<f64> {
    let mean = mean(xs)?;
    Some(xs.iter().map(|x| (x - mean).powi(2)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::statistics::Statistics;

    #[test]
    fn by_hand() {
        let xs = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(mean(&xs), Some(5.0));
        assert_eq!(variance(&xs), Some(4.0));
        assert_eq!(sample_variance(&xs), Some(32.0 / 7.0));
    }

    #[test]
    fn the_error_between_two_rows_is_the_mean_of_the_squares() {
        let error = mean_squared_error(&[0.0, 1.0, 0.5, 0.25], &[1.0, 1.0, 0.0, 0.25]);
        assert_eq!(error, 1.25 / 4.0);
    }

    #[test]
    fn statrs_agrees() {
        let xs: Vec<f64> = (0..100)
            .map(|i| f64::from(i * i % 37) / 7.0 - 2.0)
            .collect();
        let agree = |ours: Option<f64>, theirs: f64| (ours.unwrap() - theirs).abs() < 1e-12;
        assert!(agree(mean(&xs), (&xs).mean()));
        assert!(agree(variance(&xs), (&xs).population_variance()));
        assert!(agree(sample_variance(&xs), (&xs).variance()));
    }

    #[test]
    fn a_far_away_sample_keeps_its_variance() {
        let xs = [1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0];
        assert_eq!(sample_variance(&xs), Some(30.0));
    }

    #[test]
    fn too_few_values_have_no_answer() {
        assert_eq!(
            (mean(&[]), variance(&[]), sample_variance(&[3.0])),
            (None, None, None)
        );
        assert_eq!(variance(&[3.0]), Some(0.0));
    }
}
