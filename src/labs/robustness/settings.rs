//! How a network learns from digits that are shifted anew.

use super::subject::Data;
use crate::dataset::split;
use crate::msg::Task;
use crate::train::digits::{classes, pictures};
use crate::train::shifts::Augmented;
use crate::train::{Plan, Preset, Spec};
use std::sync::Arc;

/// Training digits, and how many of them are held out to be looked at.
const DIGITS: usize = 60_000;
const HELD_OUT: usize = 10_000;

/// How often an epoch sees each digit, each time shifted otherwise.
pub const TIMES: usize = 4;

/// All settings of a training.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Pixels to each side that a digit may be shifted by while the network learns.
    pub reach: usize,
    /// Passes over the training digits.
    pub epochs: usize,
    /// Seconds of training that may be spent.
    pub budget: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            reach: 2,
            epochs: 3,
            budget: 20.0,
        }
    }
}

impl Settings {
    /// The settings as a checked plan: the course's classifier on other pictures.
    pub fn plan(&self) -> Option<Plan> {
        let preset = Preset::Classifier;
        let spec = Spec {
            epochs: self.epochs,
            ..preset.spec()
        };
        preset.check(&spec, TIMES * (DIGITS - HELD_OUT)).ok()
    }

    /// What is trained: shifted digits, looked at on digits as they come.
    pub fn task(&self, data: &Data) -> Option<Task> {
        let digits = &data.mnist.train;
        let (learned, held) = split::last(DIGITS, HELD_OUT)?;
        let shifted = Augmented::new(digits, learned, TIMES, self.reach);
        let y = shifted.classes().ok()?;
        let unseen = pictures(digits, held.clone()).ok()?;
        Some(Task {
            plan: self.plan()?,
            x: Arc::new(shifted),
            y,
            validation: Some((unseen, classes(digits, held).ok()?)),
            from: None,
            paused: false,
            ends: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_courses_classifier_on_more_pictures() {
        let preset = Preset::Classifier;
        let usual = preset.check(&preset.spec(), DIGITS).unwrap();
        let plan = Settings::default().plan().unwrap();
        assert_eq!(
            (
                plan.layers(),
                plan.optimizer(),
                plan.batch_size(),
                plan.loss()
            ),
            (
                usual.layers(),
                usual.optimizer(),
                usual.batch_size(),
                usual.loss()
            )
        );
        for (reach, epochs) in [(0, 1), (4, 40)] {
            assert!(
                Settings {
                    reach,
                    epochs,
                    budget: 5.0
                }
                .plan()
                .is_some()
            );
        }
    }
}
