//! IDX, the format of MNIST's files: a magic number, big-endian sizes, then one byte a pixel or
//! label. Nothing else sees a file before it went through here.
//!
//! Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998.

use std::fmt;
use std::io::{self, Read};

use crate::dataset::room::has_room;
use crate::dataset::{DataError, Fault};

/// Rows and columns of a digit.
pub const SIDE: usize = 28;
/// Most dimensions that a file can be believed to have.
const MOST_DIMENSIONS: u8 = 8;
/// Bytes of a digit.
pub const PIXELS: usize = SIDE * SIDE;

/// The two kinds of IDX file there are in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Pictures of 28x28 bytes, 0 = background, 255 = ink.
    Images,
    /// One byte a picture, 0 to 9.
    Labels,
}

impl Kind {
    /// The number such a file begins with: 8 = bytes, then the number of dimensions.
    pub const fn magic(self) -> u32 {
        match self {
            Self::Images => 0x0803,
            Self::Labels => 0x0801,
        }
    }

    /// Bytes of one picture or label.
    pub const fn item_len(self) -> usize {
        match self {
            Self::Images => PIXELS,
            Self::Labels => 1,
        }
    }

    const fn header_len(self) -> usize {
        match self {
            Self::Images => 16,
            Self::Labels => 8,
        }
    }

    /// The header of a file of `count` items.
    pub fn header(self, count: u32) -> Vec<u8> {
        let side = SIDE as u32;
        let numbers = [self.magic(), count, side, side];
        let mut bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_be_bytes()).collect();
        bytes.truncate(self.header_len());
        bytes
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Images => "pictures",
            Self::Labels => "labels",
        })
    }
}

/// What the rest of the program may need while a file is read into memory.
const SPARE: usize = 32 << 20;

/// What an IDX file can hold, by the third byte of its magic number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// 0x08, the one of digits.
    UnsignedByte,
    /// 0x09
    SignedByte,
    /// 0x0B
    Short,
    /// 0x0C
    Int,
    /// 0x0D
    Float,
    /// 0x0E
    Double,
}

impl Type {
    const fn of(code: u8) -> Option<Self> {
        Some(match code {
            0x08 => Self::UnsignedByte,
            0x09 => Self::SignedByte,
            0x0B => Self::Short,
            0x0C => Self::Int,
            0x0D => Self::Float,
            0x0E => Self::Double,
            _ => return None,
        })
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::UnsignedByte => "unsigned bytes",
            Self::SignedByte => "signed bytes",
            Self::Short => "16-bit integers",
            Self::Int => "32-bit integers",
            Self::Float => "32-bit floats",
            Self::Double => "64-bit floats",
        })
    }
}

/// An IDX file whose header has been read and found right.
pub struct Idx<R> {
    file: String,
    kind: Kind,
    count: u32,
    body: R,
}

impl<R: Read> Idx<R> {
    /// Reads and checks the header. `file` is the name errors carry.
    pub fn open(file: impl Into<String>, kind: Kind, mut body: R) -> Result<Self, DataError> {
        let file = file.into();
        let mut header = [0; 16];
        let header = &mut header[..kind.header_len()];
        match check_header(kind, header, &mut body) {
            Ok(count) => Ok(Self {
                file,
                kind,
                count,
                body,
            }),
            Err(fault) => Err(DataError::new(file, fault)),
        }
    }

    /// How many pictures or labels the header says.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The header, byte for byte.
    pub fn header(&self) -> Vec<u8> {
        self.kind.header(self.count)
    }

    /// The whole body: `count` x 784 pixels, or `count` labels.
    pub fn read(self) -> Result<Vec<u8>, DataError> {
        // A header can promise anything: room for MNIST at once, for more only as it comes.
        let room = self.count().min(60_000) * self.kind.item_len();
        let no_memory = DataError::new(self.file.clone(), Fault::Memory);
        if !has_room(room + SPARE) {
            return Err(no_memory);
        }
        let mut bytes = Vec::with_capacity(room);
        let mut fits = true;
        self.for_each_chunk(|chunk| {
            fits &= bytes.try_reserve(chunk.len()).is_ok();
            if fits {
                bytes.extend_from_slice(chunk);
            }
        })?;
        if fits { Ok(bytes) } else { Err(no_memory) }
    }

    /// Hands the body on in pieces, checked, without ever holding all of it.
    pub fn for_each_chunk(self, mut take: impl FnMut(&[u8])) -> Result<(), DataError> {
        self.try_each_chunk(|chunk| {
            take(chunk);
            Ok(())
        })
    }

    /// The same to someone who may have had enough: what is behind an error is not read.
    pub fn try_each_chunk<E: From<DataError>>(
        mut self,
        take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |fault| DataError::new(self.file.clone(), fault).into();
        check_body(self.kind, self.count as usize, &mut self.body, take, failed)
    }
}

fn check_header(kind: Kind, header: &mut [u8], source: &mut impl Read) -> Result<u32, Fault> {
    let (magic, sizes) = header.split_at_mut(4);
    let found = fill(source, magic).map_err(|e| Fault::reading(&e))?;
    if found == magic.len() {
        let found = u32::from_be_bytes([magic[0], magic[1], magic[2], magic[3]]);
        if found != kind.magic() {
            return Err(other(kind, found, source));
        }
    }
    let found = found + fill(source, sizes).map_err(|e| Fault::reading(&e))?;
    if found < header.len() {
        return Err(Fault::NoHeader {
            expected: header.len(),
            found,
        });
    }
    let sizes = numbers(&header[4..]);
    if let [_, rows, columns] = sizes[..]
        && (rows as usize, columns as usize) != (SIDE, SIDE)
    {
        return Err(Fault::Shape { rows, columns });
    }
    let count = sizes.first().copied().filter(|&count| count > 0);
    count.ok_or(Fault::Empty { kind })
}

/// What a file is that begins with another number: IDX of other numbers, or something else.
fn other(kind: Kind, found: u32, source: &mut impl Read) -> Fault {
    let magic = Fault::Magic { kind, found };
    let [0, 0, code, dimensions] = found.to_be_bytes() else {
        return magic;
    };
    if !(1..=MOST_DIMENSIONS).contains(&dimensions) {
        return magic;
    }
    let ours = [Kind::Images.magic(), Kind::Labels.magic()].contains(&found);
    let (Some(of), false) = (Type::of(code), ours) else {
        return magic;
    };
    let mut sizes = vec![0; 4 * usize::from(dimensions)];
    match fill(source, &mut sizes) {
        Ok(n) if n == sizes.len() => Fault::OtherIdx {
            kind,
            of,
            sizes: numbers(&sizes),
        },
        Ok(n) => Fault::NoHeader {
            expected: 4 + sizes.len(),
            found: 4 + n,
        },
        Err(e) => Fault::reading(&e),
    }
}

/// Big-endian numbers of four bytes.
fn numbers(bytes: &[u8]) -> Vec<u32> {
    let numbers = bytes.as_chunks::<4>().0;
    numbers.iter().map(|&n| u32::from_be_bytes(n)).collect()
}

fn check_body<E>(
    kind: Kind,
    said: usize,
    body: &mut impl Read,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
    failed: impl Fn(Fault) -> E,
) -> Result<(), E> {
    let expected = (said * kind.item_len()) as u64;
    let mut chunk = vec![0; 1 << 16];
    let mut found = 0;
    loop {
        let n = fill(body, &mut chunk).map_err(|e| failed(Fault::reading(&e)))?;
        if n == 0 {
            break;
        }
        let wrong = |&label: &u8| kind == Kind::Labels && label > 9;
        if let Some(i) = chunk[..n].iter().position(wrong) {
            return Err(failed(Fault::Label {
                index: found as usize + i,
                label: chunk[i],
            }));
        }
        found += n as u64;
        if found <= expected {
            take(&chunk[..n])?;
        }
    }
    match found.cmp(&expected) {
        std::cmp::Ordering::Less => Err(failed(Fault::Truncated { kind, said, found })),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(failed(Fault::TooLong { kind, said, found })),
    }
}

/// Fills `buffer` as far as the source goes; says how far that was.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
