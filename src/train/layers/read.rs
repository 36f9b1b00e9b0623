//! Reading layers.

use super::{LayerFault, LayerSpec};
use crate::nn::{Activation, Conv2d, Padding, UnknownName, look_up};

/// Reads layers, with commas between them:
///
/// - units, then an activation (`linear` where there is none); the word `dense` may stand in front;
/// - channels, `conv` and the size of the kernel, then `same` and `stride2` where they are wanted, and an
///   activation;
/// - `pool` and the size of its squares.
///
/// # Errors
/// For the first layer that cannot be read.
pub fn parse(text: &str) -> Result<Vec<LayerSpec>, LayerFault> {
    if text.trim().is_empty() {
        return Err(LayerFault::None);
    }
    text.split(',')
        .enumerate()
        .map(|(i, layer)| parse_layer(i + 1, layer))
        .collect()
}

fn parse_layer(number: usize, text: &str) -> Result<LayerSpec, LayerFault> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (layer, rest) = match *words.as_slice() {
        [] | ["dense"] => return Err(LayerFault::Empty(number)),
        ["dense", units, ref rest @ ..] => dense(number, units, rest)?,
        [word, ref rest @ ..] if size_after("pool", word).is_some() => {
            (LayerSpec::MaxPool2d(sized(number, "pool", word)?), rest)
        }
        [word, ..] if size_after("conv", word).is_some() => {
            return Err(LayerFault::ChannelsFirst(number));
        }
        [word, ..] if word.starts_with(|c: char| c.is_alphabetic()) => {
            let kinds = ["dense", "conv3", "pool2"].map(|kind| (kind, ()));
            let unknown = |error: UnknownName| LayerFault::Kind(number, error);
            return Err(look_up("layer", word, &kinds, &[])
                .map_or_else(unknown, |()| LayerFault::Empty(number)));
        }
        [filters, kernel, ref rest @ ..] if size_after("conv", kernel).is_some() => {
            convolution(number, filters, kernel, rest)?
        }
        [units, ref rest @ ..] => dense(number, units, rest)?,
    };
    match rest.first() {
        Some(text) => Err(LayerFault::Rest {
            number,
            text: (*text).to_string(),
        }),
        None => Ok(layer),
    }
}

fn dense<'a, 'b>(
    number: usize,
    units: &str,
    rest: &'a [&'b str],
) -> Result<(LayerSpec, &'a [&'b str]), LayerFault> {
    let units = whole(number, units, LayerFault::NoUnits)?;
    let (activation, rest) = activation(number, rest)?;
    Ok((LayerSpec::Dense(units, activation), rest))
}

fn convolution<'a, 'b>(
    number: usize,
    filters: &str,
    kernel: &str,
    mut rest: &'a [&'b str],
) -> Result<(LayerSpec, &'a [&'b str]), LayerFault> {
    let filters = whole(number, filters, LayerFault::NoChannels)?;
    let size = sized(number, "conv", kernel)?;
    let (mut padding, mut stride) = (Padding::Valid, 1);
    while let [word, more @ ..] = rest {
        match *word {
            "same" => padding = Padding::Same,
            "valid" => padding = Padding::Valid,
            word if size_after("stride", word).is_some() => stride = sized(number, "stride", word)?,
            _ => break,
        }
        rest = more;
    }
    let (activation, rest) = activation(number, rest)?;
    let conv = Conv2d::new(filters, size, activation);
    Ok((
        LayerSpec::Conv2d(conv.stride(stride).padding(padding)),
        rest,
    ))
}

/// A number of at least 1, or else that it is `none`.
fn whole(number: usize, text: &str, none: fn(usize) -> LayerFault) -> Result<usize, LayerFault> {
    match text.parse() {
        Ok(0) => Err(none(number)),
        Ok(whole) => Ok(whole),
        Err(_) => Err(LayerFault::Units {
            number,
            text: text.to_string(),
        }),
    }
}

fn activation<'a, 'b>(
    number: usize,
    rest: &'a [&'b str],
) -> Result<(Activation, &'a [&'b str]), LayerFault> {
    match rest {
        [name, rest @ ..] => {
            let activation = name.parse();
            Ok((
                activation.map_err(|e| LayerFault::Activation(number, e))?,
                rest,
            ))
        }
        [] => Ok((Activation::Linear, rest)),
    }
}

/// What stands behind a word of this kind: a number, or what should be one.
fn size_after<'a>(kind: &str, word: &'a str) -> Option<&'a str> {
    let size = word.strip_prefix(kind)?;
    // `convolution` is another word.
    (!size.starts_with(|c: char| c.is_alphabetic())).then_some(size)
}

fn sized(number: usize, kind: &'static str, word: &str) -> Result<usize, LayerFault> {
    let size = size_after(kind, word).and_then(|size| size.parse().ok());
    size.filter(|size| *size > 0)
        .ok_or_else(|| LayerFault::Size {
            number,
            text: word.to_string(),
            such: kind,
        })
}
