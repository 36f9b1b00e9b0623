//! What can be set: the network and how it learns.

use crate::labs::training::Learning;
use crate::train::{Plan, Spec};

/// Widths of the middle on offer. None is wider than the layers beside it.
pub const BOTTLENECKS: [&str; 5] = ["2", "8", "16", "32", "64"];

/// The same as numbers.
const CODES: [usize; 5] = [2, 8, 16, 32, 64];

/// Training digits.
pub const DIGITS: usize = 60_000;
/// Grey values of a digit.
const PIXELS: usize = 784;

/// What the lab shows first; the rest follows where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Input, code and output of one digit.
    One,
    /// Ten digits and what comes back.
    Ten,
    /// The program in Rust.
    Rust,
    /// The same in Python.
    Keras,
    /// The loss of this run, and of the one before it.
    Curves,
    /// The epochs of a run, beside those of another.
    Time,
    /// All runs, in a table.
    Runs,
}

/// The panels by name, in this order.
pub const VIEWS: [&str; 7] = ["one", "ten", "rust", "keras", "curves", "time", "runs"];

const PANELS: [Panel; 7] = [
    Panel::One,
    Panel::Ten,
    Panel::Rust,
    Panel::Keras,
    Panel::Curves,
    Panel::Time,
    Panel::Runs,
];

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How it learns.
    pub learning: Learning,
    /// The place of the bottleneck among those on offer.
    pub bottleneck: usize,
    /// Which test digit is shown.
    pub digit: usize,
    /// The place of the panel that is shown first.
    pub panel: usize,
}

impl Default for Settings {
    /// The seed job of the course: Adamax, batch 256, 17 epochs, 32 numbers in the middle.
    fn default() -> Self {
        Self {
            learning: Learning {
                optimizer: 2,
                rate: 0.001,
                batch_size: 256,
                epochs: 17,
            },
            bottleneck: 3,
            digit: 61,
            panel: 0,
        }
    }
}

impl Settings {
    /// Numbers in the narrowest layer.
    pub fn code(&self) -> usize {
        CODES[self.bottleneck]
    }

    /// What is shown first.
    pub fn panel(&self) -> Panel {
        PANELS[self.panel]
    }

    /// Nodes and activation of each layer.
    ///
    /// A code of two numbers is linear: with ReLU it would live in one quadrant, and often die
    /// there.
    pub fn layers(&self) -> Vec<(usize, &'static str)> {
        let code = self.code();
        let code_activation = if code == 2 { "linear" } else { "relu" };
        vec![
            (128, "relu"),
            (64, "relu"),
            (code, code_activation),
            (64, "relu"),
            (128, "relu"),
            (784, "sigmoid"),
        ]
    }

    /// How it differs from other settings in what is trained: each thing with its value here.
    pub fn changes(&self, from: &Self) -> Vec<String> {
        let (now, then) = (&self.learning, &from.learning);
        let mut changes = Vec::new();
        let mut tell = |differs: bool, told: String| {
            if differs {
                changes.push(told);
            }
        };
        tell(now.optimizer != then.optimizer, now.optimizer_name().into());
        tell(now.rate != then.rate, format!("rate {}", now.rate));
        let batch = format!("batch {}", now.batch_size);
        tell(now.batch_size != then.batch_size, batch);
        let code = format!("bottleneck {}", self.code());
        tell(self.bottleneck != from.bottleneck, code);
        changes
    }

    /// The settings as a checked plan; every one the controls allow makes one, as a test holds.
    pub fn plan(&self) -> Option<Plan> {
        let layers = self.layers().into_iter().map(|(n, f)| format!("{n} {f}"));
        let spec = Spec {
            layers: layers.collect::<Vec<_>>().join(", "),
            ..Spec::default()
        };
        let spec = self.learning.of(spec);
        spec.check(DIGITS, PIXELS, PIXELS).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_job_is_the_default() {
        assert_eq!(
            Settings::default().plan(),
            Spec::default().check(DIGITS, PIXELS, PIXELS).ok()
        );
    }
}
