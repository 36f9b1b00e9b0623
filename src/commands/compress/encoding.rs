//! Pictures on their way into a file of codes, some at a time.

use std::io::{self, Write};

use ndarray::ArrayView2;

use super::compare::Comparison;
use super::told::Told;
use super::{CompressArgs, shipped};
use crate::codes::file::{Head, Writer};
use crate::codes::{Bits, Codec, Ledger, Quantizer, Ranges};
use crate::commands::Failure;
use crate::dataset::DataError;
use crate::dataset::catalog::TRAIN_IMAGES;
use crate::dataset::idx::PIXELS;
use crate::dataset::stream::Stream;
use crate::nn::{Bytes, Predictor};

/// Pictures that are encoded at once: all that is held of a file of any length.
const AT_ONCE: usize = 4096;

/// Why a file of codes is not written.
pub enum Stopped {
    /// The pictures cannot be read or encoded.
    Failed(Failure),
    /// The codes cannot be written.
    Unwritten(io::Error),
}

impl From<DataError> for Stopped {
    fn from(error: DataError) -> Self {
        Self::Failed(Failure::new(error))
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What makes codes of pictures, and a file of them.
pub struct Encoding {
    codec: Codec,
    encoder: Encoder,
    quantizer: Quantizer,
    head: Head,
    comparison: Option<Comparison>,
}

impl Encoding {
    /// Of so many pictures.
    ///
    /// # Errors
    /// A sentence, where the weights cannot be used.
    pub fn new(args: &CompressArgs, pictures: u32, threads: usize) -> Result<Self, Failure> {
        let named = args.network.codec()?;
        let is_shipped = named.is_none();
        let codec = named.map_or_else(shipped, Ok)?;
        let mut encoder = Encoder::new(&codec, threads)?;
        let ranges = match args.bits {
            Bits::ThirtyTwo => Ranges::known(Vec::new()),
            _ if is_shipped => Ranges::shipped().map_err(Failure::new)?,
            _ => encoder.ranges()?,
        };
        let comparison = args.compare.then(|| Comparison::new(&codec, threads));
        Ok(Self {
            encoder,
            quantizer: Quantizer::new(args.bits, ranges),
            head: Head::new(pictures, args.bits, codec.decoder(), !args.without_decoder),
            comparison: comparison.transpose()?,
            codec,
        })
    }

    /// Encodes and writes.
    ///
    /// # Errors
    /// If the pictures cannot be read, or the codes cannot be written.
    pub fn write(&mut self, streams: Vec<Stream>, to: &mut dyn Write) -> Result<(), Stopped> {
        let (quantizer, decoder) = (self.quantizer.clone(), self.codec.decoder());
        let writer = Writer::begin(to, &self.head, quantizer, decoder);
        let mut writer = writer.map_err(Stopped::Unwritten)?;
        for stream in streams {
            stream.for_each::<Stopped>(AT_ONCE, |pixels| {
                let codes = self.encoder.codes(pixels)?;
                if let Some(comparison) = &mut self.comparison {
                    comparison.add(pixels, codes, &self.quantizer)?;
                }
                writer.put(codes).map_err(Stopped::Unwritten)
            })?;
        }
        writer.finish().map_err(Stopped::Unwritten)
    }

    /// What is said of the file once it is written.
    ///
    /// # Errors
    /// If there is no memory for the comparison.
    pub fn told(self) -> Result<Told, Failure> {
        Ok(Told {
            ledger: Ledger::new(u64::from(self.head.pictures), &self.codec),
            head: self.head,
            quantizer: self.quantizer,
            compared: self.comparison.map(Comparison::result).transpose()?,
        })
    }
}

/// The half that makes codes, on several threads.
struct Encoder {
    predictor: Predictor,
    codes: Vec<f32>,
}

impl Encoder {
    fn new(codec: &Codec, threads: usize) -> Result<Self, Failure> {
        let predictor = Predictor::new(codec.encoder().clone(), threads);
        Ok(Self {
            predictor: predictor.map_err(Failure::new)?,
            codes: Vec::new(),
        })
    }

    /// Codes of some pictures.
    fn codes(&mut self, pixels: &[u8]) -> Result<ArrayView2<'_, f32>, Failure> {
        let x = Bytes::new(pixels, PIXELS).map_err(Failure::new)?;
        let shape = (pixels.len() / PIXELS, self.predictor.model().output_width());
        self.codes.resize(shape.0 * shape.1, 0.0);
        let told = |number| number;
        self.predictor
            .predict(&x, 0..shape.0, &mut self.codes, told);
        ArrayView2::from_shape(shape, &self.codes).map_err(Failure::new)
    }

    /// Between which values the codes of the training digits lie.
    fn ranges(&mut self) -> Result<Ranges, Failure> {
        let mut ranges = Ranges::new(self.predictor.model().output_width());
        let digits = Stream::embedded(&TRAIN_IMAGES).map_err(Failure::new)?;
        digits.for_each::<Failure>(AT_ONCE, |pixels| {
            ranges.widen(self.codes(pixels)?);
            Ok(())
        })?;
        Ok(ranges)
    }
}
