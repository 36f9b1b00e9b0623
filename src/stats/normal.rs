//! The normal distribution N(mu, sigma^2).

use statrs::distribution::{Continuous, ContinuousCDF, Normal as Engine, NormalError};

/// N(mu, sigma^2) with a finite mean and a positive, finite standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    mean: f64,
    std_dev: f64,
    engine: Engine,
}

/// Parameters that are no normal distribution.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadNormal {
    /// Not a finite mean.
    #[error("the mean is {0}: it must be a finite number")]
    Mean(f64),
    /// Not a positive, finite standard deviation.
    #[error("the standard deviation is {0}: it must be above 0 and finite")]
    StdDev(f64),
}

impl Normal {
    /// N(`mean`, `std_dev`^2).
    pub fn new(mean: f64, std_dev: f64) -> Result<Self, BadNormal> {
        if !mean.is_finite() {
            return Err(BadNormal::Mean(mean));
        }
        if !std_dev.is_finite() {
            return Err(BadNormal::StdDev(std_dev));
        }
        let engine = Engine::new(mean, std_dev).map_err(|bad| match bad {
            NormalError::MeanInvalid => BadNormal::Mean(mean),
            _ => BadNormal::StdDev(std_dev),
        })?;
        Ok(Self {
            mean,
            std_dev,
            engine,
        })
    }

    /// N(0, 1).
    pub fn standard() -> Self {
        let engine = Engine::standard();
        Self {
            mean: 0.0,
            std_dev: 1.0,
            engine,
        }
    }

    /// mu, where the curve peaks.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// sigma, the distance from the mean to the curve's inflections.
    pub fn std_dev(&self) -> f64 {
        self.std_dev
    }

    /// Density at `x`: exp(-(x - mu)^2 / (2 sigma^2)) / sqrt(2 pi sigma^2). May exceed 1.
    pub fn pdf(&self, x: f64) -> f64 {
        self.engine.pdf(x)
    }

    /// Logarithm of the density, finite where the density itself sinks to 0.
    pub fn ln_pdf(&self, x: f64) -> f64 {
        self.engine.ln_pdf(x)
    }

    /// Probability of at most `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.engine.cdf(x)
    }

    /// The x below which lies the share `p`; `None` unless 0 < p < 1.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        (p > 0.0 && p < 1.0).then(|| self.engine.inverse_cdf(p))
    }

    /// Probability of the interval from `a` to `b`, whichever is the smaller.
    pub fn area(&self, a: f64, b: f64) -> f64 {
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        // Above the mean both cdf are near 1 and their difference loses its digits.
        if low > self.mean {
            self.engine.sf(low) - self.engine.sf(high)
        } else {
            self.engine.cdf(high) - self.engine.cdf(low)
        }
    }
}

/// Density of N(`mean`, `std_dev`^2) at `x`; NaN where there is no such distribution.
pub fn pdf(x: f64, mean: f64, std_dev: f64) -> f64 {
    Normal::new(mean, std_dev).map_or(f64::NAN, |normal| normal.pdf(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn the_values_every_table_prints() {
        let z = Normal::new(0.0, 1.0).unwrap();
        near(z.pdf(0.0), 0.398_942_280_401_432_7, 1e-15);
        near(z.cdf(1.96), 0.975_002_104_851_779_5, 1e-10);
        near(z.area(-1.0, 1.0), 0.682_689_492_137_085_9, 1e-10);
        near(z.area(2.0, -2.0), 0.954_499_736_103_641_6, 1e-10);
        near(z.quantile(0.975).unwrap(), 1.959_963_984_540_054, 1e-9);
        // Abramowitz and Stegun, table 26.2.
        near(
            z.area(6.0, f64::INFINITY) / 9.865_876_450_377e-10,
            1.0,
            1e-6,
        );
    }

    #[test]
    fn the_formula_of_the_density() {
        let (mean, std_dev, x) = (1.5_f64, 0.3_f64, 1.1_f64);
        let variance = std_dev * std_dev;
        let by_hand = (-(x - mean).powi(2) / (2.0 * variance)).exp()
            / (2.0 * std::f64::consts::PI * variance).sqrt();
        let normal = Normal::new(mean, std_dev).unwrap();
        near(normal.pdf(x), by_hand, 1e-14);
        near(normal.ln_pdf(x), by_hand.ln(), 1e-13);
    }

    #[test]
    fn a_narrow_curve_rises_above_one_and_still_holds_an_area_of_one() {
        let narrow = Normal::new(2.0, 0.1).unwrap();
        assert!(narrow.pdf(2.0) > 1.0);
        near(narrow.area(f64::NEG_INFINITY, f64::INFINITY), 1.0, 0.0);
    }

    #[test]
    fn the_area_is_the_integral_of_the_density() {
        let normal = Normal::new(-0.7, 2.3).unwrap();
        let (a, b, n) = (-3.0, 4.0, 1000);
        let h = (b - a) / f64::from(n);
        // Simpson's rule.
        let weight = |i: i32| {
            if i == 0 || i == n {
                1.0
            } else {
                f64::from(2 + 2 * (i % 2))
            }
        };
        let sum: f64 = (0..=n)
            .map(|i| weight(i) * normal.pdf(a + f64::from(i) * h))
            .sum();
        near(normal.area(a, b), sum * h / 3.0, 1e-9);
    }

    #[test]
    fn the_quantile_undoes_the_cdf() {
        let normal = Normal::new(3.0, 0.5).unwrap();
        for p in [0.001, 0.1, 0.5, 0.8, 0.999] {
            near(normal.cdf(normal.quantile(p).unwrap()), p, 1e-9);
        }
        assert_eq!((normal.quantile(0.0), normal.quantile(1.0)), (None, None));
        assert_eq!(normal.quantile(f64::NAN), None);
    }

    #[test]
    fn impossible_parameters_are_named() {
        assert_eq!(Normal::new(0.0, 0.0), Err(BadNormal::StdDev(0.0)));
        assert_eq!(Normal::new(0.0, -1.0), Err(BadNormal::StdDev(-1.0)));
        assert_eq!(
            Normal::new(f64::INFINITY, 1.0),
            Err(BadNormal::Mean(f64::INFINITY))
        );
        assert!(matches!(
            Normal::new(0.0, f64::NAN),
            Err(BadNormal::StdDev(_))
        ));
    }
}
