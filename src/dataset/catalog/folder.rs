//! The four files of a set of digits, by the names they usually go by.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::dataset::catalog::{
    FASHION_IMAGES, FASHION_LABELS, Source, TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS,
};
use crate::dataset::{DataError, Fault};

/// Pictures and what they are.
#[derive(Debug, Clone)]
pub struct IdxPair {
    /// The pictures' file.
    pub images: Source,
    /// The labels' file.
    pub labels: Source,
}

/// Where the four files of a set are.
#[derive(Debug, Clone)]
pub struct IdxSet {
    /// To learn from.
    pub train: IdxPair,
    /// To be tested on.
    pub test: IdxPair,
}

impl IdxSet {
    /// MNIST, as it travels inside the program.
    pub fn embedded() -> Self {
        let pair = |images, labels| IdxPair {
            images: Source::Embedded(images),
            labels: Source::Embedded(labels),
        };
        Self {
            train: pair(&TRAIN_IMAGES, &TRAIN_LABELS),
            test: pair(&TEST_IMAGES, &TEST_LABELS),
        }
    }

    /// The set in a folder: `train-images-idx3-ubyte` and its three companions, each also with a
    /// dot for the last hyphen but one (`train-images.idx3-ubyte`), each raw or `.gz`.
    pub fn in_folder(folder: &Path) -> Result<Self, DataError> {
        let fault = match fs::metadata(folder) {
            Ok(data) if data.is_dir() => None,
            Ok(_) => Some(Fault::NotAFolder),
            Err(e) if e.kind() == ErrorKind::NotFound => Some(Fault::NoFolder),
            Err(e) => Some(Fault::reading(&e)),
        };
        if let Some(fault) = fault {
            return Err(DataError::new(folder.display().to_string(), fault));
        }
        let pair = |which: &str| {
            Ok(IdxPair {
                images: find(folder, &format!("{which}-images"), "idx3-ubyte")?,
                labels: find(folder, &format!("{which}-labels"), "idx1-ubyte")?,
            })
        };
        Ok(Self {
            train: pair("train")?,
            test: pair("t10k")?,
        })
    }
}

impl IdxPair {
    /// A hundred pictures of Fashion-MNIST, as they travel inside the program.
    pub fn fashion_sample() -> Self {
        Self {
            images: Source::Embedded(&FASHION_IMAGES),
            labels: Source::Embedded(&FASHION_LABELS),
        }
    }
}

/// The first of the usual names that is there.
fn find(folder: &Path, stem: &str, ending: &str) -> Result<Source, DataError> {
    let usual = format!("{stem}-{ending}");
    let others = [
        format!("{stem}-{ending}.gz"),
        format!("{stem}.{ending}"),
        format!("{stem}.{ending}.gz"),
    ];
    let paths = std::iter::once(&usual)
        .chain(&others)
        .map(|name| folder.join(name));
    let there = |path: &PathBuf| !matches!(path.try_exists(), Ok(false));
    match paths.into_iter().find(there) {
        Some(path) => Ok(Source::File(path)),
        None => {
            let file = folder.join(usual).display().to_string();
            Err(DataError::new(
                file,
                Fault::Missing {
                    others: others.to_vec(),
                },
            ))
        }
    }
}
