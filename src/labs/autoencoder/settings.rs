//! What can be set: the network and how it learns.

use crate::labs::{BadValue, choice, number};
use crate::train::{Plan, Spec};
use crate::ui::control::{Control, Kind, Steps};

/// Widths of the middle on offer. None is wider than the layers beside it.
const BOTTLENECKS: [(&str, usize); 5] = [("2", 2), ("8", 8), ("16", 16), ("32", 32), ("64", 64)];

/// Training digits.
const DIGITS: usize = 60_000;
/// Grey values of a digit.
const PIXELS: usize = 784;

const OPTIMIZERS: [&str; 3] = ["sgd", "adam", "adamax"];
const BATCHES: (f64, f64) = (16.0, 4096.0);

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
}

const PANELS: [(&str, Panel); 4] = [
    ("one", Panel::One),
    ("ten", Panel::Ten),
    ("rust", Panel::Rust),
    ("keras", Panel::Keras),
];

/// All settings of the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    optimizer: usize,
    /// Size of a step of the optimizer.
    pub learning_rate: f64,
    /// Samples an update.
    pub batch_size: usize,
    bottleneck: usize,
    /// Passes over the training digits.
    pub epochs: usize,
    /// Which test digit is shown.
    pub digit: usize,
    panel: usize,
}

impl Default for Settings {
    /// The seed job of the course: Adamax, batch 256, 17 epochs, 32 numbers in the middle.
    fn default() -> Self {
        Self {
            optimizer: 2,
            learning_rate: 0.001,
            batch_size: 256,
            bottleneck: 3,
            epochs: 17,
            digit: 61,
            panel: 0,
        }
    }
}

/// What a change asks of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Only the picture changes.
    Picture,
    /// The run can be told while it goes on.
    InFlight,
    /// The run must be forked: same weights, other training.
    Fork,
    /// The network is another one.
    Network,
}

impl Settings {
    /// The optimizer's name.
    pub fn optimizer(&self) -> &'static str {
        OPTIMIZERS[self.optimizer]
    }

    /// Numbers in the narrowest layer.
    pub fn bottleneck(&self) -> usize {
        BOTTLENECKS[self.bottleneck].1
    }

    /// What is shown first.
    pub fn panel(&self) -> Panel {
        PANELS[self.panel].1
    }

    /// Nodes and activation of each layer.
    ///
    /// A code of two numbers is linear: with ReLU it would live in one quadrant, and often die
    /// there.
    pub fn layers(&self) -> Vec<(usize, &'static str)> {
        let code = self.bottleneck();
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

    /// The settings as a checked plan; every one the controls allow makes one, as a test holds.
    pub fn plan(&self) -> Option<Plan> {
        let layers = self.layers().into_iter().map(|(n, f)| format!("{n} {f}"));
        let spec = Spec {
            layers: layers.collect::<Vec<_>>().join(", "),
            optimizer: self.optimizer().to_string(),
            learning_rate: Some(self.learning_rate as f32),
            batch_size: Some(self.batch_size),
            epochs: self.epochs,
            ..Spec::default()
        };
        spec.check(DIGITS, PIXELS, PIXELS).ok()
    }

    /// The controls.
    pub fn controls(&self, digit_note: String) -> Vec<Control> {
        let select = |name, options: &[&'static str], chosen, help| Control {
            name,
            symbol: "",
            help,
            kind: Kind::Choice {
                options: options.to_vec(),
                chosen,
            },
            note: String::new(),
        };
        let updates = DIGITS.div_ceil(self.batch_size);
        vec![
            select(
                "optimizer",
                &OPTIMIZERS,
                self.optimizer,
                "How a gradient moves the weights.",
            ),
            numeric(
                "rate",
                "η",
                (self.learning_rate, 1e-5, 1.0),
                Steps::OneTwoFive,
                5,
                "The learning rate: how far one update goes. It can be moved while it trains.",
                String::new(),
            ),
            numeric(
                "batch",
                "",
                (self.batch_size as f64, BATCHES.0, BATCHES.1),
                Steps::Double,
                0,
                "Digits an update looks at.",
                format!("{updates} updates an epoch"),
            ),
            select(
                "bottleneck",
                &BOTTLENECKS.map(|(name, _)| name),
                self.bottleneck,
                "Numbers in the middle. Another bottleneck is another network: it starts untrained.",
            ),
            numeric(
                "epochs",
                "",
                (self.epochs as f64, 1.0, 100.0),
                Steps::Even(1.0),
                0,
                "How often every training digit is seen.",
                String::new(),
            ),
            numeric(
                "digit",
                "",
                (self.digit as f64, 0.0, 9999.0),
                Steps::Even(1.0),
                0,
                "Which of the 10,000 test digits is shown.",
                digit_note,
            ),
            select(
                "view",
                &PANELS.map(|(name, _)| name),
                self.panel,
                "What is shown first: one digit, ten, or the running program.",
            ),
        ]
    }

    /// Changes a setting, and says what that asks of a run.
    ///
    /// # Errors
    /// Where there is no such setting, or it cannot have this value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<Change, BadValue> {
        let controls = self.controls(String::new());
        let whole = || number(&controls, name, value).map(|v| v.round() as usize);
        Ok(match name {
            "optimizer" => {
                self.optimizer = choice(&controls, name, value)?;
                Change::Fork
            }
            "rate" => {
                self.learning_rate = number(&controls, name, value)?;
                Change::InFlight
            }
            "batch" => {
                self.batch_size = whole()?;
                Change::Fork
            }
            "bottleneck" => {
                self.bottleneck = choice(&controls, name, value)?;
                Change::Network
            }
            "epochs" => {
                self.epochs = whole()?;
                Change::InFlight
            }
            "digit" => {
                self.digit = whole()?;
                Change::Picture
            }
            _ => {
                self.panel = choice(&controls, name, value)?;
                Change::Picture
            }
        })
    }
}

fn numeric(
    name: &'static str,
    symbol: &'static str,
    (value, min, max): (f64, f64, f64),
    steps: Steps,
    decimals: usize,
    help: &'static str,
    note: String,
) -> Control {
    let kind = Kind::Number {
        value,
        min,
        max,
        steps,
        decimals,
        unit: "",
    };
    Control {
        name,
        symbol,
        help,
        kind,
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_that_a_control_allows_makes_a_plan() {
        let mut settings = Settings::default();
        for control in settings.controls(String::new()) {
            for share in 0..=20 {
                let value = control.at_share(f64::from(share) / 20.0);
                assert!(
                    settings.set(control.name, &value).is_ok(),
                    "{} {value}",
                    control.name
                );
                assert!(settings.plan().is_some(), "{} {value}", control.name);
            }
        }
    }

    #[test]
    fn the_seed_job_is_the_default() {
        assert_eq!(
            Settings::default().plan(),
            Spec::default().check(DIGITS, PIXELS, PIXELS).ok()
        );
    }
}
