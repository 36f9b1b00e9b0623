//! PGM, plain (P2) and raw (P5), of one or two bytes a pixel.
//!
//! Source: the netpbm manual, pgm(5).

use super::{Grey, PictureError, check_size};

/// Reads one; what follows it in the file is left.
pub(super) fn read(bytes: &[u8]) -> Result<Grey, PictureError> {
    let is_plain = bytes.get(1) == Some(&b'2');
    let mut words = Words(bytes.get(2..).unwrap_or_default());
    let mut number = || {
        words
            .number()
            .ok_or_else(|| broken("its header is no PGM header"))
    };
    let (width, height, most) = (number()?, number()?, number()?);
    check_size(width, height)?;
    if !(1..=65_535).contains(&most) {
        return Err(broken("its largest grey is not one of 1 to 65535"));
    }
    let count = width as usize * height as usize;
    let greys: Vec<u32> = if is_plain {
        let greys: Option<_> = (0..count).map(|_| words.number()).collect();
        greys.ok_or_else(|| broken("it has fewer pixels than its header says"))?
    } else {
        // One blank stands between the header and the pixels.
        let each = if most < 256 { 1 } else { 2 };
        let body = words.0.get(1..).and_then(|body| body.get(..each * count));
        let body = body.ok_or_else(|| broken("it has fewer pixels than its header says"))?;
        let join = |bytes: &[u8]| bytes.iter().fold(0, |n, &byte| n << 8 | u32::from(byte));
        body.chunks(each).map(join).collect()
    };
    let scaled = |grey: u32| (grey.min(most) * 255 / most) as u8;
    Ok(Grey {
        width: width as usize,
        pixels: greys.into_iter().map(scaled).collect(),
    })
}

fn broken(reason: &str) -> PictureError {
    PictureError::Broken {
        format: "PGM",
        reason: reason.to_owned(),
    }
}

/// What is left of the text.
struct Words<'a>(&'a [u8]);

impl Words<'_> {
    /// The next number, behind blanks and comments.
    fn number(&mut self) -> Option<u32> {
        loop {
            self.0 = self.0.trim_ascii_start();
            match self.0 {
                [b'#', ..] => {
                    let end = self.0.iter().position(|&byte| byte == b'\n')?;
                    self.0 = &self.0[end..];
                }
                _ => break,
            }
        }
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
        let (word, rest) = self.0.split_at(digits.count());
        self.0 = rest;
        std::str::from_utf8(word).ok()?.parse().ok()
    }
}
