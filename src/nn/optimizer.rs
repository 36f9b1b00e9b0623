//! Optimizers: what a gradient does to a weight.
//!
//! Each works on flat vectors, weight by weight, with the constants Keras has by default.

mod adam;
mod adamax;
mod sgd;

pub use adam::Adam;
pub use adamax::Adamax;
pub use sgd::Sgd;

use super::Error;
use super::names::{UnknownName, look_up};
use std::fmt;
use std::str::FromStr;

/// Any of the three.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Optimizer {
    /// Stochastic gradient descent.
    Sgd(Sgd),
    /// Adam.
    Adam(Adam),
    /// Adamax.
    Adamax(Adamax),
}

/// What an optimizer remembers between steps; enough to go on elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimizerState {
    /// The optimizer it belongs to.
    pub name: &'static str,
    /// Steps taken.
    pub step: u64,
    /// The velocity of SGD; the mean of Adam and Adamax. One number a weight.
    pub first: Vec<f32>,
    /// The mean square of Adam; the largest of Adamax. One number a weight.
    pub second: Vec<f32>,
}

impl Optimizer {
    /// Moves `w` against its gradient `g`. `step` counts from 1; `first` and `second` are what the
    /// optimizer remembers of these weights.
    #[inline(always)]
    pub(super) fn update(
        &self,
        step: u64,
        w: &mut [f32],
        g: &[f32],
        first: &mut [f32],
        second: &mut [f32],
    ) {
        match self {
            Self::Sgd(sgd) => sgd.update(w, g, first),
            Self::Adam(adam) => adam.update(step, w, g, first, second),
            Self::Adamax(adamax) => adamax.update(step, w, g, first, second),
        }
    }

    /// Its name in Keras.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sgd(_) => "sgd",
            Self::Adam(_) => "adam",
            Self::Adamax(_) => "adamax",
        }
    }

    /// Numbers it remembers for each weight.
    pub fn slots(&self) -> usize {
        if matches!(self, Self::Sgd(_)) { 1 } else { 2 }
    }

    /// The learning rate.
    pub fn learning_rate(&self) -> f32 {
        match self {
            Self::Sgd(Sgd { learning_rate, .. })
            | Self::Adam(Adam { learning_rate, .. })
            | Self::Adamax(Adamax { learning_rate, .. }) => *learning_rate,
        }
    }

    /// The same optimizer with another learning rate.
    pub fn with_learning_rate(mut self, rate: f32) -> Self {
        match &mut self {
            Self::Sgd(Sgd { learning_rate, .. })
            | Self::Adam(Adam { learning_rate, .. })
            | Self::Adamax(Adamax { learning_rate, .. }) => *learning_rate = rate,
        }
        self
    }

    /// Refuses settings that cannot learn.
    ///
    /// # Errors
    /// [`Error::LearningRate`] if it is not a finite number above 0; [`Error::Decay`] for a
    /// momentum or beta outside [0, 1).
    pub fn check(&self) -> Result<(), Error> {
        let rate = self.learning_rate();
        if !(rate.is_finite() && rate > 0.0) {
            return Err(Error::LearningRate(rate));
        }
        let decays = match *self {
            Self::Sgd(Sgd { momentum, .. }) => [("momentum", momentum), ("momentum", momentum)],
            Self::Adam(Adam { beta_1, beta_2, .. })
            | Self::Adamax(Adamax { beta_1, beta_2, .. }) => {
                [("beta_1", beta_1), ("beta_2", beta_2)]
            }
        };
        match decays
            .into_iter()
            .find(|(_, value)| !(0.0..1.0).contains(value))
        {
            Some((name, value)) => Err(Error::Decay { name, value }),
            None => Ok(()),
        }
    }
}

impl From<Sgd> for Optimizer {
    fn from(sgd: Sgd) -> Self {
        Self::Sgd(sgd)
    }
}

impl From<Adam> for Optimizer {
    fn from(adam: Adam) -> Self {
        Self::Adam(adam)
    }
}

impl From<Adamax> for Optimizer {
    fn from(adamax: Adamax) -> Self {
        Self::Adamax(adamax)
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Adamax::default().into()
    }
}

impl fmt::Display for Optimizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Optimizer {
    type Err = UnknownName;

    /// The named optimizer with its default constants.
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let table: [(&'static str, Optimizer); 3] = [
            ("sgd", Sgd::default().into()),
            ("adam", Adam::default().into()),
            ("adamax", Adamax::default().into()),
        ];
        look_up("optimizer", name, &table, &[])
    }
}

/// 1 - beta^step: the share of a running mean that is made of gradients and not of the 0 it began
/// with.
fn unseen(beta: f32, step: u64) -> f64 {
    1.0 - f64::from(beta).powf(step as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_with_the_defaults_of_keras() {
        for (name, rate) in [("sgd", 0.01), ("adam", 0.001), ("adamax", 0.001)] {
            let optimizer: Optimizer = name.parse().unwrap();
            assert_eq!((optimizer.name(), optimizer.learning_rate()), (name, rate));
        }
        assert_eq!("adamx".parse::<Optimizer>().unwrap_err().nearest, "adam");
    }

    #[test]
    fn a_memory_whose_gradient_has_stopped_fades_to_zero_and_not_to_subnormal_numbers() {
        let sgd = Sgd {
            momentum: 0.9,
            ..Sgd::default()
        };
        for optimizer in [sgd.into(), Adam::default().into(), Adamax::default().into()] {
            let (mut w, mut first, mut second) = ([0.5], [0.0], [0.0]);
            for step in 1..200_000 {
                let gradient = if step < 10 { 0.1 } else { 0.0 };
                Optimizer::update(
                    &optimizer,
                    step,
                    &mut w,
                    &[gradient],
                    &mut first,
                    &mut second,
                );
                assert!(
                    !first[0].is_subnormal() && !second[0].is_subnormal(),
                    "{optimizer}"
                );
            }
            assert_eq!((first, second), ([0.0], [0.0]));
        }
    }

    #[test]
    fn constants_that_cannot_learn_are_refused() {
        for rate in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            let refused = Optimizer::default().with_learning_rate(rate).check();
            assert!(matches!(refused, Err(Error::LearningRate(_))), "{rate}");
        }
        let stuck = Optimizer::from(Adam {
            beta_2: 1.0,
            ..Adam::default()
        });
        assert_eq!(
            stuck.check(),
            Err(Error::Decay {
                name: "beta_2",
                value: 1.0
            })
        );
        let endless = Optimizer::from(Sgd {
            momentum: 1.5,
            ..Sgd::default()
        });
        assert_eq!(
            endless.check(),
            Err(Error::Decay {
                name: "momentum",
                value: 1.5
            })
        );
        assert_eq!(Optimizer::default().check(), Ok(()));
    }
}
