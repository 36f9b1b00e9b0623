//! Layers as one writes them: `"128 relu, 784 sigmoid"`, `"8 conv3 relu, pool2, 10 softmax"`.

mod fault;
mod read;

use crate::nn::{Activation, Conv2d, Error, Layer, MaxPool2d, Padding, Sequential, Shape};
pub use fault::LayerFault;
pub use read::parse;
use std::fmt;

/// One layer, before it is known what comes to it. `Display` writes it as [`parse`] reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerSpec {
    /// Units and activation.
    Dense(usize, Activation),
    /// A convolution.
    Conv2d(Conv2d),
    /// A pooling of squares of so many rows and columns.
    MaxPool2d(usize),
}

use LayerSpec::{Dense, MaxPool2d as Pool};

impl LayerSpec {
    /// Whether it slides over pictures.
    fn sees_pictures(self) -> bool {
        !matches!(self, Dense(..))
    }

    /// What it makes of its sums.
    pub fn activation(self) -> Activation {
        match self {
            Dense(_, activation) => activation,
            Self::Conv2d(conv) => conv.activation(),
            Pool(_) => Activation::Linear,
        }
    }

    /// What comes out of it, and its weights and biases, saturating; it is put on what has this shape.
    fn on(self, below: Shape) -> (Shape, usize) {
        match self {
            Dense(units, _) => {
                let inputs = below.numbers().saturating_add(1);
                (Shape::Row(units), inputs.saturating_mul(units))
            }
            Self::Conv2d(conv) => {
                let conv = conv.over(below, 0);
                (conv.output(), conv.parameters())
            }
            Pool(size) => (MaxPool2d::new(below, size).output(), 0),
        }
    }

    /// Its size alone, as the head of a training tells it.
    fn size(self) -> String {
        match self {
            Dense(units, _) => units.to_string(),
            Self::Conv2d(conv) => format!("{}conv{}", conv.filters(), conv.size()),
            Pool(size) => format!("pool{size}"),
        }
    }
}

impl fmt::Display for LayerSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dense(units, activation) => write!(f, "{units} {activation}"),
            Self::Conv2d(conv) => {
                write!(f, "{} conv{}", conv.filters(), conv.size())?;
                if conv.rim() == Padding::Same {
                    write!(f, " same")?;
                }
                if conv.strides() != 1 {
                    write!(f, " stride{}", conv.strides())?;
                }
                write!(f, " {}", conv.activation())
            }
            Pool(size) => write!(f, "pool{size}"),
        }
    }
}

/// What goes into such layers: a square picture, if one of them slides over pictures, else a row.
pub fn input(inputs: usize, layers: &[LayerSpec]) -> Shape {
    let side = inputs.isqrt();
    match layers.iter().any(|layer| layer.sees_pictures()) && side * side == inputs {
        true => Shape::Picture {
            height: side,
            width: side,
            channels: 1,
        },
        false => Shape::Row(inputs),
    }
}

/// The model of these layers, its weights not yet drawn from any seed but 0.
pub fn model(inputs: usize, layers: &[LayerSpec]) -> Sequential {
    let empty = match input(inputs, layers) {
        Shape::Row(inputs) => Sequential::new(inputs),
        Shape::Picture {
            height,
            width,
            channels,
        } => Sequential::pictures(height, width, channels),
    };
    let stack = |model: Sequential, layer: &_| match *layer {
        Dense(units, activation) => model.dense(units, activation),
        LayerSpec::Conv2d(conv) => model.conv2d(conv),
        Pool(size) => model.max_pool2d(size),
    };
    layers.iter().fold(empty, stack)
}

/// The layers of a model, as one would have written them.
pub fn of(model: &Sequential) -> Vec<LayerSpec> {
    let layers = model.layers().iter();
    let spec = |layer: &Layer| match layer {
        Layer::Dense(dense) => Some(Dense(dense.units(), dense.activation())),
        Layer::Conv2d(conv) => Some(LayerSpec::Conv2d(*conv)),
        Layer::MaxPool2d(pool) => Some(Pool(pool.size())),
        Layer::Flatten(_) => None,
    };
    layers.filter_map(spec).collect()
}

/// Units and activation of each, if all of them are dense.
pub fn dense(layers: &[LayerSpec]) -> Option<Vec<(usize, Activation)>> {
    let dense = |layer: &LayerSpec| match *layer {
        Dense(units, activation) => Some((units, activation)),
        _ => None,
    };
    layers.iter().map(dense).collect()
}

/// Dense layers of these units and activations.
pub fn of_dense(layers: &[(usize, Activation)]) -> Vec<LayerSpec> {
    let dense = |&(units, activation): &_| Dense(units, activation);
    layers.iter().map(dense).collect()
}

/// What comes out of each layer, and its weights and biases; saturates instead of overflowing.
pub fn shapes(inputs: usize, layers: &[LayerSpec]) -> impl Iterator<Item = (Shape, usize)> {
    layers.iter().scan(input(inputs, layers), |below, layer| {
        let (shape, parameters) = layer.on(*below);
        *below = shape;
        Some((shape, parameters))
    })
}

/// Weights and biases of such a model; saturates instead of overflowing.
pub fn parameters(inputs: usize, layers: &[LayerSpec]) -> usize {
    let each = shapes(inputs, layers).map(|(_, parameters)| parameters);
    each.fold(0, usize::saturating_add)
}

/// Refuses layers that do not fit on each other.
///
/// # Errors
/// For the first of them.
pub fn check(inputs: usize, layers: &[LayerSpec]) -> Result<(), Error> {
    // How many units dense layers have makes no difference, and would take time.
    let slim = layers.iter().map(|layer| match *layer {
        Dense(units, activation) => Dense(units.min(1), activation),
        other => other,
    });
    match layers.iter().any(|layer| layer.sees_pictures()) {
        true => model(inputs, &slim.collect::<Vec<_>>()).check(),
        false => Ok(()),
    }
}

/// What poolings leave out, as Keras does: a sentence each.
pub fn left_out(inputs: usize, layers: &[LayerSpec]) -> Vec<String> {
    let below = shapes(inputs, layers).map(|(shape, _)| shape);
    let below = [input(inputs, layers)].into_iter().chain(below);
    let each = (1..).zip(layers).zip(below);
    let sentence = |((number, layer), below): ((usize, &LayerSpec), Shape)| {
        let (Pool(size), Shape::Picture { height, width, .. }) = (*layer, below) else {
            return None;
        };
        let of = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!("1 {what}")),
            count => Some(format!("{count} {what}s")),
        };
        let [rows, columns] = MaxPool2d::new(below, size).dropped();
        let lost: Vec<_> = [of(rows, "row"), of(columns, "column")]
            .into_iter()
            .flatten()
            .collect();
        (!lost.is_empty()).then(|| {
            format!(
                "layer {number} pools {height} x {width} places in squares of {size} x {size}, which leaves \
                 out {} at the rim, as Keras does",
                lost.join(" and ")
            )
        })
    };
    each.filter_map(sentence).collect()
}

/// Writes layers as [`parse`] reads them.
pub fn write(layers: &[LayerSpec]) -> String {
    let written: Vec<_> = layers.iter().map(LayerSpec::to_string).collect();
    written.join(", ")
}

/// The sizes of layers on so many inputs: `784-128-10`, `784-8conv3-pool2-10`.
pub fn sizes(inputs: usize, layers: &[LayerSpec]) -> String {
    let sizes = layers.iter().map(|layer| format!("-{}", layer.size()));
    sizes.fold(inputs.to_string(), |all, size| all + &size)
}

#[cfg(test)]
mod tests;
