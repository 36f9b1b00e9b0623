//! The line y = a x + b with the least total squared error, in closed form.

use crate::stats::mean;

/// y = `slope` x + `intercept`; the two are the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// a
    pub slope: f64,
    /// b
    pub intercept: f64,
}

impl Line {
    /// What the line says at `x`.
    pub fn predict(&self, x: f64) -> f64 {
        self.slope * x + self.intercept
    }

    /// E(a, b) = sum of (y_i - a x_i - b)^2 over `points` (x, y).
    pub fn squared_error(&self, points: &[[f64; 2]]) -> f64 {
        points
            .iter()
            .map(|&[x, y]| (y - self.predict(x)).powi(2))
            .sum()
    }

    /// The line of least squares through `points` (x, y): with both coordinates centred,
    /// a = sum(x y) / sum(x x) and b follows from the means. `None` below two different x.
    pub fn least_squares(points: &[[f64; 2]]) -> Option<Self> {
        // Asked of the values themselves: their mean may be rounded, and leave a spread behind.
        let [first, others @ ..] = points else {
            return None;
        };
        others.iter().find(|other| other[0] != first[0])?;
        let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().map(|&[x, y]| (x, y)).unzip();
        let (x_mean, y_mean) = (mean(&xs)?, mean(&ys)?);
        let (mut xy, mut xx) = (0.0, 0.0);
        for (x, y) in xs.iter().zip(&ys) {
            xy += (x - x_mean) * (y - y_mean);
            xx += (x - x_mean) * (x - x_mean);
        }
        let slope = xy / xx;
        let line = Self {
            slope,
            intercept: y_mean - slope * x_mean,
        };
        (slope.is_finite() && line.intercept.is_finite()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // Means 2 and 4; sum(xy) = 3, sum(xx) = 2.
        let line = Line::least_squares(&[[1.0, 2.0], [2.0, 5.0], [3.0, 5.0]]).unwrap();
        assert_eq!(
            line,
            Line {
                slope: 1.5,
                intercept: 1.0
            }
        );
        assert_eq!(
            line.squared_error(&[[1.0, 2.0], [2.0, 5.0], [3.0, 5.0]]),
            1.5
        );
    }

    #[test]
    fn points_on_a_line_give_the_line() {
        let points: Vec<_> = (0..9)
            .map(|i| [f64::from(i), 0.5 * f64::from(i) - 7.0])
            .collect();
        let line = Line::least_squares(&points).unwrap();
        assert!((line.slope - 0.5).abs() < 1e-12 && (line.intercept + 7.0).abs() < 1e-12);
    }

    #[test]
    fn a_vertical_cloud_has_no_line() {
        assert_eq!(Line::least_squares(&[[1.0, 2.0], [1.0, 3.0]]), None);
        // Three tenths and their mean differ in the last digit.
        assert_eq!(
            Line::least_squares(&[[0.1, 2.0], [0.1, 3.0], [0.1, 9.0]]),
            None
        );
        assert_eq!(Line::least_squares(&[[1.0, 2.0]]), None);
        assert_eq!(Line::least_squares(&[]), None);
    }

    proptest! {
        /// The residuals are orthogonal to x and to 1: the normal equations.
        #[test]
        fn no_other_line_has_a_smaller_error(
            points in prop::collection::vec(prop::array::uniform2(-10.0..10.0), 3..20),
            slope in -1.0..1.0, intercept in -1.0..1.0,
        ) {
            let Some(line) = Line::least_squares(&points) else { return Ok(()) };
            let residuals = points.iter().map(|&[x, y]| [x, y - line.predict(x)]);
            let (sum, moment) =
                residuals.fold((0.0, 0.0), |(s, m), [x, r]| (s + r, m + x * r));
            let tolerance = 1e-9 * (1.0 + line.slope.abs());
            prop_assert!(sum.abs() < tolerance && moment.abs() < 10.0 * tolerance, "{sum} {moment}");
            let other = Line {
                slope: line.slope + slope,
                intercept: line.intercept + intercept,
            };
            prop_assert!(other.squared_error(&points) >= line.squared_error(&points));
        }
    }
}
