//! What can be wrong with a picture, each fault a sentence with the remedy. Whoever names the file
//! says its name before it.

use super::MOST;

/// Why a picture cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// There is nothing in the file.
    #[error("the file is empty: save the picture again")]
    Empty,
    /// It is some other file.
    #[error("{0}, not a picture that can be read here: save it as PNG")]
    Foreign(&'static str),
    /// It is one of those formats, and broken.
    #[error("the {format} file is broken ({reason}): save the picture again")]
    Broken {
        /// PNG, PGM or IDX.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// It has no pixels.
    #[error("a picture of {width}x{height} pixels holds nothing: save the picture again")]
    NoPixels {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// It is larger than a digit has any need to be.
    #[error(
        "{width}x{height} pixels are more than the {MOST}x{MOST} that are read: make it smaller, \
         or cut the digit out"
    )]
    TooLarge {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// An IDX file of something else.
    #[error("this IDX file holds no pictures of one byte a pixel: name the one of the pictures")]
    OtherIdx,
    /// It is a single pixel.
    #[error("a picture of a single pixel shows no digit: take one of 8x8 pixels at least")]
    OnePixel,
    /// There is nothing on the paper.
    #[error("all of it is one colour, so there is no ink to read: draw a digit on it")]
    OneColour,
    /// There are digits below each other.
    #[error("its ink stands in several rows: cut out one row of digits")]
    SeveralRows,
    /// Every pixel is transparent.
    #[error(
        "all of it is transparent, so there is no ink to read: put it on white and save it again"
    )]
    Transparent,
}

/// What a file is, as its first bytes say.
pub(super) fn kind(bytes: &[u8]) -> &'static str {
    let begins = |with: &[u8]| bytes.starts_with(with);
    match bytes {
        _ if begins(b"\xff\xd8\xff") => "this is a JPEG file",
        _ if begins(b"GIF8") => "this is a GIF file",
        _ if begins(b"BM") => "this is a BMP file",
        _ if begins(b"II*\0") || begins(b"MM\0*") => "this is a TIFF file",
        _ if begins(b"%PDF") => "this is a PDF file",
        _ if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => "this is a WebP file",
        _ if bytes.get(4..8) == Some(b"ftyp") => "this is a HEIC or AVIF file",
        _ if begins(b"\x1f\x8b") => "this is a gzip file",
        [b'P', b'1' | b'3' | b'4' | b'6' | b'7', ..] => "this is a netpbm file, but not a PGM",
        _ if begins(b"<svg") || begins(b"<?xml") => "this is an SVG or XML file",
        _ => "this is neither PNG nor PGM nor IDX",
    }
}
