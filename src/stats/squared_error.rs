//! E(a, b) as the bowl it is: its value, gradient and curvature from six numbers, and the learning
//! rate at which descent on it begins to diverge.

use crate::stats::Line;

/// How the squared errors are put together. The rate that diverges depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// E = sum of (y_i - a x_i - b)^2
    Sum,
    /// E = sum of (y_i - a x_i - b)^2 / n
    Mean,
}

/// The squared error of all lines y = a x + b over fixed points.
///
/// With both coordinates centred it is E = least + S_xx (a - a*)^2 + n (y_mean - a x_mean - b)^2,
/// which keeps its digits near the minimum and costs the same for any number of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SquaredError {
    n: f64,
    x_mean: f64,
    y_mean: f64,
    s_xx: f64,
    /// a*, or 0 where all x are the same and every slope is as good.
    slope: f64,
    least: f64,
    /// 1, or 1/n for the mean.
    share: f64,
}

impl SquaredError {
    /// The error over `points` (x, y); 0 everywhere without points.
    pub fn new(points: &[[f64; 2]], form: Form) -> Self {
        let n = points.len() as f64;
        let mean_of = |k: usize| points.iter().map(|p| p[k]).sum::<f64>() / n.max(1.0);
        let (x_mean, y_mean) = (mean_of(0), mean_of(1));
        let line = Line::least_squares(points);
        let slope = line.map_or(0.0, |line| line.slope);
        let s_xx = points.iter().map(|p| (p[0] - x_mean).powi(2)).sum();
        let rest = |p: &[f64; 2]| (p[1] - y_mean - slope * (p[0] - x_mean)).powi(2);
        Self {
            n,
            x_mean,
            y_mean,
            s_xx: line.map_or(0.0, |_| s_xx),
            slope,
            least: points.iter().map(rest).sum(),
            share: match form {
                Form::Sum => 1.0,
                Form::Mean => 1.0 / n.max(1.0),
            },
        }
    }

    /// E of a line.
    pub fn at(&self, line: &Line) -> f64 {
        let (slope, level) = self.offsets(line);
        self.share * (self.least + self.s_xx * slope * slope + self.n * level * level)
    }

    /// The least E there is.
    pub fn least(&self) -> f64 {
        self.share * self.least
    }

    /// (dE/da, dE/db) at a line.
    pub fn gradient(&self, line: &Line) -> [f64; 2] {
        let (slope, level) = self.offsets(line);
        let along_b = 2.0 * self.n * level;
        [
            self.share * (2.0 * self.s_xx * slope + along_b * self.x_mean),
            self.share * along_b,
        ]
    }

    /// One step of gradient descent: against the gradient, as far as the learning rate says.
    pub fn step(&self, line: &Line, rate: f64) -> Line {
        let [along_a, along_b] = self.gradient(line);
        Line {
            slope: line.slope - rate * along_a,
            intercept: line.intercept - rate * along_b,
        }
    }

    /// The eigenvalues of the Hessian 2 [[sum x^2, sum x], [sum x, n]], smaller one first: how
    /// sharply the bowl bends along its long and its short way.
    pub fn curvatures(&self) -> [f64; 2] {
        let aa = self.s_xx + self.n * self.x_mean * self.x_mean;
        let middle = (aa + self.n) / 2.0;
        let off = self.n * self.x_mean;
        let large = middle + ((aa - self.n) / 2.0).hypot(off);
        // From the determinant n S_xx: the difference of two large numbers would lose its digits.
        let small = if large > 0.0 {
            self.n * self.s_xx / large
        } else {
            0.0
        };
        [2.0 * self.share * small, 2.0 * self.share * large]
    }

    /// 2 / (largest eigenvalue of the Hessian): a step multiplies the distance to the minimum along
    /// the sharpest way by 1 - rate x eigenvalue, which beyond this rate is below -1.
    pub fn critical_rate(&self) -> f64 {
        2.0 / self.curvatures()[1]
    }

    /// How far a line is from the best slope, and from the middle of the points.
    fn offsets(&self, line: &Line) -> (f64, f64) {
        let level = line.predict(self.x_mean) - self.y_mean;
        (line.slope - self.slope, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray_rand::rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn random_points(random: &mut ChaCha8Rng) -> Vec<[f64; 2]> {
        let n = random.random_range(2..20);
        let mut one = |_| {
            [
                random.random_range(-4.0..6.0),
                random.random_range(-9.0..9.0),
            ]
        };
        (0..n).map(&mut one).collect()
    }

    #[test]
    fn by_hand() {
        let points = [[1.0, 2.0], [2.0, 5.0], [3.0, 5.0]];
        let error = SquaredError::new(&points, Form::Sum);
        let flat = Line {
            slope: 0.0,
            intercept: 0.0,
        };
        assert!((error.at(&flat) - 54.0).abs() < 1e-12);
        assert!((error.least() - 1.5).abs() < 1e-12);
        // -2 sum(x y) and -2 sum(y).
        assert_eq!(error.gradient(&flat), [-54.0, -24.0]);
        // 2 [[14, 6], [6, 3]] has trace 34 and determinant 24.
        let [small, large] = error.curvatures();
        assert!((small + large - 34.0).abs() < 1e-12 && (small * large - 24.0).abs() < 1e-12);
        let mean = SquaredError::new(&points, Form::Mean);
        assert!((mean.at(&flat) - 18.0).abs() < 1e-12);
        assert!((mean.critical_rate() - 3.0 * error.critical_rate()).abs() < 1e-12);
    }

    #[test]
    fn the_bowl_is_the_sum_over_the_points_and_its_slope_the_finite_difference() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..200 {
            let points = random_points(&mut random);
            let error = SquaredError::new(&points, Form::Sum);
            let line = Line {
                slope: random.random_range(-5.0..5.0),
                intercept: random.random_range(-5.0..5.0),
            };
            let direct = line.squared_error(&points);
            assert!((error.at(&line) / direct - 1.0).abs() < 1e-9);
            let h = 1e-5;
            let moved = |a: f64, b: f64| {
                let line = Line {
                    slope: line.slope + a,
                    intercept: line.intercept + b,
                };
                line.squared_error(&points)
            };
            let [along_a, along_b] = error.gradient(&line);
            let near = |x: f64, y: f64| (x - y).abs() < 1e-5 * (1.0 + x.abs());
            assert!(near(along_a, (moved(h, 0.0) - moved(-h, 0.0)) / (2.0 * h)));
            assert!(near(along_b, (moved(0.0, h) - moved(0.0, -h)) / (2.0 * h)));
        }
    }

    #[test]
    fn divergence_begins_where_the_eigenvalue_says_within_one_percent() {
        let mut random = ChaCha8Rng::seed_from_u64(2);
        for case in 0..200 {
            let points = random_points(&mut random);
            let form = if case % 2 == 0 { Form::Sum } else { Form::Mean };
            let error = SquaredError::new(&points, form);
            let best = Line::least_squares(&points).unwrap();
            let start = Line {
                slope: best.slope + 1.0,
                intercept: best.intercept + 0.7,
            };
            let after = |rate: f64| {
                let line = (0..2000).fold(start, |line, _| error.step(&line, rate));
                error.at(&line) - error.least()
            };
            let excess = error.at(&start) - error.least();
            let critical = error.critical_rate();
            assert!(after(critical * 0.99) < excess, "case {case} below");
            let above = after(critical * 1.01);
            assert!(above > 1e6 * excess || above.is_nan(), "case {case} above");
        }
    }

    #[test]
    fn points_on_one_x_make_a_valley_and_no_bowl() {
        let points = [[0.1, 2.0], [0.1, 4.0], [0.1, 6.0]];
        let error = SquaredError::new(&points, Form::Sum);
        let [small, large] = error.curvatures();
        assert!(small == 0.0 && large > 0.0 && error.critical_rate().is_finite());
        let level = |slope: f64| {
            error.at(&Line {
                slope,
                intercept: 4.0 - slope * 0.1,
            })
        };
        assert!((level(-7.0) - 8.0).abs() < 1e-9 && (level(3.0) - 8.0).abs() < 1e-9);
        let nothing = SquaredError::new(&[], Form::Mean);
        assert_eq!(
            nothing.at(&Line {
                slope: 3.0,
                intercept: 4.0
            }),
            0.0
        );
    }
}
