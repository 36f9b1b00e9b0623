//! What can be set of the network and of how it learns.

use crate::dataset::split;
use crate::labs::training::Learning;
use crate::train::{Plan, Preset, Spec};
use std::ops::Range;

/// Hidden layers on offer, by their nodes.
pub const HIDDEN: [&str; 4] = ["none", "32", "128-64", "256-128"];

/// Training digits, and how many of them are held out to choose by.
pub const DIGITS: usize = 60_000;
const HELD_OUT: usize = 10_000;

/// The training digits that are learned from, and those that are held out.
pub fn parts() -> (Range<usize>, Range<usize>) {
    split::last(DIGITS, HELD_OUT).unwrap_or((0..DIGITS, 0..0))
}

/// All settings of a training.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The place of the hidden layers among those on offer.
    pub hidden: usize,
    /// How it learns.
    pub learning: Learning,
    /// Seconds of training that may be spent.
    pub budget: f64,
}

impl Default for Settings {
    /// The course's classifier, and a minute.
    fn default() -> Self {
        Self {
            hidden: 2,
            learning: Learning {
                optimizer: 1,
                rate: 0.001,
                batch_size: 128,
                epochs: 10,
            },
            budget: 60.0,
        }
    }
}

impl Settings {
    /// The settings as a checked plan; every one the controls allow makes one, as a test holds.
    pub fn plan(&self) -> Option<Plan> {
        let hidden = HIDDEN[self.hidden]
            .split('-')
            .filter(|nodes| *nodes != "none");
        let layers = hidden.map(|nodes| format!("{nodes} relu"));
        let layers: Vec<String> = layers.chain(["10 softmax".to_owned()]).collect();
        let preset = Preset::Classifier;
        let spec = Spec {
            layers: layers.join(", "),
            ..preset.spec()
        };
        let spec = self.learning.of(spec);
        preset.check(&spec, parts().0.len()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_courses_classifier_is_the_default() {
        let preset = Preset::Classifier;
        let usual = preset.check(&preset.spec(), 50_000).unwrap();
        let plan = Settings::default().plan().unwrap();
        assert_eq!(
            (plan.layers(), plan.optimizer()),
            (usual.layers(), usual.optimizer())
        );
        assert_eq!(
            (plan.epochs(), plan.batch_size(), plan.loss()),
            (usual.epochs(), usual.batch_size(), usual.loss())
        );
    }

    #[test]
    fn what_is_learned_from_and_what_is_held_out_are_all_training_digits() {
        assert_eq!(parts(), (0..50_000, 50_000..60_000));
    }
}
