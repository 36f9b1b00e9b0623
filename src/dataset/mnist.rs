//! The digits, kept as bytes: 47 MB of them for training, 8 MB for the test. Those that travel inside
//! the program are unpacked once a host, and their bytes shared by all its processes, where that can
//! be.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::dataset::catalog::scratch::Scratch;
use crate::dataset::catalog::{IdxFolder, IdxPair, Source, Split, content};
use crate::dataset::idx::{Idx, Kind, PIXELS, SIDE};
use crate::dataset::room::has_room;
use crate::dataset::{DataError, Fault};

/// Pictures of 28x28 bytes, row by row, and what each shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    images: Cow<'static, [u8]>,
    labels: Cow<'static, [u8]>,
}

impl Digits {
    /// How many there are; never 0.
    #[allow(clippy::len_without_is_empty)] // an empty set is refused when it is read
    pub fn len(&self) -> usize {
        self.images.len() / PIXELS
    }

    /// All pixels, `len` x 784.
    pub fn images(&self) -> &[u8] {
        &self.images
    }

    /// All labels, 0 to 9; empty where they were not wanted.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// The 784 pixels of one picture, 0 = background, 255 = ink.
    pub fn image(&self, i: usize) -> &[u8] {
        &self.images[i * PIXELS..(i + 1) * PIXELS]
    }

    /// The same from 0 to 1.
    pub fn grey(&self, i: usize) -> Vec<f32> {
        let bytes = self.image(i).iter();
        bytes.map(|&byte| f32::from(byte) / 255.0).collect()
    }

    /// What one picture shows.
    ///
    /// # Panics
    /// If the labels were not wanted, or there is no such picture.
    pub fn label(&self, i: usize) -> u8 {
        self.labels[i]
    }

    /// Reads one part of a set, with labels or without.
    pub fn read(pair: &IdxPair) -> Result<Self, DataError> {
        Opened::new(pair)?.read()
    }

    /// The same with rows for columns: EMNIST keeps its pictures so.
    pub fn transposed(&self) -> Self {
        let mut images = vec![0; self.images.len()];
        let pictures = images.as_chunks_mut::<PIXELS>().0.iter_mut();
        for (turned, picture) in pictures.zip(self.images.as_chunks::<PIXELS>().0) {
            for (i, pixel) in turned.iter_mut().enumerate() {
                *pixel = picture[i % SIDE * SIDE + i / SIDE];
            }
        }
        Self {
            images: images.into(),
            labels: self.labels.clone(),
        }
    }

    /// Those inside the program.
    fn embedded(split: Split) -> Result<Self, DataError> {
        let IdxPair { images, labels } = IdxPair::embedded(split);
        Ok(Self {
            images: pixels(&images)?,
            labels: labels
                .map_or_else(
                    || Ok(Vec::new()),
                    |labels| open(&labels, Kind::Labels)?.read(),
                )?
                .into(),
        })
    }
}

/// The pixels of a file, without its header; those of an embedded one are shared where they can be.
fn pixels(images: &Source) -> Result<Cow<'static, [u8]>, DataError> {
    let Source::Embedded(file) = images else {
        return Ok(open(images, Kind::Images)?.read()?.into());
    };
    let failed = |error| DataError::new(images.name(), Fault::reading(&error));
    let content = content(file).map_err(failed)?;
    let count = Idx::open(images.name(), Kind::Images, &content[..])?.count();
    let header = content.len().saturating_sub(count * PIXELS);
    Ok(match content {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[header..]),
        Cow::Owned(mut bytes) => {
            bytes.drain(..header);
            bytes.into()
        }
    })
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

/// The digits inside the program, each split unpacked when it is first wanted.
static TRAIN: OnceLock<Result<Arc<Digits>, DataError>> = OnceLock::new();
static TEST: OnceLock<Result<Arc<Digits>, DataError>> = OnceLock::new();

impl Mnist {
    /// MNIST from inside the program: unpacked when first asked for, once for a process.
    pub fn embedded() -> Result<Self, DataError> {
        let test = test_digits()?;
        let unpacked = || Digits::embedded(Split::Train).map(Arc::new);
        let train = TRAIN.get_or_init(unpacked).clone()?;
        Ok(Self { train, test })
    }

    /// A set of the learner's, in a folder, with its labels.
    pub fn in_folder(folder: &Path) -> Result<Self, DataError> {
        let folder = IdxFolder::open(folder)?;
        Self::load(
            &folder.pair(Split::Train, true)?,
            &folder.pair(Split::Test, true)?,
        )
    }

    /// Reads a set, wherever its files are.
    pub fn load(train: &IdxPair, test: &IdxPair) -> Result<Self, DataError> {
        let opened = (Opened::new(train)?, Opened::new(test)?);
        // The `mnist` crate reads the published sizes, with labels, and nothing else, and takes what
        // memory it wants.
        let full_size = (opened.0.count(), opened.1.count()) == (60_000, 10_000) && has_room(CRATE);
        // It may fail for want of a temporary folder, or because a file turns out to be faulty:
        // that is found again, and said, on the way without it.
        let through = if full_size {
            through_the_crate(opened.0, opened.1)
        } else {
            None
        };
        through.map_or_else(|| in_memory(train, test), Ok)
    }
}

/// How many test digits there are.
pub const TEST_DIGITS: usize = 10_000;

/// MNIST's test digits alone, from inside the program, there long before all are: unpacked when
/// first asked for, once for a process.
pub fn test_digits() -> Result<Arc<Digits>, DataError> {
    let unpacked = || Digits::embedded(Split::Test).map(Arc::new);
    TEST.get_or_init(unpacked).clone()
}

/// Which of the sets inside the program these are, if they are one.
pub fn split_of(digits: &Arc<Digits>) -> Option<Split> {
    let splits = [(&TRAIN, Split::Train), (&TEST, Split::Test)];
    let is = |set: &OnceLock<Result<Arc<Digits>, DataError>>| match set.get() {
        Some(Ok(known)) => Arc::ptr_eq(known, digits),
        _ => false,
    };
    splits
        .into_iter()
        .find_map(|(set, split)| is(set).then_some(split))
}

/// A hundred pictures of Fashion-MNIST, ten of each class in turn.
pub fn fashion_sample() -> Result<Digits, DataError> {
    Digits::read(&IdxPair::fashion_sample())
}

fn open(source: &Source, kind: Kind) -> Result<Idx<Box<dyn Read>>, DataError> {
    Idx::open(source.name(), kind, source.open()?)
}

/// Pictures whose header is right, and labels, if they are wanted, whose header agrees.
struct Opened {
    images: Idx<Box<dyn Read>>,
    labels: Option<Idx<Box<dyn Read>>>,
}

impl Opened {
    fn new(pair: &IdxPair) -> Result<Self, DataError> {
        let images = open(&pair.images, Kind::Images)?;
        let Some(source) = &pair.labels else {
            return Ok(Self {
                images,
                labels: None,
            });
        };
        let labels = open(source, Kind::Labels)?;
        if images.count() != labels.count() {
            let (images, labels) = (images.count(), labels.count());
            let fault = Fault::Counts {
                pictures: pair.images.name(),
                images,
                labels,
            };
            return Err(DataError::new(source.name(), fault));
        }
        Ok(Self {
            images,
            labels: Some(labels),
        })
    }

    fn count(&self) -> usize {
        self.images.count()
    }

    fn read(self) -> Result<Digits, DataError> {
        Ok(Digits {
            images: self.images.read()?.into(),
            labels: self
                .labels
                .map_or_else(|| Ok(Vec::new()), Idx::read)?
                .into(),
        })
    }
}

fn in_memory(train: &IdxPair, test: &IdxPair) -> Result<Mnist, DataError> {
    Ok(Mnist {
        train: Arc::new(Digits::read(train)?),
        test: Arc::new(Digits::read(test)?),
    })
}

/// Unpacks a full-size set, checked on the way, into a private folder the `mnist` crate reads.
fn through_the_crate(train: Opened, test: Opened) -> Option<Mnist> {
    let folder = Scratch::new().ok()?;
    let path = folder.path().to_str()?;
    unpack(train.images, &folder, "train-images-idx3-ubyte")?;
    unpack(train.labels?, &folder, "train-labels-idx1-ubyte")?;
    unpack(test.images, &folder, "t10k-images-idx3-ubyte")?;
    unpack(test.labels?, &folder, "t10k-labels-idx1-ubyte")?;
    // It panics on anything unexpected; after the checks that takes a file changed under our feet.
    let read = AssertUnwindSafe(|| mnist::MnistBuilder::new().base_path(path).finalize());
    let read = catch_unwind(read).ok()?;
    // It joins and splits the sets, which leaves twice the room they need.
    let digits = |mut images: Vec<u8>, mut labels: Vec<u8>| {
        images.shrink_to_fit();
        labels.shrink_to_fit();
        Arc::new(Digits {
            images: images.into(),
            labels: labels.into(),
        })
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
        let [train, test] = [Split::Train, Split::Test].map(IdxPair::embedded);
        let opened = |pair| Opened::new(pair).unwrap();
        let through = through_the_crate(opened(&train), opened(&test));
        let through = through.expect("a temporary folder");
        let direct = in_memory(&train, &test).unwrap();
        assert!(through.train == direct.train);
        assert!(through.test == direct.test);
    }

    #[test]
    fn the_first_digits_are_the_famous_ones() {
        let mnist = Mnist::embedded().unwrap();
        assert_eq!((mnist.train.len(), mnist.test.len()), (60_000, 10_000));
        assert_eq!(mnist.train.labels()[..10], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
        assert_eq!(mnist.test.labels()[..10], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
        for (set, split) in [(&mnist.train, Split::Train), (&mnist.test, Split::Test)] {
            assert_eq!(split_of(set), Some(split));
        }
        assert_eq!(split_of(&Arc::new(fashion_sample().unwrap())), None);
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
    fn transposed_twice_is_as_before_and_once_has_rows_for_columns() {
        let digits = fashion_sample().unwrap();
        let turned = digits.transposed();
        assert_eq!(turned.labels(), digits.labels());
        let (picture, other) = (digits.image(7), turned.image(7));
        assert_ne!(picture, other);
        assert_eq!(picture[3 * SIDE + 20], other[20 * SIDE + 3]);
        assert!(turned.transposed() == digits);
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
