//! Somebody's own points: two columns of numbers and one that says the class, out of a CSV file.

use std::io::Read;

use crate::dataset::table::{ColumnKind, Table, TableError};

/// The largest number of a column: products of such are still numbers.
const MOST: f64 = 1e18;

/// Most bytes of a file.
const MOST_BYTES: u64 = 16 << 20;
/// Most rows that are taken: every point is looked at many times a second.
pub const MOST_ROWS: usize = 5_000;
/// Most classes: each has a letter and a sign of its own on a screen.
pub const MOST_CLASSES: usize = 8;

/// Points in the units of their file, each of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// Names of both columns.
    pub axes: [String; 2],
    /// Names of the classes, in alphabetical order.
    pub classes: Vec<String>,
    /// Where each point lies, and the place of its class among them.
    pub points: Vec<([f64; 2], usize)>,
    /// Rows left out because something is missing in them.
    pub dropped: usize,
}

/// Why a file has no points to be classified.
#[derive(Debug, thiserror::Error)]
pub enum LabelledError {
    /// It is no table, or has no such columns.
    #[error(transparent)]
    Table(#[from] TableError),
    /// One column for two purposes.
    #[error("{column} is named twice: x, y and the class are three columns")]
    SameColumn {
        /// Its name.
        column: String,
    },
    /// Too little to learn from.
    #[error(
        "{file} has too few complete rows, {rows}: at least 8 are needed, some of which are kept for testing"
    )]
    TooFew {
        /// The file.
        file: String,
        /// What is left of it.
        rows: usize,
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
    /// More than can be looked at while it trains.
    #[error("{file} has more than {MOST_ROWS} rows: take a sample of them")]
    TooMany {
        /// The file.
        file: String,
    },
    /// Nothing to tell apart, or too much.
    #[error("{file} has {found} in its column {column}: between 2 and {MOST_CLASSES} can be told apart here", found = classes(*found))]
    Classes {
        /// The file.
        file: String,
        /// The column of the class.
        column: String,
        /// How many there are.
        found: usize,
    },
    /// A number that the network could not compute with.
    #[error("column {column} of {file} has a number beyond {MOST:e}: count it in larger units")]
    Far {
        /// The file.
        file: String,
        /// The column.
        column: String,
    },
    /// A column with one value.
    #[error("every number in column {column} of {file} is the same: it tells no classes apart")]
    Constant {
        /// The file.
        file: String,
        /// The column.
        column: String,
    },
}

fn classes(found: usize) -> String {
    match found {
        1 => "1 class".to_owned(),
        found => format!("{found} classes"),
    }
}

impl Labelled {
    /// Reads the columns `x`, `y` and `class` of a CSV file with headings. Rows in which one of them
    /// is missing are left out.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(
        file: &str,
        content: impl Read,
        [x, y, class]: [&str; 3],
    ) -> Result<Self, LabelledError> {
        let same = [(x, y), (x, class), (y, class)];
        if let Some((column, _)) = same.into_iter().find(|(one, other)| one == other) {
            let column = column.to_owned();
            return Err(LabelledError::SameColumn { column });
        }
        let kinds = [
            (x, ColumnKind::Number),
            (y, ColumnKind::Number),
            (class, ColumnKind::Category),
        ];
        let file = || file.to_owned();
        let mut bytes = Vec::new();
        let read = content.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|source| LabelledError::Io {
            file: file(),
            source,
        })?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(LabelledError::TooLarge { file: file() });
        }
        // One row more than is taken says that there are too many.
        let table = Table::read_first(&file(), bytes.as_slice(), &kinds, MOST_ROWS + 1)?;
        if table.rows() > MOST_ROWS {
            return Err(LabelledError::TooMany { file: file() });
        }
        let rows = table.complete_rows(&[x, y]).unwrap_or_default();
        let (names, codes) = table.categories(class).unwrap_or_default();
        let point = |(row, at): &(usize, Vec<f64>)| Some(([at[0], at[1]], codes[*row]?));
        let points: Vec<_> = rows.iter().filter_map(point).collect();
        let mut used: Vec<usize> = points.iter().map(|point| point.1).collect();
        used.sort_unstable();
        used.dedup();
        let (found, column) = (used.len(), class.to_owned());
        if points.len() < 8 {
            let rows = points.len();
            return Err(LabelledError::TooFew { file: file(), rows });
        }
        if !(2..=MOST_CLASSES).contains(&found) {
            let file = file();
            return Err(LabelledError::Classes {
                file,
                column,
                found,
            });
        }
        for (axis, column) in [x, y].into_iter().enumerate() {
            if points.iter().any(|(at, _)| at[axis].abs() > MOST) {
                let (file, column) = (file(), column.to_owned());
                return Err(LabelledError::Far { file, column });
            }
            if points.iter().all(|(at, _)| at[axis] == points[0].0[axis]) {
                let (file, column) = (file(), column.to_owned());
                return Err(LabelledError::Constant { file, column });
            }
        }
        // A class of which no row is whole is none.
        let place = |class: usize| used.binary_search(&class).unwrap_or_default();
        Ok(Self {
            axes: [x, y].map(str::to_owned),
            classes: used.iter().map(|&class| names[class].clone()).collect(),
            dropped: table.rows() - points.len(),
            points: points
                .iter()
                .map(|&(at, class)| (at, place(class)))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["width", "height", "kind"];

    fn read(rows: &str) -> Result<Labelled, LabelledError> {
        let text = format!("kind,width,height\n{rows}");
        Labelled::read("own.csv", text.as_bytes(), COLUMNS)
    }

    fn refused(rows: &str) -> String {
        read(rows).expect_err(rows).to_string()
    }

    const EIGHT: &str = "a,1,2\nb,2,1\na,3,2\nb,4,1\na,5,2\nb,6,1\na,7,2\nb,8,1\n";

    #[test]
    fn columns_are_found_by_name_and_rows_with_something_missing_are_left_out() {
        let own = read(&format!("{EIGHT}b,,3\n,4,4\nc,NA,4\n")).unwrap();
        assert_eq!(own.classes, ["a", "b"], "no row of c is whole");
        assert_eq!((own.points.len(), own.dropped), (8, 3));
        assert_eq!(own.points[3], ([4.0, 1.0], 1));
        assert_eq!(own.axes, ["width", "height"]);
    }

    #[test]
    fn a_number_too_large_to_compute_with_and_a_file_of_other_signs_are_said() {
        let far = refused(&format!("{EIGHT}a,19e300,2\n"));
        assert!(
            far.contains("column width of own.csv has a number beyond 1e18"),
            "{far}"
        );
        let of = |text: &str| {
            let read = Labelled::read("own.csv", text.as_bytes(), COLUMNS);
            read.unwrap_err().to_string()
        };
        let semicolons = of("kind;width;height\na;1;2\n");
        assert!(semicolons.contains("with commas between"), "{semicolons}");
        assert!(of("").contains("it has no headings"), "{}", of(""));
    }

    #[test]
    fn what_cannot_be_classified_is_said_with_the_file_and_the_place() {
        assert!(
            refused("a,1,2\nb,2,1\n").contains("own.csv has too few complete rows, 2: at least 8")
        );
        assert!(refused(&EIGHT.replace('b', "a")).contains("has 1 class in its column kind"));
        let each: String = (0..9).map(|i| format!("c{i},{i},{i}\n")).collect();
        assert!(refused(&each).contains("has 9 classes in its column kind"));
        let text = refused(&EIGHT.replace("b,4,1", "b,four,1"));
        assert!(text.contains("own.csv") && text.contains("four"), "{text}");
        assert!(refused(&EIGHT.replace(",1\n", ",2\n")).contains("every number in column height"));
        let many = EIGHT.repeat(MOST_ROWS / 8 + 1);
        assert!(refused(&many).contains("more than 5000 rows"));
        let file = "kind,width,height\n".as_bytes();
        let twice = Labelled::read("own.csv", file, ["width", "width", "kind"]);
        assert!(twice.unwrap_err().to_string().contains("named twice"));
        let missing = Labelled::read("own.csv", file, ["width", "depth", "kind"]);
        assert!(missing.unwrap_err().to_string().contains("depth"));
    }
}
