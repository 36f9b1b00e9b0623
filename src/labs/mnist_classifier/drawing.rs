//! What the network makes of a drawing, centred as MNIST's digits were and as it stands.

use crate::dataset::idx::SIDE;
use crate::dataset::nist;
use crate::nn::Sequential;
use crate::stats::Answer;

/// A drawing as the network is given it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// 784 grey values.
    pub pixels: Vec<f32>,
    /// The probability of each digit.
    pub p: Vec<f32>,
    /// What it answers.
    pub answer: Answer,
}

impl Seen {
    fn of(pixels: Vec<f32>, network: &Sequential) -> Option<Self> {
        let p = network.predict_one(&pixels);
        let answer = Answer::of(&p)?;
        Some(Self { pixels, p, answer })
    }
}

/// Both ways to give it to the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Scaled into 20 by 20 pixels, its mass in the middle.
    pub centred: Seen,
    /// As it was drawn.
    pub as_drawn: Seen,
}

impl Drawing {
    /// What the network makes of a sheet; nothing where there is no ink.
    pub fn of(sheet: &[f32], network: &Sequential) -> Option<Self> {
        let centred = nist::normalized(sheet, SIDE)?;
        Some(Self {
            centred: Seen::of(centred, network)?,
            as_drawn: Seen::of(sheet.to_vec(), network)?,
        })
    }
}
