//! Digits as a model takes them: pictures scaled to 0..1 as they are used, labels as one-hot rows.

use std::ops::Range;
use std::sync::Arc;

use crate::dataset::Digits;
use crate::dataset::catalog::Split;
use crate::dataset::idx::{PIXELS, SIDE};
use crate::dataset::mnist::{Mnist, split_of, test_digits};
use crate::nn::{Bytes, Error, OneHot, Samples};
use crate::train::shifts::Augmented;

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
    let name = name_of(digits, "pictures", &range);
    let bytes = DigitBytes::of(
        digits,
        Digits::images,
        range.start * PIXELS..range.end * PIXELS,
    );
    Ok(Named::with(name, Bytes::new(bytes, PIXELS)?))
}

/// What the pictures `range` show, (samples, 10).
///
/// # Errors
/// None for digits that were read by this crate.
///
/// # Panics
/// If the range reaches past the last label.
pub fn classes(digits: &Arc<Digits>, range: Range<usize>) -> Result<Arc<dyn Samples>, Error> {
    let name = name_of(digits, "classes", &range);
    let bytes = DigitBytes::of(digits, Digits::labels, range);
    Ok(Named::with(name, OneHot::new(bytes, CLASSES)?))
}

/// What every process calls some of the digits inside the program; nothing where they are others.
pub(in crate::train) fn name_of(
    digits: &Arc<Digits>,
    what: &str,
    range: &Range<usize>,
) -> Option<String> {
    let split = match split_of(digits)? {
        Split::Train => "train",
        Split::Test => "test",
    };
    Some(format!("{split} {what} {} {}", range.start, range.end))
}

/// Digits by the name that another process gave them.
///
/// # Errors
/// The sentence says that there are none of this name, or why they cannot be had.
pub(in crate::train) fn named(name: &str) -> Result<Arc<dyn Samples>, String> {
    let unknown = || format!("no samples are called {name:?} here");
    let mut words = name.split(' ');
    let (split, what) = words.next().zip(words.next()).ok_or_else(unknown)?;
    let numbers: Result<Vec<usize>, _> = words.map(str::parse).collect();
    let numbers = numbers.map_err(|_| unknown())?;
    let digits = match split {
        "train" => Mnist::embedded().map(|mnist| mnist.train),
        "test" => test_digits(),
        _ => return Err(unknown()),
    };
    let digits = digits.map_err(|error| error.to_string())?;
    let [from, to, ref drawn @ ..] = numbers[..] else {
        return Err(unknown());
    };
    if from >= to || to > digits.len() {
        return Err(unknown());
    }
    let samples = match (what, drawn) {
        ("pictures", []) => pictures(&digits, from..to),
        ("classes", []) => classes(&digits, from..to),
        ("shifted", &[times @ 1..=MOST_TIMES, reach @ 0..SIDE]) => {
            return Ok(Arc::new(Augmented::new(&digits, from..to, times, reach)));
        }
        ("shifted-classes", &[times @ 1..=MOST_TIMES, reach @ 0..SIDE]) => {
            Augmented::new(&digits, from..to, times, reach).classes()
        }
        _ => return Err(unknown()),
    };
    samples.map_err(|error| error.to_string())
}

/// Shifted copies of a digit at the most.
const MOST_TIMES: usize = 64;

/// Samples with a name.
pub(in crate::train) struct Named<S> {
    name: String,
    samples: S,
}

impl<S: Samples + 'static> Named<S> {
    /// With a name, if there is one.
    pub(in crate::train) fn with(name: Option<String>, samples: S) -> Arc<dyn Samples> {
        match name {
            Some(name) => Arc::new(Self { name, samples }),
            None => Arc::new(samples),
        }
    }
}

impl<S: Samples> Samples for Named<S> {
    fn len(&self) -> usize {
        self.samples.len()
    }

    fn width(&self) -> usize {
        self.samples.width()
    }

    fn gather(&self, indices: &[u32], features: Range<usize>, out: &mut [f32]) {
        self.samples.gather(indices, features, out);
    }

    fn prefetch(&self, indices: &[u32]) {
        self.samples.prefetch(indices);
    }

    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }
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
