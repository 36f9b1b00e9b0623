//! Pictures of 28x28 pixels out of a file of any length, some at a time: IDX, raw or gzipped, of as
//! many as it says, or a PNG or PGM of one.

use std::io::{Cursor, Read};
use std::path::Path;

use crate::dataset::catalog::{Embedded, Source};
use crate::dataset::idx::{Idx, Kind, PIXELS, SIDE};
use crate::dataset::picture::{Grey, PictureError};
use crate::dataset::{DataError, Fault};

/// The longest file of one picture that is read.
const MOST_BYTES: u64 = 64 << 20;

/// Why pictures cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The file, or what is in it, if it is IDX.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A picture that cannot be read.
    #[error("{file}: {error}")]
    Picture {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: PictureError,
    },
}

/// The pictures of a file that has been opened, and found right as far as its head.
pub enum Stream {
    /// As many as an IDX file says.
    Many(Idx<Box<dyn Read>>),
    /// The greys of one.
    One(Vec<u8>),
}

impl Stream {
    /// Opens a file.
    ///
    /// # Errors
    /// If it cannot be read, is none of these formats, or its pictures are of another size.
    pub fn open(file: &Path) -> Result<Self, StreamError> {
        let source = Source::File(file.to_path_buf());
        let name = source.name();
        let unreadable = |e| DataError::new(name.clone(), Fault::reading(&e));
        let mut from = source.open()?;
        let mut first = Vec::new();
        from.by_ref()
            .take(2)
            .read_to_end(&mut first)
            .map_err(unreadable)?;
        let mut from = Cursor::new(first.clone()).chain(from);
        if !matches!(first[..], [0x89, b'P'] | [b'P', b'2' | b'5']) {
            let from: Box<dyn Read> = Box::new(from);
            return Ok(Self::Many(Idx::open(name, Kind::Images, from)?));
        }
        let mut bytes = Vec::new();
        let read = from.by_ref().take(MOST_BYTES).read_to_end(&mut bytes);
        read.map_err(unreadable)?;
        let wrong = |error| {
            let file = name.clone();
            StreamError::Picture { file, error }
        };
        // A file that begins so is one picture.
        let picture = Grey::all(&bytes).map_err(wrong)?.swap_remove(0);
        let (rows, columns) = (picture.height(), picture.width);
        if (rows, columns) == (SIDE, SIDE) {
            return Ok(Self::One(picture.pixels));
        }
        let [rows, columns] = [rows, columns].map(|pixels| pixels as u32);
        Err(DataError::new(name, Fault::Shape { rows, columns }).into())
    }

    /// The pictures of a file that travels inside the program.
    ///
    /// # Errors
    /// None for those that hold pictures.
    pub fn embedded(file: &'static Embedded) -> Result<Self, DataError> {
        let source = Source::Embedded(file);
        Idx::open(source.name(), Kind::Images, source.open()?).map(Self::Many)
    }

    /// How many pictures there are; for IDX, how many it says.
    pub fn count(&self) -> usize {
        match self {
            Self::Many(idx) => idx.count(),
            Self::One(_) => 1,
        }
    }

    /// Hands on the pixels of so many pictures at a time, row by row, 0 to 255, and of what is left.
    ///
    /// # Errors
    /// Those of `take`; and, at the end, if the file is shorter or longer than it says.
    pub fn for_each<E: From<DataError>>(
        self,
        at_once: usize,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let idx = match self {
            Self::One(pixels) => return take(&pixels),
            Self::Many(idx) => idx,
        };
        let full = at_once.max(1) * PIXELS;
        let mut pixels = Vec::new();
        idx.try_each_chunk::<E>(|mut chunk| {
            while !chunk.is_empty() {
                let (now, later) = chunk.split_at(chunk.len().min(full - pixels.len()));
                pixels.extend_from_slice(now);
                chunk = later;
                if pixels.len() == full {
                    take(&pixels)?;
                    pixels.clear();
                }
            }
            Ok(())
        })?;
        match pixels[..] {
            [] => Ok(()),
            _ => take(&pixels),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::catalog::FASHION_IMAGES;
    use crate::dataset::mnist::fashion_sample;
    use std::fs;

    fn batches(stream: Stream, at_once: usize) -> Vec<Vec<u8>> {
        let mut batches = Vec::new();
        let take = |pixels: &[u8]| {
            batches.push(pixels.to_vec());
            Ok::<_, StreamError>(())
        };
        stream.for_each(at_once, take).unwrap();
        batches
    }

    #[test]
    fn pictures_come_in_batches_that_make_up_the_whole() {
        let sample = fashion_sample().unwrap();
        // 83 pictures are 65,072 bytes: chunks of 65,536 end within a picture.
        for at_once in [1, 64, 83, 100, 1000] {
            let batches = batches(Stream::embedded(&FASHION_IMAGES).unwrap(), at_once);
            let full = batches.iter().rev().skip(1);
            assert!(full.clone().all(|batch| batch.len() == at_once * PIXELS));
            assert_eq!(batches.concat(), sample.images(), "{at_once}");
        }
    }

    #[test]
    fn what_had_enough_reads_no_more() {
        let stream = Stream::embedded(&FASHION_IMAGES).unwrap();
        let mut taken = 0;
        let enough = DataError::new("f", Fault::NotGzip);
        let stopped = stream.for_each(10, |_| {
            taken += 1;
            Err::<(), _>(enough.clone())
        });
        assert_eq!((stopped, taken), (Err(enough), 1));
    }

    #[test]
    fn a_picture_of_another_size_is_refused_and_so_is_no_picture() {
        let folder = tempfile::tempdir().unwrap();
        let said = |name: &str, bytes: &[u8]| {
            let file = folder.path().join(name);
            fs::write(&file, bytes).unwrap();
            let error = Stream::open(&file).map(|stream| stream.count());
            error.unwrap_err().to_string()
        };
        let wide = said("wide.pgm", b"P5 3 2 255\n\0\0\0\0\0\0");
        assert!(
            wide.ends_with("its pictures are 2x3, not 28x28: scale them first"),
            "{wide}"
        );
        assert!(said("none.png", b"\x89PNG\r\n\x1a\nand more").contains("none.png"));
        assert!(said("text.txt", b"no pictures at all").contains("magic number"));
        let square = [&b"P5 28 28 255\n"[..], &[7; PIXELS]].concat();
        let file = folder.path().join("square.pgm");
        fs::write(&file, square).unwrap();
        assert_eq!(batches(Stream::open(&file).unwrap(), 5), [[7; PIXELS]]);
    }
}
