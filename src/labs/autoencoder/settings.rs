//! What can be set: the network and how it learns.

use crate::dataset::split;
use crate::labs::training::Learning;
use crate::nn::Samples;
use crate::train::noise::{Noise, Noisy, Source};
use crate::train::{Plan, Spec};
use std::ops::Range;
use std::sync::Arc;

/// Widths of the middle on offer. None is wider than the layers beside it.
pub const BOTTLENECKS: [&str; 5] = ["2", "8", "16", "32", "64"];

/// The same as numbers.
const CODES: [usize; 5] = [2, 8, 16, 32, 64];

/// Networks on offer: six layers with bends, or two without any.
pub const NETWORKS: [&str; 2] = ["deep", "linear"];

/// Noise on offer for what goes in.
pub const NOISES: [&str; 4] = ["none", "gaussian", "salt-and-pepper", "blot"];

/// Pixels of radius that a blot of amount 1 has.
const BLOT: f64 = 10.0;

/// What the noise on training digits, and on others, is drawn from.
pub const SEEDS: [u64; 2] = [0, 1];

/// Training digits, and how many of them can be held out.
const DIGITS: usize = 60_000;
const HELD_OUT: usize = 10_000;
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
    /// A pad to draw on the digit.
    Draw,
    /// The layers in a table.
    Layers,
    /// The digit on its way through them.
    Flow,
    /// What the nodes of the first layer look for.
    Units,
    /// One node taken apart.
    Unit,
    /// One update of one weight.
    Update,
    /// Five moments, shuffled.
    Five,
}

/// The panels by name, in this order.
pub const VIEWS: [&str; 14] = [
    "one", "ten", "rust", "keras", "curves", "time", "runs", "draw", "layers", "flow", "units",
    "unit", "update", "five",
];

const PANELS: [Panel; 14] = [
    Panel::One,
    Panel::Ten,
    Panel::Rust,
    Panel::Keras,
    Panel::Curves,
    Panel::Time,
    Panel::Runs,
    Panel::Draw,
    Panel::Layers,
    Panel::Flow,
    Panel::Units,
    Panel::Unit,
    Panel::Update,
    Panel::Five,
];

impl Panel {
    /// Whether it names the layers itself, or needs the row more.
    pub fn tells_layers(self) -> bool {
        let apart = [Self::Rust, Self::Keras, Self::Time, Self::Runs, Self::Five];
        self.is_inside() || apart.contains(&self)
    }

    /// Whether it shows moments of the past, one of which the learner chooses.
    pub fn looks_back(self) -> bool {
        matches!(self, Self::Time | Self::Runs | Self::Units)
    }

    /// Whether it shows what goes on inside the network.
    pub fn is_inside(self) -> bool {
        matches!(
            self,
            Self::Layers | Self::Flow | Self::Units | Self::Unit | Self::Update
        )
    }
}

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How it learns.
    pub learning: Learning,
    /// The place of the network among those on offer.
    pub network: usize,
    /// The place of the bottleneck among those on offer.
    pub bottleneck: usize,
    /// The place of the noise among those on offer.
    pub noise: usize,
    /// How much of it, from 0 to 1.
    pub amount: f64,
    /// The network learns from noisy digits, and is to return them clean.
    pub denoises: bool,
    /// Which test digit is shown.
    pub digit: usize,
    /// Digits are held out of the training to choose by; the test digits stay closed.
    pub holds_out: bool,
    /// The place of the panel that is shown first.
    pub panel: usize,
    /// Which layer, which of its nodes, and which of the numbers that come in are looked at, from 1.
    pub layer: usize,
    pub unit: usize,
    pub from: usize,
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
            network: 0,
            bottleneck: 3,
            noise: 0,
            amount: 0.3,
            denoises: false,
            holds_out: false,
            digit: 61,
            panel: 0,
            layer: 1,
            unit: 1,
            from: 407,
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

    /// The noise on what is shown; none where the digits are shown clean.
    pub fn noise(&self) -> Option<Noise> {
        match NOISES[self.noise] {
            "gaussian" => Some(Noise::Gaussian(self.amount as f32)),
            "salt-and-pepper" => Some(Noise::SaltAndPepper(self.amount as f32)),
            "blot" => Some(Noise::Blot((BLOT * self.amount) as f32)),
            _ => None,
        }
    }

    /// The noise on what is learned from.
    pub fn learned_noise(&self) -> Option<Noise> {
        self.noise().filter(|_| self.denoises)
    }

    /// The training digits that are learned from, and those that are held out.
    pub fn parts(&self) -> (Range<usize>, Range<usize>) {
        let held = if self.holds_out { HELD_OUT } else { 0 };
        split::last(DIGITS, held).unwrap_or((0..DIGITS, 0..0))
    }

    /// The layer that is looked at, of so many; so for its node, and for what comes in.
    pub fn layer(&self, layers: usize) -> usize {
        self.layer.clamp(1, layers.max(1))
    }

    pub fn unit(&self, units: usize) -> usize {
        self.unit.clamp(1, units.max(1))
    }

    pub fn from(&self, inputs: usize) -> usize {
        self.from.clamp(1, inputs.max(1))
    }

    /// Pictures as the network is given them to learn from.
    pub fn given(&self, clean: Arc<dyn Samples>, seed: u64) -> Arc<dyn Samples> {
        match self.learned_noise() {
            Some(noise) => Arc::new(Noisy::new(clean, Source::new(noise, seed))),
            None => clean,
        }
    }

    /// The noise as it is drawn for what is shown; a sheet to draw on shows the digit alone.
    pub fn source(&self) -> Option<Source> {
        let noise = self.noise().filter(|_| self.panel() != Panel::Draw);
        noise.map(|noise| Source::new(noise, SEEDS[1]))
    }

    /// How much noise that is, in words.
    pub fn amount_told(&self) -> String {
        match self.noise() {
            None => String::new(),
            Some(Noise::Gaussian(sigma)) => format!("sigma {sigma:.2}, full ink is 1"),
            Some(Noise::SaltAndPepper(share)) => {
                format!("{:.0} % of the pixels", 100.0 * share)
            }
            Some(Noise::Blot(radius)) => format!("{:.0} pixels across", 2.0 * radius),
        }
    }

    /// Which layer says the code, counted from 0.
    pub fn code_layer(&self) -> usize {
        match NETWORKS[self.network] {
            "linear" => 0,
            _ => 2,
        }
    }

    /// Whether another network is trained than with other settings.
    pub fn is_other_network(&self, than: &Self) -> bool {
        (self.network, self.bottleneck) != (than.network, than.bottleneck)
    }

    /// Nodes and activation of each layer.
    ///
    /// A code of two numbers is linear: with ReLU it would live in one quadrant, and often die
    /// there.
    pub fn layers(&self) -> Vec<(usize, &'static str)> {
        let code = self.code();
        if NETWORKS[self.network] == "linear" {
            return vec![(code, "linear"), (PIXELS, "linear")];
        }
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
        let network = NETWORKS[self.network].to_owned();
        tell(self.network != from.network, network);
        let noise = match self.learned_noise() {
            Some(_) => format!("{} {}", NOISES[self.noise], self.amount),
            None => "clean digits".to_owned(),
        };
        tell(self.learned_noise() != from.learned_noise(), noise);
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
        spec.check(self.parts().0.len(), PIXELS, PIXELS).ok()
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
