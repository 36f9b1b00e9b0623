//! The layers of a file: which tensors belong together, and which layer comes first.
//!
//! A layer is the tensors that share a path: `sequential/dense_1/kernel` and `.../bias` of Keras,
//! `encoder.2.weight` and `.bias` of PyTorch. The file keeps no order, so the shapes say it; layers
//! of one shape are told apart by the numbers in their names, if these differ in nothing else.

use super::error::WeightsError::{self, HalfLayer, NoLayer, NoOrder};
use super::names::{listed, short};
use safetensors::SafeTensors;
use safetensors::tensor::TensorView;
use std::collections::BTreeMap;
use std::path::Path;

/// A tensor and its name.
pub(super) type Named<'a> = (String, TensorView<'a>);

/// A layer of a file.
pub(super) struct Layer<'a> {
    pub kernel: Named<'a>,
    pub bias: Named<'a>,
    /// Whether the kernel is (units, inputs), or (filters, channels, height, width), as PyTorch's `weight`.
    pub transposed: bool,
    path: String,
}

/// What was found of a layer so far.
#[derive(Default)]
struct Half<'a> {
    kernel: Option<Named<'a>>,
    bias: Option<Named<'a>>,
    transposed: bool,
}

/// The layers of a file, in no order that means anything.
pub(super) fn layers<'a>(
    tensors: &SafeTensors<'a>,
    file: &Path,
) -> Result<Vec<Layer<'a>>, WeightsError> {
    let mut halves: BTreeMap<String, Half> = BTreeMap::new();
    let mut others = Vec::new();
    // A file's own order is that of a hash: what is said of it must not change from run to run.
    let mut named: Vec<_> = tensors.iter().collect();
    named.sort_by_key(|(name, _)| *name);
    for (name, view) in named {
        let (path, last) = name.rsplit_once(['/', '.']).unwrap_or(("", name));
        let half = halves.entry(path.to_string()).or_default();
        let place = match last {
            "kernel" | "weight" => &mut half.kernel,
            "bias" => &mut half.bias,
            _ => {
                others.push((name.to_string(), view.shape().to_vec()));
                continue;
            }
        };
        let shape = view.shape().to_vec();
        match place {
            // A kernel and a weight at once.
            Some(_) => others.push((name.to_string(), shape)),
            None => *place = Some((name.to_string(), view)),
        }
        half.transposed |= last == "weight";
    }
    if !others.is_empty() {
        return Err(NoLayer {
            file: file.to_path_buf(),
            tensors: listed(others),
        });
    }
    let whole = |(path, half): (String, Half<'a>)| match (half.kernel, half.bias) {
        (Some(kernel), Some(bias)) => Ok(Some(Layer {
            kernel,
            bias,
            transposed: half.transposed,
            path,
        })),
        (Some((name, _)), None) => Err((name, "bias")),
        (None, Some((name, _))) => Err((name, "kernel")),
        (None, None) => Ok(None),
    };
    let layers: Result<Vec<_>, _> = halves.into_iter().map(whole).collect();
    let layers = layers.map_err(|(tensor, lacks)| HalfLayer {
        file: file.to_path_buf(),
        tensor: short(&tensor),
        lacks,
    })?;
    Ok(layers.into_iter().flatten().collect())
}

/// The layers in the order of these shapes of kernels, as Keras has them; `None` where they are others.
pub(super) fn ordered<'a>(
    layers: Vec<Layer<'a>>,
    shapes: &[Vec<usize>],
    file: &Path,
) -> Result<Option<Vec<Layer<'a>>>, WeightsError> {
    let mut alike: BTreeMap<Vec<usize>, Vec<Layer>> = BTreeMap::new();
    for layer in layers {
        let Some(shape) = layer.shape() else {
            return Ok(None);
        };
        alike.entry(shape).or_default().push(layer);
    }
    for (shape, layers) in &alike {
        if shapes.iter().filter(|wanted| *wanted == shape).count() != layers.len() {
            return Ok(None);
        }
    }
    for layers in alike.values_mut() {
        layers.sort_by_cached_key(|layer| pieces(&layer.path));
        let told = |pair: &[Layer]| {
            let [first, second] = [0, 1].map(|i| pieces(&pair[i].path));
            let texts = |of: &[Piece]| of.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
            texts(&first) == texts(&second) && first < second
        };
        if !layers.windows(2).all(told) {
            let mut names: Vec<String> = layers.iter().map(|layer| short(&layer.path)).collect();
            names.sort();
            return Err(NoOrder {
                file: file.to_path_buf(),
                layers: names.join(", "),
            });
        }
        layers.reverse(); // to take the first from the end
    }
    let next = |shape: &Vec<usize>| alike.get_mut(shape).and_then(Vec::pop);
    Ok(shapes.iter().map(next).collect())
}

impl Layer<'_> {
    /// The shape of the kernel as Keras has it, if kernel and bias agree on the last of its sizes.
    fn shape(&self) -> Option<Vec<usize>> {
        let shape = match *self.kernel.1.shape() {
            [units, inputs] if self.transposed => vec![inputs, units],
            [filters, channels, height, width] if self.transposed => {
                vec![height, width, channels, filters]
            }
            [_, _] | [_, _, _, _] => self.kernel.1.shape().to_vec(),
            _ => return None,
        };
        (self.bias.1.shape() == &shape[shape.len() - 1..]).then_some(shape)
    }
}

/// A text and the number behind it.
type Piece = (String, u64);

/// A path as its order goes: `dense_10` is ("dense", 10), `dense` is ("dense", 0), `encoder.2` is
/// ("encoder", 0), ("", 2).
pub(super) fn pieces(path: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in path.split(['/', '.']) {
        let mut rest = part;
        loop {
            let digits = rest.find(|c: char| c.is_ascii_digit());
            let (text, behind) = rest.split_at(digits.unwrap_or(rest.len()));
            let end = behind.find(|c: char| !c.is_ascii_digit());
            let (number, after) = behind.split_at(end.unwrap_or(behind.len()));
            let number = match number {
                "" => 0,
                // More digits than a u64 holds: the last of all.
                digits => digits.parse().unwrap_or(u64::MAX),
            };
            pieces.push((text.trim_end_matches('_').to_string(), number));
            if after.is_empty() {
                break;
            }
            rest = after;
        }
    }
    pieces
}
