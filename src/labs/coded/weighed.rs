//! What ten thousand test digits weigh and how far they come back, at every width of a code number
//! and by what learned nothing.

use super::{Coded, data};
use crate::codes::rivals::ink;
use crate::codes::{Bits, Quantizer};
use crate::dataset::catalog::TEST_IMAGES;
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::TEST_DIGITS;
use ndarray::ArrayView2;
use std::sync::{Arc, OnceLock};

/// Digits that are looked at together.
const CHUNK: usize = 500;

/// The level zstd packs at.
const LEVEL: i32 = 19;

/// The figures, over all test digits.
pub struct Weighed {
    /// All that ships for the code.
    pub coded: Arc<Coded>,
    /// The mean squared error at each width of [`Bits::ALL`].
    pub errors: [f64; Bits::ALL.len()],
    /// The error of always answering the mean picture.
    pub mean_error: f64,
    /// The error of one bit a pixel, ink or none.
    pub ink_error: f64,
    /// Bytes a digit, packed by zstd as they travel inside the program.
    pub zstd: f64,
    /// Bytes a digit of one bit a pixel, packed by zstd.
    pub ink: f64,
}

static WEIGHED: OnceLock<Result<Arc<Weighed>, String>> = OnceLock::new();

/// It, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn weighed() -> Result<Arc<Weighed>, String> {
    WEIGHED
        .get_or_init(|| data().and_then(Weighed::of).map(Arc::new))
        .clone()
}

impl Weighed {
    fn of(coded: Arc<Coded>) -> Result<Self, String> {
        let quantizers = Bits::ALL.map(|bits| Quantizer::new(bits, coded.ranges.clone()));
        let mut squares = [0.0; Bits::ALL.len()];
        for from in (0..coded.digits.len()).step_by(CHUNK) {
            let pictures = coded.chunk(from, CHUNK);
            let codes = coded.codec.encode(pictures.view());
            for (squares, quantizer) in squares.iter_mut().zip(&quantizers) {
                let back = coded.codec.decode(quantizer.round_all(codes.view()).view());
                *squares += between(pictures.view(), back.view());
            }
        }
        let pixels = coded.digits.images();
        let all = pixels.len() as f64;
        let bits = pixels
            .as_chunks::<PIXELS>()
            .0
            .iter()
            .flat_map(ink)
            .collect::<Vec<u8>>();
        let packed = zstd::bulk::compress(&bits, LEVEL).map_err(|error| error.to_string())?;
        let ink_squares: f64 = pixels.iter().map(|&byte| off(byte)).sum();
        Ok(Self {
            errors: squares.map(|sum| sum / all),
            mean_error: spread(pixels),
            ink_error: ink_squares / all,
            zstd: TEST_IMAGES.packed_bytes() as f64 / TEST_DIGITS as f64,
            ink: packed.len() as f64 / TEST_DIGITS as f64,
            coded,
        })
    }
}

/// The sum of the squares between two sets of pictures.
fn between(a: ArrayView2<f32>, b: ArrayView2<f32>) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| f64::from((a - b) * (a - b)))
        .sum()
}

/// The square of how far a pixel is from ink or none.
fn off(byte: u8) -> f64 {
    let to = if byte > 127 { 255 } else { 0 };
    let off = f64::from(byte.abs_diff(to)) / 255.0;
    off * off
}

/// The error of always answering the mean picture: how far each pixel spreads, on average.
fn spread(pixels: &[u8]) -> f64 {
    let mut sums = vec![(0u64, 0u64); PIXELS];
    for picture in pixels.chunks_exact(PIXELS) {
        for ((sum, squares), &byte) in sums.iter_mut().zip(picture) {
            let byte = u64::from(byte);
            (*sum, *squares) = (*sum + byte, *squares + byte * byte);
        }
    }
    let pictures = (pixels.len() / PIXELS) as f64;
    let variance = |(sum, squares): (u64, u64)| {
        let mean = sum as f64 / pictures;
        (squares as f64 / pictures - mean * mean) / (255.0 * 255.0)
    };
    sums.into_iter().map(variance).sum::<f64>() / PIXELS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let mut pixels = vec![0; 2 * PIXELS];
        pixels[0] = 255;
        // One pixel is 1 and 0: half from its mean in both.
        assert!((spread(&pixels) - 0.25 / PIXELS as f64).abs() < 1e-12);
        assert_eq!(
            [0, 127, 128, 255].map(|byte| (off(byte) * 255.0 * 255.0).round()),
            [0.0, 16129.0, 16129.0, 0.0]
        );
    }
}
