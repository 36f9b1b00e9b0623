//! What those make of digits who learned nothing: zstd without any loss, PNG, and one bit a pixel.

use std::io::{self, Write};

use crate::dataset::idx::{PIXELS, SIDE};

/// The level zstd packs at: its highest but for those that take far more memory.
const LEVEL: i32 = 19;

/// Above this a pixel is ink, where there is one bit for it.
const HALF: u8 = 127;

/// Bytes of some digits, and how far they are from them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Digits.
    pub pictures: u64,
    /// Packed by zstd, all of them as one.
    pub zstd: u64,
    /// As PNG, a file each.
    pub png: u64,
    /// One bit a pixel, ink or none, packed by zstd.
    pub ink: u64,
    /// The mean squared error of that.
    pub ink_error: f64,
}

/// Weighs digits as they come, without keeping any.
pub struct Rivals {
    pictures: u64,
    zstd: Packed,
    ink: Packed,
    png: u64,
    squares: f64,
}

type Packed = zstd::Encoder<'static, Count>;

impl Rivals {
    /// Before the first digit.
    ///
    /// # Errors
    /// If there is no memory for them.
    pub fn new() -> io::Result<Self> {
        let packed = || zstd::Encoder::new(Count::default(), LEVEL);
        Ok(Self {
            pictures: 0,
            zstd: packed()?,
            ink: packed()?,
            png: 0,
            squares: 0.0,
        })
    }

    /// Weighs more digits: their pixels, row by row, 255 for ink.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn add(&mut self, pixels: &[u8]) -> io::Result<()> {
        self.zstd.write_all(pixels)?;
        for picture in pixels.as_chunks::<PIXELS>().0 {
            self.ink.write_all(&ink(picture))?;
            self.squares += picture.iter().map(|&byte| off(byte)).sum::<f64>();
            let mut file = Count::default();
            png(picture, &mut file)?;
            self.png += file.0;
            self.pictures += 1;
        }
        Ok(())
    }

    /// What they weigh.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn weights(self) -> io::Result<Weights> {
        let pixels = self.pictures as f64 * PIXELS as f64;
        Ok(Weights {
            pictures: self.pictures,
            zstd: self.zstd.finish()?.0,
            png: self.png,
            ink: self.ink.finish()?.0,
            ink_error: self.squares / pixels,
        })
    }
}

/// One bit a pixel, the first in the highest place of the first byte.
pub fn ink(picture: &[u8; PIXELS]) -> [u8; PIXELS / 8] {
    let mut bits = [0; PIXELS / 8];
    for (byte, pixels) in bits.iter_mut().zip(picture.as_chunks::<8>().0) {
        *byte = pixels
            .iter()
            .fold(0, |byte, &pixel| byte << 1 | u8::from(pixel > HALF));
    }
    bits
}

/// How far a pixel is from all or no ink, whichever is nearer, squared.
fn off(pixel: u8) -> f64 {
    let bit = if pixel > HALF { 1.0 } else { 0.0 };
    (f64::from(pixel) / 255.0 - bit).powi(2)
}

/// Writes a digit as a PNG file of its greys.
///
/// # Errors
/// If it cannot be written.
pub fn png(picture: &[u8; PIXELS], to: &mut impl Write) -> io::Result<()> {
    let mut encoder = png::Encoder::new(to, SIDE as u32, SIDE as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    // Strokes on black are shorter as they are than as differences.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(picture)?;
    writer.finish()?;
    Ok(())
}

/// Counts bytes and forgets them.
#[derive(Default)]
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::test_digits;
    use crate::dataset::picture::Grey;

    #[test]
    fn a_digit_comes_back_from_its_png() {
        let digits = test_digits().unwrap();
        let picture = digits.images().as_chunks::<PIXELS>().0[7];
        let mut file = Vec::new();
        png(&picture, &mut file).unwrap();
        let read = Grey::all(&file).unwrap();
        assert_eq!((read.len(), read[0].width), (1, SIDE));
        assert_eq!(read[0].pixels, picture);
    }

    #[test]
    fn one_bit_a_pixel_is_ink_above_half() {
        let mut picture = [0; PIXELS];
        (picture[0], picture[9], picture[10]) = (255, 128, 127);
        let bits = ink(&picture);
        assert_eq!(bits[..2], [0b1000_0000, 0b0100_0000]);
        assert!(bits[2..].iter().all(|&byte| byte == 0));
    }

    #[test]
    fn the_weights_are_those_of_the_packed_bytes() {
        let digits = test_digits().unwrap();
        let pixels = &digits.images()[..200 * PIXELS];
        let mut rivals = Rivals::new().unwrap();
        for some in pixels.chunks(64 * PIXELS) {
            rivals.add(some).unwrap();
        }
        let weights = rivals.weights().unwrap();
        assert_eq!(weights.pictures, 200);
        // Packed in one piece its head may be shorter by a few bytes.
        let whole = zstd::bulk::compress(pixels, LEVEL).unwrap().len() as u64;
        assert!(
            weights.zstd.abs_diff(whole) < whole / 100,
            "{weights:?}, {whole}"
        );
        assert!(weights.ink < weights.zstd && weights.zstd < weights.png);
        // PNG alone says over 60 bytes of what it is.
        assert!(
            (200.0..350.0).contains(&(weights.png as f64 / 200.0)),
            "{weights:?}"
        );
        assert!((0.005..0.012).contains(&weights.ink_error), "{weights:?}");
    }
}
