//! The cars of which weight, year and fuel economy are known, as a network takes them.

use crate::dataset::table::{Column, Table};
use crate::stats::{mean, variance};

/// A car.
#[derive(Debug, Clone, PartialEq)]
pub struct Car {
    pub name: String,
    /// Weight in pounds, year, miles per gallon.
    pub raw: [f64; 3],
    /// The same standardized.
    pub scaled: [f32; 3],
}

/// All of them, in the order of the table; none where it cannot be read.
pub fn cars() -> Vec<Car> {
    read().unwrap_or_default()
}

fn read() -> Option<Vec<Car>> {
    let table = Table::auto_mpg().ok()?;
    let rows = table.complete_rows(&["weight_lbs", "year", "mpg"])?;
    let Column::Text(names) = table.column("name")? else {
        return None;
    };
    let scales: Option<Vec<(f64, f64)>> = (0..3)
        .map(|column| {
            let values: Vec<f64> = rows.iter().map(|(_, row)| row[column]).collect();
            Some((mean(&values)?, variance(&values)?.sqrt()))
        })
        .collect();
    let scales = scales?;
    let car = |(row, values): &(usize, Vec<f64>)| Car {
        name: names[*row].clone().unwrap_or_default(),
        raw: [values[0], values[1], values[2]],
        scaled: [0, 1, 2].map(|at| ((values[at] - scales[at].0) / scales[at].1) as f32),
    };
    Some(rows.iter().map(car).collect())
}
