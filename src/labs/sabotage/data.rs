//! What a network is fed, by a pipeline that is sound or has one stage sabotaged.

use crate::dataset::Mnist;
use crate::dataset::shuffle::{buffered, by_label};
use crate::nn::{self, Samples};
use crate::train::digits::{classes, pictures};
use crate::train::rows::{Joined, Picked, Times};
use crate::train::shifts::Augmented;
use std::sync::Arc;

/// Training rows, test rows, and rows of a batch.
pub const ROWS: usize = 6000;
pub const TESTS: usize = 2000;
pub const BATCH: usize = 128;

/// Pixels to each side that a row is shifted by, where it is augmented.
const REACH: usize = 2;

/// What is wrong with a pipeline, by its place in [`NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The file is sorted by label, and is not shuffled.
    Order,
    /// Each picture has the label of the row after it.
    Labels,
    /// Nothing is divided by 255.
    Scale,
    /// The test rows are shifted at random.
    Augment,
    /// The test rows are among the training rows.
    Leak,
    /// The last rows fill no batch, and are left out: the same in every epoch, for they are dropped before
    /// the shuffle.
    Drop,
}

/// Those that are none but the first.
pub const PLANTED: [Fault; 6] = [
    Fault::Order,
    Fault::Labels,
    Fault::Scale,
    Fault::Augment,
    Fault::Leak,
    Fault::Drop,
];

/// What they are called.
pub const NAMES: [&str; 7] = [
    "none", "order", "labels", "scale", "augment", "leak", "drop",
];

impl Fault {
    /// The one at a place of [`NAMES`].
    pub fn at(place: usize) -> Self {
        place
            .checked_sub(1)
            .and_then(|at| PLANTED.get(at).copied())
            .unwrap_or(Self::None)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES[PLANTED
            .iter()
            .position(|it| *it == self)
            .map_or(0, |at| at + 1)]
    }

    /// What it is, in a sentence's end.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "nothing is wrong",
            Self::Order => "the rows come sorted by label, and nothing shuffles them",
            Self::Labels => "each picture has the label of the row after it",
            Self::Scale => "the pixels are not divided by 255",
            Self::Augment => "the shifts meant for training hit the test rows",
            Self::Leak => "the test rows are among the training rows",
            Self::Drop => "the last rows of the file fill no whole batch, and are dropped",
        }
    }
}

/// The four that are planted, by a seed: no one twice.
pub fn planted(seed: u64) -> [Fault; 4] {
    let order = buffered(PLANTED.len(), PLANTED.len(), seed);
    [0, 1, 2, 3].map(|at| PLANTED[order[at] as usize])
}

/// What a network is fed.
#[derive(Clone)]
pub struct Fed {
    /// Training pictures and labels, (rows, 784) and (rows, 10).
    pub x: Arc<dyn Samples>,
    pub y: Arc<dyn Samples>,
    /// Test pictures and labels.
    pub test_x: Arc<dyn Samples>,
    pub test_y: Arc<dyn Samples>,
    /// Each epoch has an order of its own.
    pub shuffle: bool,
}

impl Fed {
    /// By a pipeline with this fault.
    ///
    /// # Errors
    /// None for digits that were read by this crate.
    pub fn by(mnist: &Mnist, fault: Fault) -> Result<Self, nn::Error> {
        let clean = Self {
            x: pictures(&mnist.train, 0..ROWS)?,
            y: classes(&mnist.train, 0..ROWS)?,
            test_x: pictures(&mnist.test, 0..TESTS)?,
            test_y: classes(&mnist.test, 0..TESTS)?,
            shuffle: true,
        };
        let whole = (ROWS / BATCH * BATCH) as u32;
        let rows = ROWS as u32;
        Ok(match fault {
            Fault::None => clean,
            Fault::Order => Self {
                shuffle: false,
                ..clean.picked(by_label(&mnist.train.labels()[..ROWS]))
            },
            Fault::Labels => Self {
                y: Picked::new(&clean.y, (1..rows).chain([0]).collect()),
                ..clean
            },
            Fault::Scale => Self {
                x: Times::new(&clean.x, 255.0),
                test_x: Times::new(&clean.test_x, 255.0),
                ..clean
            },
            Fault::Augment => Self {
                test_x: Arc::new(Augmented::new(&mnist.test, 0..TESTS, 1, REACH)),
                ..clean
            },
            Fault::Leak => {
                let kept = clean.picked((0..rows - TESTS as u32).collect());
                Self {
                    x: Joined::new(&kept.x, &clean.test_x),
                    y: Joined::new(&kept.y, &clean.test_y),
                    ..clean
                }
            }
            Fault::Drop => clean.picked((0..whole).collect()),
        })
    }

    /// The same with some training rows.
    fn picked(&self, rows: Vec<u32>) -> Self {
        Self {
            x: Picked::new(&self.x, rows.clone()),
            y: Picked::new(&self.y, rows),
            ..self.clone()
        }
    }
}
