//! Weights from a file, whoever wrote it: handson, Keras or PyTorch.
//!
//! Keras calls a layer's tensors `kernel` (inputs, units) and `bias`, under whatever path the model
//! gave them; PyTorch calls them `weight`, which is (units, inputs), and `bias`. Layers come in the
//! order of their names, numbers read as numbers; where the shapes say another order and only one,
//! in that one.

use super::error::WeightsError::{self, NotFinite, NotSafetensors, OtherModel, Read, Type};
use super::layout;
use super::numbers::numbers;
use crate::nn::Sequential;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Tensors named in an error; a model of more is told short.
const NAMED: usize = 12;

/// What was made of a file that is not as [`save`](super::save) writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    /// Kernels were (units, inputs), as PyTorch has them.
    pub transposed: bool,
    /// Types that the numbers had, other than F32.
    pub types: BTreeSet<String>,
}

/// A layer of a file, by the path that its tensors share.
#[derive(Default)]
struct Found<'a> {
    kernel: Option<(String, TensorView<'a>)>,
    bias: Option<(String, TensorView<'a>)>,
    transposed: bool,
}

/// Fills `model` with the weights of a file. After an error it is as it was.
///
/// # Errors
/// If the file cannot be read, or does not hold exactly the layers of this model.
pub fn load(file: &Path, model: &mut Sequential) -> Result<Converted, WeightsError> {
    let bytes = fs::read(file).map_err(|source| Read {
        file: file.to_path_buf(),
        source,
    })?;
    decode(&bytes, file, model)
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
    let tensors = SafeTensors::deserialize(bytes).map_err(|reason| NotSafetensors {
        file: file.to_path_buf(),
        reason: reason.to_string(),
    })?;
    let shapes: Vec<[usize; 2]> = (model.layers().iter())
        .map(|layer| [layer.inputs(), layer.units()])
        .collect();
    let layers = found(&tensors).and_then(|layers| ordered(layers, &shapes));
    let layers = layers.ok_or_else(|| OtherModel {
        file: file.to_path_buf(),
        found: listed(all(&tensors)),
        wanted: listed(wanted(model)),
    })?;
    let mut converted = Converted::default();
    let mut read = Vec::new();
    for (layer, &[inputs, units]) in layers.into_iter().zip(&shapes) {
        converted.transposed |= layer.transposed;
        let (Some(kernel), Some(bias)) = (layer.kernel, layer.bias) else {
            continue; // `ordered` lets none through without both
        };
        let mut weights = finite(file, kernel, &mut converted)?;
        if layer.transposed {
            weights = transposed(&weights, inputs, units);
        }
        read.push((weights, finite(file, bias, &mut converted)?));
    }
    let (layers, weights) = model.parts_mut();
    for (layer, (kernel, bias)) in layers.iter().zip(read) {
        layer.set(weights, kernel, bias);
    }
    Ok(converted)
}

/// The layers of a file, in the order of their names; none where a tensor is no part of a layer.
fn found<'a>(tensors: &SafeTensors<'a>) -> Option<Vec<Found<'a>>> {
    let mut layers: BTreeMap<Vec<(String, u64)>, Found> = BTreeMap::new();
    for (name, view) in tensors.iter() {
        let (path, last) = name.rsplit_once(['/', '.']).unwrap_or(("", name));
        let layer = layers.entry(order(path)).or_default();
        let place = match last {
            "kernel" | "weight" => &mut layer.kernel,
            "bias" => &mut layer.bias,
            _ => return None,
        };
        if place.replace((name.to_string(), view)).is_some() {
            return None;
        }
        layer.transposed |= last == "weight";
    }
    Some(layers.into_values().collect())
}

/// A path as pieces of text, each with the number behind it: `dense`, `dense_2`, `dense_10`.
fn order(path: &str) -> Vec<(String, u64)> {
    let mut pieces = vec![(String::new(), 0u64)];
    let mut in_number = false;
    for c in path.chars() {
        let last = pieces.len() - 1;
        match (c.to_digit(10), in_number) {
            (Some(digit), _) => {
                let number = &mut pieces[last].1;
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            (None, true) => pieces.push((c.to_string(), 0)),
            (None, false) => pieces[last].0.push(c),
        }
        in_number = c.is_ascii_digit();
    }
    pieces
}

/// The layers of a file as the layers of these shapes, (inputs, units) each.
fn ordered<'a>(layers: Vec<Found<'a>>, shapes: &[[usize; 2]]) -> Option<Vec<Found<'a>>> {
    if layers.len() != shapes.len() {
        return None;
    }
    if layers
        .iter()
        .zip(shapes)
        .all(|(layer, shape)| layer.fits(*shape))
    {
        return Some(layers);
    }
    let mut places = Vec::new();
    for shape in shapes {
        let mut fitting = (0..layers.len()).filter(|&at| layers[at].fits(*shape));
        match (fitting.next(), fitting.next()) {
            (Some(at), None) if !places.contains(&at) => places.push(at),
            _ => return None,
        }
    }
    let mut layers: Vec<Option<Found>> = layers.into_iter().map(Some).collect();
    places.into_iter().map(|at| layers[at].take()).collect()
}

impl Found<'_> {
    fn fits(&self, [inputs, units]: [usize; 2]) -> bool {
        let kernel = if self.transposed {
            [units, inputs]
        } else {
            [inputs, units]
        };
        let has = |tensor: &Option<(String, TensorView)>, shape: &[usize]| {
            tensor
                .as_ref()
                .is_some_and(|(_, view)| view.shape() == shape)
        };
        has(&self.kernel, &kernel) && has(&self.bias, &[units])
    }
}

/// The numbers of a tensor, if they are all such as weights can be.
fn finite(
    file: &Path,
    (tensor, view): (String, TensorView),
    converted: &mut Converted,
) -> Result<Vec<f32>, WeightsError> {
    let file = file.to_path_buf();
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

/// A kernel (units, inputs) as (inputs, units).
fn transposed(kernel: &[f32], inputs: usize, units: usize) -> Vec<f32> {
    let row = |input: usize| (0..units).map(move |unit| kernel[unit * inputs + input]);
    (0..inputs).flat_map(row).collect()
}

fn all(tensors: &SafeTensors) -> Vec<(String, Vec<usize>)> {
    let mut all: Vec<_> = tensors
        .iter()
        .map(|(name, view)| (name.to_string(), view.shape().to_vec()))
        .collect();
    all.sort_by_key(|(name, _)| order(name));
    all
}

fn wanted(model: &Sequential) -> Vec<(String, Vec<usize>)> {
    let layers = model.layers().iter().enumerate();
    layers
        .flat_map(|(index, layer)| layout(index, layer))
        .collect()
}

/// `dense/kernel (784, 10), dense/bias (10)`.
fn listed(tensors: Vec<(String, Vec<usize>)>) -> String {
    let sizes = |shape: &[usize]| {
        let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
        sizes.join(", ")
    };
    let left = tensors.len().saturating_sub(NAMED);
    let mut listed: Vec<String> = tensors
        .iter()
        .take(NAMED)
        .map(|(name, shape)| format!("{name} ({})", sizes(shape)))
        .collect();
    if left > 0 {
        listed.push(format!("and {left} more"));
    }
    match listed.is_empty() {
        true => "nothing".into(),
        false => listed.join(", "),
    }
}
