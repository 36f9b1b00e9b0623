//! A table as a regression takes it, whoever made it: its columns are told apart by what stands in
//! them, and each is scaled, spread out over several inputs, or left out.

mod column;
mod error;

use std::io::Read;

use ndarray::Array2;

use crate::dataset::catalog::AUTO_MPG;
use crate::dataset::scale::Scaler;
use crate::dataset::split;

pub use column::{Column, Kind};
pub use error::FrameError;

/// Most bytes of a file.
const MOST_BYTES: u64 = 16 << 20;
/// Most rows that are taken: all are looked at after every epoch.
pub const MOST_ROWS: usize = 20_000;
/// Most numbers that go in: each is a column of weights.
pub const MOST_INPUTS: usize = 200;
/// Fewer complete rows cannot be parted into those to learn from and those kept for testing.
pub const LEAST_ROWS: usize = 10;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// Fields are separated by semicolons, not by commas.
    pub semicolons: bool,
    /// Numbers are written 12,5 and not 12.5.
    pub decimal_comma: bool,
}

/// The rows of a table in which nothing is missing, as numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The column to predict.
    pub target: String,
    /// What was found of every other column, and what was done to it.
    pub columns: Vec<Column>,
    /// Rows of the file.
    pub rows: usize,
    /// How many of them have no target.
    pub without_target: usize,
    /// (rows, inputs): quantities in their units, and 0 or 1 for each value of a category.
    x: Array2<f64>,
    /// In the target's unit.
    y: Vec<f64>,
    /// The target is standardized as well: nobody knows how large a stranger's numbers are.
    scales_target: bool,
}

/// Inputs (rows, inputs) and targets (rows, 1).
pub type Rows = (Array2<f32>, Array2<f32>);

/// What a network is given of a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    /// Rows to learn from.
    pub learn: Rows,
    /// Others.
    pub held: Rows,
    /// What was taken off a target, and what it was divided by.
    pub target: (f64, f64),
}

impl Frame {
    /// The course's cars, by their fuel economy.
    ///
    /// # Errors
    /// None for the table as it is embedded.
    pub fn auto_mpg() -> Result<Self, FrameError> {
        let file = AUTO_MPG.name();
        let io = |source| FrameError::Io {
            file: file.to_owned(),
            source,
        };
        let frame = Self::read(file, AUTO_MPG.open().map_err(io)?, "mpg", Format::default())?;
        Ok(Self {
            scales_target: false,
            ..frame
        })
    }

    /// Reads a CSV file with headings, to predict the column `target` from all others.
    ///
    /// # Errors
    /// What is wrong with the file, and what to do about it.
    pub fn read(
        file: &str,
        content: impl Read,
        target: &str,
        format: Format,
    ) -> Result<Self, FrameError> {
        let name = || file.to_owned();
        let mut bytes = Vec::new();
        let read = content.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|source| FrameError::Io {
            file: name(),
            source,
        })?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(FrameError::TooLarge { file: name() });
        }
        let (headings, records) = fields(file, &bytes, format)?;
        let place = headings.iter().position(|heading| heading == target);
        let place = place.ok_or_else(|| FrameError::NoColumn {
            file: name(),
            column: target.to_owned(),
            found: match headings.iter().all(String::is_empty) {
                true => "no names in its first line".to_owned(),
                false => headings.join(", "),
            },
        })?;
        let all = |at: usize| {
            records
                .iter()
                .map(move |record| record.get(at).unwrap_or(""))
        };
        let y = column::target(file, target, all(place), format)?;
        let too_few = |rows| FrameError::TooFew { file: name(), rows };
        let with_target = y.iter().flatten().count();
        if with_target < LEAST_ROWS {
            return Err(too_few(with_target));
        }
        let (mut columns, mut inputs) = (Vec::new(), Vec::new());
        for (at, heading) in headings.iter().enumerate().filter(|(at, _)| *at != place) {
            let (column, values) = column::told_apart(file, heading, all(at), format)?;
            columns.push(column);
            inputs.extend(values);
        }
        match inputs.len() {
            0 => return Err(FrameError::NoInputs { file: name() }),
            1..=MOST_INPUTS => {}
            found => {
                return Err(FrameError::TooWide {
                    file: name(),
                    found,
                });
            }
        }
        let complete =
            |row: &usize| y[*row].is_some() && inputs.iter().all(|it| it[*row].is_some());
        let whole: Vec<usize> = (0..records.len()).filter(complete).collect();
        if whole.len() < LEAST_ROWS {
            return Err(too_few(whole.len()));
        }
        let value = |(row, input): (usize, usize)| inputs[input][whole[row]].unwrap_or_default();
        let frame = Self {
            target: target.to_owned(),
            columns,
            rows: records.len(),
            without_target: y.iter().filter(|value| value.is_none()).count(),
            x: Array2::from_shape_fn((whole.len(), inputs.len()), value),
            y: whole.iter().filter_map(|row| y[*row]).collect(),
            scales_target: true,
        };
        match frame.y.iter().all(|value| *value == frame.y[0]) {
            true => Err(FrameError::ConstantTarget {
                file: name(),
                column: target.to_owned(),
            }),
            false => Ok(frame),
        }
    }

    /// Rows in which nothing is missing.
    pub fn complete(&self) -> usize {
        self.y.len()
    }

    /// How many rows are kept for testing: a fifth.
    pub fn held_out(&self) -> usize {
        self.complete() / 5
    }

    /// Numbers that go in.
    pub fn inputs(&self) -> usize {
        self.x.ncols()
    }

    /// Whether the target is standardized while it is learned.
    pub fn scales_target(&self) -> bool {
        self.scales_target
    }

    /// What is to be predicted for the rows at these places, in the units of the table.
    pub fn targets(&self, rows: &[usize]) -> Vec<f64> {
        rows.iter().map(|&row| self.y[row]).collect()
    }

    /// The places of the rows to learn from and of those held out, drawn by a seed.
    pub fn drawn(&self, seed: u64) -> [Vec<usize>; 2] {
        let parts = split::random(self.complete(), self.held_out(), seed);
        // A fifth of ten rows or more leaves some on both sides.
        parts.map_or_else(|| [Vec::new(), Vec::new()], |(learn, held)| [learn, held])
    }

    /// Rows to learn from and others: everything is standardized with the statistics of the first
    /// alone. `None` if there is nothing to learn from, or a row is not there.
    pub fn samples(&self, learn: &[usize], held: &[usize]) -> Option<Samples> {
        let scaled = Scaler::standard(self.x.view(), learn)?.apply(self.x.view());
        let target = match self.scales_target {
            true => standard(&self.targets(learn))?,
            false => (0.0, 1.0),
        };
        let quantity = self.quantities();
        let part = |rows: &[usize]| -> Option<Rows> {
            let input = |(row, input): (usize, usize)| {
                let from = if quantity[input] { &scaled } else { &self.x };
                from[[rows[row], input]] as f32
            };
            let output =
                |(row, _): (usize, usize)| ((self.y[rows[row]] - target.0) / target.1) as f32;
            let there = rows.iter().all(|&row| row < self.complete());
            there.then(|| {
                let x = Array2::from_shape_fn((rows.len(), self.inputs()), input);
                (x, Array2::from_shape_fn((rows.len(), 1), output))
            })
        };
        Some(Samples {
            learn: part(learn)?,
            held: part(held)?,
            target,
        })
    }

    /// Of each input whether it is a quantity: what is 0 or 1 needs no scale.
    fn quantities(&self) -> Vec<bool> {
        let each = self.columns.iter().flat_map(|column| {
            let quantity = column.kind == Kind::Number;
            std::iter::repeat_n(quantity, column.inputs())
        });
        each.collect()
    }
}

/// Mean and standard deviation, 1 where all are equal; none of nothing.
fn standard(values: &[f64]) -> Option<(f64, f64)> {
    let values = ndarray::ArrayView1::from(values);
    let spread = values.std(0.0);
    Some((values.mean()?, if spread > 0.0 { spread } else { 1.0 }))
}

/// The headings of a file, and the fields of its rows.
fn fields(
    file: &str,
    bytes: &[u8],
    format: Format,
) -> Result<(Vec<String>, Vec<csv::StringRecord>), FrameError> {
    let csv_error = |source| FrameError::Csv {
        file: file.to_owned(),
        source,
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if format.semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let headings: Vec<String> = reader
        .headers()
        .map_err(csv_error)?
        .iter()
        .map(str::to_owned)
        .collect();
    // One heading full of semicolons is many.
    if !format.semicolons && headings.iter().all(|it| it.contains(';')) && !headings.is_empty() {
        return Err(FrameError::Semicolons {
            file: file.to_owned(),
        });
    }
    if let Some(twice) = (1..headings.len()).find(|&at| headings[..at].contains(&headings[at])) {
        return Err(FrameError::SameHeading {
            file: file.to_owned(),
            column: headings[twice].clone(),
        });
    }
    // One row more than is taken says that there are too many.
    let records = reader.into_records().take(MOST_ROWS + 1);
    let records: Vec<csv::StringRecord> = records.collect::<Result<_, _>>().map_err(csv_error)?;
    match records.len() > MOST_ROWS {
        true => Err(FrameError::TooMany {
            file: file.to_owned(),
        }),
        false => Ok((headings, records)),
    }
}

#[cfg(test)]
mod tests;
