//! What a file of codes says of itself.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::CHECKSUM;
use super::digest::{digest, layers_of};
use crate::codes::{Bits, CodesError};
use crate::dataset::idx::PIXELS;
use crate::nn::{Activation, Sequential};
use crate::train::layers;

/// The version that is written, and the only one that is read.
const VERSION: &str = "1";

/// Bytes that say how long the head is.
pub(super) const LENGTH: usize = 8;

/// The longest head that is read.
pub(super) const LONGEST: u64 = 1 << 20;

/// What a file of codes says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Pictures that were encoded.
    pub pictures: u32,
    /// Bits of a code number.
    pub bits: Bits,
    /// Numbers of a code.
    pub width: usize,
    /// Units and activation of the decoder's layers.
    pub layers: Vec<(usize, Activation)>,
    /// The decoder's digest.
    pub decoder: String,
    /// Whether the decoder is in the file.
    pub inside: bool,
}

/// The metadata of a safetensors file: texts.
#[derive(Deserialize)]
struct Texts {
    #[serde(rename = "__metadata__")]
    texts: HashMap<String, String>,
}

impl Head {
    /// Of a file of codes that this decoder makes pictures of.
    pub fn new(pictures: u32, bits: Bits, decoder: &Sequential, inside: bool) -> Self {
        Self {
            pictures,
            bits,
            width: decoder.inputs(),
            layers: layers_of(decoder),
            decoder: digest(decoder),
            inside,
        }
    }

    /// The bytes a file begins with: how long the head is, and the head.
    pub(super) fn write(&self) -> Vec<u8> {
        // A map of texts and numbers: it always has a spelling.
        let mut text = serde_json::to_vec(&self.json()).unwrap_or_default();
        text.resize(text.len().next_multiple_of(8), b' ');
        [&(text.len() as u64).to_le_bytes(), &text[..]].concat()
    }

    /// The head behind its length.
    pub(super) fn read(text: &[u8]) -> Result<Self, CodesError> {
        let Texts { texts } = serde_json::from_slice(text).map_err(|_| CodesError::Foreign)?;
        let said = |name: &str| texts.get(name).map(String::as_str);
        match (said("handson"), said("version")) {
            (Some("codes"), Some(VERSION)) => {}
            (Some("codes"), Some(other)) => return Err(CodesError::Version(other.to_owned())),
            _ => return Err(CodesError::Foreign),
        }
        let head = || {
            Some(Self {
                pictures: said("pictures")?.parse().ok()?,
                bits: Bits::of(said("bits")?.parse().ok()?)?,
                width: said("width")?.parse().ok()?,
                layers: layers::dense(&layers::parse(said("layers")?).ok()?)?,
                decoder: said("decoder")?.to_owned(),
                inside: said("inside")?.parse().ok()?,
            })
        };
        let head = head().filter(Self::can_be).ok_or(CodesError::Head)?;
        match &head.write()[LENGTH..] == text {
            true => Ok(head),
            false => Err(CodesError::Head),
        }
    }

    /// Whether there can be such a decoder: sizes that overflow nothing, and pictures that are digits.
    fn can_be(&self) -> bool {
        const MOST: usize = 1 << 16;
        let outputs = self.layers.last().map_or(0, |(units, _)| *units);
        let small = |units: usize| (1..=MOST).contains(&units);
        outputs == PIXELS
            && small(self.width)
            && self.layers.iter().all(|(units, _)| small(*units))
            && self.pictures > 0
    }

    /// Bytes of the decoder in the file.
    pub(super) fn decoder_len(&self) -> usize {
        match self.inside {
            true => {
                let layers = layers::of_dense(&self.layers);
                layers::parameters(self.width, &layers).saturating_mul(4)
            }
            false => 0,
        }
    }

    /// Bytes of the ranges in the file.
    pub(super) fn ranges_len(&self) -> usize {
        self.bits.cells().map_or(0, |_| 2 * 4 * self.width)
    }

    /// Bytes of the codes.
    pub(super) fn codes_len(&self) -> u64 {
        u64::from(self.pictures) * self.bits.bytes(self.width) as u64
    }

    /// Bytes of the whole file.
    pub fn file_len(&self) -> u64 {
        let before = self.write().len() + self.decoder_len() + self.ranges_len() + CHECKSUM;
        before as u64 + self.codes_len()
    }

    fn json(&self) -> Value {
        let mut end = 0;
        let mut tensors = serde_json::Map::new();
        let mut tensor = |name: String, dtype: &str, shape: &[u64], size: u64| {
            let begin = end;
            end += shape.iter().product::<u64>() * size;
            let tensor = json!({ "dtype": dtype, "shape": shape, "data_offsets": [begin, end] });
            tensors.insert(name, tensor);
        };
        let width = self.width as u64;
        if self.inside {
            let mut inputs = width;
            for (at, (units, _)) in self.layers.iter().enumerate() {
                let (name, units) = (layer_name(at), *units as u64);
                tensor(format!("{name}/kernel"), "F32", &[inputs, units], 4);
                tensor(format!("{name}/bias"), "F32", &[units], 4);
                inputs = units;
            }
        }
        let pictures = u64::from(self.pictures);
        match self.bits.cells() {
            None => tensor("codes".into(), "F32", &[pictures, width], 4),
            Some(_) => {
                tensor("ranges".into(), "F32", &[2, width], 4);
                let bytes = self.bits.bytes(self.width) as u64;
                tensor("codes".into(), "U8", &[pictures, bytes], 1);
            }
        }
        tensor("sha256".into(), "U8", &[CHECKSUM as u64], 1);
        let texts = json!({
            "handson": "codes",
            "version": VERSION,
            "pictures": self.pictures.to_string(),
            "bits": self.bits.to_string(),
            "width": self.width.to_string(),
            "layers": layers::write(&layers::of_dense(&self.layers)),
            "decoder": self.decoder,
            "inside": self.inside.to_string(),
        });
        tensors.insert("__metadata__".into(), texts);
        Value::Object(tensors)
    }
}

/// As Keras counts the layers of a model.
fn layer_name(at: usize) -> String {
    match at {
        0 => "decoder/dense".to_owned(),
        at => format!("decoder/dense_{at}"),
    }
}
