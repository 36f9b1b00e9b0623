//! What can be wrong with a table.

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Not CSV, or a row of another length.
    #[error("{file}: {source}")]
    Csv {
        /// The file.
        file: String,
        /// What the reader says; it names the line.
        source: csv::Error,
    },
    /// The file cannot be unpacked or read.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A heading is missing.
    #[error("{file}: there is no column {column}: it has {}", headings(found))]
    NoColumn {
        /// The file.
        file: String,
        /// The heading that was wanted.
        column: String,
        /// The headings there are.
        found: String,
    },
    /// Something that is no number in a column of numbers.
    #[error("{file}:{line}: {column} is {found:?}, not a number; leave it empty if it is missing")]
    NotANumber {
        /// The file.
        file: String,
        /// The line of the file, counted from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        found: String,
    },
}

/// The headings that were found, and what the file may be if they are none.
fn headings(found: &str) -> String {
    match found {
        "" => "no headings, and nothing else".to_owned(),
        one if one.contains(';') && !one.contains(',') => {
            format!("{one}: are these several? Save it with commas between the fields")
        }
        several => several.to_owned(),
    }
}
