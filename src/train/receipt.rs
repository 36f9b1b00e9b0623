//! The receipt of a homework: all it takes to train the same again, and what came of it, on one line
//! that shows when a character of it was changed.
//!
//! It is no signature: who wants to can write one. What it says is checked by training again.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::stats::Verdicts;
use crate::train::{Plan, Preset, Spec, SpecError, layers};

/// What every receipt begins with.
const BEGIN: &str = "handson-homework-1";

/// More characters than any receipt has before its checksum.
const LONGEST: usize = 4096;

/// Characters of the checksum at its end.
const CHECKSUM: usize = 16;

/// How far another machine may be off, as a share of the test digits.
const TOLERANCE: f64 = 0.003;

/// What was trained, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of the program.
    pub version: String,
    /// The instruction set that it computed with.
    pub instructions: String,
    /// Units and activation of each layer.
    pub layers: String,
    /// The optimizer.
    pub optimizer: String,
    /// Its learning rate.
    pub learning_rate: f32,
    /// What was made small.
    pub loss: String,
    /// Digits a step.
    pub batch_size: usize,
    /// Passes over the digits.
    pub epochs: usize,
    /// What weights and orders were drawn from.
    pub seed: u64,
    /// Training digits that were learned from.
    pub digits: usize,
    /// The share of the test digits that were read rightly.
    pub accuracy: f64,
    /// The share that were right within two answers.
    pub top2: f64,
    /// SHA-256 of all answers and next likely ones.
    pub predictions: String,
}

/// Why a text is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoReceipt {
    /// It is something else.
    #[error("this is no receipt: one begins with {BEGIN}. and is one line of `handson homework`")]
    Other,
    /// It is not what was written.
    #[error("this receipt was changed, or is not whole: copy the line again as it was printed")]
    Changed,
}

/// How a second training compares with a receipt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Replay {
    /// Every answer and next likely one is the same.
    Exact,
    /// By another instruction set or version, and so far off in percent points: near enough.
    Near(f64),
    /// So far off in percent points: not the same training.
    Off(f64),
}

impl Receipt {
    /// What a plan came to.
    pub fn new(plan: &Plan, instructions: &str, verdicts: &Verdicts) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            instructions: instructions.to_owned(),
            layers: layers::write(plan.layers()),
            optimizer: plan.optimizer().to_string(),
            learning_rate: plan.optimizer().learning_rate(),
            loss: plan.loss().to_string(),
            batch_size: plan.batch_size(),
            epochs: plan.epochs(),
            seed: plan.seed(),
            digits: plan.samples(),
            accuracy: verdicts.within(1),
            top2: verdicts.within(2),
            predictions: digest(verdicts),
        }
    }

    /// The plan that it tells of.
    ///
    /// # Errors
    /// Where that cannot be trained.
    pub fn plan(&self) -> Result<Plan, SpecError> {
        let preset = Preset::Classifier;
        let spec = Spec {
            layers: self.layers.clone(),
            optimizer: self.optimizer.clone(),
            learning_rate: Some(self.learning_rate),
            loss: self.loss.clone(),
            epochs: self.epochs,
            batch_size: Some(self.batch_size),
            seed: self.seed,
            threads: 1,
            ..preset.spec()
        };
        preset.check(&spec, self.digits)
    }

    /// The receipt as one line.
    pub fn line(&self) -> String {
        // A receipt is texts and numbers, which JSON can always hold.
        let json = serde_json::to_string(self).unwrap_or_default();
        let body = format!("{BEGIN}.{}", BASE64_URL_SAFE_NO_PAD.encode(json));
        format!("{body}.{}", checksum(&body))
    }

    /// The receipt of a line.
    ///
    /// # Errors
    /// Where it is none, or was changed.
    pub fn read(line: &str) -> Result<Self, NoReceipt> {
        let line = line.trim();
        let begin = format!("{BEGIN}.");
        if !line.starts_with(&begin) {
            return Err(NoReceipt::Other);
        }
        let (body, sum) = line.rsplit_once('.').ok_or(NoReceipt::Changed)?;
        let text = body.strip_prefix(&begin).ok_or(NoReceipt::Changed)?;
        if checksum(body) != sum {
            return Err(NoReceipt::Changed);
        }
        let json = BASE64_URL_SAFE_NO_PAD.decode(text);
        let json = json.map_err(|_| NoReceipt::Changed)?;
        serde_json::from_slice(&json).map_err(|_| NoReceipt::Changed)
    }

    /// The receipt in what was printed or sent: behind other words, and broken into lines or quoted as
    /// mail does it.
    ///
    /// # Errors
    /// Where there is none, or it was changed.
    pub fn find(text: &str) -> Result<Self, NoReceipt> {
        let begin = format!("{BEGIN}.");
        let found = text.match_indices(&begin).map(|(at, _)| {
            let rest = &text[at + begin.len()..];
            Self::read(&format!("{begin}{}", unbroken(rest)))
        });
        // The first that is whole; else why there is none.
        found
            .reduce(|first, next| if first.is_ok() { first } else { next })
            .unwrap_or(Err(NoReceipt::Other))
    }

    /// Whether the same program computed it with the same instructions, so that a second training must
    /// come to the same answers.
    pub fn is_comparable(&self, again: &Self) -> bool {
        (&self.version, &self.instructions) == (&again.version, &again.instructions)
    }

    /// How a second training compares with it.
    pub fn compare(&self, again: &Self) -> Replay {
        let off = (self.accuracy - again.accuracy).abs();
        let points = 100.0 * off;
        match self.is_comparable(again) {
            true if self == again => Replay::Exact,
            // A rounding of the shares is no difference; a tenth of a digit is.
            false if off < TOLERANCE + 1e-9 => Replay::Near(points),
            _ => Replay::Off(points),
        }
    }
}

/// What follows the beginning of a receipt, to the end of its checksum, without what breaks it into lines.
fn unbroken(text: &str) -> String {
    let is_break = |c: char| c.is_whitespace() || c == '>';
    let (mut body, mut sum) = (String::new(), None::<String>);
    for c in text.chars() {
        match &mut sum {
            Some(sum) if sum.len() >= CHECKSUM && !c.is_alphanumeric() => break,
            _ if is_break(c) => {}
            Some(sum) => sum.push(c),
            None if c == '.' => sum = Some(String::new()),
            None => body.push(c),
        }
        if body.len() > LONGEST || sum.as_ref().is_some_and(|sum| sum.len() > CHECKSUM) {
            break;
        }
    }
    sum.map_or(body.clone(), |sum| format!("{body}.{sum}"))
}

/// The checksum of a text.
fn checksum(text: &str) -> String {
    let mut sum = hex(&Sha256::digest(text));
    sum.truncate(CHECKSUM);
    sum
}

/// What tells two sets of answers apart.
fn digest(verdicts: &Verdicts) -> String {
    let mut hash = Sha256::new();
    for verdict in &verdicts.0 {
        hash.update([verdict.answer.class as u8, verdict.answer.next as u8]);
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
