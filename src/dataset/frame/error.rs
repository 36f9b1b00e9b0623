//! What keeps a table from a regression.

use super::{LEAST_ROWS, MOST_INPUTS, MOST_ROWS};

/// Why a file cannot be learned from; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// Not CSV, or a row of another length.
    #[error("{file}: {source}")]
    Csv {
        /// The file.
        file: String,
        /// What the reader says; it names the line.
        source: csv::Error,
    },
    /// It cannot be read.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// More bytes than so many rows can have.
    #[error("{file} is larger than 16 MB: take a sample of its rows")]
    TooLarge {
        /// The file.
        file: String,
    },
    /// More rows than can be looked at after every epoch.
    #[error("{file} has more than {MOST_ROWS} rows: take a sample of them")]
    TooMany {
        /// The file.
        file: String,
    },
    /// Another separator.
    #[error("{file} separates its fields by semicolons: add --semicolons")]
    Semicolons {
        /// The file.
        file: String,
    },
    /// Another decimal sign.
    #[error(
        "{file}: the numbers in column {column} are written with a comma, as in 12,5: add --decimal-comma"
    )]
    DecimalCommas {
        /// The file.
        file: String,
        /// The first such column.
        column: String,
    },
    /// A heading is missing.
    #[error("{file}: there is no column {column}: it has {found}")]
    NoColumn {
        /// The file.
        file: String,
        /// The heading that was wanted.
        column: String,
        /// The headings there are.
        found: String,
    },
    /// Two columns of one name.
    #[error("{file}: two columns are called {column:?}: give each a name of its own")]
    SameHeading {
        /// The file.
        file: String,
        /// Their name.
        column: String,
    },
    /// Nothing that can be a number to predict.
    #[error(
        "{file}: {column} has {found:?} in it, and a regression predicts a number: name another column with --y, or leave the field empty if it is missing"
    )]
    TextTarget {
        /// The file.
        file: String,
        /// The column to predict.
        column: String,
        /// The first field that is no number.
        found: String,
    },
    /// The same number everywhere.
    #[error("{file}: every number in column {column} is the same: there is nothing to predict")]
    ConstantTarget {
        /// The file.
        file: String,
        /// The column to predict.
        column: String,
    },
    /// No column to predict from.
    #[error(
        "{file} has no column to predict from: every other one is text, constant or mostly missing"
    )]
    NoInputs {
        /// The file.
        file: String,
    },
    /// Too many columns.
    #[error("{file} would make {found} inputs, over the {MOST_INPUTS} allowed: take fewer columns")]
    TooWide {
        /// The file.
        file: String,
        /// How many there would be.
        found: usize,
    },
    /// Too little to learn from.
    #[error(
        "{file} has too few complete rows, {rows}: at least {LEAST_ROWS} are needed, a fifth of which is kept for testing"
    )]
    TooFew {
        /// The file.
        file: String,
        /// What is left of it.
        rows: usize,
    },
}
