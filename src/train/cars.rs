//! Auto MPG as a model takes it: six quantities and the origin in, miles per gallon out.

use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array2, Axis, concatenate, s};

use crate::dataset::scale::Scaler;
use crate::dataset::split;
use crate::dataset::table::{Table, TableError};
use crate::nn::Samples;

/// The quantities that go in.
pub const QUANTITIES: [&str; 6] = [
    "cylinders",
    "displacement_cu_in",
    "horsepower",
    "weight_lbs",
    "acceleration_s",
    "year",
];
/// Where a car may come from, in the order of the one-hot columns.
pub const ORIGINS: [&str; 3] = ["Europe", "Japan", "USA"];
/// Numbers that go in.
pub const INPUTS: usize = QUANTITIES.len() + ORIGINS.len();

/// The cars of which everything is known, in an order drawn by a seed: four fifths to learn from,
/// then the test set.
#[derive(Debug, Clone)]
pub struct Cars {
    cars: Vec<Car>,
    train: usize,
    dropped: usize,
}

#[derive(Debug, Clone)]
struct Car {
    mpg: f64,
    quantities: Vec<f64>,
    origin: usize,
}

/// Inputs (cars, 9) and targets (cars, 1).
pub type Rows = (Arc<dyn Samples>, Arc<dyn Samples>);

impl Cars {
    /// Reads the embedded table, leaves out the cars with something missing, and draws the order.
    ///
    /// # Errors
    /// None for the table as it is embedded.
    pub fn drawn(seed: u64) -> Result<Self, TableError> {
        let table = Table::auto_mpg()?;
        let mpg = table.numbers("mpg").unwrap_or_default();
        let (names, origins) = table.categories("origin").unwrap_or_default();
        let quantities = table.complete_rows(&QUANTITIES).unwrap_or_default();
        let complete = quantities.into_iter().filter_map(|(row, quantities)| {
            let name = &names[origins[row]?];
            Some(Car {
                mpg: mpg[row]?,
                quantities,
                origin: ORIGINS.iter().position(|origin| origin == name)?,
            })
        });
        let complete: Vec<Car> = complete.collect();
        let n = complete.len();
        let (train, test) = split::random(n, n / 5, seed).unwrap_or_default();
        let order = train.iter().chain(&test);
        Ok(Self {
            cars: order.map(|&i| complete[i].clone()).collect(),
            train: train.len(),
            dropped: table.rows() - n,
        })
    }

    /// How many there are to learn from; they come first.
    pub fn train(&self) -> usize {
        self.train
    }

    /// The others.
    pub fn test(&self) -> Range<usize> {
        self.train..self.cars.len()
    }

    /// How many were left out because their mpg or horsepower is missing.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// Two parts of the cars, both standardized with the statistics of the first, which is the one
    /// to learn from. `None` if that is empty or one of them reaches too far.
    pub fn samples(&self, learn: &Range<usize>, validate: &Range<usize>) -> Option<[Rows; 2]> {
        let shape = (self.cars.len(), QUANTITIES.len());
        let quantities = Array2::from_shape_fn(shape, |(i, j)| self.cars[i].quantities[j]);
        let rows: Vec<usize> = learn.clone().collect();
        let scaled = Scaler::standard(quantities.view(), &rows)?.apply(quantities.view());
        let one_hot =
            |(i, origin): (usize, usize)| f64::from(u8::from(self.cars[i].origin == origin));
        let origins = Array2::from_shape_fn((self.cars.len(), ORIGINS.len()), one_hot);
        let x = concatenate(Axis(1), &[scaled.view(), origins.view()]).ok()?;
        let x = x.mapv(|value| value as f32);
        let y = Array2::from_shape_fn((self.cars.len(), 1), |(i, _)| self.cars[i].mpg as f32);
        let part = |rows: &Range<usize>| -> Rows {
            let part = |all: &Array2<f32>| Arc::new(all.slice(s![rows.clone(), ..]).to_owned());
            (part(&x), part(&y))
        };
        (validate.end <= self.cars.len()).then(|| [part(learn), part(validate)])
    }

    /// One car as a line of CSV, unscaled: mpg, the quantities, the origin.
    ///
    /// # Panics
    /// If there is no such car.
    pub fn line(&self, car: usize) -> String {
        let Car {
            mpg,
            quantities,
            origin,
        } = &self.cars[car];
        let numbers = std::iter::once(mpg).chain(quantities);
        let mut fields: Vec<_> = numbers.map(f64::to_string).collect();
        fields.push(ORIGINS[*origin].to_string());
        fields.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::frame::Frame;
    use std::collections::HashSet;

    fn all((x, y): &Rows) -> (Array2<f32>, Vec<f32>) {
        let indices: Vec<u32> = (0..x.len() as u32).collect();
        let (mut rows, mut mpg) = (vec![0.0; x.len() * INPUTS], vec![0.0; x.len()]);
        x.gather(&indices, 0..x.width(), &mut rows);
        y.gather(&indices, 0..y.width(), &mut mpg);
        (
            Array2::from_shape_vec((x.len(), INPUTS), rows).unwrap(),
            mpg,
        )
    }

    #[test]
    fn cars_with_something_missing_are_left_out_and_a_fifth_of_the_others_is_the_test() {
        let cars = Cars::drawn(0).unwrap();
        // 406 rows, 8 without mpg and 6 without horsepower, and none without both.
        assert_eq!(
            (cars.dropped(), cars.train(), cars.test()),
            (14, 314, 314..392)
        );
        let lines = |seed| -> Vec<String> {
            let cars = Cars::drawn(seed).unwrap();
            (0..392).map(|car| cars.line(car)).collect()
        };
        let sorted = |mut lines: Vec<String>| {
            lines.sort();
            lines
        };
        assert_eq!(lines(3), lines(3));
        assert_ne!(lines(3), lines(4));
        assert_eq!(sorted(lines(3)), sorted(lines(4)));
        assert!(lines(3).contains(&"18,8,307,130,3504,12,1970,USA".to_string()));
    }

    #[test]
    fn only_the_rows_to_learn_from_say_how_to_scale() {
        let cars = Cars::drawn(1).unwrap();
        let [learn, validate] = cars.samples(&(0..314), &cars.test()).unwrap();
        let ((x, mpg), (xv, _)) = (all(&learn), all(&validate));
        for column in x.columns().into_iter().take(QUANTITIES.len()) {
            let mean = column.sum() / 314.0;
            let variance = column.mapv(|v| (v - mean).powi(2)).sum() / 314.0;
            assert!(
                mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4,
                "{mean} {variance}"
            );
        }
        let means = xv.mean_axis(Axis(0)).unwrap();
        assert!(
            means.iter().take(6).any(|mean| mean.abs() > 0.01),
            "{means}"
        );
        for row in x.rows().into_iter().chain(xv.rows()) {
            let hot: HashSet<u32> = row.iter().skip(6).map(|v| v.to_bits()).collect();
            assert_eq!((row.slice(s![6..]).sum(), hot.len()), (1.0, 2));
        }
        // The targets stay miles per gallon.
        let first: f32 = cars.line(0).split(',').next().unwrap().parse().unwrap();
        assert_eq!(mpg[0], first);
    }

    #[test]
    fn the_lab_reads_the_same_cars_out_of_the_same_table() {
        let (frame, cars) = (Frame::auto_mpg().unwrap(), Cars::drawn(3).unwrap());
        let [learn, held] = frame.drawn(3);
        let ours = frame.samples(&learn, &held).unwrap();
        let theirs = cars.samples(&(0..cars.train()), &cars.test()).unwrap();
        for ((x, y), theirs) in [ours.learn, ours.held].iter().zip(&theirs) {
            let (their_x, their_y) = all(theirs);
            assert_eq!((x, y.column(0).to_vec()), (&their_x, their_y));
        }
    }

    #[test]
    fn parts_that_are_not_there_are_refused() {
        let cars = Cars::drawn(0).unwrap();
        assert!(cars.samples(&(0..0), &(1..2)).is_none());
        assert!(cars.samples(&(0..393), &(1..2)).is_none());
        assert!(cars.samples(&(0..2), &(1..393)).is_none());
    }
}
