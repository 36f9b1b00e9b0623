//! The three trainings of the course: what each is unless somebody says otherwise, and what its
//! last layer has to be.

use std::str::FromStr;

use crate::dataset::idx::PIXELS;
use crate::nn::{Activation, Loss, UnknownName, look_up};
use crate::train::digits::CLASSES;
use crate::train::layers::{self, LayerSpec};
use crate::train::{Plan, Spec, SpecError, cars};

use Preset::{Autoencoder, Classifier, Regression};

/// What is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Digits through a narrow middle and back.
    Autoencoder,
    /// Digits to the ten classes.
    Classifier,
    /// Cars to their fuel economy.
    Regression,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Autoencoder, Classifier, Regression];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Autoencoder => "autoencoder",
            Classifier => "classifier",
            Regression => "regression",
        }
    }

    /// Its usual settings. The regression's batch and epochs are those of Keras' tutorial
    /// "Basic regression: Predict fuel efficiency".
    pub fn spec(self) -> Spec {
        let (layers, loss, epochs, usual_batch) = match self {
            Autoencoder => return Spec::default(),
            Classifier => (
                "128 relu, 64 relu, 10 softmax",
                "categorical_crossentropy",
                10,
                128,
            ),
            Regression => ("64 relu, 64 relu, 1 linear", "mse", 100, 32),
        };
        Spec {
            layers: layers.to_string(),
            optimizer: "adam".to_string(),
            loss: loss.to_string(),
            epochs,
            usual_batch,
            ..Spec::default()
        }
    }

    /// Numbers in and out of its model.
    pub fn widths(self) -> (usize, usize) {
        match self {
            Autoencoder => (PIXELS, PIXELS),
            Classifier => (PIXELS, CLASSES),
            Regression => (cars::INPUTS, 1),
        }
    }

    /// Checks settings for this training on so many samples.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn check(self, spec: &Spec, samples: usize) -> Result<Plan, SpecError> {
        self.check_end(spec)?;
        let (inputs, outputs) = self.widths();
        spec.check(samples, inputs, outputs)
    }

    /// An autoencoder may end as it likes.
    fn check_end(self, spec: &Spec) -> Result<(), SpecError> {
        if self == Autoencoder {
            return Ok(());
        }
        let wrong = |end, found: LayerSpec| SpecError::WrongEnd {
            model: self.name(),
            end,
            found: found.to_string(),
        };
        match (self, layers::parse(&spec.layers)?.last()) {
            (Classifier, Some(&last)) if last.activation() != Activation::Softmax => {
                Err(wrong("10 softmax", last))
            }
            // One unit's softmax is 1, whatever goes in.
            (Regression, Some(&last)) if last.activation() == Activation::Softmax => {
                Err(wrong("1 linear", last))
            }
            (Regression, _) if spec.loss.parse() == Ok(Loss::CrossEntropy) => {
                Err(SpecError::NoClasses)
            }
            _ => Ok(()),
        }
    }
}

impl FromStr for Preset {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        look_up("model", name, &Self::ALL.map(|p| (p.name(), p)), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_passes_its_own_check_and_has_the_size_of_its_layers() {
        let parameters = Preset::ALL.map(|p| p.check(&p.spec(), 1000).unwrap().parameters());
        // Weights and biases, layer by layer: 785*128 + 129*64 + 65*10, and 10*64 + 65*64 + 65.
        assert_eq!(parameters, [222_384, 109_386, 4_865]);
        for preset in Preset::ALL {
            assert_eq!(preset.name().parse(), Ok(preset));
        }
    }

    #[test]
    fn settings_that_make_no_sense_for_a_training_are_refused() {
        let refused = |preset: Preset, layers: &str, loss: &str| {
            let (layers, loss) = (layers.to_string(), loss.to_string());
            let spec = Spec {
                layers,
                loss,
                ..preset.spec()
            };
            let error = preset.check(&spec, 1000).unwrap_err();
            (error.setting(), error.to_string())
        };
        let cross = "categorical_crossentropy";
        let (setting, said) = refused(Classifier, "8 relu, 10 sigmoid", "mse");
        assert_eq!(setting, "layers");
        assert!(said.starts_with("a classifier ends with \"10 softmax\", not with \"10 sigmoid\""));
        let (_, said) = refused(Classifier, "8 relu, 9 softmax", cross);
        assert!(said.ends_with("end with 10 units"), "{said}");
        let (_, said) = refused(Regression, "8 relu, 1 softmax", cross);
        assert!(
            said.starts_with("a regression ends with \"1 linear\""),
            "{said}"
        );
        let (setting, said) = refused(Regression, "8 relu, 1", cross);
        assert_eq!(setting, "loss");
        assert!(said.ends_with("take mse or mae"), "{said}");
    }
}
