//! Writing a file of codes, picture by picture.

use std::io::{self, ErrorKind, Write};

use ndarray::ArrayView2;
use sha2::{Digest, Sha256};

use super::Head;
use super::digest::bytes_of;
use super::pack::pack;
use crate::codes::Quantizer;
use crate::nn::Sequential;

/// A file of codes under way.
pub struct Writer<W> {
    to: W,
    sum: Sha256,
    quantizer: Quantizer,
    width: usize,
    /// Pictures that are still to come.
    left: usize,
    bytes: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes everything that stands before the codes. The quantizer has the bits of the head.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(
        to: W,
        head: &Head,
        quantizer: Quantizer,
        decoder: &Sequential,
    ) -> io::Result<Self> {
        let (width, left) = (head.width, head.pictures as usize);
        let (sum, bytes) = (Sha256::new(), head.write());
        let mut writer = Self {
            to,
            sum,
            quantizer,
            width,
            left,
            bytes,
        };
        if head.inside {
            writer.bytes.extend(bytes_of(decoder));
        }
        if head.bits.cells().is_some() {
            let ranges = writer.quantizer.ranges().each();
            let ends = [0, 1].map(|end| ranges.iter().map(move |range| range[end]));
            let ends = ends.into_iter().flatten();
            writer.bytes.extend(ends.flat_map(f32::to_le_bytes));
        }
        writer.flush()?;
        Ok(writer)
    }

    /// Writes the codes of more pictures, (pictures, width).
    ///
    /// # Errors
    /// If they cannot be written, or are wider or more than the head says.
    pub fn put(&mut self, codes: ArrayView2<f32>) -> io::Result<()> {
        let left = self.left.checked_sub(codes.nrows());
        let left = left.filter(|_| codes.ncols() == self.width);
        self.left = left.ok_or(ErrorKind::InvalidInput)?;
        for code in codes.rows() {
            pack(&self.quantizer, code.iter().copied(), &mut self.bytes);
        }
        self.flush()
    }

    /// Writes the checksum.
    ///
    /// # Errors
    /// If it cannot be written, or there are fewer codes than the head says.
    pub fn finish(mut self) -> io::Result<()> {
        if self.left > 0 {
            return Err(ErrorKind::InvalidInput.into());
        }
        self.to.write_all(&self.sum.finalize())?;
        self.to.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sum.update(&self.bytes);
        self.to.write_all(&self.bytes)?;
        self.bytes.clear();
        Ok(())
    }
}
