//! Pictures of a learner's own, of any size: PNG, PGM and IDX, as the ink that is on them.
//!
//! | to find | look in |
//! | --- | --- |
//! | what can be wrong with one | [`PictureError`] |
//! | which kind of file it is | [`Grey::all`] |
//! | which of its greys are ink | [`ink`] |
//! | which of that is dust | [`specks`] |
//! | where a digit ends and the next begins | [`apart`] |
//! | the ink as MNIST's digits have it | [`crate::dataset::nist`] |

pub mod apart;
pub mod error;
mod idx;
pub mod ink;
mod pgm;
mod png;
mod specks;

pub use error::PictureError;
pub use ink::{Ink, Paper};

use error::PictureError::{Empty, Foreign, TooLarge};

/// The most pixels a side that are decoded.
pub const MOST: u32 = 4096;

/// The greys of a picture, row by row, 0 for black and 255 for white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// Pixels of a row.
    pub width: usize,
    /// As many as there are pixels.
    pub pixels: Vec<u8>,
}

impl Grey {
    /// The pictures of a file: one, or as many as an IDX file has.
    ///
    /// # Errors
    /// Where it is none that can be read.
    pub fn all(bytes: &[u8]) -> Result<Vec<Self>, PictureError> {
        match bytes {
            [] => Err(Empty),
            [0x89, b'P', b'N', b'G', ..] => png::read(bytes).map(|picture| vec![picture]),
            [b'P', b'2' | b'5', ..] => pgm::read(bytes).map(|picture| vec![picture]),
            [0, 0, 0x08..=0x0e, 1..=8, ..] => idx::read(bytes),
            _ => Err(Foreign(error::kind(bytes))),
        }
    }

    /// Whether a file of many pictures is meant, each of one digit.
    pub fn are_many(bytes: &[u8]) -> bool {
        bytes.first() == Some(&0)
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }
}

/// Refuses a size before anything of it is decoded.
fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    match (width, height) {
        (0, _) | (_, 0) => Err(PictureError::NoPixels { width, height }),
        (1..=MOST, 1..=MOST) => Ok(()),
        _ => Err(TooLarge { width, height }),
    }
}

#[cfg(test)]
mod tests;
