//! The line with the least sum of absolute errors, exactly.
//!
//! The sum is convex and made of planes, so some best line goes through two of the points; among
//! the lines through one point the best slope is a weighted median (P. Bloomfield and W. Steiger,
//! "Least Absolute Deviations", 1983).

use crate::stats::Line;

/// Sums within this share of each other count as equal.
const EQUAL: f64 = 1e-12;

impl Line {
    /// Sum of |y_i - a x_i - b| over `points` (x, y).
    pub fn absolute_error(&self, points: &[[f64; 2]]) -> f64 {
        let error = |&[x, y]: &[f64; 2]| (y - self.predict(x)).abs();
        points.iter().map(error).sum()
    }

    /// The line of least absolute deviations through `points` (x, y), in O(n^2 log n). Where many
    /// lines are equally good, the middle of them. `None` below two different x.
    pub fn least_absolute(points: &[[f64; 2]]) -> Option<Self> {
        let corners = points.iter().filter_map(|&point| through(point, points));
        let lines: Vec<Self> = corners.flatten().collect();
        let errors: Vec<f64> = lines.iter().map(|l| l.absolute_error(points)).collect();
        let least = errors.iter().copied().reduce(f64::min)?;
        let scale: f64 = points.iter().map(|[_, y]| y.abs()).sum();
        let good = |error: f64| error <= least + EQUAL * (least + scale);
        // The best lines form a segment or a polygon: these are its corners, some of them twice.
        let mut best: Vec<Self> = Vec::new();
        for (line, _) in lines.iter().zip(&errors).filter(|(_, error)| good(**error)) {
            if !best.iter().any(|known| known.is_about(line)) {
                best.push(*line);
            }
        }
        let n = best.len() as f64;
        let line = Self {
            slope: best.iter().map(|l| l.slope).sum::<f64>() / n,
            intercept: best.iter().map(|l| l.intercept).sum::<f64>() / n,
        };
        (line.slope.is_finite() && line.intercept.is_finite()).then_some(line)
    }

    fn is_about(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()));
        near(self.slope, other.slope) && near(self.intercept, other.intercept)
    }
}

/// The best lines through one point: the ends of the range of their slopes.
fn through([x, y]: [f64; 2], points: &[[f64; 2]]) -> Option<[Line; 2]> {
    let others = points.iter().filter(|other| other[0] != x);
    let mut slopes: Vec<(f64, f64)> = others
        .map(|other| ((other[1] - y) / (other[0] - x), (other[0] - x).abs()))
        .collect();
    slopes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = slopes.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let line = |slope: f64| Line {
        slope,
        intercept: y - slope * x,
    };
    let mut below = 0.0;
    for (i, (slope, weight)) in slopes.iter().enumerate() {
        below += weight;
        if below >= half * (1.0 - EQUAL) {
            // Exactly half below: every slope up to the next one is as good.
            let tied = below <= half * (1.0 + EQUAL);
            let next = slopes.get(i + 1).filter(|_| tied).map_or(*slope, |n| n.0);
            return Some([line(*slope), line(next)]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn four_points_on_a_line_outvote_a_fifth() {
        let points = [[0.0, 1.0], [1.0, 3.0], [2.0, 5.0], [3.0, 99.0], [4.0, 9.0]];
        let line = Line::least_absolute(&points).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-12 && (line.intercept - 1.0).abs() < 1e-12);
        assert!((line.absolute_error(&points) - 92.0).abs() < 1e-12);
    }

    #[test]
    fn where_the_minimum_is_a_segment_its_middle_is_taken() {
        // At x = 0 every line through [0, 1] is as good, at x = 2 every one through [0, 2].
        let points = [[0.0, 0.0], [0.0, 1.0], [2.0, 0.0], [2.0, 2.0]];
        let line = Line::least_absolute(&points).unwrap();
        // Corners: (0, 0), (1, 0), (-1/2, 1), (1/2, 1).
        assert!((line.slope - 0.25).abs() < 1e-12 && (line.intercept - 0.5).abs() < 1e-12);
        // Every line through the lone point from slope -1 to slope 1.
        let points = [[0.0, 0.0], [1.0, -1.0], [1.0, 1.0]];
        let line = Line::least_absolute(&points).unwrap();
        assert!(line.slope.abs() < 1e-12 && line.intercept.abs() < 1e-12);
    }

    #[test]
    fn a_vertical_cloud_has_no_line() {
        assert_eq!(
            Line::least_absolute(&[[0.1, 2.0], [0.1, 3.0], [0.1, 4.0]]),
            None
        );
        assert_eq!(Line::least_absolute(&[[1.0, 2.0]]), None);
        assert_eq!(Line::least_absolute(&[]), None);
    }

    proptest! {
        /// Against the slow way: every line through two points.
        #[test]
        fn no_line_through_two_points_has_a_smaller_error(
            points in prop::collection::vec(prop::array::uniform2(-10.0..10.0), 2..14),
        ) {
            let Some(line) = Line::least_absolute(&points) else { return Ok(()) };
            let error = line.absolute_error(&points);
            for p in &points {
                for q in points.iter().filter(|q| q[0] != p[0]) {
                    let slope = (q[1] - p[1]) / (q[0] - p[0]);
                    let other = Line { slope, intercept: p[1] - slope * p[0] };
                    prop_assert!(error <= other.absolute_error(&points) * (1.0 + 1e-9) + 1e-9);
                }
            }
        }
    }
}
