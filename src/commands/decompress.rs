//! `handson decompress`: pictures again, of a file of codes.

mod pictures;

use std::fs::File;
use std::io::{self, BufReader, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::codes::CodesError;
use crate::codes::codec::byte;
use crate::codes::file::{Head, Reader};
use crate::commands::compress::{WeightsArgs, shipped};
use crate::commands::{Failure, print};
use crate::dataset::idx::PIXELS;
use crate::nn::Predictor;
use crate::ui::number::many;
use pictures::Place;

/// Pictures that are decoded at once: all that is held of a file of any length.
const AT_ONCE: usize = 4096;

/// Which codes, and where the pictures go.
#[derive(Debug, Clone, Args)]
pub struct DecompressArgs {
    /// What `handson compress` wrote
    #[arg(value_name = "CODES")]
    pub file: PathBuf,
    /// Write the pictures here: an IDX file; OUT.png for one picture; or a folder, and a numbered
    /// PNG for each
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    #[command(flatten)]
    pub network: WeightsArgs,
}

/// Why no pictures are written.
enum Stopped {
    /// The file of codes.
    Codes(CodesError),
    /// The pictures cannot be written.
    Unwritten(io::Error),
}

impl From<CodesError> for Stopped {
    fn from(error: CodesError) -> Self {
        Self::Codes(error)
    }
}

/// Decodes and writes.
///
/// # Errors
/// A sentence, where a file or flag is wrong; what was there before is then still there.
pub fn run(args: &DecompressArgs) -> Result<ExitCode, Failure> {
    let name = args.file.display();
    let wrong = |error: CodesError| Failure(format!("{name}: {error}"));
    if args.file.is_dir() {
        return Err(Failure(format!(
            "{name} is a folder: name a file of codes in it"
        )));
    }
    let file = File::open(&args.file).map_err(|error| wrong(CodesError::Read(error)))?;
    let mut reader = Reader::open(BufReader::new(file)).map_err(wrong)?;
    let named = args.network.codec()?;
    let at_hand = match named {
        // Kept apart, and nobody says where: it may be the one inside the program.
        None if !reader.head().inside => Some(shipped()?),
        named => named,
    };
    let decoder = reader.decoder(at_hand.as_ref().map(|codec| codec.decoder()));
    let mut decoder = Predictor::new(decoder.map_err(wrong)?, 0).map_err(Failure::new)?;
    let head: Head = reader.head().clone();
    let place = Place::of(&args.output, head.pictures)?;
    let mut stopped = None;
    let written = place.write(head.pictures, |to| {
        decode(&mut reader, &mut decoder, to).map_err(|why| match why {
            Stopped::Unwritten(error) => error,
            Stopped::Codes(error) => {
                stopped = Some(error);
                ErrorKind::Other.into()
            }
        })
    });
    if let Some(error) = stopped {
        return Err(wrong(error));
    }
    let out = args.output.display();
    written.map_err(|error| {
        Failure(format!(
            "--output: cannot write {out}: {error}: name another place"
        ))
    })?;
    let pictures = many(u64::from(head.pictures), "picture");
    print(&format!("wrote {pictures} to {out}\n"))
}

/// Hands the pixels of all pictures on, some at a time; without an error at the end, they are those
/// of the codes as they were written.
fn decode(
    reader: &mut Reader<BufReader<File>>,
    decoder: &mut Predictor,
    to: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Stopped> {
    let mut pixels = Vec::new();
    while let Some(codes) = reader.next(AT_ONCE)? {
        pixels.resize(codes.nrows() * PIXELS, 0);
        decoder.predict(&codes, 0..codes.nrows(), &mut pixels, byte);
        to(&pixels).map_err(Stopped::Unwritten)?;
    }
    Ok(())
}
