//! The trained autoencoders that ship with the course: `data/autoencoder.sh` made their weights.

use crate::dataset::catalog::{AUTOENCODER, AUTOENCODER_2};
use crate::dataset::idx::PIXELS;
use crate::nn::weights::WeightsError;
use crate::nn::{Activation, Sequential};
use crate::train::shipped::load;

/// The course's autoencoder, trained as on the slide: its code is 32 numbers, none below 0.
///
/// # Errors
/// None for the weights as they are embedded.
pub fn trained() -> Result<Sequential, WeightsError> {
    load(&AUTOENCODER, layers(32, Activation::Relu))
}

/// The same with a code of two numbers, linear, which are a place in the plane.
///
/// # Errors
/// None for the weights as they are embedded.
pub fn plane() -> Result<Sequential, WeightsError> {
    load(&AUTOENCODER_2, layers(2, Activation::Linear))
}

fn layers(code: usize, activation: Activation) -> Sequential {
    Sequential::new(PIXELS)
        .dense(128, Activation::Relu)
        .dense(64, Activation::Relu)
        .dense(code, activation)
        .dense(64, Activation::Relu)
        .dense(128, Activation::Relu)
        .dense(PIXELS, Activation::Sigmoid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Preset;

    #[test]
    fn its_layers_are_those_of_the_courses_autoencoder() {
        let preset = Preset::Autoencoder;
        let plan = preset.check(&preset.spec(), 1000).unwrap();
        assert_eq!(trained().unwrap().layers(), plan.model().layers());
    }

    #[test]
    fn the_code_of_the_other_is_a_place_in_the_plane() {
        let plane = plane().unwrap();
        let code = plane.layers()[2];
        assert_eq!((code.units(), code.activation()), (2, Activation::Linear));
    }
}
