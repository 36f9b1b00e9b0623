//! What can be wrong with a data file, each fault one sentence with the remedy.

use crate::dataset::idx::{Kind, SIDE, Type};

/// A fault and the file or folder it was found in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct DataError {
    /// The file or folder, as the learner named it.
    pub file: String,
    /// What is wrong.
    pub fault: Fault,
}

impl DataError {
    /// A fault in `file`.
    pub fn new(file: impl Into<String>, fault: Fault) -> Self {
        Self {
            file: file.into(),
            fault,
        }
    }
}

/// What is wrong with a data file or folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no such folder.
    #[error("there is no such folder: name one that holds the four IDX files")]
    NoFolder,
    /// A file stands where a folder is wanted.
    #[error("this is not a folder: name the folder that holds the four IDX files")]
    NotAFolder,
    /// A file of the set is missing.
    #[error(
        "there are no {what} here: put them there as {usual}, raw or as .gz; this folder holds {}",
        some(there)
    )]
    Missing {
        /// As in "pictures to learn from".
        what: String,
        /// The name they usually have.
        usual: String,
        /// The names of what is there.
        there: Vec<String>,
    },
    /// Several folders below hold digits.
    #[error("digits are in {}: name one of these", some(folders))]
    Folders {
        /// Which.
        folders: Vec<String>,
    },
    /// The folder holds several sets.
    #[error(
        "the sets here are {}: name one after the folder, as in DIR/{}",
        some(sets), sets.first().map_or("", String::as_str)
    )]
    Sets {
        /// What stands before the names of their files.
        sets: Vec<String>,
    },
    /// The system does not let it be read.
    #[error("cannot be read ({reason}): check its permissions, or name another folder")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// The name ends in `.gz`, the content is something else.
    #[error("the name ends in .gz but this is no gzip file: rename it or download it again")]
    NotGzip,
    /// The system gives no room to read it into.
    #[error(
        "there is no memory left to read it: end other programs, or raise the limit (`ulimit -v`)"
    )]
    Memory,
    /// Compressed data that ends early or fails its checksum.
    #[error("the compressed data is broken ({reason}): download it again")]
    Broken {
        /// What the decoder said.
        reason: String,
    },
    /// The file ends inside its header.
    #[error(
        "the file ends after {found} bytes, inside its header of {expected}: download it again"
    )]
    NoHeader {
        /// Bytes a header has.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
    /// The first four bytes are not those of an IDX file of this kind.
    #[error("the magic number is {found} where {kind} have {}: {}", kind.magic(), hint(*found))]
    Magic {
        /// What the name promises.
        kind: Kind,
        /// The number found.
        found: u32,
    },
    /// A sound IDX file of other numbers.
    #[error("an IDX file of {}, where {kind} are {}: convert it", idx(*of, sizes), wanted(*kind))]
    OtherIdx {
        /// What the name promises.
        kind: Kind,
        /// What it holds.
        of: Type,
        /// How many, dimension by dimension.
        sizes: Vec<u32>,
    },
    /// Pictures of another size.
    #[error("its pictures are {rows}x{columns}, not {SIDE}x{SIDE}: scale them first")]
    Shape {
        /// Rows of a picture.
        rows: u32,
        /// Columns of a picture.
        columns: u32,
    },
    /// Nothing in it.
    #[error("the header says 0 {kind}: at least one is needed")]
    Empty {
        /// Pictures or labels.
        kind: Kind,
    },
    /// Fewer bytes than the header promises.
    #[error("truncated: {}: download it again", count(*kind, *said, *found))]
    Truncated {
        /// Pictures or labels.
        kind: Kind,
        /// How many the header says.
        said: usize,
        /// Bytes after the header.
        found: u64,
    },
    /// More bytes than the header promises.
    #[error("too long: {}: download it again", count(*kind, *said, *found))]
    TooLong {
        /// Pictures or labels.
        kind: Kind,
        /// How many the header says.
        said: usize,
        /// Bytes after the header.
        found: u64,
    },
    /// A label that is no digit.
    #[error(
        "label {label} at position {index}: labels go from 0 to 9; take a set of ten classes, or \
         train an autoencoder, which reads no labels"
    )]
    Label {
        /// Counted from 0.
        index: usize,
        /// The label found.
        label: u8,
    },
    /// Pictures and labels do not pair up.
    #[error("{labels} labels for the {images} pictures of {pictures}: take both from one set")]
    Counts {
        /// The pictures' file.
        pictures: String,
        /// Pictures the header says.
        images: usize,
        /// Labels the header says.
        labels: usize,
    },
}

impl Fault {
    /// The fault behind a failed read. Decoders report bad data by these kinds, files never do.
    pub(crate) fn reading(error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{InvalidData, InvalidInput, Other, OutOfMemory, UnexpectedEof};
        let reason = error.kind().to_string();
        match error.kind() {
            OutOfMemory => Self::Memory,
            // How zstd says it: it has no kind of its own.
            Other if error.to_string().contains("not enough memory") => Self::Memory,
            InvalidData | InvalidInput | UnexpectedEof | Other => Self::Broken { reason },
            _ => Self::Unreadable { reason },
        }
    }
}

fn count(kind: Kind, said: usize, found: u64) -> String {
    let held = found / kind.item_len() as u64;
    let bytes = said as u64 * kind.item_len() as u64;
    format!("the header says {said} {kind} ({bytes} bytes), {found} bytes follow ({held} {kind})")
}

/// `60000 x 8 32-bit integers`
fn idx(of: Type, sizes: &[u32]) -> String {
    let sizes: Vec<String> = sizes.iter().map(u32::to_string).collect();
    format!("{} {of}", sizes.join(" x "))
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Images => "N x 28 x 28 unsigned bytes",
        Kind::Labels => "N unsigned bytes",
    }
}

/// The first few names of a list, each on one line and not too long.
fn some(names: &[String]) -> String {
    const FIRST: usize = 8;
    const LONGEST: usize = 100;
    let shown = |c: char| if c.is_control() { '?' } else { c };
    let first = names.iter().take(FIRST);
    let mut said: Vec<String> = first
        .map(|name| name.chars().take(LONGEST).map(shown).collect())
        .collect();
    match names.len() {
        0 => said.push("nothing".to_string()),
        n if n > FIRST => said.push(format!("{} more", n - FIRST)),
        _ => {}
    }
    said.join(", ")
}

/// What a wrong magic number most often means.
fn hint(found: u32) -> &'static str {
    const GZIP: u32 = 0x1f8b;
    match found {
        2049 => "this is a labels file under another name",
        2051 => "this is a pictures file under another name",
        _ if found >> 16 == GZIP => "this is a gzip file, add .gz to its name",
        _ => "this is not an IDX file, download it again",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn what_may_not_be_read_says_so_and_what_to_do() {
        let fault = Fault::reading(&Error::from(ErrorKind::PermissionDenied));
        let said = DataError::new("digits", fault).to_string();
        let expected = "digits: cannot be read (permission denied): check its permissions, \
                        or name another folder";
        assert_eq!(said, expected);
    }

    #[test]
    fn no_memory_is_no_broken_file() {
        for error in [
            Error::from(ErrorKind::OutOfMemory),
            Error::other("Allocation error : not enough memory"),
        ] {
            let said = Fault::reading(&error).to_string();
            assert!(
                said.contains("memory") && !said.contains("broken"),
                "{said}"
            );
        }
        assert!(
            Fault::reading(&Error::other("Data corruption detected"))
                .to_string()
                .contains("broken")
        );
    }
}
