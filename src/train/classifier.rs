//! The trained classifier that ships with the course: `data/classifier.sh` made its weights.

use crate::dataset::catalog::CLASSIFIER;
use crate::dataset::idx::PIXELS;
use crate::nn::weights::WeightsError;
use crate::nn::{Activation, Sequential};
use crate::train::digits::CLASSES;
use crate::train::shipped::load;

/// The classifier, trained: 784 grey values from 0 to 1 in, the probabilities of the ten digits out.
///
/// # Errors
/// None for the weights as they are embedded.
pub fn trained() -> Result<Sequential, WeightsError> {
    let layers = Sequential::new(PIXELS)
        .dense(128, Activation::Relu)
        .dense(64, Activation::Relu)
        .dense(CLASSES, Activation::Softmax);
    load(&CLASSIFIER, layers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Preset;
    use safetensors::SafeTensors;
    use std::io::Read;

    #[test]
    fn its_layers_are_those_of_the_courses_classifier() {
        let preset = Preset::Classifier;
        let plan = preset.check(&preset.spec(), 1000).unwrap();
        assert_eq!(trained().unwrap().layers(), plan.model().layers());
    }

    #[test]
    fn its_weights_have_keras_names_and_shapes() {
        let mut bytes = Vec::new();
        CLASSIFIER.open().unwrap().read_to_end(&mut bytes).unwrap();
        let tensors = SafeTensors::deserialize(&bytes).unwrap();
        let mut found: Vec<_> = (tensors.iter())
            .map(|(name, view)| (name.to_string(), view.shape().to_vec()))
            .collect();
        found.sort();
        let expected = [
            ("dense/bias", vec![128]),
            ("dense/kernel", vec![784, 128]),
            ("dense_1/bias", vec![64]),
            ("dense_1/kernel", vec![128, 64]),
            ("dense_2/bias", vec![10]),
            ("dense_2/kernel", vec![64, 10]),
        ];
        let expected = expected.map(|(name, shape)| (name.to_string(), shape));
        assert_eq!(found, expected);
    }
}
