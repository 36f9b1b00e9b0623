//! What every layer of a network says all over the plane: computed in the background, drawn from.

use crate::nn::Sequential;
use ndarray::{Array2, ArrayView2};

/// Places across and up: enough for a boundary to be found between two of them.
const ACROSS: usize = 60;
const UP: usize = 40;

/// The answers of a network over the shown part of the plane, row by row from below.
#[derive(Debug, Clone)]
pub struct Map {
    /// (places, units) of each layer.
    layers: Vec<Array2<f32>>,
}

impl Map {
    /// What the network says within these ranges.
    pub fn of(net: &Sequential, ranges: [(f64, f64); 2]) -> Self {
        let at = |(low, high): (f64, f64), step: usize, steps: usize| {
            (low + (high - low) * step as f64 / (steps - 1) as f64) as f32
        };
        let places = Array2::from_shape_fn((ACROSS * UP, 2), |(i, axis)| match axis {
            0 => at(ranges[0], i % ACROSS, ACROSS),
            _ => at(ranges[1], i / ACROSS, UP),
        });
        Self {
            layers: net.outputs(places.view()),
        }
    }

    /// The class of the highest probability at a share of both axes, and that probability.
    pub fn answer(&self, share: [f64; 2]) -> Option<(usize, f64)> {
        let p = self.layers.last()?;
        let all = (0..p.ncols()).map(|class| (class, between(p.view(), class, share)));
        all.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What a unit of a layer says at a share of both axes.
    pub fn unit(&self, layer: usize, unit: usize, share: [f64; 2]) -> Option<f64> {
        let says = self.layers.get(layer)?;
        (unit < says.ncols()).then(|| between(says.view(), unit, share))
    }
}

/// A column of answers between four places.
fn between(says: ArrayView2<f32>, column: usize, [x, y]: [f64; 2]) -> f64 {
    let place = |share: f64, steps: usize| {
        let at = share.clamp(0.0, 1.0) * (steps - 1) as f64;
        let low = (at as usize).min(steps - 2);
        (low, at - low as f64)
    };
    let ((column_at, right), (row, up)) = (place(x, ACROSS), place(y, UP));
    let at = |dx: usize, dy: usize| f64::from(says[[(row + dy) * ACROSS + column_at + dx, column]]);
    let level = |dy| at(0, dy) * (1.0 - right) + at(1, dy) * right;
    level(0) * (1.0 - up) + level(1) * up
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn between_its_places_a_map_is_near_the_network_itself() {
        let net = Sequential::new(2)
            .dense(6, Activation::Tanh)
            .dense(3, Activation::Softmax)
            .initialize(5);
        let ranges = [(-1.0, 1.0), (-2.0, 2.0)];
        let map = Map::of(&net, ranges);
        for (i, j) in (0..10).flat_map(|i| (0..10).map(move |j| (i, j))) {
            let share = [f64::from(i) / 9.3, f64::from(j) / 9.7];
            let at = [0, 1].map(|k| ranges[k].0 + share[k] * (ranges[k].1 - ranges[k].0));
            let x = Array2::from_shape_fn((1, 2), |(_, k)| at[k] as f32);
            let layers = net.outputs(x.view());
            let (class, p) = map.answer(share).unwrap();
            assert!((p - f64::from(layers[1][[0, class]])).abs() < 2e-3);
            let unit = map.unit(0, 5, share).unwrap();
            assert!((unit - f64::from(layers[0][[0, 5]])).abs() < 3e-3);
        }
    }
}
