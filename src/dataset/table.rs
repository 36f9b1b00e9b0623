//! Tables as they come: numbers, text, categories, and values that are missing and stay missing.

pub(crate) mod error;

use std::collections::BTreeSet;
use std::io::Read;

use crate::dataset::catalog::{AUTO_MPG, Embedded, PENGUINS};

pub use error::TableError;

/// How a column is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A quantity.
    Number,
    /// Free text.
    Text,
    /// One of a few names.
    Category,
}

/// The values of a column, one for each row, `None` where it is missing.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Quantities.
    Numbers(Vec<Option<f64>>),
    /// Free text.
    Text(Vec<Option<String>>),
    /// Names, in alphabetical order, and for each row the place of its name among them.
    Categories {
        /// The names.
        levels: Vec<String>,
        /// For each row the index of its name.
        codes: Vec<Option<usize>>,
    },
}

/// Named columns of equal length.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    rows: usize,
    columns: Vec<(String, Column)>,
}

impl Table {
    /// Fuel economy of 406 cars, 1970 to 1982; 8 have no `mpg`, 6 no `horsepower`.
    pub fn auto_mpg() -> Result<Self, TableError> {
        use ColumnKind::{Category, Number, Text};
        Self::embedded(
            &AUTO_MPG,
            &[
                ("name", Text),
                ("mpg", Number),
                ("cylinders", Number),
                ("displacement_cu_in", Number),
                ("horsepower", Number),
                ("weight_lbs", Number),
                ("acceleration_s", Number),
                ("year", Number),
                ("origin", Category),
            ],
        )
    }

    /// 344 penguins of three species from Palmer Station; two were not measured.
    pub fn penguins() -> Result<Self, TableError> {
        use ColumnKind::{Category, Number};
        Self::embedded(
            &PENGUINS,
            &[
                ("species", Category),
                ("island", Category),
                ("bill_length_mm", Number),
                ("bill_depth_mm", Number),
                ("flipper_length_mm", Number),
                ("body_mass_g", Number),
                ("sex", Category),
                ("year", Number),
            ],
        )
    }

    fn embedded(file: &Embedded, columns: &[(&str, ColumnKind)]) -> Result<Self, TableError> {
        let io = |source| TableError::Io {
            file: file.name().to_string(),
            source,
        };
        Self::read(file.name(), file.open().map_err(io)?, columns)
    }

    /// Reads the named columns of a CSV file with headings. An empty field or `NA` is missing.
    pub fn read(
        file: &str,
        content: impl Read,
        columns: &[(&str, ColumnKind)],
    ) -> Result<Self, TableError> {
        Self::read_first(file, content, columns, usize::MAX)
    }

    /// The same of so many rows at the most: what stands behind them is not looked at.
    pub fn read_first(
        file: &str,
        content: impl Read,
        columns: &[(&str, ColumnKind)],
        most: usize,
    ) -> Result<Self, TableError> {
        let csv_error = |source| TableError::Csv {
            file: file.to_string(),
            source,
        };
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(content);
        let headings = reader.headers().map_err(csv_error)?.clone();
        let records: Vec<csv::StringRecord> = reader
            .into_records()
            .take(most)
            .collect::<Result<_, _>>()
            .map_err(csv_error)?;
        let read_column = |&(name, kind): &(&str, ColumnKind)| {
            let place = headings.iter().position(|heading| heading == name);
            let place = place.ok_or_else(|| TableError::NoColumn {
                file: file.to_string(),
                column: name.to_string(),
                found: headings.iter().collect::<Vec<_>>().join(", "),
            })?;
            let fields = records.iter().map(|record| {
                let line = record.position().map_or(0, csv::Position::line);
                (
                    line,
                    record
                        .get(place)
                        .filter(|field| !matches!(*field, "" | "NA")),
                )
            });
            let column = match kind {
                ColumnKind::Number => numbers(fields).map_err(|(line, found)| {
                    let (file, column) = (file.to_string(), name.to_string());
                    TableError::NotANumber {
                        file,
                        line,
                        column,
                        found,
                    }
                })?,
                ColumnKind::Text => {
                    Column::Text(fields.map(|(_, f)| f.map(str::to_string)).collect())
                }
                ColumnKind::Category => categories(fields.map(|(_, f)| f)),
            };
            Ok((name.to_string(), column))
        };
        let columns = columns.iter().map(read_column).collect::<Result<_, _>>()?;
        Ok(Self {
            rows: records.len(),
            columns,
        })
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, column)| column)
    }

    /// The quantities of a column of numbers.
    pub fn numbers(&self, name: &str) -> Option<&[Option<f64>]> {
        match self.column(name)? {
            Column::Numbers(values) => Some(values),
            _ => None,
        }
    }

    /// The names of a column of categories, and for each row the place of its name among them.
    pub fn categories(&self, name: &str) -> Option<(&[String], &[Option<usize>])> {
        match self.column(name)? {
            Column::Categories { levels, codes } => Some((levels, codes)),
            _ => None,
        }
    }

    /// The rows in which every one of these number columns has a value, with those values.
    /// `None` if one of them is not a column of numbers.
    pub fn complete_rows(&self, names: &[&str]) -> Option<Vec<(usize, Vec<f64>)>> {
        let columns: Vec<_> = names
            .iter()
            .map(|name| self.numbers(name))
            .collect::<Option<_>>()?;
        let row = |i: usize| {
            let values: Option<Vec<f64>> = columns.iter().map(|column| column[i]).collect();
            Some((i, values?))
        };
        Some((0..self.rows).filter_map(row).collect())
    }
}

type Field<'a> = (u64, Option<&'a str>);

fn numbers<'a>(fields: impl Iterator<Item = Field<'a>>) -> Result<Column, (u64, String)> {
    let parse = |(line, field): Field| match field.map(str::parse::<f64>) {
        None => Ok(None),
        Some(Ok(value)) if value.is_finite() => Ok(Some(value)),
        Some(_) => Err((line, field.unwrap_or_default().to_string())),
    };
    fields
        .map(parse)
        .collect::<Result<_, _>>()
        .map(Column::Numbers)
}

fn categories<'a>(fields: impl Iterator<Item = Option<&'a str>> + Clone) -> Column {
    let levels: BTreeSet<&str> = fields.clone().flatten().collect();
    let levels: Vec<String> = levels.into_iter().map(str::to_string).collect();
    let code = |field: &str| {
        levels
            .binary_search_by(|level| level.as_str().cmp(field))
            .ok()
    };
    let codes = fields.map(|field| field.and_then(code)).collect();
    Column::Categories { levels, codes }
}

#[cfg(test)]
mod tests;
