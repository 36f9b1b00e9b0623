//! One place bytes can come from, read the same way whichever it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use flate2::bufread::MultiGzDecoder;

use crate::dataset::catalog::Embedded;
use crate::dataset::{DataError, Fault};

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum Source {
    /// In the program.
    Embedded(&'static Embedded),
    /// In a file of the learner's, raw or (by its name) gzipped.
    File(PathBuf),
}

impl Source {
    /// What errors call it.
    pub fn name(&self) -> String {
        match self {
            Self::Embedded(file) => file.name().to_string(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The unpacked bytes from the beginning.
    pub fn open(&self) -> Result<Box<dyn Read>, DataError> {
        let failed = |e: io::Error| DataError::new(self.name(), Fault::reading(&e));
        match self {
            Self::Embedded(file) => file.open().map_err(failed),
            Self::File(path) => {
                let mut file = BufReader::new(File::open(path).map_err(failed)?);
                if path.extension().is_none_or(|extension| extension != "gz") {
                    return Ok(Box::new(file));
                }
                if !file.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]) {
                    return Err(DataError::new(self.name(), Fault::NotGzip));
                }
                Ok(Box::new(MultiGzDecoder::new(file)))
            }
        }
    }
}
