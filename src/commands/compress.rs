//! `handson compress`: digits as codes of an autoencoder, in a file.

mod compare;
mod encoding;
mod told;
mod weights;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use termprofile::Env;

use crate::codes::Bits;
use crate::commands::cli::Global;
use crate::commands::files::check_place_of;
use crate::commands::{Failure, print};
use crate::dataset::stream::Stream;
use crate::nn::weights::replace;
use encoding::{Encoding, Stopped};
pub use weights::{WeightsArgs, shipped};

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

/// Encodes and writes.
///
/// # Errors
/// A sentence, where a file or flag is wrong; what was there before is then still there.
pub fn run(args: &CompressArgs, global: &Global) -> Result<ExitCode, Failure> {
    check_place_of("--output", &args.output)?;
    let streams = args.files.iter().map(|file| opened(file));
    let streams = streams.collect::<Result<Vec<_>, _>>()?;
    let pictures: usize = streams.iter().map(Stream::count).sum();
    let pictures = u32::try_from(pictures).map_err(|_| {
        let most = u32::MAX;
        Failure(format!(
            "{pictures} pictures are more than the {most} that an IDX file holds"
        ))
    })?;
    let threads = global.threads(&Env).unwrap_or(0);
    let mut encoding = Encoding::new(args, pictures, threads)?;
    let mut failed = None;
    let written = replace(&args.output, |to| {
        encoding
            .write(streams, to)
            .map_err(|stopped| match stopped {
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
    let told = encoding.told()?;
    match args.json {
        true => print(&format!("{}\n", told.json())),
        false => print(&told.text(&name.to_string())),
    }
}

/// A file of pictures.
fn opened(file: &Path) -> Result<Stream, Failure> {
    let name = file.display();
    match fs::metadata(file) {
        Ok(data) if data.is_dir() => Err(Failure(format!(
            "{name} is a folder: name the pictures in it"
        ))),
        Ok(_) => Stream::open(file).map_err(Failure::new),
        Err(error) => {
            let kind = error.kind();
            Err(Failure(format!(
                "{name}: cannot be read ({kind}): name another file"
            )))
        }
    }
}
