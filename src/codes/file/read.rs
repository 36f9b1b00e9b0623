//! Reading a file of codes, some pictures at a time.

use std::io::{self, Read};

use ndarray::Array2;
use sha2::{Digest, Sha256};

use super::digest::{digest, floats};
use super::head::{LENGTH, LONGEST};
use super::pack::unpack;
use super::{CHECKSUM, Head};
use crate::codes::{CodesError, Quantizer, Ranges};
use crate::nn::Sequential;

/// A file of codes whose head, and what stands before the codes, has been read.
pub struct Reader<R> {
    from: Summed<R>,
    head: Head,
    quantizer: Quantizer,
    decoder: Option<Sequential>,
    /// Pictures that are still to come.
    left: usize,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// Reads everything that stands before the codes.
    ///
    /// # Errors
    /// If it is no such file, or not whole as far as that.
    pub fn open(from: R) -> Result<Self, CodesError> {
        let mut from = Summed {
            from,
            sum: Sha256::new(),
            found: 0,
            expected: LENGTH as u64,
        };
        // What ends within its first bytes, or has none of the length of a head, is something else.
        let foreign = |error| match error {
            CodesError::Truncated { .. } => CodesError::Foreign,
            error => error,
        };
        let length = from.take(LENGTH).map_err(foreign)?;
        let length = length.try_into().map_or(0, u64::from_le_bytes);
        if !(2..=LONGEST).contains(&length) {
            return Err(CodesError::Foreign);
        }
        from.expected += length;
        let text = from.take(length as usize)?;
        let head = Head::read(&text)?;
        from.expected = head.file_len();
        let decoder = from.take(head.decoder_len())?;
        let decoder = head.inside.then(|| model(&head, &floats(&decoder)));
        let decoder = decoder.transpose()?;
        let ranges = floats(&from.take(head.ranges_len())?);
        let (low, high) = ranges.split_at(ranges.len() / 2);
        let ranges = low.iter().zip(high).map(|(low, high)| [*low, *high]);
        let quantizer = Quantizer::new(head.bits, Ranges::known(ranges.collect()));
        Ok(Self {
            from,
            left: head.pictures as usize,
            head,
            quantizer,
            decoder,
            ended: false,
        })
    }

    /// What it says of itself.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How its bits are read.
    pub fn quantizer(&self) -> &Quantizer {
        &self.quantizer
    }

    /// What makes pictures of it: the decoder that is in it, or else one at hand, if it is the one
    /// that it was made with.
    ///
    /// # Errors
    /// If there is none, or another.
    pub fn decoder(&self, at_hand: Option<&Sequential>) -> Result<Sequential, CodesError> {
        match (at_hand, &self.decoder) {
            (Some(other), _) if digest(other) != self.head.decoder => Err(CodesError::OtherDecoder),
            (_, Some(inside)) => Ok(inside.clone()),
            (Some(same), None) => Ok(same.clone()),
            (None, None) => Err(CodesError::NoDecoder),
        }
    }

    /// The codes of the next pictures, at most so many, (pictures, width); none once all were read,
    /// and then they were those that were written.
    ///
    /// # Errors
    /// If the file ends too early, is too long, or its checksum does not fit.
    pub fn next(&mut self, most: usize) -> Result<Option<Array2<f32>>, CodesError> {
        let pictures = self.left.min(most);
        if pictures == 0 {
            if !self.ended {
                self.from.end()?;
                self.ended = true;
            }
            return Ok(None);
        }
        let width = self.head.width;
        let each = self.head.bits.bytes(width);
        let bytes = self.from.take(pictures * each)?;
        self.left -= pictures;
        Ok(Some(Array2::from_shape_fn(
            (pictures, width),
            |(picture, number)| {
                let code = &bytes[picture * each..][..each];
                unpack(&self.quantizer, code, number)
            },
        )))
    }
}

/// The decoder of these weights, of each layer the kernel (inputs, units) and then the bias.
fn model(head: &Head, weights: &[f32]) -> Result<Sequential, CodesError> {
    let stack =
        |model: Sequential, (units, activation): &(usize, _)| model.dense(*units, *activation);
    let mut model = head.layers.iter().fold(Sequential::new(head.width), stack);
    let (mut numbers, mut turned) = (weights.iter().copied(), vec![0.0; weights.len()]);
    for layer in model.layers() {
        let kernel: Vec<f32> = numbers
            .by_ref()
            .take(layer.inputs() * layer.units())
            .collect();
        layer.set(&mut turned, kernel, numbers.by_ref().take(layer.units()));
    }
    model.set_weights(&turned).map_err(|_| CodesError::Head)?;
    Ok(model)
}

/// A source that is summed up as it is read.
struct Summed<R> {
    from: R,
    sum: Sha256,
    found: u64,
    /// Bytes of the whole, as far as is known.
    expected: u64,
}

impl<R: Read> Summed<R> {
    /// The next bytes. They take no more room than there are.
    fn take(&mut self, count: usize) -> Result<Vec<u8>, CodesError> {
        let mut bytes = Vec::new();
        let read = self
            .from
            .by_ref()
            .take(count as u64)
            .read_to_end(&mut bytes);
        self.found += read.map_err(CodesError::Read)? as u64;
        if bytes.len() < count {
            return Err(CodesError::Truncated {
                expected: self.expected,
                found: self.found,
            });
        }
        self.sum.update(&bytes);
        Ok(bytes)
    }

    /// Compares the checksum that ends the file.
    fn end(&mut self) -> Result<(), CodesError> {
        let sum = self.sum.clone().finalize();
        let told = self.take(CHECKSUM)?;
        let behind = io::copy(&mut self.from.by_ref().take(1), &mut io::sink());
        match behind.map_err(CodesError::Read)? {
            _ if sum[..] != told[..] => Err(CodesError::Checksum),
            0 => Ok(()),
            _ => Err(CodesError::TooLong(self.expected)),
        }
    }
}
