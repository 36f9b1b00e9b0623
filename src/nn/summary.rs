//! `model.summary()`: the layers as a table.

use super::{Activation, Layer, Sequential, Shape};
use std::fmt;

/// One line a layer, and the total of the parameters. `Display` prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What goes into the model.
    pub input: Shape,
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
    /// What comes out of it.
    pub output: Shape,
    /// What it makes of its sums, if it has any.
    pub activation: Option<Activation>,
    /// Its weights, biases included.
    pub parameters: usize,
}

/// The names Keras gives to layers: those of a kind are counted, `dense`, `dense_1`, ...
pub(super) fn layer_names(layers: &[Layer]) -> impl Iterator<Item = String> {
    layers.iter().enumerate().map(|(index, layer)| {
        let kind = layer.name();
        let before = layers[..index].iter();
        match before.filter(|layer| layer.name() == kind).count() {
            0 => kind.to_string(),
            count => format!("{kind}_{count}"),
        }
    })
}

impl Summary {
    pub(super) fn new(model: &Sequential) -> Self {
        let row = |(name, layer): (String, &Layer)| SummaryRow {
            name,
            output: layer.output(),
            activation: (layer.parameters() > 0).then(|| layer.activation()),
            parameters: layer.parameters(),
        };
        let names = layer_names(model.layers());
        Self {
            input: model.input(),
            rows: names.zip(model.layers()).map(row).collect(),
            parameters: model.parameters(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let longest = |texts: &mut dyn Iterator<Item = usize>, least| texts.fold(least, usize::max);
        let names = longest(&mut self.rows.iter().map(|row| row.name.len()), 10);
        let shapes = self.rows.iter().map(|row| row.output).chain([self.input]);
        let shapes = longest(&mut shapes.map(|shape| shape.to_string().len()), 12);
        let line = |f: &mut fmt::Formatter<'_>, name: &str, shape: &str, how: &str, many: &str| {
            writeln!(f, "{name:<names$}  {shape:>shapes$}  {how:<10}  {many:>10}")
        };
        line(f, "layer", "output shape", "activation", "parameters")?;
        line(f, "input", &self.input.to_string(), "", "0")?;
        for row in &self.rows {
            let how = row.activation.map(|f| f.to_string()).unwrap_or_default();
            let many = thousands(row.parameters);
            line(f, &row.name, &row.output.to_string(), &how, &many)?;
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
    use crate::Conv2d;
    use Activation::{Relu, Sigmoid, Softmax};

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

    #[test]
    fn the_summary_of_a_convolutional_network_has_keras_shapes_and_counts() {
        let model = Sequential::pictures(28, 28, 1)
            .conv2d(Conv2d::new(8, 3, Relu))
            .max_pool2d(2)
            .conv2d(Conv2d::new(16, 3, Relu))
            .max_pool2d(2)
            .dense(64, Relu)
            .dense(10, Softmax);
        let expected = "\
layer               output shape  activation  parameters
input             (_, 28, 28, 1)                       0
conv2d            (_, 26, 26, 8)  relu                80
max_pooling2d     (_, 13, 13, 8)                       0
conv2d_1         (_, 11, 11, 16)  relu             1,168
max_pooling2d_1    (_, 5, 5, 16)                       0
flatten                 (_, 400)                       0
dense                    (_, 64)  relu            25,664
dense_1                  (_, 10)  softmax            650
total                                             27,562
";
        assert_eq!(model.summary().to_string(), expected);
    }
}
