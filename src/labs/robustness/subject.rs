//! What the networks are shown: a digit, and what is none.

use crate::dataset::idx::SIDE;
use crate::dataset::mnist::{Digits, Mnist, fashion_sample};
use crate::dataset::{nist, transform};
use crate::labs::paper::Paper;
use crate::nn::Sequential;
use crate::train::{autoencoder, classifier};
use crate::ui::number::a;
use std::sync::{Arc, OnceLock};

/// Kinds of pictures, by their places.
pub const KINDS: [&str; 6] = ["digit", "letter", "clothes", "noise", "nothing", "drawing"];
pub const DIGIT: usize = 0;
const LETTER: usize = 1;
pub const CLOTHES: usize = 2;
pub const NOISE: usize = 3;
const NOTHING: usize = 4;
pub const DRAWING: usize = 5;

/// What Fashion-MNIST's classes are called.
const CLASSES: [&str; 10] = [
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
];

/// Pictures of noise that there are.
const NOISES: usize = 1000;

/// A letter, and the strokes that make it: each from place to place, column and row.
type Letter = (char, &'static [&'static [[f64; 2]]]);

const LETTERS: [Letter; 8] = [
    (
        'A',
        &[
            &[[6.0, 23.0], [14.0, 4.0], [22.0, 23.0]],
            &[[9.0, 16.0], [19.0, 16.0]],
        ],
    ),
    (
        'E',
        &[
            &[[21.0, 4.0], [8.0, 4.0], [8.0, 23.0], [21.0, 23.0]],
            &[[8.0, 13.0], [18.0, 13.0]],
        ],
    ),
    (
        'H',
        &[
            &[[7.0, 4.0], [7.0, 23.0]],
            &[[21.0, 4.0], [21.0, 23.0]],
            &[[7.0, 13.0], [21.0, 13.0]],
        ],
    ),
    (
        'K',
        &[
            &[[8.0, 4.0], [8.0, 23.0]],
            &[[20.0, 4.0], [8.0, 14.0], [21.0, 23.0]],
        ],
    ),
    (
        'M',
        &[&[
            [5.0, 23.0],
            [7.0, 4.0],
            [14.0, 16.0],
            [21.0, 4.0],
            [23.0, 23.0],
        ]],
    ),
    (
        'T',
        &[&[[6.0, 4.0], [22.0, 4.0]], &[[14.0, 4.0], [14.0, 23.0]]],
    ),
    (
        'W',
        &[&[
            [4.0, 4.0],
            [9.0, 23.0],
            [14.0, 9.0],
            [19.0, 23.0],
            [24.0, 4.0],
        ]],
    ),
    (
        'X',
        &[&[[7.0, 4.0], [21.0, 23.0]], &[[21.0, 4.0], [7.0, 23.0]]],
    ),
];

/// All that the lab shows and asks: unpacked once for a process.
#[derive(Clone)]
pub struct Data {
    /// The digits, to be read and to learn from.
    pub mnist: Mnist,
    /// A hundred pictures of clothes.
    pub clothes: Arc<Digits>,
    /// The classifier that ships.
    pub classifier: Arc<Sequential>,
    /// The autoencoder that ships.
    pub autoencoder: Arc<Sequential>,
}

static DATA: OnceLock<Result<Data, String>> = OnceLock::new();

/// Unpacks it when first asked for.
///
/// # Errors
/// The sentence that says what cannot be had.
pub fn data() -> Result<Data, String> {
    let unpack = || {
        let said = |error: &dyn std::error::Error| error.to_string();
        Ok(Data {
            mnist: Mnist::embedded().map_err(|error| said(&error))?,
            clothes: Arc::new(fashion_sample().map_err(|error| said(&error))?),
            classifier: Arc::new(classifier::trained().map_err(|error| said(&error))?),
            autoencoder: Arc::new(autoencoder::trained().map_err(|error| said(&error))?),
        })
    };
    DATA.get_or_init(unpack).clone()
}

/// One picture: its kind, and which of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// Its place in [`KINDS`].
    pub kind: usize,
    /// Its number, from 0.
    pub nth: usize,
}

impl Subject {
    /// How many pictures there are of its kind.
    pub fn count(self) -> usize {
        match self.kind {
            DIGIT => 10_000,
            LETTER => LETTERS.len(),
            CLOTHES => 100,
            NOISE => NOISES,
            _ => 1,
        }
    }

    /// The same with a number that there is.
    pub fn within(self) -> Self {
        let nth = self.nth.min(self.count() - 1);
        Self { nth, ..self }
    }

    /// Its 784 grey values; of a drawing those of the sheet, centred and scaled as MNIST's were.
    pub fn pixels(self, data: &Data, sheet: &[f32]) -> Vec<f32> {
        match self.kind {
            DIGIT => data.mnist.test.grey(self.nth),
            LETTER => letter(LETTERS[self.nth].1),
            CLOTHES => data.clothes.grey(self.nth),
            NOISE => transform::noise(self.nth as u64),
            DRAWING => nist::normalized(sheet, SIDE).unwrap_or_else(|| sheet.to_vec()),
            _ => vec![0.0; sheet.len()],
        }
    }

    /// What its label says, if it is a digit with one.
    pub fn label(self, data: &Data) -> Option<usize> {
        (self.kind == DIGIT).then(|| data.mnist.test.label(self.nth).into())
    }

    /// What it is, in a few words.
    pub fn words(self, data: &Data) -> String {
        let nth = self.nth;
        match self.kind {
            DIGIT => format!("test digit {nth}, {}", a(data.mnist.test.label(nth))),
            LETTER => format!("the letter {}", LETTERS[nth].0),
            CLOTHES => CLASSES[usize::from(data.clothes.label(nth))].to_owned(),
            NOISE => format!("noise {nth}"),
            NOTHING => "nothing at all".to_owned(),
            _ => "your drawing".to_owned(),
        }
    }

    /// What all of its kind are called.
    pub fn all(self) -> &'static str {
        match self.kind {
            DIGIT => "test digits",
            LETTER => "letters",
            CLOTHES => "pieces of clothing",
            NOISE => "pictures of noise",
            NOTHING => "black picture",
            _ => "drawing",
        }
    }
}

/// A letter as the brush lays it, made as MNIST's digits were.
fn letter(strokes: &[&[[f64; 2]]]) -> Vec<f32> {
    let mut paper = Paper::default();
    for stroke in strokes {
        for ends in stroke.windows(2) {
            paper.lay([ends[0], ends[1]]);
        }
    }
    nist::normalized(&paper.pixels, SIDE).unwrap_or(paper.pixels)
}
