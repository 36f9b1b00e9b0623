//! Layers as one writes them: `"128 relu, 64 relu, 784 sigmoid"`.

use crate::nn::{Activation, UnknownName};

/// A layer that cannot be read; layers count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LayerFault {
    /// Nothing at all.
    #[error("no layers were given: write units and activation, such as \"128 relu, 784 sigmoid\"")]
    None,
    /// Nothing between two commas.
    #[error("layer {0} is empty: write units and activation, such as \"128 relu\"")]
    Empty(usize),
    /// A word where the units should be, that is no kind of layer either.
    #[error("layer {0}: {1}")]
    Kind(usize, UnknownName),
    /// Units that are no whole number.
    #[error("layer {number} has {text:?} units: write a whole number, such as \"128 relu\"")]
    Units {
        /// The layer.
        number: usize,
        /// What stands there.
        text: String,
    },
    /// A layer of no units.
    #[error("layer {0} has 0 units: give it at least 1")]
    NoUnits(usize),
    /// An activation nobody knows.
    #[error("layer {0}: {1}")]
    Activation(usize, UnknownName),
    /// More than units and activation.
    #[error("layer {number} goes on with {text:?}: put a comma between layers")]
    Rest {
        /// The layer.
        number: usize,
        /// The word too many.
        text: String,
    },
}

/// Reads layers: units, then an activation (`linear` where there is none), commas between them.
/// The word `dense` may stand in front.
///
/// # Errors
/// For the first layer that cannot be read.
pub fn parse(text: &str) -> Result<Vec<(usize, Activation)>, LayerFault> {
    if text.trim().is_empty() {
        return Err(LayerFault::None);
    }
    text.split(',')
        .enumerate()
        .map(|(i, layer)| parse_layer(i + 1, layer))
        .collect()
}

fn parse_layer(number: usize, text: &str) -> Result<(usize, Activation), LayerFault> {
    let mut words = text.split_whitespace().peekable();
    let first = words.next().ok_or(LayerFault::Empty(number))?;
    let units = if first.eq_ignore_ascii_case("dense") {
        words.next().ok_or(LayerFault::Empty(number))?
    } else if first.starts_with(|c: char| c.is_alphabetic()) {
        return Err(LayerFault::Kind(number, unknown_kind(first)));
    } else {
        first
    };
    let units = match units.parse() {
        Ok(0) => return Err(LayerFault::NoUnits(number)),
        Ok(units) => units,
        Err(_) => {
            return Err(LayerFault::Units {
                number,
                text: units.to_string(),
            });
        }
    };
    let activation = match words.next() {
        Some(name) => name
            .parse()
            .map_err(|e| LayerFault::Activation(number, e))?,
        None => Activation::Linear,
    };
    match words.next() {
        Some(text) => Err(LayerFault::Rest {
            number,
            text: text.to_string(),
        }),
        None => Ok((units, activation)),
    }
}

/// Dense is the one kind of layer there is, hence the nearest.
fn unknown_kind(name: &str) -> UnknownName {
    let name = name.to_string();
    UnknownName {
        kind: "layer",
        name,
        known: vec!["dense"],
        nearest: "dense",
    }
}

/// Weights and biases of such a model; saturates instead of overflowing.
pub fn parameters(inputs: usize, layers: &[(usize, Activation)]) -> usize {
    let widths = std::iter::once(inputs).chain(layers.iter().map(|&(units, _)| units));
    let of_layer =
        |(below, &(units, _)): (usize, &(usize, _))| below.saturating_add(1).saturating_mul(units);
    widths
        .zip(layers)
        .map(of_layer)
        .fold(0, usize::saturating_add)
}

/// Writes layers as [`parse`] reads them.
pub fn write(layers: &[(usize, Activation)]) -> String {
    let written: Vec<_> = layers
        .iter()
        .map(|(units, f)| format!("{units} {f}"))
        .collect();
    written.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Activation::{Linear, Relu, Sigmoid};

    #[test]
    fn units_activation_and_the_word_dense_are_read() {
        let layers = parse(" 128 relu,dense 2,  784   Sigmoid ").unwrap();
        assert_eq!(layers, [(128, Relu), (2, Linear), (784, Sigmoid)]);
        assert_eq!(write(&layers), "128 relu, 2 linear, 784 sigmoid");
        assert_eq!(parse(&write(&layers)), Ok(layers));
    }

    #[test]
    fn faults_name_the_layer() {
        let said = |text: &str| parse(text).unwrap_err().to_string();
        assert!(said("8 relu, -3 relu").starts_with("layer 2 has \"-3\" units"));
        assert!(said("8.5 relu").starts_with("layer 1 has \"8.5\" units"));
        assert!(said("8 relu 4 relu").starts_with("layer 1 goes on with \"4\""));
        assert!(said("dense").starts_with("layer 1 is empty"));
    }

    #[test]
    fn parameters_count_weights_and_biases_and_never_overflow() {
        assert_eq!(parameters(784, &[(128, Relu)]), 100_480);
        assert_eq!(
            parameters(784, &[(usize::MAX, Relu), (2, Relu)]),
            usize::MAX
        );
    }
}
