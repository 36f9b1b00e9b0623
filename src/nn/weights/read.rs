//! Weights from a file, whoever wrote it: handson, Keras or PyTorch.
//!
//! Keras calls a layer's tensors `kernel` (inputs, units) and `bias`, under whatever path the model
//! gave them; PyTorch calls them `weight`, which is (units, inputs), and `bias`.

use super::error::WeightsError::{
    self, NotFinite, NotSafetensors, OtherModel, Read, TooLong, Type,
};
use super::layers::{Named, layers, ordered};
use super::layout;
use super::names::{in_order, listed, short};
use super::numbers::numbers;
use crate::{Layer, Sequential, Shape};
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

/// Megabytes of a file that are read: more than the largest network that can be trained has in F64.
const MOST_MB: u64 = 200;

/// What a file had and what was made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    /// The tensors of each layer.
    pub layers: Vec<Taken>,
    /// Types that the numbers had, other than F32.
    pub types: BTreeSet<String>,
}

/// The tensors that a layer was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The name of its kernel.
    pub kernel: String,
    /// The name of its bias.
    pub bias: String,
    /// Whether the kernel was (units, inputs), as PyTorch has it.
    pub transposed: bool,
}

/// Fills `model` with the weights of a file. After an error it is as it was.
///
/// # Errors
/// If the file cannot be read, or does not hold exactly the layers of this model.
pub fn load(file: &Path, model: &mut Sequential) -> Result<Converted, WeightsError> {
    decode(&read(file)?, file, model)
}

/// The bytes of a file, if they are few enough to be weights.
///
/// # Errors
/// If it cannot be read, or is too long.
pub fn read(file: &Path) -> Result<Vec<u8>, WeightsError> {
    let most = MOST_MB * 1_000_000;
    let mut bytes = Vec::new();
    let read = || -> io::Result<bool> {
        let source = File::open(file)?;
        if source.metadata()?.len() > most {
            return Ok(false);
        }
        // What has no length, such as a pipe, may be without end.
        let read = io::Read::read_to_end(&mut io::Read::take(source, most + 1), &mut bytes)?;
        Ok(read as u64 <= most)
    };
    let file = file.to_path_buf();
    match { read }() {
        Ok(true) => Ok(bytes),
        Ok(false) => Err(TooLong {
            file,
            most: MOST_MB,
        }),
        Err(source) => Err(Read { file, source }),
    }
}

/// Fills `model` with the weights in the bytes of a file, which errors call `file`.
///
/// # Errors
/// As [`load`].
pub fn decode(
    bytes: &[u8],
    file: &Path,
    model: &mut Sequential,
) -> Result<Converted, WeightsError> {
    let tensors = SafeTensors::deserialize(bytes).map_err(|error| NotSafetensors {
        file: file.to_path_buf(),
        reason: kind(bytes).map_or_else(|| error.to_string(), str::to_string),
    })?;
    let wanted: Vec<_> = layout(model).map(|(_, tensors)| tensors).collect();
    let shapes: Vec<_> = wanted
        .iter()
        .map(|[(_, kernel), _]| kernel.clone())
        .collect();
    let layers = ordered(layers(&tensors, file)?, &shapes, file)?;
    let layers = layers.ok_or_else(|| OtherModel {
        file: file.to_path_buf(),
        found: listed(shapes_of(&tensors)),
        wanted: in_order(&wanted.concat()),
    })?;
    let mut converted = Converted::default();
    let mut read = Vec::new();
    for (layer, places) in layers.into_iter().zip(places(model)) {
        converted.layers.push(Taken {
            kernel: layer.kernel.0.clone(),
            bias: layer.bias.0.clone(),
            transposed: layer.transposed,
        });
        let mut kernel = finite(file, layer.kernel, &mut converted)?;
        if layer.transposed {
            kernel = transposed(&kernel, places);
        }
        read.push((kernel, finite(file, layer.bias, &mut converted)?));
    }
    let (layers, weights) = model.parts_mut();
    let layers = layers.iter().filter(|layer| layer.parameters() > 0);
    for (layer, (kernel, bias)) in layers.zip(read) {
        layer.set(weights, kernel, bias);
    }
    Ok(converted)
}

/// Of each layer with weights, over what picture its kernel's rows go, (places, channels), and its units:
/// PyTorch has the channels of a picture first.
fn places(model: &Sequential) -> impl Iterator<Item = [usize; 3]> {
    let layers = model.layers();
    layers.iter().enumerate().filter_map(|(index, layer)| {
        let below = index.checked_sub(1).map(|below| layers[below]);
        match (layer, below) {
            (Layer::Conv2d(conv), _) => {
                Some([conv.size() * conv.size(), conv.channels(), conv.filters()])
            }
            (Layer::Dense(dense), Some(Layer::Flatten(Shape::Picture { channels, .. }))) => {
                Some([dense.inputs() / channels, channels, dense.units()])
            }
            (Layer::Dense(dense), _) => Some([dense.inputs(), 1, dense.units()]),
            (Layer::MaxPool2d(_) | Layer::Flatten(_), _) => None,
        }
    })
}

/// What else a file is, by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"\x89HDF", "it is HDF5, as Keras' .h5"),
        (
            b"PK\x03\x04",
            "it is a zip file, as PyTorch's .pt and Keras' .keras",
        ),
        (b"\x93NUMPY", "it is an array of NumPy"),
        (b"\x80\x02", "it is a pickle of Python"),
        (b"\x1f\x8b", "it is a gzip file"),
    ];
    let kind = KINDS.iter().find(|(begin, _)| bytes.starts_with(begin));
    kind.map(|(_, what)| *what)
}

/// The numbers of a tensor, if they are all such as weights can be.
fn finite(
    file: &Path,
    (tensor, view): Named,
    converted: &mut Converted,
) -> Result<Vec<f32>, WeightsError> {
    let (file, tensor) = (file.to_path_buf(), short(&tensor));
    let Some(numbers) = numbers(view.dtype(), view.data()) else {
        return Err(Type {
            file,
            tensor,
            found: view.dtype().to_string(),
        });
    };
    if view.dtype() != Dtype::F32 {
        converted.types.insert(view.dtype().to_string());
    }
    match numbers.iter().position(|number| !number.is_finite()) {
        Some(at) => Err(NotFinite {
            file,
            tensor,
            at,
            found: numbers[at],
        }),
        None => Ok(numbers),
    }
}

/// A kernel (units, channels, places) as (places, channels, units).
fn transposed(kernel: &[f32], [places, channels, units]: [usize; 3]) -> Vec<f32> {
    let mut turned = Vec::with_capacity(kernel.len());
    for (place, channel) in (0..places).flat_map(|p| (0..channels).map(move |c| (p, c))) {
        let row = |unit: usize| kernel[(unit * channels + channel) * places + place];
        turned.extend((0..units).map(row));
    }
    turned
}

fn shapes_of(tensors: &SafeTensors) -> Vec<(String, Vec<usize>)> {
    let shape = tensors.iter();
    shape
        .map(|(name, view)| (name.to_string(), view.shape().to_vec()))
        .collect()
}
