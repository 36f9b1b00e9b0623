//! `handson compress`: digits as codes of an autoencoder, in a file.

mod compare;
mod told;
mod weights;

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use ndarray::ArrayView2;

use crate::codes::file::{Head, Writer};
use crate::codes::{Bits, Codec, Ledger, Quantizer, Ranges};
use crate::commands::files::check_place_of;
use crate::commands::{Failure, print};
use crate::dataset::DataError;
use crate::dataset::catalog::TRAIN_IMAGES;
use crate::dataset::idx::PIXELS;
use crate::dataset::stream::Stream;
use crate::nn::weights::replace;
use crate::nn::{Bytes, Predictor};
use compare::Comparison;
use told::Told;
pub use weights::{WeightsArgs, shipped};

/// Pictures that are encoded at once: all that is held of a file of any length.
const AT_ONCE: usize = 4096;

/// Which pictures, and how they are kept.
#[derive(Debug, Clone, Args)]
pub struct CompressArgs {
    /// Pictures of 28x28 pixels: IDX, raw or .gz, or PNG or PGM of one each
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write the codes here
    #[arg(short, long, value_name = "CODES")]
    pub output: PathBuf,
    /// Bits of a code number
    #[arg(long, value_name = "N", default_value = "8", value_parser = bits())]
    pub bits: Bits,
    #[command(flatten)]
    pub network: WeightsArgs,
    /// Leave the decoder out: to have pictures again takes the same weights
    #[arg(long)]
    pub without_decoder: bool,
    /// Say how far the codes are from the digits, and what zstd, PNG and one bit a pixel make of
    /// them; takes a while
    #[arg(long)]
    pub compare: bool,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

fn bits() -> impl TypedValueParser<Value = Bits> {
    // Only these five come through.
    let parse = |text: String| text.parse().ok().and_then(Bits::of);
    PossibleValuesParser::new(["32", "8", "4", "2", "1"])
        .try_map(move |text| parse(text).ok_or("no such width"))
}

/// Why a file of codes is not written.
enum Stopped {
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

/// Encodes and writes.
///
/// # Errors
/// A sentence, where a file or flag is wrong; what was there before is then still there.
pub fn run(args: &CompressArgs) -> Result<ExitCode, Failure> {
    check_place_of("--output", &args.output)?;
    let named = args.network.codec()?;
    let is_shipped = named.is_none();
    let codec = named.map_or_else(shipped, Ok)?;
    let streams = args.files.iter().map(|file| opened(file));
    let streams = streams.collect::<Result<Vec<_>, _>>()?;
    let pictures: usize = streams.iter().map(Stream::count).sum();
    let pictures = u32::try_from(pictures).map_err(|_| {
        let most = u32::MAX;
        Failure(format!(
            "{pictures} pictures are more than the {most} that an IDX file holds"
        ))
    })?;
    let mut encoder = Predictor::new(codec.encoder().clone(), 0).map_err(Failure::new)?;
    let ranges = match args.bits {
        Bits::ThirtyTwo => Ranges::known(Vec::new()),
        _ if is_shipped => Ranges::shipped().map_err(Failure::new)?,
        _ => over_the_training_digits(&mut encoder)?,
    };
    let quantizer = Quantizer::new(args.bits, ranges);
    let head = Head::new(pictures, args.bits, codec.decoder(), !args.without_decoder);
    let mut comparison = match args.compare {
        true => Some(Comparison::new(&codec)?),
        false => None,
    };
    let mut failed = None;
    let written = replace(&args.output, |to| {
        let codes = encode(
            streams,
            &mut encoder,
            &codec,
            &head,
            &quantizer,
            to,
            &mut comparison,
        );
        codes.map_err(|stopped| match stopped {
            Stopped::Unwritten(error) => error,
            Stopped::Failed(failure) => {
                failed = Some(failure);
                ErrorKind::Other.into()
            }
        })
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    let name = args.output.display();
    written.map_err(|error| {
        Failure(format!(
            "--output: cannot write {name}: {error}: name another file"
        ))
    })?;
    let told = Told {
        ledger: Ledger::new(u64::from(pictures), &codec),
        head: &head,
        quantizer: &quantizer,
        compared: comparison.map(Comparison::result).transpose()?,
    };
    match args.json {
        true => print(&format!("{}\n", told.json())),
        false => print(&told.text(&name.to_string())),
    }
}

/// A file of pictures.
fn opened(file: &Path) -> Result<Stream, Failure> {
    let name = file.display();
    if file.is_dir() {
        return Err(Failure(format!(
            "{name} is a folder: name the pictures in it"
        )));
    }
    if let Err(error) = File::open(file) {
        let kind = error.kind();
        return Err(Failure(format!(
            "{name}: cannot be read ({kind}): name another file"
        )));
    }
    Stream::open(file).map_err(Failure::new)
}

/// Codes of some pictures.
fn codes_of(encoder: &mut Predictor, pixels: &[u8], codes: &mut Vec<f32>) -> Result<(), Failure> {
    let x = Bytes::new(pixels, PIXELS).map_err(Failure::new)?;
    let pictures = pixels.len() / PIXELS;
    codes.resize(pictures * encoder.model().output_width(), 0.0);
    encoder.predict(&x, 0..pictures, codes, |number| number);
    Ok(())
}

/// Numbers as rows of `width`.
fn rows(numbers: &[f32], width: usize) -> Result<ArrayView2<'_, f32>, Failure> {
    ArrayView2::from_shape((numbers.len() / width, width), numbers).map_err(Failure::new)
}

/// Between which values the codes of the training digits lie.
fn over_the_training_digits(encoder: &mut Predictor) -> Result<Ranges, Failure> {
    let width = encoder.model().output_width();
    let (mut ranges, mut codes) = (Ranges::new(width), Vec::new());
    let digits = Stream::embedded(&TRAIN_IMAGES).map_err(Failure::new)?;
    let widened = digits.for_each(AT_ONCE, |pixels| {
        codes_of(encoder, pixels, &mut codes).map_err(Stopped::Failed)?;
        ranges.widen(rows(&codes, width).map_err(Stopped::Failed)?);
        Ok(())
    });
    match widened {
        Ok(()) => Ok(ranges),
        Err(Stopped::Failed(failure)) => Err(failure),
        Err(Stopped::Unwritten(error)) => Err(Failure::new(error)),
    }
}

fn encode(
    streams: Vec<Stream>,
    encoder: &mut Predictor,
    codec: &Codec,
    head: &Head,
    quantizer: &Quantizer,
    to: &mut dyn Write,
    comparison: &mut Option<Comparison>,
) -> Result<(), Stopped> {
    let begun = Writer::begin(to, head, quantizer.clone(), codec.decoder());
    let mut writer = begun.map_err(Stopped::Unwritten)?;
    let mut codes = Vec::new();
    for stream in streams {
        stream.for_each(AT_ONCE, |pixels| {
            codes_of(encoder, pixels, &mut codes).map_err(Stopped::Failed)?;
            let codes = rows(&codes, codec.width()).map_err(Stopped::Failed)?;
            if let Some(comparison) = comparison {
                let compared = comparison.add(pixels, codes, quantizer);
                compared.map_err(Stopped::Failed)?;
            }
            writer.put(codes).map_err(Stopped::Unwritten)
        })?;
    }
    writer.finish().map_err(Stopped::Unwritten)
}
