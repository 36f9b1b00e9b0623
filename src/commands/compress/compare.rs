//! How far the codes are from the digits, beside those who learned nothing.

use ndarray::ArrayView2;

use crate::codes::codec::byte;
use crate::codes::rivals::{Rivals, Weights};
use crate::codes::{Codec, Quantizer};
use crate::commands::Failure;
use crate::dataset::idx::PIXELS;
use crate::nn::Predictor;

/// A comparison under way.
pub struct Comparison {
    rivals: Rivals,
    decoder: Predictor,
    /// Summed over all pixels, of bytes.
    squares: u64,
    pixels: Vec<u8>,
}

/// What it came to.
pub struct Compared {
    /// The mean squared error of the pictures that `handson decompress` gives back, a pixel from 0
    /// to 1.
    pub error: f64,
    /// What the others make of them.
    pub rivals: Weights,
}

impl Comparison {
    /// Before the first digit.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn new(codec: &Codec) -> Result<Self, Failure> {
        Ok(Self {
            rivals: Rivals::new().map_err(Failure::new)?,
            decoder: Predictor::new(codec.decoder().clone(), 0).map_err(Failure::new)?,
            squares: 0,
            pixels: Vec::new(),
        })
    }

    /// More digits, and their codes before they are rounded.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn add(
        &mut self,
        pixels: &[u8],
        codes: ArrayView2<f32>,
        quantizer: &Quantizer,
    ) -> Result<(), Failure> {
        self.rivals.add(pixels).map_err(Failure::new)?;
        let (codes, out) = (quantizer.round_all(codes), &mut self.pixels);
        out.resize(pixels.len(), 0);
        self.decoder.predict(&codes, 0..codes.nrows(), out, byte);
        let squares = pixels.iter().zip(out).map(|(a, b)| a.abs_diff(*b));
        self.squares += squares.map(|off| u64::from(off).pow(2)).sum::<u64>();
        Ok(())
    }

    /// What it came to.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn result(self) -> Result<Compared, Failure> {
        let rivals = self.rivals.weights().map_err(Failure::new)?;
        let pixels = rivals.pictures as f64 * PIXELS as f64;
        let error = self.squares as f64 / (255.0 * 255.0) / pixels;
        Ok(Compared { error, rivals })
    }
}
