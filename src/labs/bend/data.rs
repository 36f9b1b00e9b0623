//! The points: invented ones along a wave, or the cars by their weight.

use crate::dataset::table::Table;
use crate::stats::{mean, variance};
use ndarray::Array2;
use ndarray_rand::rand::SeedableRng;
use ndarray_rand::rand_distr::{Distribution, StandardNormal};
use rand_chacha::ChaCha8Rng;
use std::f64::consts::PI;

/// Names of the sets, in the order of the control.
pub const SETS: [&str; 2] = ["wave", "cars"];

/// Invented points, and what jostles them.
const POINTS: usize = 60;
const NOISE: f64 = 0.1;

/// Points with what they measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// (x, y), in their units.
    pub points: Vec<[f64; 2]>,
    /// What x and y are, with their units.
    pub names: [&'static str; 2],
    /// The ranges of x and y to be drawn.
    pub ranges: [(f64, f64); 2],
    /// What y is measured in, or empty.
    pub unit: &'static str,
    /// Mean and standard deviation of x and y: a network is given both standardized.
    scales: [(f64, f64); 2],
}

impl Data {
    /// A set by its place among the names; the wave where the table cannot be read.
    pub fn of(set: usize) -> Self {
        match set {
            1 => Self::cars().unwrap_or_else(Self::wave),
            _ => Self::wave(),
        }
    }

    fn wave() -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(0);
        let points = (0..POINTS).map(|at| {
            let x = -1.0 + 2.0 * (at as f64 + 0.5) / POINTS as f64;
            let noise: f64 = StandardNormal.sample(&mut random);
            [x, (PI * x).sin() + NOISE * noise]
        });
        let ranges = [(-1.0, 1.0), (-1.5, 1.5)];
        Self::new(points.collect(), ["x", "y"], ranges, "")
    }

    /// The cars of which weight and fuel economy are known.
    fn cars() -> Option<Self> {
        let rows = Table::auto_mpg()
            .ok()?
            .complete_rows(&["weight_lbs", "mpg"])?;
        let points = rows.iter().map(|(_, row)| [row[0] / 1000.0, row[1]]);
        let names = ["weight, 1000 lb", "miles per gallon"];
        let ranges = [(1.5, 5.5), (0.0, 50.0)];
        Some(Self::new(points.collect(), names, ranges, "mpg"))
    }

    fn new(
        points: Vec<[f64; 2]>,
        names: [&'static str; 2],
        ranges: [(f64, f64); 2],
        unit: &'static str,
    ) -> Self {
        let scales = [0, 1].map(|axis| {
            let values: Vec<f64> = points.iter().map(|point| point[axis]).collect();
            let spread = variance(&values).unwrap_or(1.0).sqrt();
            (mean(&values).unwrap_or(0.0), spread)
        });
        Self {
            points,
            names,
            ranges,
            unit,
            scales,
        }
    }

    /// Inputs or targets as the network is given them, (points, 1).
    pub fn column(&self, axis: usize) -> Array2<f32> {
        let value = |(row, _): (usize, usize)| self.scaled(axis, self.points[row][axis]);
        Array2::from_shape_fn((self.points.len(), 1), value)
    }

    /// A number as the network is given it.
    pub fn scaled(&self, axis: usize, value: f64) -> f32 {
        let (mean, spread) = self.scales[axis];
        ((value - mean) / spread) as f32
    }

    /// What the network says, in the unit of y.
    pub fn unit_of(&self, said: f32) -> f64 {
        let (mean, spread) = self.scales[1];
        mean + spread * f64::from(said)
    }

    /// The root of the mean squared error of predictions, in the unit of y.
    pub fn error(&self, said: impl Iterator<Item = f64>) -> f64 {
        let squares = self
            .points
            .iter()
            .zip(said)
            .map(|([_, y], said)| (y - said).powi(2));
        (squares.sum::<f64>() / self.points.len() as f64).sqrt()
    }
}
