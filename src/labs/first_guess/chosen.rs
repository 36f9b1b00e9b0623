//! The digits to be read, and what the network that ships with the course makes of them.

use crate::dataset::mnist::test_digits;
use crate::train::classifier;
use ndarray::Array2;
use std::sync::{Arc, OnceLock};

/// The test digits shown, in their order. Each is here for a reason that a test holds: the network
/// is wrong and sure on the first and on five more that an eye reads at once; on two it is sure
/// where people are not; it reads the others as their labels do, some of them barely.
pub const CHOSEN: [usize; 16] = [
    6030, 18, 3251, 9768, 4027, 61, 3906, 2810, 9729, 165, 720, 4199, 9024, 217, 2654, 5936,
];

/// A test digit, and what the network makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Which of the test digits, counted from 0.
    pub index: usize,
    /// 784 grey values from 0 to 1.
    pub pixels: Vec<f32>,
    /// What its label says.
    pub label: u8,
    /// The network's probability of each digit.
    pub p: Vec<f32>,
}

impl Reading {
    /// The digit that the network finds the most probable.
    pub fn guess(&self) -> u8 {
        let digits = (0..).zip(&self.p);
        let most = digits.max_by(|(_, a), (_, b)| a.total_cmp(b));
        most.map_or(0, |(digit, _)| digit)
    }

    /// How probable it finds that one.
    pub fn sure(&self) -> f64 {
        self.p.iter().copied().fold(0.0, f32::max).into()
    }
}

/// What the network makes of the chosen digits, or the sentence that says what cannot be had.
type Readings = Result<Arc<[Reading]>, String>;

static READINGS: OnceLock<Readings> = OnceLock::new();

/// The digits with what the network makes of them: read when first asked for, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn readings() -> Readings {
    READINGS.get_or_init(read).clone()
}

fn read() -> Readings {
    let digits = test_digits().map_err(|error| error.to_string())?;
    let network = classifier::trained().map_err(|error| error.to_string())?;
    let pictures: Vec<Vec<f32>> = CHOSEN.iter().map(|&index| digits.grey(index)).collect();
    let x = Array2::from_shape_fn((CHOSEN.len(), network.inputs()), |(row, pixel)| {
        pictures[row][pixel]
    });
    let p = network.predict(x.view());
    let rows = CHOSEN.iter().zip(pictures).zip(p.rows());
    let readings = rows.map(|((&index, pixels), p)| Reading {
        index,
        pixels,
        label: digits.label(index),
        p: p.to_vec(),
    });
    Ok(readings.collect())
}
