//! The network that the settings describe, worked out once a change and not once a frame.

use crate::labs::autoencoder::settings::Settings;
use crate::nn::Sequential;
use crate::train::code;

/// A network before any training, in numbers and in words.
pub struct Blueprint {
    /// The network with its random weights.
    pub untrained: Sequential,
    /// Nodes a layer, the inputs first.
    pub widths: Vec<usize>,
    /// Parameters of each layer after the inputs.
    pub parameters: Vec<usize>,
    /// Which layer says the code, counted from 0.
    pub code: usize,
    /// What the last layer makes of its sums.
    pub ending: String,
    /// The program in Rust.
    pub rust: String,
    /// The program in Python.
    pub keras: String,
}

impl Blueprint {
    /// The network of these settings.
    pub fn new(settings: &Settings) -> Option<Self> {
        let plan = settings.plan()?;
        let untrained = plan.model();
        let layers = untrained.layers();
        Some(Self {
            widths: std::iter::once(plan.inputs())
                .chain(layers.iter().map(|l| l.units()))
                .collect(),
            parameters: layers.iter().map(|layer| layer.parameters()).collect(),
            code: settings.code_layer(),
            ending: plan
                .layers()
                .last()
                .map_or(String::new(), |layer| layer.activation().to_string()),
            rust: code::rust(&plan, settings.learned_noise()),
            keras: code::keras(&plan, settings.learned_noise()),
            untrained,
        })
    }

    /// All parameters together.
    pub fn total(&self) -> usize {
        self.parameters.iter().sum()
    }
}
