//! What a column is, told from what stands in it.

use std::collections::BTreeSet;

use super::{Format, FrameError};

/// More values than these are no category: each would be an input of its own. Nor are they where most
/// stand in one row only: those are names.
pub const MOST_LEVELS: usize = 12;

/// What a column turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A quantity: it is standardized.
    Number,
    /// One of a few values, in alphabetical order: an input of 0 or 1 for each.
    Category(Vec<String>),
    /// So many different values: left out.
    Text(usize),
    /// The same value in every row: left out.
    Constant,
    /// No value in more than half of the rows: left out.
    Missing,
}

/// A column as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Rows in which it has no value.
    pub missing: usize,
}

impl Column {
    /// How many numbers go in for it.
    pub fn inputs(&self) -> usize {
        match &self.kind {
            Kind::Number => 1,
            Kind::Category(levels) => levels.len(),
            Kind::Text(_) | Kind::Constant | Kind::Missing => 0,
        }
    }
}

/// The values of an input, row by row; none where the row has none.
type Input = Vec<Option<f64>>;

/// Whether a field says that there is no value.
fn present(field: &str) -> Option<&str> {
    let missing = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"];
    (!missing.contains(&field)).then_some(field)
}

/// A number as the file writes it; none for anything else.
fn number(field: &str, format: Format) -> Option<f64> {
    let value = match format.decimal_comma {
        true => field.replacen(',', ".", 1).parse(),
        false => field.parse(),
    };
    value.ok().filter(|value: &f64| value.is_finite())
}

/// Whether most of the fields are numbers if their comma is a point, as in 12,5.
fn has_decimal_commas<'a>(fields: impl Iterator<Item = &'a str> + Clone, format: Format) -> bool {
    let comma = Format {
        decimal_comma: true,
        ..format
    };
    let found = fields.clone().filter_map(present);
    let reads = |field: &&str| field.contains(',') && number(field, comma).is_some();
    !format.decimal_comma && 2 * found.clone().filter(reads).count() > found.count()
}

/// Tells what a column is; gives its inputs.
pub fn told_apart<'a>(
    file: &str,
    name: &str,
    fields: impl Iterator<Item = &'a str> + Clone,
    format: Format,
) -> Result<(Column, Vec<Input>), FrameError> {
    if has_decimal_commas(fields.clone(), format) {
        return Err(FrameError::DecimalCommas {
            file: file.to_owned(),
            column: name.to_owned(),
        });
    }
    let values = fields.clone().map(present);
    let rows = fields.count();
    let levels: BTreeSet<&str> = values.clone().flatten().collect();
    let missing = values.clone().filter(Option::is_none).count();
    let is_number = levels.iter().all(|level| number(level, format).is_some());
    let (kind, inputs) = if 2 * missing > rows || levels.is_empty() {
        (Kind::Missing, Vec::new())
    } else if levels.len() == 1 {
        (Kind::Constant, Vec::new())
    } else if is_number {
        let read = |field: &str| number(field, format);
        (
            Kind::Number,
            vec![values.map(|it| it.and_then(read)).collect()],
        )
    } else if levels.len() <= MOST_LEVELS.min((rows - missing) / 2) {
        let hot = |level: &str| -> Input {
            let is = |field: &str| f64::from(u8::from(field == level));
            values.clone().map(|it| it.map(is)).collect()
        };
        let inputs = levels.iter().map(|level| hot(level)).collect();
        let names = levels.iter().map(|&level| level.to_owned()).collect();
        (Kind::Category(names), inputs)
    } else {
        (Kind::Text(levels.len()), Vec::new())
    };
    let column = Column {
        name: name.to_owned(),
        kind,
        missing,
    };
    Ok((column, inputs))
}

/// The values to predict.
pub fn target<'a>(
    file: &str,
    name: &str,
    fields: impl Iterator<Item = &'a str> + Clone,
    format: Format,
) -> Result<Input, FrameError> {
    let (file, column) = (file.to_owned(), name.to_owned());
    if has_decimal_commas(fields.clone(), format) {
        return Err(FrameError::DecimalCommas { file, column });
    }
    let mut values = Vec::new();
    for field in fields.map(present) {
        let value = field.map(|field| number(field, format).ok_or(field));
        match value.transpose() {
            Ok(value) => values.push(value),
            Err(found) => {
                let found = found.to_owned();
                return Err(FrameError::TextTarget {
                    file,
                    column,
                    found,
                });
            }
        }
    }
    Ok(values)
}
