//! Digits as a model takes them: pictures scaled to 0..1 as they are used, labels as one-hot rows.

use std::ops::Range;
use std::sync::Arc;

use crate::dataset::Digits;
use crate::dataset::idx::PIXELS;
use crate::nn::{Bytes, Error, OneHot, Samples};

/// Classes of digits.
pub const CLASSES: usize = 10;

/// The pictures `range`, (samples, 784). Nothing is copied.
///
/// # Errors
/// None for digits that were read by this crate.
///
/// # Panics
/// If the range reaches past the last picture.
pub fn pictures(digits: &Arc<Digits>, range: Range<usize>) -> Result<Arc<dyn Samples>, Error> {
    let bytes = DigitBytes::of(
        digits,
        Digits::images,
        range.start * PIXELS..range.end * PIXELS,
    );
    Ok(Arc::new(Bytes::new(bytes, PIXELS)?))
}

/// What the pictures `range` show, (samples, 10).
///
/// # Errors
/// None for digits that were read by this crate.
///
/// # Panics
/// If the range reaches past the last label.
pub fn classes(digits: &Arc<Digits>, range: Range<usize>) -> Result<Arc<dyn Samples>, Error> {
    let bytes = DigitBytes::of(digits, Digits::labels, range);
    Ok(Arc::new(OneHot::new(bytes, CLASSES)?))
}

/// Some of the bytes of shared digits.
struct DigitBytes {
    digits: Arc<Digits>,
    bytes: fn(&Digits) -> &[u8],
    range: Range<usize>,
}

impl DigitBytes {
    fn of(digits: &Arc<Digits>, bytes: fn(&Digits) -> &[u8], range: Range<usize>) -> Self {
        let digits = Arc::clone(digits);
        assert!(
            range.end <= bytes(&digits).len(),
            "the range is within the digits"
        );
        Self {
            digits,
            bytes,
            range,
        }
    }
}

impl AsRef<[u8]> for DigitBytes {
    fn as_ref(&self) -> &[u8] {
        &(self.bytes)(&self.digits)[self.range.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist::fashion_sample;

    #[test]
    fn pictures_are_scaled_and_classes_are_one_hot() {
        let digits = Arc::new(fashion_sample().unwrap());
        let (x, y) = (
            pictures(&digits, 10..20).unwrap(),
            classes(&digits, 10..20).unwrap(),
        );
        assert_eq!((x.len(), x.width(), y.len(), y.width()), (10, 784, 10, 10));
        let mut row = [0.0; PIXELS];
        x.gather(&[3], 0..x.width(), &mut row);
        for (scaled, &byte) in row.iter().zip(digits.image(13)) {
            assert!((scaled - f32::from(byte) / 255.0).abs() < 1e-7);
        }
        let mut target = [9.0; CLASSES];
        y.gather(&[3], 0..y.width(), &mut target);
        let mut expected = [0.0; CLASSES];
        expected[usize::from(digits.label(13))] = 1.0;
        assert_eq!(target, expected);
    }
}
