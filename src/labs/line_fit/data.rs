//! The data sets of the line fit, their axes, and the ranges of a and b that go with them.

use crate::dataset::table::Table;
use crate::labs::scale::Scale;
use crate::stats::{mean, variance};
use std::collections::BTreeSet;

/// Names of the data sets, in the order of the control.
pub const SETS: [&str; 5] = ["toy", "cars", "column", "five", "few"];

/// Names of the scales of the axes, in the order of the control.
pub const AXES: [&str; 2] = ["raw", "standardized"];

/// Eight points about a line, small enough to see every error.
pub const TOY: [[f64; 2]; 8] = [
    [0.5, 1.9],
    [1.0, 1.3],
    [1.5, 2.6],
    [2.0, 2.2],
    [3.0, 3.9],
    [3.5, 3.2],
    [4.0, 4.7],
    [5.0, 4.8],
];

/// Five points on the line y = 0.5x + 1, and three well above it.
const FIVE: [[f64; 2]; 8] = [
    [0.5, 1.25],
    [1.5, 1.75],
    [2.5, 2.25],
    [3.5, 2.75],
    [4.5, 3.25],
    [3.0, 4.0],
    [4.0, 5.0],
    [5.0, 5.8],
];

/// What slope and intercept may be over a few points: fine enough that moving one at a time, each to
/// its best, ends within 1% of the least E.
pub const SMALL: [Scale; 2] = [
    Scale::even((-1.0, 3.0), 0.01, 2),
    Scale::even((-2.0, 4.0), 0.02, 2),
];

/// Five points with whole coordinates, whose best line is 0.8x + 1.
const FEW: [[f64; 2]; 5] = [[0.0, 1.0], [1.0, 2.0], [2.0, 2.0], [3.0, 4.0], [4.0, 4.0]];

/// Five points on one x: every slope fits them as well.
const COLUMN: [[f64; 2]; 5] = [[2.0, 1.0], [2.0, 1.8], [2.0, 2.4], [2.0, 3.4], [2.0, 4.2]];

/// Points with the names and ranges of their axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// (x, y)
    pub points: Vec<[f64; 2]>,
    /// What x and y are, with their units.
    pub names: [&'static str; 2],
    /// The same in one, where there is no room for two.
    pub name: &'static str,
    /// The ranges of x and y to be drawn.
    pub ranges: [(f64, f64); 2],
    /// What E is measured in.
    pub unit: &'static str,
    /// How many of a few points lie on the line through most, and through most on another one.
    pub on_lines: Option<[usize; 2]>,
    /// The slope.
    pub a: Scale,
    /// The intercept.
    pub b: Scale,
}

impl Data {
    /// A data set on raw or standardized axes; `None` where its table cannot be read.
    pub fn new(set: usize, standardized: bool) -> Option<Self> {
        let raw = match set {
            1 => Self::cars()?,
            2 => Self::small(COLUMN.to_vec()),
            3 => Self::small(FIVE.to_vec()),
            4 => Self::small(FEW.to_vec()),
            _ => Self::toy(),
        };
        Some(if standardized {
            raw.standardize()?
        } else {
            raw
        })
    }

    /// The toy set on raw axes.
    pub fn toy() -> Self {
        Self::small(TOY.to_vec())
    }

    fn small(points: Vec<[f64; 2]>) -> Self {
        Self {
            on_lines: Some(on_lines(&points)),
            points,
            names: ["x", "y"],
            name: "y over x",
            ranges: [(0.0, 6.0), (0.0, 6.0)],
            unit: "",
            a: SMALL[0],
            b: SMALL[1],
        }
    }

    /// Weight against fuel economy, of the cars that have both.
    fn cars() -> Option<Self> {
        let rows = Table::auto_mpg()
            .ok()?
            .complete_rows(&["weight_lbs", "mpg"])?;
        Some(Self {
            points: rows.iter().map(|(_, row)| [row[0], row[1]]).collect(),
            names: ["weight, lb", "miles per gallon"],
            name: "miles per gallon over weight, lb",
            ranges: [(1500.0, 5500.0), (0.0, 50.0)],
            unit: "mpg^2",
            on_lines: None,
            a: Scale::even((-0.02, 0.01), 0.0001, 4),
            b: Scale::even((0.0, 60.0), 0.5, 1),
        })
    }

    /// Both coordinates with mean 0 and standard deviation 1; one without spread keeps its unit.
    fn standardize(self) -> Option<Self> {
        let scale = |k: usize| {
            let values: Vec<f64> = self.points.iter().map(|p| p[k]).collect();
            let spread = variance(&values)?.sqrt();
            Some((mean(&values)?, if spread > 1e-9 { spread } else { 1.0 }))
        };
        let (x, y) = (scale(0)?, scale(1)?);
        let (names, name) = match self.names[0] {
            "x" => (
                ["x, standardized", "y, standardized"],
                "y over x, standardized",
            ),
            _ => (
                ["weight, standardized", "miles per gallon, standardized"],
                "mpg over weight, standardized",
            ),
        };
        let scaled = |v: f64, (mean, spread): (f64, f64)| (v - mean) / spread;
        Some(Self {
            points: self
                .points
                .iter()
                .map(|p| [scaled(p[0], x), scaled(p[1], y)])
                .collect(),
            names,
            name,
            ranges: [(-3.0, 3.0), (-3.0, 3.0)],
            unit: "",
            on_lines: self.on_lines,
            a: Scale::even((-2.0, 2.0), 0.02, 2),
            b: Scale::even((-2.0, 2.0), 0.02, 2),
        })
    }
}

/// How many points lie on the straight line through most of them, and through most on another one: of
/// all lines through two of them.
fn on_lines(points: &[[f64; 2]]) -> [usize; 2] {
    let pairs = (0..points.len()).flat_map(|i| (0..i).map(move |j| [points[j], points[i]]));
    let on_line = |[from, to]: [[f64; 2]; 2]| -> Vec<usize> {
        let way = [to[0] - from[0], to[1] - from[1]];
        let off = |at: &[f64; 2]| way[0] * (at[1] - from[1]) - way[1] * (at[0] - from[0]);
        let on = points
            .iter()
            .enumerate()
            .filter(|(_, at)| off(at).abs() < 1e-9);
        on.map(|(at, _)| at).collect()
    };
    let lines: BTreeSet<Vec<usize>> = pairs.map(on_line).collect();
    let mut counts: Vec<usize> = lines.iter().map(Vec::len).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    [0, 1].map(|at| counts.get(at).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_through_most_points_is_found_among_all_lines_through_two() {
        let on_lines = |set| Data::new(set, false).unwrap().on_lines.unwrap();
        assert_eq!(on_lines(3), [5, 2]);
        assert_eq!(on_lines(2), [5, 0], "one upright line, and no other");
        assert_eq!(on_lines(4), [3, 2], "(0, 1), (1, 2) and (3, 4)");
    }

    #[test]
    fn standardized_columns_have_mean_zero_and_deviation_one() {
        for set in [0, 1] {
            let data = Data::new(set, true).unwrap();
            for k in [0, 1] {
                let values: Vec<f64> = data.points.iter().map(|p| p[k]).collect();
                assert!(mean(&values).unwrap().abs() < 1e-9);
                assert!((variance(&values).unwrap() - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_cars_with_both_values_are_398() {
        assert_eq!(Data::new(1, false).unwrap().points.len(), 398);
    }

    #[test]
    fn the_best_line_of_every_set_lies_within_its_knobs_and_points_within_its_axes() {
        use crate::stats::Line;
        for (set, standardized) in [(0, false), (0, true), (1, false), (1, true)] {
            let data = Data::new(set, standardized).unwrap();
            let best = Line::least_squares(&data.points).unwrap();
            let inside = |v: f64, (low, high): (f64, f64)| v > low && v < high;
            assert!(inside(best.slope, data.a.range) && inside(best.intercept, data.b.range));
            for p in &data.points {
                assert!(
                    inside(p[0], data.ranges[0]) && inside(p[1], data.ranges[1]),
                    "{p:?}"
                );
            }
        }
    }
}
