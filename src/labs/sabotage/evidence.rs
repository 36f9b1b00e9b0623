//! What a look at what is fed shows: everything is taken from the very rows that are trained on.

use super::data::{BATCH, Fed};
use crate::dataset::nist;
use crate::nn::{Samples, Sequential, order};
use crate::stats::Verdict;
use crate::train::digits::CLASSES;
use crate::train::rows::row;
use crate::train::{Reading, classifier};
use ndarray::ArrayView1;
use std::collections::BTreeSet;

/// Pictures that are looked at.
pub const LOOKED_AT: usize = 10;

/// A picture and the label that is fed with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    pub pixels: Vec<f32>,
    pub label: usize,
    /// For who cannot see it: what the classifier that ships reads in it, and how many pixels its ink
    /// lies off the centre.
    pub read: Option<u8>,
    pub off: Option<usize>,
}

impl Labelled {
    fn new(pixels: Vec<f32>, label: usize, reader: Option<&Sequential>) -> Self {
        // What was not scaled is read as if it were.
        let most = pixels.iter().copied().fold(1.0, f32::max);
        let scaled: Vec<f32> = pixels.iter().map(|pixel| pixel / most).collect();
        let off = nist::to_centre(&scaled);
        Self {
            read: reader
                .and_then(|reader| Verdict::of(&reader.predict_one(&scaled), label))
                .map(|verdict| verdict.answer.class as u8),
            off: off.map(|by| by.map(isize::unsigned_abs).into_iter().fold(0, usize::max)),
            pixels,
            label,
        }
    }
}

/// The first pictures of the first batch, as the trainer gets them; or of the test rows.
pub fn pictures(fed: &Fed, of_test: bool, seed: u64) -> Vec<Labelled> {
    let (x, y) = match of_test {
        true => (&fed.test_x, &fed.test_y),
        false => (&fed.x, &fed.y),
    };
    let places = match of_test {
        true => order(x.len(), None, 0),
        false => order(x.len(), fed.shuffle.then_some(seed), 0),
    };
    let reader = classifier::trained().ok();
    let labelled = |at: &u32| {
        let at = *at as usize;
        Labelled::new(row(&**x, at), label(&**y, at), reader.as_ref())
    };
    places.iter().take(LOOKED_AT).map(labelled).collect()
}

/// The class of a one-hot row.
fn label(y: &dyn Samples, at: usize) -> usize {
    let row = row(y, at);
    row.iter().position(|share| *share == 1.0).unwrap_or(0)
}

/// What is fed, in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// Rows that an epoch sees, and updates that it makes of them.
    pub rows: usize,
    pub updates: usize,
    /// Rows to be judged by.
    pub tests: usize,
    /// The least, the mean and the largest pixel of all training rows, and of all test rows.
    pub train: [f64; 3],
    pub test: [f64; 3],
}

impl Numbers {
    /// Of all pixels of each.
    pub fn of(fed: &Fed) -> Self {
        Self {
            rows: fed.x.len(),
            updates: fed.x.len().div_ceil(BATCH),
            tests: fed.test_x.len(),
            train: spread(&*fed.x),
            test: spread(&*fed.test_x),
        }
    }
}

/// Least, mean and largest over all rows: of some alone they would tell which rows come first.
fn spread(x: &dyn Samples) -> [f64; 3] {
    let (mut least, mut most) = (f32::INFINITY, f32::NEG_INFINITY);
    let (mut sum, mut count) = (0.0, 0);
    for at in 0..x.len() {
        let row = row(x, at);
        count += row.len();
        sum += row.iter().copied().map(f64::from).sum::<f64>();
        least = row.iter().copied().fold(least, f32::min);
        most = row.iter().copied().fold(most, f32::max);
    }
    [
        f64::from(least),
        sum / f64::from(count.max(1) as u32),
        f64::from(most),
    ]
}

/// How many test rows are a training row too, pixel for pixel.
pub fn twins(fed: &Fed) -> usize {
    let key =
        |x: &dyn Samples, at| -> Vec<u32> { row(x, at).iter().map(|it| it.to_bits()).collect() };
    let known: BTreeSet<_> = (0..fed.x.len())
        .map(|at| digest(&key(&*fed.x, at)))
        .collect();
    let tests = 0..fed.test_x.len();
    tests
        .filter(|at| known.contains(&digest(&key(&*fed.test_x, *at))))
        .count()
}

/// Two sums over a row: FNV-1a, forwards and backwards.
fn digest(row: &[u32]) -> [u64; 2] {
    let step = |sum: u64, word: &u32| (sum ^ u64::from(*word)).wrapping_mul(0x0000_0100_0000_01B3);
    let begin = 0xCBF2_9CE4_8422_2325;
    [
        row.iter().fold(begin, step),
        row.iter().rev().fold(begin, step),
    ]
}

/// What a network makes of the rows it is judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answers {
    /// The answer that it gives most often, and to what share of the test rows.
    pub class: usize,
    pub share: f64,
    /// How sure it is of what it answers, on average: a tenth for all digits alike.
    pub sure: f64,
}

impl Answers {
    /// Of the network now.
    pub fn of(network: &Sequential, fed: &Fed) -> Self {
        let reading = Reading::of(network, &*fed.test_x, &*fed.test_y);
        let (mut counts, tests) = ([0usize; CLASSES], reading.verdicts.0.len());
        let rows = reading.p.rows().into_iter();
        let most = |row: ArrayView1<f32>| f64::from(row.iter().copied().fold(0.0, f32::max));
        let sure = rows.map(most).sum::<f64>();
        for verdict in &reading.verdicts.0 {
            counts[verdict.answer.class.min(CLASSES - 1)] += 1;
        }
        let class = (1..CLASSES).fold(
            0,
            |best, at| if counts[at] > counts[best] { at } else { best },
        );
        Self {
            class,
            share: counts[class] as f64 / tests.max(1) as f64,
            sure: sure / tests.max(1) as f64,
        }
    }
}

/// The mean of -ln p of the labels of the first batch.
pub fn first_loss(network: &Sequential, fed: &Fed, seed: u64) -> f64 {
    let places = order(fed.x.len(), fed.shuffle.then_some(seed), 0);
    let batch = places.iter().take(BATCH);
    let cost = |at: &u32| {
        let at = *at as usize;
        let p = network.predict_one(&row(&*fed.x, at));
        -f64::from(p[label(&*fed.y, at)].max(1e-7)).ln()
    };
    batch.map(cost).sum::<f64>() / BATCH.min(places.len()).max(1) as f64
}
