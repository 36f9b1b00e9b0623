//! What can be set: the points, the network, and how it learns.

use crate::labs::training::Learning;
use crate::train::{Plan, Spec};

/// Activations of the hidden layers on offer.
pub const ACTIVATIONS: [&str; 4] = ["tanh", "relu", "sigmoid", "linear"];

/// What is made small, by the names on the screen.
pub const LOSSES: [&str; 2] = ["cross-entropy", "squares"];

/// The same by the trainer's names.
const LOSS_NAMES: [&str; 2] = ["categorical_crossentropy", "mse"];

/// Which points are drawn.
pub const DRAWN: [&str; 3] = ["none", "train", "test"];

/// What is drawn: the answer over the plane, what the hidden units say there, or the network itself.
pub const SEEN: [&str; 3] = ["answer", "units", "network"];

/// The greatest number of hidden layers.
pub const LAYERS: usize = 3;

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The place of the set among those on offer.
    pub set: usize,
    /// The deviation of what jostles each point.
    pub noise: f64,
    /// What points, weights and orders are drawn from.
    pub seed: u64,
    /// Nodes of each hidden layer; one of 0 is not there.
    pub nodes: [usize; LAYERS],
    /// The place of the activation among those on offer.
    pub activation: usize,
    /// How it learns.
    pub learning: Learning,
    /// The place of the loss among those on offer.
    pub loss: usize,
    /// How much the squares of the weights count beside the loss.
    pub l2: f64,
    /// The place of what is drawn among those on offer.
    pub drawn: usize,
    /// The place of what is drawn among [`SEEN`].
    pub seen: usize,
}

impl Default for Settings {
    /// Penguins, and a network without hidden layers.
    fn default() -> Self {
        Self {
            set: 0,
            noise: 0.0,
            seed: 0,
            nodes: [0; LAYERS],
            activation: 0,
            learning: Learning {
                optimizer: 1,
                rate: 0.02,
                batch_size: 32,
                epochs: 200,
            },
            loss: 0,
            l2: 0.0,
            drawn: 1,
            seen: 0,
        }
    }
}

impl Settings {
    /// Nodes of the hidden layers that are there.
    pub fn hidden(&self) -> impl Iterator<Item = usize> {
        self.nodes.into_iter().filter(|&nodes| nodes > 0)
    }

    /// Whether the hidden units are seen, and a weight of one can be turned.
    pub fn sees_units(&self) -> bool {
        SEEN[self.seen] != "answer"
    }

    /// Whether the test points are drawn.
    pub fn draws_test(&self) -> bool {
        DRAWN[self.drawn] == "test"
    }

    /// The activation's name.
    pub fn activation_name(&self) -> &'static str {
        ACTIVATIONS[self.activation]
    }

    /// The loss' name.
    pub fn loss_name(&self) -> &'static str {
        LOSSES[self.loss]
    }

    /// The settings as a checked plan, for so many points of so many classes; every one the controls
    /// allow makes one, as a test holds.
    pub fn plan(&self, points: usize, classes: usize) -> Option<Plan> {
        let activation = self.activation_name();
        let hidden = self.hidden().map(|nodes| format!("{nodes} {activation}, "));
        let spec = Spec {
            layers: format!("{}{classes} softmax", hidden.collect::<String>()),
            loss: LOSS_NAMES[self.loss].to_owned(),
            l2: self.l2 as f32,
            seed: self.seed,
            // A step of so small a network is over before another thread has begun.
            threads: 1,
            ..Spec::default()
        };
        let learning = Learning {
            batch_size: self.learning.batch_size.min(points.max(1)),
            ..self.learning.clone()
        };
        let spec = learning.of(spec);
        spec.check(points.max(1), 2, classes).ok()
    }
}
