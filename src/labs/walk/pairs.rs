//! Halfway between many pairs of digits: how sure the classifier is there.

use super::Data;
use super::path::answers;
use crate::labs::coded::{self, Coded};
use crate::stats::mean;
use ndarray::{Array2, ArrayView2, Axis};
use std::sync::OnceLock;

/// How many pairs.
pub const PAIRS: usize = 500;

/// What many walks are halfway, by the code and by the pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halfway {
    /// The mean of the highest probability, through the code.
    pub code: f64,
    /// The same through the pixels.
    pub pixels: f64,
    /// In what share of the pairs the blend of the pixels is the one less sure.
    pub pixels_doubt: f64,
}

static DATA: OnceLock<Result<Data, String>> = OnceLock::new();

/// All that the lab begins with, once for a process.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn data() -> Result<Data, String> {
    let unpack = || {
        let coded = coded::data()?;
        let halfway = Halfway::of(&coded).ok_or("there are no two digits to walk between")?;
        Ok((coded, halfway))
    };
    DATA.get_or_init(unpack).clone()
}

impl Halfway {
    /// The first test digits, each with the next one of another class.
    fn of(coded: &Coded) -> Option<Self> {
        let pictures = coded.chunk(0, 2 * PAIRS);
        let codes = coded.codec.encode(pictures.view());
        let pairs: Vec<[usize; 2]> = (0..PAIRS).filter_map(|from| other(coded, from)).collect();
        let sure = |halves: Array2<f32>| -> Option<Vec<f64>> {
            let answers = answers(coded.judge_all(halves.view()).view())?;
            Some(answers.iter().map(|answer| answer.p).collect())
        };
        let code = sure(coded.codec.decode(halves(codes.view(), &pairs).view()))?;
        let pixels = sure(halves(pictures.view(), &pairs))?;
        let doubts = code
            .iter()
            .zip(&pixels)
            .filter(|(code, pixels)| pixels < code);
        Some(Self {
            code: mean(&code)?,
            pixels: mean(&pixels)?,
            pixels_doubt: doubts.count() as f64 / pairs.len() as f64,
        })
    }
}

/// A digit, and the next one after it that is of another class.
fn other(coded: &Coded, from: usize) -> Option<[usize; 2]> {
    let label = |index: usize| coded.digits.label(index);
    let to = (from + 1..2 * PAIRS).find(|&to| label(to) != label(from))?;
    Some([from, to])
}

/// The means of pairs of rows.
fn halves(rows: ArrayView2<f32>, pairs: &[[usize; 2]]) -> Array2<f32> {
    let [from, to] = [0, 1].map(|end| pairs.iter().map(|pair| pair[end]).collect::<Vec<_>>());
    (rows.select(Axis(0), &from) + rows.select(Axis(0), &to)) / 2.0
}
