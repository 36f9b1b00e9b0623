//! Which pixels a unit sees that is some layers up.

use crate::dataset::idx::SIDE;

/// A layer over the digit, and what comes out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    pub name: &'static str,
    /// Units along a side.
    pub side: usize,
    /// Pixels along a side that one of them sees.
    pub sees: usize,
    /// Pixels from the field of one to that of the next.
    pub apart: usize,
}

/// Two convolutions of 3 by 3, each with a pooling of 2 by 2 over it.
pub const LAYERS: [Layer; 4] = stack();

const fn stack() -> [Layer; 4] {
    let steps = [
        ("convolution", 3, 1),
        ("pooling", 2, 2),
        ("2nd convolution", 3, 1),
        ("2nd pooling", 2, 2),
    ];
    let mut layers = [Layer {
        name: "",
        side: SIDE,
        sees: 1,
        apart: 1,
    }; 4];
    let mut below = layers[0];
    let mut at = 0;
    while at < layers.len() {
        let (name, size, stride) = steps[at];
        // A window that is broader by one unit sees `apart` pixels more.
        below = Layer {
            name,
            side: (below.side - size) / stride + 1,
            sees: below.sees + (size - 1) * below.apart,
            apart: below.apart * stride,
        };
        layers[at] = below;
        at += 1;
    }
    layers
}

impl Layer {
    /// The first pixel, along one side, that a unit sees.
    pub fn from(&self, unit: usize) -> usize {
        unit * self.apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Conv2d, Sequential};
    use ndarray::Array2;

    #[test]
    fn the_field_is_every_pixel_that_can_change_the_unit_and_no_other() {
        assert_eq!(LAYERS.map(|it| it.side), [26, 13, 11, 5]);
        assert_eq!(LAYERS.map(|it| it.sees), [3, 4, 8, 10]);
        // All weights are 1: more ink anywhere in the field gives more, and elsewhere nothing.
        let conv = || Conv2d::new(1, 3, Activation::Relu);
        let mut net = Sequential::pictures(SIDE, SIDE, 1)
            .conv2d(conv())
            .max_pool2d(2)
            .conv2d(conv())
            .max_pool2d(2);
        let mut weights = vec![1.0; net.weights().len()];
        (weights[9], weights[19]) = (0.0, 0.0);
        net.set_weights(&weights).unwrap();
        let black = Array2::zeros((1, 784));
        let before = net.outputs(black.view());
        for (at, layer) in LAYERS.iter().enumerate() {
            let [row, column] = [layer.side / 2, layer.side - 1];
            let unit = row * layer.side + column;
            for pixel in 0..784 {
                let mut dot = black.clone();
                dot[[0, pixel]] = 1.0;
                let changes = net.outputs(dot.view())[at][[0, unit]] != before[at][[0, unit]];
                let inside = |pixel: usize, unit| {
                    (layer.from(unit)..layer.from(unit) + layer.sees).contains(&pixel)
                };
                let sees = inside(pixel / 28, row) && inside(pixel % 28, column);
                assert_eq!(changes, sees, "{} {pixel}", layer.name);
            }
        }
    }
}
