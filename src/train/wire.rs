//! What is said between a course and a worker that trains for it, on standard input and output.
//!
//! The worker begins: a line of words, so that what a login prints before it can be told from it.
//! Then each says frames: one line of JSON, and after it as many numbers as the line announces, four
//! bytes each, little-endian, with a line's end behind them: what stands between both, such as `srun`, may
//! hold back all that follows the last one. Lines and numbers are bounded before anything is made of them.

pub(super) mod job;
pub(super) mod news;

use std::io::{self, BufRead, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::dataset::room::has_room;
use crate::nn::weights::{add_as_bytes, of_bytes};

/// What is spoken; who speaks another version is refused.
pub const VERSION: u32 = 2;

/// What the first line of a worker begins with.
const GREETING: &str = "handson-worker";

/// Bytes of a line at the most: a thousand epochs' reports need a sixth of it.
const LONGEST: u64 = 1 << 20;

/// Bytes that may come before the worker's first line: what a login prints.
const BANNER: u64 = 64 << 10;

/// Why what came is not understood, and is not gone on with.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The other end is gone, or the system fails.
    #[error("the line is gone ({0})")]
    Gone(#[from] io::Error),
    /// It ended where more was announced.
    #[error("it ended in the middle of a message")]
    Short,
    /// A line without an end.
    #[error("a line of more than {LONGEST} bytes came")]
    Long,
    /// No greeting within what a login may print.
    #[error("what came first is no greeting of `handson worker`: {0:?}")]
    Banner(String),
    /// Another version.
    #[error("it speaks version {0} and this program version {VERSION}: install the same on both")]
    Version(String),
    /// A line that says nothing known.
    #[error("a line is not understood ({0})")]
    Line(#[from] serde_json::Error),
    /// More numbers than there can be.
    #[error("{announced} numbers are announced, where {most} can be")]
    Numbers {
        /// In the line.
        announced: usize,
        /// At the most.
        most: usize,
    },
    /// No memory for them.
    #[error("there is no memory for {0} numbers")]
    Memory(usize),
    /// What is said does not fit together.
    #[error("{0}")]
    Unfit(String),
}

/// What a worker says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The machine it runs on.
    pub host: String,
}

/// Numbers and what they are.
#[derive(Debug)]
pub(super) struct Frame<T> {
    pub(super) says: T,
    pub(super) numbers: Vec<f32>,
}

#[derive(Serialize, Deserialize)]
struct Line<T> {
    says: T,
    numbers: usize,
}

impl Hello {
    /// The first line.
    pub(super) fn line(&self) -> String {
        // A structure of one text always has a spelling.
        let told = serde_json::to_string(self).unwrap_or_default();
        format!("{GREETING} {VERSION} {told}\n")
    }

    /// Waits for the first line, over what a login prints before it.
    pub(super) fn read(from: &mut impl BufRead) -> Result<Self, Broken> {
        let mut before = from.take(BANNER);
        let mut first = String::new();
        loop {
            let mut line = Vec::new();
            if before.read_until(b'\n', &mut line)? == 0 {
                return Err(match (first.is_empty(), before.limit()) {
                    (true, 1..) => Broken::Short,
                    _ => Broken::Banner(first),
                });
            }
            let line = String::from_utf8_lossy(&line);
            let words = line.strip_prefix(GREETING).map(str::trim);
            if let Some((version, told)) = words.and_then(|words| words.split_once(' ')) {
                return match version == VERSION.to_string() {
                    true => Ok(serde_json::from_str(told)?),
                    false => Err(Broken::Version(version.chars().take(20).collect())),
                };
            }
            if first.is_empty() {
                first = line.trim().chars().take(60).collect();
            }
        }
    }
}

/// A frame as bytes; the numbers come one part after the other.
pub(super) fn frame(says: &impl Serialize, numbers: &[&[f32]]) -> Vec<u8> {
    let count = numbers.iter().map(|part| part.len()).sum();
    let line = Line {
        says,
        numbers: count,
    };
    // Structures of ours without maps: they always have a spelling.
    let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
    bytes.reserve_exact(2 + 4 * count);
    bytes.push(b'\n');
    if count > 0 {
        for part in numbers {
            add_as_bytes(part, &mut bytes);
        }
        bytes.push(b'\n');
    }
    bytes
}

/// The next frame, of so many numbers at the most; nothing where there are no more.
pub(super) fn read<T: DeserializeOwned>(
    from: &mut impl BufRead,
    most: usize,
) -> Result<Option<Frame<T>>, Broken> {
    let mut line = Vec::new();
    from.take(LONGEST).read_until(b'\n', &mut line)?;
    match line.last() {
        None => return Ok(None),
        Some(b'\n') => {}
        Some(_) if line.len() as u64 == LONGEST => return Err(Broken::Long),
        Some(_) => return Err(Broken::Short),
    }
    let Line { says, numbers } = serde_json::from_slice(&line)?;
    if numbers > most {
        return Err(Broken::Numbers {
            announced: numbers,
            most,
        });
    }
    // Twice: as bytes and as numbers.
    if !has_room(8 * numbers) {
        return Err(Broken::Memory(numbers));
    }
    let length = if numbers > 0 { 4 * numbers + 1 } else { 0 };
    let mut bytes = Vec::with_capacity(length);
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(Broken::Short);
    }
    if bytes.pop().is_some_and(|end| end != b'\n') {
        let why = "there are more numbers than were announced";
        return Err(Broken::Unfit(why.to_owned()));
    }
    let numbers = of_bytes(&bytes);
    Ok(Some(Frame { says, numbers }))
}

/// Sends bytes at once.
pub(super) fn send(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}

#[cfg(test)]
mod tests;
