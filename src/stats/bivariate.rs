//! The normal distribution of two measurements together: a hill whose contours are ellipses.

use std::f64::consts::{PI, TAU};

use crate::stats::{mean, variance};

/// N(mu, Sigma) over the plane, with a positive definite covariance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bivariate {
    mean: [f64; 2],
    covariance: Covariance,
    determinant: f64,
    /// ln f(mu), the top of the hill.
    log_top: f64,
}

/// The covariance of two measurements: variances along both axes, and what they share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Covariance {
    /// The variance along x.
    pub xx: f64,
    /// The mean product of both deviations.
    pub xy: f64,
    /// The variance along y.
    pub yy: f64,
}

/// Points and parameters that make no hill.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadBivariate {
    /// No points at all.
    #[error("there are no points")]
    Empty,
    /// Points on one line, or one alone: the hill would be infinitely thin.
    #[error("the points lie on one line: their covariance has no inverse")]
    Singular,
    /// A mean or a covariance that is not finite.
    #[error("a mean or a covariance is no finite number")]
    NotFinite,
}

/// Below this correlation from 1, what is left of the width is rounding.
const THIN: f64 = 1e-12;

impl Covariance {
    /// Of points (x, y) about their mean, over n: what maximises the likelihood. `None` without points.
    pub fn of(points: &[[f64; 2]]) -> Option<Self> {
        let [xs, ys] = columns(points);
        let (x, y) = (mean(&xs)?, mean(&ys)?);
        let products: Vec<f64> = xs.iter().zip(&ys).map(|(a, b)| (a - x) * (b - y)).collect();
        Some(Self {
            xx: variance(&xs)?,
            xy: mean(&products)?,
            yy: variance(&ys)?,
        })
    }

    /// The mean of several, each counted so many times.
    pub fn pooled(parts: impl Iterator<Item = (Self, usize)>) -> Option<Self> {
        let (mut sum, mut all) = ([0.0; 3], 0.0);
        for (part, count) in parts {
            let count = count as f64;
            all += count;
            for (sum, value) in sum.iter_mut().zip([part.xx, part.xy, part.yy]) {
                *sum += count * value;
            }
        }
        let [xx, xy, yy] = sum.map(|sum| sum / all);
        (all > 0.0).then_some(Self { xx, xy, yy })
    }

    /// How strongly the two go together, from -1 to 1.
    pub fn correlation(&self) -> f64 {
        self.xy / (self.xx * self.yy).sqrt()
    }

    fn determinant(&self) -> f64 {
        self.xx * self.yy - self.xy * self.xy
    }
}

impl Bivariate {
    /// N(`mean`, `covariance`).
    ///
    /// # Errors
    /// Where a number is not finite, or the covariance has no inverse.
    pub fn new(mean: [f64; 2], covariance: Covariance) -> Result<Self, BadBivariate> {
        let Covariance { xx, xy, yy } = covariance;
        if !mean.into_iter().chain([xx, xy, yy]).all(f64::is_finite) {
            return Err(BadBivariate::NotFinite);
        }
        let determinant = covariance.determinant();
        if !(xx > 0.0 && yy > 0.0 && determinant > THIN * xx * yy) {
            return Err(BadBivariate::Singular);
        }
        Ok(Self {
            mean,
            covariance,
            determinant,
            log_top: -TAU.ln() - 0.5 * determinant.ln(),
        })
    }

    /// The likeliest for points (x, y): their mean, and their covariance over n.
    ///
    /// # Errors
    /// Where there are too few points, or all lie on one line.
    pub fn fit(points: &[[f64; 2]]) -> Result<Self, BadBivariate> {
        let [xs, ys] = columns(points);
        let centre = mean(&xs).zip(mean(&ys)).ok_or(BadBivariate::Empty)?;
        let covariance = Covariance::of(points).ok_or(BadBivariate::Empty)?;
        Self::new([centre.0, centre.1], covariance)
    }

    /// mu, where the hill is highest.
    pub fn mean(&self) -> [f64; 2] {
        self.mean
    }

    /// Sigma.
    pub fn covariance(&self) -> Covariance {
        self.covariance
    }

    /// The squared distance from the mean in standard deviations, measured the way the hill leans:
    /// (x - mu)^T Sigma^-1 (x - mu) (P. C. Mahalanobis, 1936).
    pub fn squared_distance(&self, at: [f64; 2]) -> f64 {
        let Covariance { xx, xy, yy } = self.covariance;
        let [x, y] = [0, 1].map(|k| at[k] - self.mean[k]);
        (yy * x * x - 2.0 * xy * x * y + xx * y * y) / self.determinant
    }

    /// Logarithm of the density: -d^2/2 - ln(2 pi sqrt(det Sigma)), with the squared distance d^2.
    pub fn ln_pdf(&self, at: [f64; 2]) -> f64 {
        self.log_top - 0.5 * self.squared_distance(at)
    }

    /// The contour at a distance of so many standard deviations: `points` places around it, the first
    /// once more at the end.
    pub fn contour(&self, distance: f64, points: usize) -> Vec<[f64; 2]> {
        // Sigma = L L^T with L lower triangular: L maps the circle onto the contour.
        let Covariance { xx, xy, yy } = self.covariance;
        let a = xx.sqrt();
        let b = xy / a;
        let c = (yy - b * b).max(0.0).sqrt();
        let at = |i: usize| {
            let (sin, cos) = (2.0 * PI * i as f64 / points.max(1) as f64).sin_cos();
            [
                self.mean[0] + distance * a * cos,
                self.mean[1] + distance * (b * cos + c * sin),
            ]
        };
        (0..=points).map(at).collect()
    }
}

fn columns(points: &[[f64; 2]]) -> [Vec<f64>; 2] {
    [0, 1].map(|k| points.iter().map(|point| point[k]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Normal;
    use proptest::prelude::*;

    #[test]
    fn four_points_by_hand() {
        let points = [[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [4.0, 4.0]];
        let fitted = Bivariate::fit(&points).unwrap();
        assert_eq!(fitted.mean(), [1.5, 1.5]);
        // Deviations -1.5, 0.5, -1.5, 2.5 and -1.5, -1.5, 0.5, 2.5: squares 11, products 7.
        let expected = Covariance {
            xx: 11.0 / 4.0,
            xy: 7.0 / 4.0,
            yy: 11.0 / 4.0,
        };
        assert_eq!(fitted.covariance(), expected);
        assert!((expected.correlation() - 7.0 / 11.0).abs() < 1e-15);
        // At the mean: -ln(2 pi sqrt(121/16 - 49/16)), and sqrt(72/16) = 2.1213.
        assert!((fitted.ln_pdf([1.5, 1.5]) + (TAU * 4.5_f64.sqrt()).ln()).abs() < 1e-12);
        // At (2.5, 1.5): 11/4 over 72/16.
        assert!((fitted.squared_distance([2.5, 1.5]) - 11.0 / 18.0).abs() < 1e-12);
    }

    #[test]
    fn without_correlation_it_is_the_product_of_two_normal_densities() {
        let covariance = Covariance {
            xx: 4.0,
            xy: 0.0,
            yy: 0.25,
        };
        let both = Bivariate::new([1.0, -2.0], covariance).unwrap();
        let [x, y] = [Normal::new(1.0, 2.0), Normal::new(-2.0, 0.5)].map(Result::unwrap);
        for at in [[1.0, -2.0], [3.5, -1.0], [-9.0, 4.0]] {
            let product = x.ln_pdf(at[0]) + y.ln_pdf(at[1]);
            assert!((both.ln_pdf(at) - product).abs() < 1e-12, "{at:?}");
        }
    }

    #[test]
    fn what_makes_no_hill_is_refused() {
        assert_eq!(Bivariate::fit(&[]), Err(BadBivariate::Empty));
        for flat in [
            vec![[1.0, 1.0]],
            vec![[1.0, 1.0], [2.0, 5.0]],
            vec![[1.0, 1.0]; 9],
            (0..9).map(|i| [f64::from(i), 3.0 * f64::from(i)]).collect(),
        ] {
            assert_eq!(
                Bivariate::fit(&flat),
                Err(BadBivariate::Singular),
                "{flat:?}"
            );
        }
        let bad = Bivariate::fit(&[[f64::NAN, 0.0], [1.0, 1.0], [0.0, 1.0]]);
        assert_eq!(bad, Err(BadBivariate::NotFinite));
    }

    #[test]
    fn covariances_are_pooled_by_how_many_stand_behind_each() {
        let of = |xx| Covariance {
            xx,
            xy: 0.0,
            yy: 1.0,
        };
        let pooled = Covariance::pooled([(of(1.0), 1), (of(4.0), 2)].into_iter()).unwrap();
        assert_eq!(pooled, of(3.0));
        assert_eq!(Covariance::pooled(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn every_place_of_a_contour_is_equally_far_and_equally_dense(
            (xx, yy, lean) in (0.1f64..9.0, 0.1f64..9.0, -0.95f64..0.95),
            distance in 0.1f64..4.0,
        ) {
            let covariance = Covariance { xx, xy: lean * (xx * yy).sqrt(), yy };
            let hill = Bivariate::new([3.0, -1.0], covariance).unwrap();
            let top = hill.ln_pdf([3.0, -1.0]);
            for at in hill.contour(distance, 24) {
                prop_assert!((hill.squared_distance(at) - distance * distance).abs() < 1e-6);
                prop_assert!((top - hill.ln_pdf(at) - distance * distance / 2.0).abs() < 1e-6);
            }
        }

        #[test]
        fn no_other_hill_is_likelier_than_the_one_that_is_fitted(
            points in prop::collection::vec(prop::array::uniform2(-5.0f64..5.0), 4..20),
            by in prop::array::uniform5(-0.2f64..0.2),
        ) {
            let Ok(best) = Bivariate::fit(&points) else { return Ok(()) };
            let Covariance { xx, xy, yy } = best.covariance();
            let moved = Covariance { xx: xx + by[0], xy: xy + by[1], yy: yy + by[2] };
            let mean = [best.mean()[0] + by[3], best.mean()[1] + by[4]];
            let Ok(other) = Bivariate::new(mean, moved) else { return Ok(()) };
            let of = |hill: &Bivariate| points.iter().map(|&at| hill.ln_pdf(at)).sum::<f64>();
            prop_assert!(of(&best) >= of(&other) - 1e-9);
        }
    }
}
