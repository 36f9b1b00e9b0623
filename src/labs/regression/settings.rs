//! What can be set: the rows, the network, and how it learns.

use crate::labs::training::Learning;
use crate::train::{Plan, Preset, Spec};

/// What is shown.
pub const VIEWS: [&str; 4] = ["fit", "residuals", "curve", "columns"];

/// The place of the last of them.
pub const COLUMNS: usize = VIEWS.len() - 1;

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The learner's own table, and not the course's cars.
    pub own: bool,
    /// What the rows held out, weights and orders are drawn from.
    pub seed: u64,
    /// Nodes of both hidden layers; one of 0 is not there.
    pub nodes: [usize; 2],
    /// How it learns.
    pub learning: Learning,
    /// The place of what is shown among the views.
    pub view: usize,
}

impl Default for Settings {
    /// As `handson train regression`.
    fn default() -> Self {
        Self {
            own: false,
            seed: 0,
            nodes: [64, 64],
            learning: Learning {
                optimizer: 1,
                rate: 0.001,
                batch_size: 32,
                epochs: 100,
            },
            view: 0,
        }
    }
}

impl Settings {
    /// The settings as a checked plan, for so many rows of so many inputs; every one the controls
    /// allow makes one, as a test holds.
    pub fn plan(&self, rows: usize, inputs: usize) -> Option<Plan> {
        let hidden = self.nodes.iter().filter(|&&nodes| nodes > 0);
        let hidden: String = hidden.map(|nodes| format!("{nodes} relu, ")).collect();
        let spec = Spec {
            layers: format!("{hidden}1 linear"),
            seed: self.seed,
            // A step of so small a network is over before another thread has begun.
            threads: 1,
            ..Preset::Regression.spec()
        };
        let learning = Learning {
            batch_size: self.learning.batch_size.min(rows),
            ..self.learning.clone()
        };
        learning.of(spec).check(rows, inputs, 1).ok()
    }
}
