//! The digits, kept as bytes: 47 MB of them for training, 8 MB for the test.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::dataset::catalog::folder::IdxPair;
use crate::dataset::catalog::scratch::Scratch;
use crate::dataset::catalog::{IdxSet, Source};
use crate::dataset::idx::{Idx, Kind, PIXELS};
use crate::dataset::room::has_room;
use crate::dataset::{DataError, Fault};

/// Pictures of 28x28 bytes, row by row, and what each shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Digits {
    /// How many there are; never 0.
    #[allow(clippy::len_without_is_empty)] // an empty set is refused when it is read
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// All pixels, `len` x 784.
    pub fn images(&self) -> &[u8] {
        &self.images
    }

    /// All labels, 0 to 9.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// The 784 pixels of one picture, 0 = background, 255 = ink.
    pub fn image(&self, i: usize) -> &[u8] {
        &self.images[i * PIXELS..(i + 1) * PIXELS]
    }

    /// What one picture shows.
    pub fn label(&self, i: usize) -> u8 {
        self.labels[i]
    }
}

/// What the `mnist` crate takes for a moment: every file, both sets joined, and split again.
const CRATE: usize = 256 << 20;

/// A set of digits to learn from and one to be tested on. Cloning it copies no picture.
#[derive(Debug, Clone)]
pub struct Mnist {
    /// To learn from.
    pub train: Arc<Digits>,
    /// To be tested on.
    pub test: Arc<Digits>,
}

static EMBEDDED: OnceLock<Result<Mnist, DataError>> = OnceLock::new();

/// The test digits of [`EMBEDDED`], which may be wanted before the others.
static TEST: OnceLock<Result<Arc<Digits>, DataError>> = OnceLock::new();

impl Mnist {
    /// MNIST from inside the program: unpacked when first asked for, once for a process.
    pub fn embedded() -> Result<Self, DataError> {
        let unpacked = || {
            let mnist = Self::load(&IdxSet::embedded())?;
            let test = TEST.get_or_init(|| Ok(Arc::clone(&mnist.test))).clone()?;
            Ok(Self { test, ..mnist })
        };
        EMBEDDED.get_or_init(unpacked).clone()
    }

    /// A set of the learner's, in a folder under the usual names.
    pub fn in_folder(folder: &Path) -> Result<Self, DataError> {
        Self::load(&IdxSet::in_folder(folder)?)
    }

    /// Reads a set, wherever its files are.
    pub fn load(set: &IdxSet) -> Result<Self, DataError> {
        let (train, test) = (Opened::new(&set.train)?, Opened::new(&set.test)?);
        // The `mnist` crate reads the published sizes and no other, and takes what memory it wants.
        let full_size = (train.count(), test.count()) == (60_000, 10_000) && has_room(CRATE);
        // It may fail for want of a temporary folder, or because a file turns out to be faulty:
        // that is found again, and said, on the way without it.
        let through = if full_size {
            through_the_crate(train, test)
        } else {
            None
        };
        through.map_or_else(|| in_memory(set), Ok)
    }
}

/// MNIST's test digits alone, from inside the program, there long before all are: unpacked when
/// first asked for, once for a process.
pub fn test_digits() -> Result<Arc<Digits>, DataError> {
    let unpacked = || Opened::new(&IdxSet::embedded().test)?.read().map(Arc::new);
    TEST.get_or_init(unpacked).clone()
}

/// A hundred pictures of Fashion-MNIST, ten of each class in turn.
pub fn fashion_sample() -> Result<Digits, DataError> {
    Opened::new(&IdxPair::fashion_sample())?.read()
}

/// Pictures and labels whose headers are right and agree.
struct Opened {
    images: Idx<Box<dyn Read>>,
    labels: Idx<Box<dyn Read>>,
}

impl Opened {
    fn new(pair: &IdxPair) -> Result<Self, DataError> {
        let open = |source: &Source, kind| Idx::open(source.name(), kind, source.open()?);
        let images = open(&pair.images, Kind::Images)?;
        let labels = open(&pair.labels, Kind::Labels)?;
        if images.count() != labels.count() {
            let (images, labels) = (images.count(), labels.count());
            let fault = Fault::Counts {
                pictures: pair.images.name(),
                images,
                labels,
            };
            return Err(DataError::new(pair.labels.name(), fault));
        }
        Ok(Self { images, labels })
    }

    fn count(&self) -> usize {
        self.images.count()
    }

    fn read(self) -> Result<Digits, DataError> {
        Ok(Digits {
            images: self.images.read()?,
            labels: self.labels.read()?,
        })
    }
}

fn in_memory(set: &IdxSet) -> Result<Mnist, DataError> {
    let train = Arc::new(Opened::new(&set.train)?.read()?);
    let test = Arc::new(Opened::new(&set.test)?.read()?);
    Ok(Mnist { train, test })
}

/// Unpacks a full-size set, checked on the way, into a private folder the `mnist` crate reads.
fn through_the_crate(train: Opened, test: Opened) -> Option<Mnist> {
    let folder = Scratch::new().ok()?;
    let path = folder.path().to_str()?;
    unpack(train.images, &folder, "train-images-idx3-ubyte")?;
    unpack(train.labels, &folder, "train-labels-idx1-ubyte")?;
    unpack(test.images, &folder, "t10k-images-idx3-ubyte")?;
    unpack(test.labels, &folder, "t10k-labels-idx1-ubyte")?;
    // It panics on anything unexpected; after the checks that takes a file changed under our feet.
    let read = AssertUnwindSafe(|| mnist::MnistBuilder::new().base_path(path).finalize());
    let read = catch_unwind(read).ok()?;
    // It joins and splits the sets, which leaves twice the room they need.
    let digits = |mut images: Vec<u8>, mut labels: Vec<u8>| {
        images.shrink_to_fit();
        labels.shrink_to_fit();
        Arc::new(Digits { images, labels })
    };
    let train = digits(read.trn_img, read.trn_lbl);
    let test = digits(read.tst_img, read.tst_lbl);
    Some(Mnist { train, test })
}

fn unpack(idx: Idx<Box<dyn Read>>, folder: &Scratch, name: &str) -> Option<()> {
    let mut file = folder.create(name).ok()?;
    let mut written = file.write_all(&idx.header());
    idx.for_each_chunk(|chunk| {
        if written.is_ok() {
            written = file.write_all(chunk);
        }
    })
    .ok()?;
    written.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_and_the_way_without_a_folder_read_the_same_digits() {
        let set = IdxSet::embedded();
        let opened = |pair| Opened::new(pair).unwrap();
        let through = through_the_crate(opened(&set.train), opened(&set.test));
        let through = through.expect("a temporary folder");
        let direct = in_memory(&set).unwrap();
        assert!(through.train == direct.train);
        assert!(through.test == direct.test);
    }

    #[test]
    fn the_first_digits_are_the_famous_ones() {
        let mnist = Mnist::embedded().unwrap();
        assert_eq!((mnist.train.len(), mnist.test.len()), (60_000, 10_000));
        assert_eq!(mnist.train.labels()[..10], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
        assert_eq!(mnist.test.labels()[..10], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
        // The published mean of the training pixels, 0.1307 of full ink.
        let sum: u64 = mnist
            .train
            .images()
            .iter()
            .map(|&pixel| u64::from(pixel))
            .sum();
        let mean = sum as f64 / (255.0 * 60_000.0 * 784.0);
        assert!((mean - 0.1307).abs() < 5e-5, "{mean}");
    }

    #[test]
    fn the_fashion_sample_holds_ten_of_each_class() {
        let sample = fashion_sample().unwrap();
        assert_eq!(sample.len(), 100);
        for class in 0..10 {
            assert_eq!(
                sample
                    .labels()
                    .iter()
                    .filter(|&&label| label == class)
                    .count(),
                10
            );
        }
    }
}
