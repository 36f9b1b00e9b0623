//! `model.summary()`: the layers as a table.

use super::{Activation, Sequential};
use std::fmt;

/// One line a layer, and the total of the parameters. `Display` prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Numbers that go into the model.
    pub inputs: usize,
    /// The layers, from the input up.
    pub rows: Vec<SummaryRow>,
    /// Parameters of all layers.
    pub parameters: usize,
}

/// One layer of a [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// Its name, as in a weights file: `dense`, `dense_1`, ...
    pub name: String,
    /// Numbers that come out of it.
    pub units: usize,
    /// What its nodes make of their sums.
    pub activation: Activation,
    /// Its weights, biases included.
    pub parameters: usize,
}

/// The name Keras gives to the dense layer at `index`.
pub(super) fn layer_name(index: usize) -> String {
    if index == 0 {
        "dense".to_string()
    } else {
        format!("dense_{index}")
    }
}

impl Summary {
    pub(super) fn new(model: &Sequential) -> Self {
        let row = |(index, layer): (usize, &super::Dense)| SummaryRow {
            name: layer_name(index),
            units: layer.units(),
            activation: layer.activation(),
            parameters: layer.parameters(),
        };
        Self {
            inputs: model.inputs(),
            rows: model.layers().iter().enumerate().map(row).collect(),
            parameters: model.parameters(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, name: &str, shape: &str, how: &str, many: &str| {
            writeln!(f, "{name:<10}  {shape:>12}  {how:<10}  {many:>10}")
        };
        line(f, "layer", "output shape", "activation", "parameters")?;
        line(f, "input", &format!("(_, {})", self.inputs), "", "0")?;
        for row in &self.rows {
            let shape = format!("(_, {})", row.units);
            line(
                f,
                &row.name,
                &shape,
                &row.activation.to_string(),
                &thousands(row.parameters),
            )?;
        }
        line(f, "total", "", "", &thousands(self.parameters))
    }
}

/// 222384 as 222,384.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use Activation::{Relu, Sigmoid};

    #[test]
    fn the_summary_of_the_autoencoder_is_the_one_on_the_slide() {
        let model = Sequential::new(784)
            .dense(128, Relu)
            .dense(64, Relu)
            .dense(32, Relu)
            .dense(64, Relu)
            .dense(128, Relu)
            .dense(784, Sigmoid);
        let expected = "\
layer       output shape  activation  parameters
input           (_, 784)                       0
dense           (_, 128)  relu           100,480
dense_1          (_, 64)  relu             8,256
dense_2          (_, 32)  relu             2,080
dense_3          (_, 64)  relu             2,112
dense_4         (_, 128)  relu             8,320
dense_5         (_, 784)  sigmoid        101,136
total                                    222,384
";
        assert_eq!(model.summary().to_string(), expected);
    }
}
