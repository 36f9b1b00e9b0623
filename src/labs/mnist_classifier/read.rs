//! What a network makes of ten thousand digits: worked out in the background, looked at in the views.

use crate::dataset::mnist::{Digits, Mnist};
use crate::nn::{Error, Sequential};
use crate::stats::{Verdict, Verdicts};
use crate::train::digits::{CLASSES, classes, pictures};
use crate::train::{Reading, classifier};
use crate::ui::number::grouped;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::settings::parts;

/// Which digits are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Training digits that nothing is learned from.
    HeldOut,
    /// The test digits.
    Test,
}

impl Set {
    /// How it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::HeldOut => "held-out",
            Self::Test => "test",
        }
    }
}

/// Digits as a network reads them.
pub struct Read {
    /// Which they are.
    pub set: Set,
    digits: Arc<Digits>,
    range: Range<usize>,
    reading: Reading,
    /// How often each class, the row, got each answer.
    pub confusion: Vec<Vec<usize>>,
    /// The figures over all of them.
    pub score: Score,
}

/// Figures over all digits of a set, counted once and told often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The share that is right at once.
    pub right: f64,
    /// The share that is right within two answers.
    pub within_two: f64,
    /// How many are wrong.
    pub errors: usize,
    /// In how many of these the truth was the next likely.
    pub next: usize,
    /// In how many of them the answer got more than [`SURE`].
    pub sure: usize,
    /// The mean of -ln p of the truth.
    pub mean_cost: f64,
}

/// A wrong answer is called sure from this probability on.
pub const SURE: f64 = 0.9;

impl Score {
    fn of(verdicts: &Verdicts) -> Self {
        let is_sure = |verdict: &&Verdict| !verdict.is_right() && verdict.answer.p > SURE;
        Self {
            right: verdicts.within(1),
            within_two: verdicts.within(2),
            errors: verdicts.wrong(),
            next: verdicts.places(CLASSES)[1],
            sure: verdicts.0.iter().filter(is_sure).count(),
            mean_cost: verdicts.mean_cost(),
        }
    }
}

impl Read {
    /// What the network makes of a set, of so many of it at the most.
    ///
    /// # Errors
    /// The sentence that says why nothing.
    pub fn of(network: &Sequential, mnist: &Mnist, set: Set, most: usize) -> Result<Self, String> {
        let (digits, range) = match set {
            Set::HeldOut => (&mnist.train, parts().1),
            Set::Test => (&mnist.test, 0..mnist.test.len()),
        };
        let range = range.start..range.end.min(range.start.saturating_add(most));
        let failed = |error: Error| error.to_string();
        let x = pictures(digits, range.clone()).map_err(failed)?;
        let y = classes(digits, range.clone()).map_err(failed)?;
        let reading = Reading::of(network, &*x, &*y);
        Ok(Self {
            set,
            digits: Arc::clone(digits),
            range,
            confusion: reading.verdicts.confusion(CLASSES),
            score: Score::of(&reading.verdicts),
            reading,
        })
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.verdicts().len()
    }

    /// Which they are, and how many.
    pub fn words(&self) -> String {
        let first = match self.set {
            Set::HeldOut if self.len() < parts().1.len() => "the first ",
            _ => "",
        };
        let count = grouped(self.len() as u64);
        format!("{first}{count} {} digits", self.set.name())
    }

    /// The verdicts, digit by digit.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.reading.verdicts.0
    }

    /// The same, to be counted and ordered.
    pub fn all(&self) -> &Verdicts {
        &self.reading.verdicts
    }

    /// The number of a digit in its file.
    pub fn index(&self, at: usize) -> usize {
        self.range.start + at
    }

    /// Its 784 grey values.
    pub fn pixels(&self, at: usize) -> Vec<f32> {
        self.digits.grey(self.index(at))
    }

    /// The probabilities of its classes.
    pub fn p(&self, at: usize) -> Vec<f32> {
        self.reading.p_of(at)
    }

    /// The two classes that are taken for each other most often, with how often, both ways together;
    /// the one that is mistaken more often first.
    pub fn dearest_pair(&self) -> (usize, usize, usize) {
        let counts = &self.confusion;
        let pairs = (0..CLASSES).flat_map(|a| (0..a).map(move |b| (a, b)));
        let both = pairs.map(|(a, b)| (a, b, counts[a][b] + counts[b][a]));
        let (a, b, count) = both.max_by_key(|pair| pair.2).unwrap_or_default();
        match counts[a][b] >= counts[b][a] {
            true => (a, b, count),
            false => (b, a, count),
        }
    }
}

/// All that the lab begins with: the digits, and the network that ships with what it makes of the
/// test digits.
#[derive(Clone)]
pub struct Data {
    /// The digits.
    pub mnist: Mnist,
    /// The network that ships.
    pub shipped: Arc<Sequential>,
    /// What it makes of the test digits.
    pub read: Arc<Read>,
}

/// The data, once for a process.
static DATA: OnceLock<Result<Data, String>> = OnceLock::new();

/// Unpacks it when first asked for.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn data() -> Result<Data, String> {
    let unpack = || {
        let mnist = Mnist::embedded().map_err(|error| error.to_string())?;
        let shipped = classifier::trained().map_err(|error| error.to_string())?;
        let read = Read::of(&shipped, &mnist, Set::Test, usize::MAX)?;
        Ok(Data {
            mnist,
            shipped: Arc::new(shipped),
            read: Arc::new(read),
        })
    };
    DATA.get_or_init(unpack).clone()
}
