//! IDX, the format of MNIST's files, with pictures of any size.

use super::{Grey, PictureError, check_size};
use crate::dataset::idx::Kind;

/// Reads all pictures of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grey>, PictureError> {
    let mut numbers = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&n| u32::from_be_bytes(n));
    if numbers.next() != Some(Kind::Images.magic()) {
        return Err(PictureError::OtherIdx);
    }
    let broken = |reason: String| PictureError::Broken {
        format: "IDX",
        reason,
    };
    let mut number = || {
        numbers
            .next()
            .ok_or_else(|| broken("it ends inside its header".into()))
    };
    let (count, height, width) = (number()?, number()?, number()?);
    if count == 0 {
        return Err(broken("it says that it holds 0 pictures".into()));
    }
    check_size(width, height)?;
    let size = width as usize * height as usize;
    let body = &bytes[16..];
    if body.len() != size * count as usize {
        let held = body.len();
        let reason = format!("{count} pictures of {width}x{height} are not {held} bytes");
        return Err(broken(reason));
    }
    let picture = |pixels: &[u8]| Grey {
        width: width as usize,
        pixels: pixels.to_vec(),
    };
    Ok(body.chunks(size).map(picture).collect())
}
