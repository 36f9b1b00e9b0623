//! `handson classify`: which digit a picture shows, which is the next likely, and by what margin.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use ndarray::Array2;
use serde::Serialize;

use crate::commands::files::{conversions, weights_failed};
use crate::commands::{Failure, complain, print, remark};
use crate::dataset::idx::PIXELS;
use crate::dataset::nist;
use crate::dataset::picture::{Grey, Ink, Paper, PictureError, apart};
use crate::nn::Sequential;
use crate::nn::weights;
use crate::stats::Answer;
use crate::train::{Preset, Spec, classifier};
use crate::ui::number::{probability, times};

/// The longest file that is read: an IDX file of 160,000 digits.
const MOST_BYTES: u64 = 128 << 20;

/// Pictures that are classified at once.
const AT_ONCE: usize = 1000;

/// Exit status where a picture could not be read.
const UNREAD: u8 = 2;

/// Which pictures, and by which network.
#[derive(Debug, Clone, Args)]
pub struct ClassifyArgs {
    /// Pictures of a digit, or of several side by side: PNG or PGM, of any size up to 4096x4096, dark on
    /// light or light on dark; or an IDX file of many pictures of one digit each
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The weights of a classifier, of handson, Keras or PyTorch [default: those inside the program]
    #[arg(long, value_name = "FILE.safetensors")]
    pub weights: Option<PathBuf>,
    /// Units and activation of each layer of those weights [default: "128 relu, 64 relu, 10 softmax"]
    #[arg(
        long,
        value_name = "LAYERS",
        requires = "weights",
        allow_hyphen_values = true
    )]
    pub layers: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

/// A digit as the network is given it.
struct Digit {
    /// Its picture's place in an IDX file, counted from 0.
    picture: Option<usize>,
    /// Its place from the left, and how many there are; where there is more than one.
    place: Option<(usize, usize)>,
    paper: Paper,
    pixels: Vec<f32>,
}

/// What is said of one.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    /// Its place in an IDX file, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<usize>,
    /// Its place from the left among several, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    digit: Option<usize>,
    /// How many these are.
    #[serde(skip_serializing_if = "Option::is_none")]
    digits: Option<usize>,
    paper: &'static str,
    answer: usize,
    p: f64,
    next: usize,
    next_p: f64,
    margin: f64,
    probabilities: Vec<f32>,
}

/// Classifies every picture. Exit status 2 if one could not be read, after all others.
///
/// # Errors
/// A sentence, where no picture can be classified.
pub fn run(args: &ClassifyArgs) -> Result<ExitCode, Failure> {
    let model = network(args)?;
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        let name = file.display().to_string();
        let bytes = match content(file) {
            Ok(bytes) => bytes,
            Err(sentence) => {
                complain(&sentence);
                code = ExitCode::from(UNREAD);
                continue;
            }
        };
        let pictures = match Grey::all(&bytes) {
            Ok(pictures) => pictures,
            Err(error) => {
                complain(&format!("{name}: {error}"));
                code = ExitCode::from(UNREAD);
                continue;
            }
        };
        let (many, apart) = (pictures.len() > 1, !Grey::are_many(&bytes));
        for (first, some) in (0..).step_by(AT_ONCE).zip(pictures.chunks(AT_ONCE)) {
            let mut digits = Vec::new();
            for (at, picture) in (first..).zip(some) {
                match Digit::all_of(picture, many.then_some(at), apart) {
                    Ok(some) => digits.extend(some),
                    Err(error) => {
                        let which = if many {
                            format!(", picture {at}")
                        } else {
                            String::new()
                        };
                        complain(&format!("{name}{which}: {error}"));
                        code = ExitCode::from(UNREAD);
                    }
                }
            }
            print(&told_of(&name, &digits, &model, args.json)?)?;
        }
    }
    Ok(code)
}

/// The network that answers.
fn network(args: &ClassifyArgs) -> Result<Sequential, Failure> {
    let Some(file) = &args.weights else {
        return classifier::trained().map_err(Failure::new);
    };
    let usual = Preset::Classifier.spec();
    let spec = Spec {
        layers: args.layers.clone().unwrap_or(usual.layers.clone()),
        ..usual
    };
    let plan = Preset::Classifier.check(&spec, usize::MAX);
    let plan = plan.map_err(|error| Failure(format!("--{}: {error}", error.setting())))?;
    let mut model = plan.model();
    let remedy = "name weights of `handson train classifier --save`, or their --layers";
    let converted = weights::load(file, &mut model)
        .map_err(|error| weights_failed("--weights", &error, remedy))?;
    conversions(file, &converted)
        .iter()
        .for_each(|sentence| remark(sentence));
    Ok(model)
}

/// The bytes of a file, or the sentence that says why they cannot be had.
fn content(file: &Path) -> Result<Vec<u8>, String> {
    let name = file.display();
    let failed = |error: io::Error| match file.is_dir() {
        true => format!("{name} is a folder: name the pictures in it"),
        false => format!(
            "{name}: cannot be read ({}): name another file",
            error.kind()
        ),
    };
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    let read = opened.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    match read.map_err(failed)? as u64 {
        0..=MOST_BYTES => Ok(bytes),
        _ => Err(format!(
            "{name}: more than {} MB are no picture of a digit: name another file",
            MOST_BYTES >> 20
        )),
    }
}

impl Digit {
    /// The digits of a picture, from the left; one, unless they may be told `apart`.
    fn all_of(from: &Grey, picture: Option<usize>, apart: bool) -> Result<Vec<Self>, PictureError> {
        let (ink, paper) = Ink::of(from)?;
        let each = match apart {
            true => apart::digits(&ink)?,
            false => vec![ink],
        };
        let count = each.len();
        let all = each.iter().zip(1..).map(|(ink, at)| {
            let pixels = nist::normalized(&ink.pixels, ink.width);
            Ok(Self {
                picture,
                place: (count > 1).then_some((at, count)),
                paper,
                pixels: pixels.ok_or(PictureError::OneColour)?,
            })
        });
        all.collect()
    }
}

/// A line for each digit.
fn told_of(
    file: &str,
    digits: &[Digit],
    model: &Sequential,
    json: bool,
) -> Result<String, Failure> {
    let x = Array2::from_shape_fn((digits.len(), PIXELS), |(row, pixel)| {
        digits[row].pixels[pixel]
    });
    let p = model.predict(x.view());
    let mut text = String::new();
    for (digit, p) in digits.iter().zip(p.rows()) {
        let probabilities = p.to_vec();
        let Some(answer) = Answer::of(&probabilities) else {
            continue;
        };
        let line = Line {
            file,
            picture: digit.picture,
            digit: digit.place.map(|(at, _)| at),
            digits: digit.place.map(|(_, count)| count),
            paper: digit.paper.words(),
            answer: answer.class,
            p: answer.p,
            next: answer.next,
            next_p: answer.next_p,
            margin: answer.margin(),
            probabilities,
        };
        text += &match json {
            true => serde_json::to_string(&line).map_err(Failure::new)?,
            false => line.sentence(),
        };
        text.push('\n');
    }
    Ok(text)
}

impl Line<'_> {
    fn sentence(&self) -> String {
        let Self {
            file,
            digit,
            digits,
            paper,
            answer,
            p,
            next,
            next_p,
            margin,
            ..
        } = self;
        let mut which = self.picture.map_or_else(String::new, |at| format!(" {at}"));
        if let (Some(digit), Some(digits)) = (digit, digits) {
            which += &format!(", digit {digit} of {digits}");
        }
        let margin = times(*margin);
        let (p, next_p) = (probability(*p), probability(*next_p));
        format!(
            "{file}{which}: {answer}, p {p}; next likely {next}, p {next_p}; \
             margin {margin}; {paper}"
        )
    }
}
