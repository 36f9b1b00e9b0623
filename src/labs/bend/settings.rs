//! What can be set: the points, the network, how it learns, and the line by hand.

use crate::labs::training::Learning;
use crate::train::{Plan, Spec};

/// What a hidden node makes of its sum.
pub const ACTIVATIONS: [&str; 3] = ["linear", "relu", "tanh"];

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The place of the points among the sets.
    pub set: usize,
    /// Hidden layers.
    pub layers: usize,
    /// Nodes of each.
    pub nodes: usize,
    /// The place of the activation among those on offer.
    pub activation: usize,
    /// How it learns.
    pub learning: Learning,
    /// The weights are drawn from it.
    pub seed: u64,
    /// The network is drawn, the line by hand, and that of the closed form.
    pub net: bool,
    pub hand: bool,
    pub closed: bool,
    /// The line by hand, y = wx + b.
    pub w: f64,
    pub b: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            set: 0,
            layers: 1,
            nodes: 8,
            activation: 1,
            learning: Learning {
                optimizer: 1,
                rate: 0.02,
                batch_size: 16,
                epochs: 200,
            },
            seed: 0,
            net: true,
            hand: false,
            closed: false,
            w: 0.0,
            b: 0.0,
        }
    }
}

impl Settings {
    /// The settings as a checked plan, for so many points; every one the controls allow makes one, as
    /// a test holds.
    pub fn plan(&self, points: usize) -> Option<Plan> {
        let hidden = format!("{} {}, ", self.nodes, ACTIVATIONS[self.activation]);
        let spec = Spec {
            layers: format!("{}1 linear", hidden.repeat(self.layers)),
            loss: "mse".to_owned(),
            seed: self.seed,
            // A step of so small a network is over before another thread has begun.
            threads: 1,
            ..Spec::default()
        };
        self.learning.of(spec).check(points, 1, 1).ok()
    }
}
