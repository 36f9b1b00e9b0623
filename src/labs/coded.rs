//! What the labs of the code look at: the trained autoencoder in its two halves, the classifier as
//! a judge of what comes back, and the digits.

pub mod picture;
pub mod principal;
pub mod weighed;

use crate::codes::{Codec, Ranges};
use crate::dataset::Digits;
use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::{fashion_sample, test_digits};
use crate::nn::Sequential;
use crate::stats::Answer;
use crate::train::{autoencoder, classifier};
use ndarray::{Array2, ArrayView2};
use std::sync::{Arc, OnceLock};

/// All that ships for the code.
pub struct Coded {
    /// The test digits.
    pub digits: Arc<Digits>,
    /// A hundred pictures of clothes.
    pub clothes: Digits,
    /// The autoencoder.
    pub codec: Codec,
    /// Between which values each code number lay over the training digits.
    pub ranges: Ranges,
    classifier: Sequential,
}

/// What the classifier makes of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The probability of each digit.
    pub p: Vec<f32>,
    /// The two most probable.
    pub answer: Answer,
}

/// It, or the sentence that says what cannot be had.
type Data = Result<Arc<Coded>, String>;

static DATA: OnceLock<Data> = OnceLock::new();

/// Unpacks it when first asked for, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn data() -> Data {
    DATA.get_or_init(|| Coded::unpack().map(Arc::new)).clone()
}

impl Coded {
    fn unpack() -> Result<Self, String> {
        let weights = autoencoder::trained().map_err(|error| error.to_string())?;
        Ok(Self {
            digits: test_digits().map_err(|error| error.to_string())?,
            clothes: fashion_sample().map_err(|error| error.to_string())?,
            codec: Codec::of(&weights).map_err(|error| error.to_string())?,
            ranges: Ranges::shipped().map_err(|error| error.to_string())?,
            classifier: classifier::trained().map_err(|error| error.to_string())?,
        })
    }

    /// Some test digits from one on, as many as there are, (digits, 784), from 0 to 1.
    pub fn chunk(&self, from: usize, count: usize) -> Array2<f32> {
        let to = from.saturating_add(count).min(self.digits.len());
        let bytes = &self.digits.images()[from * PIXELS..to * PIXELS];
        Array2::from_shape_fn((to - from, PIXELS), |(row, pixel)| {
            f32::from(bytes[row * PIXELS + pixel]) / 255.0
        })
    }

    /// The code of a picture.
    pub fn encode(&self, pixels: &[f32]) -> Vec<f32> {
        self.codec.encoder().predict_one(pixels)
    }

    /// The picture of a code.
    pub fn decode(&self, code: &[f32]) -> Vec<f32> {
        self.codec.decoder().predict_one(code)
    }

    /// What the classifier makes of a picture; nothing of one that is none.
    pub fn judge(&self, pixels: &[f32]) -> Option<Judged> {
        let p = self.classifier.predict_one(pixels);
        let answer = Answer::of(&p)?;
        Some(Judged { p, answer })
    }

    /// The same of many, (pictures, 784): their probabilities, (pictures, 10).
    pub fn judge_all(&self, pictures: ArrayView2<f32>) -> Array2<f32> {
        self.classifier.predict(pictures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::mean_squared_error;

    #[test]
    fn a_digit_comes_back_as_itself_and_a_shoe_does_not() {
        let coded = data().unwrap();
        let through = |pixels: &[f32]| coded.decode(&coded.encode(pixels));
        let digit = coded.digits.grey(0);
        let back = through(&digit);
        assert_eq!(coded.judge(&back).unwrap().answer.class, 7);
        let shoe = coded.clothes.grey(0);
        assert!(
            mean_squared_error(&shoe, &through(&shoe)) > 4.0 * mean_squared_error(&digit, &back)
        );
    }

    #[test]
    fn test_digits_hardly_ever_leave_the_ranges_of_the_training_digits() {
        let coded = data().unwrap();
        let codes = coded.codec.encode(coded.chunk(0, 500).view());
        let outside = codes.indexed_iter();
        let outside =
            outside.filter(|((_, number), value)| coded.ranges.leaves_out(*number, **value));
        assert!(outside.count() < 500 * 32 / 1000);
    }
}
