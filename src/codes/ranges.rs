//! Between which values each code number lies.

use std::io::{self, ErrorKind};

use ndarray::ArrayView2;

use crate::dataset::catalog::AUTOENCODER_RANGES;

/// The lowest and the highest value of each code number over some pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges(Vec<[f32; 2]>);

impl Ranges {
    /// Of codes of this width, before any was seen.
    pub fn new(width: usize) -> Self {
        Self(vec![[f32::INFINITY, f32::NEG_INFINITY]; width])
    }

    /// As they are known: lowest and highest of each code number.
    pub fn known(ranges: Vec<[f32; 2]>) -> Self {
        Self(ranges)
    }

    /// Those of some codes, (pictures, width).
    pub fn of(codes: ArrayView2<f32>) -> Self {
        let mut ranges = Self::new(codes.ncols());
        ranges.widen(codes);
        ranges
    }

    /// Takes in more codes.
    pub fn widen(&mut self, codes: ArrayView2<f32>) {
        for code in codes.rows() {
            for ([low, high], &number) in self.0.iter_mut().zip(code) {
                *low = low.min(number);
                *high = high.max(number);
            }
        }
    }

    /// Those of the course's autoencoder over the training digits, which travel inside the program.
    ///
    /// # Errors
    /// None for the file as it is embedded.
    pub fn shipped() -> io::Result<Self> {
        let text = io::read_to_string(AUTOENCODER_RANGES.open()?)?;
        let pair = |line: &str| {
            let (low, high) = line.split_once(',')?;
            Some([low.parse().ok()?, high.parse().ok()?])
        };
        // Below the names of the columns.
        let pairs: Option<_> = text.lines().skip(1).map(pair).collect();
        pairs.map(Self).ok_or(ErrorKind::InvalidData.into())
    }

    /// Lowest and highest of each code number.
    pub fn each(&self) -> &[[f32; 2]] {
        &self.0
    }

    /// Numbers of a code.
    pub fn width(&self) -> usize {
        self.0.len()
    }

    /// Whether a code number was never so low or so high.
    ///
    /// # Panics
    /// If there is no such number.
    pub fn leaves_out(&self, number: usize, value: f32) -> bool {
        let [low, high] = self.0[number];
        !(low..=high).contains(&value)
    }

    /// Code numbers that are the same for every picture, such as those of a dead unit.
    pub fn dead(&self) -> usize {
        self.0.iter().filter(|[low, high]| low == high).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Codec;
    use crate::dataset::catalog::TRAIN_IMAGES;
    use crate::dataset::idx::{Idx, Kind, PIXELS};
    use crate::nn::Bytes;
    use crate::train::autoencoder::trained;
    use ndarray::array;

    #[test]
    fn a_range_is_from_the_lowest_to_the_highest_and_widens() {
        let mut ranges = Ranges::of(array![[0.0, 3.0], [-1.0, 3.0]].view());
        assert_eq!(ranges.each(), [[-1.0, 0.0], [3.0, 3.0]]);
        assert_eq!(ranges.dead(), 1);
        assert!(ranges.leaves_out(1, 2.9) && !ranges.leaves_out(0, -1.0));
        ranges.widen(array![[4.0, 2.0]].view());
        assert_eq!(ranges.each(), [[-1.0, 4.0], [2.0, 3.0]]);
        assert!(!ranges.leaves_out(1, 2.9));
    }

    #[test]
    fn those_on_record_are_those_of_the_training_digits() {
        let codec = Codec::of(&trained().unwrap()).unwrap();
        let file = Idx::open("f", Kind::Images, TRAIN_IMAGES.open().unwrap()).unwrap();
        let digits = Bytes::new(file.read().unwrap(), PIXELS).unwrap();
        let found = Ranges::of(codec.encode_all(&digits).view());
        let shipped = Ranges::shipped().unwrap();
        assert_eq!(shipped.width(), codec.width());
        for (found, shipped) in found.each().iter().zip(shipped.each()) {
            for (found, shipped) in found.iter().zip(shipped) {
                // Other instruction sets sum in another order.
                assert!((found - shipped).abs() < 1e-3, "{found} {shipped}");
            }
        }
        assert_eq!(shipped.dead(), 3);
    }
}
