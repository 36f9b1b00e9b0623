//! Gradients against finite differences of the loss, worked out in f64 from the definitions alone.

use super::*;
use crate::{Layer, Padding, Shape};

/// The loss of a batch from the definitions alone, in f64, one number after the other.
pub(super) fn reference(
    layers: &[Layer],
    w: &[f64],
    loss: Loss,
    x: &Array2<f32>,
    y: &Array2<f32>,
) -> f64 {
    let mut sum = 0.0;
    for (x, y) in x.rows().into_iter().zip(y.rows()) {
        let mut a: Vec<f64> = x.iter().map(|&x| f64::from(x)).collect();
        for layer in layers {
            let z = sums(layer, w, &a);
            let total: f64 = z.iter().map(|z| z.exp()).sum();
            a = (z.iter().map(|&z| match layer.activation() {
                Linear => z,
                Relu => z.max(0.0),
                Sigmoid => 1.0 / (1.0 + (-z).exp()),
                Tanh => z.tanh(),
                Softmax => z.exp() / total,
            }))
            .collect();
        }
        let n = y.len() as f64;
        sum += (a.iter().zip(y).map(|(&a, &y)| (a, f64::from(y))))
            .map(|(a, y)| match loss {
                Loss::Mse => (a - y).powi(2) / n,
                Loss::Mae => (a - y).abs() / n,
                Loss::CrossEntropy => -y * a.ln(),
            })
            .sum::<f64>();
    }
    sum / x.nrows() as f64
}

/// What one layer makes of the numbers of one sample, before its activation.
fn sums(layer: &Layer, w: &[f64], x: &[f64]) -> Vec<f64> {
    let (kernel, bias) = (layer.kernel(w), layer.bias(w));
    let sides = |shape| match shape {
        Shape::Row(_) => [0; 3],
        Shape::Picture {
            height,
            width,
            channels,
        } => [height, width, channels],
    };
    let ([height, width, channels], [rows, columns, filters]) =
        (sides(layer.input()), sides(layer.output()));
    let places = || (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    let at =
        |row: usize, column: usize, channel: usize| x[(row * width + column) * channels + channel];
    match layer {
        Layer::Dense(_) => {
            let unit = |j| {
                x.iter()
                    .zip(kernel.column(j))
                    .map(|(x, w)| x * w)
                    .sum::<f64>()
                    + bias[j]
            };
            (0..layer.units()).map(unit).collect()
        }
        // tf.nn.convolution: padding "SAME" has (places - 1) stride + size - side zeros in all, the
        // smaller half of them before.
        Layer::Conv2d(conv) => {
            let (size, stride) = (conv.size(), conv.strides());
            let before = |side: usize, places: usize| match conv.rim() {
                Padding::Valid => 0,
                Padding::Same => ((places - 1) * stride + size).saturating_sub(side) / 2,
            };
            let (above, left) = (before(height, rows), before(width, columns));
            let mut z = Vec::new();
            for ((row, column), filter) in places().flat_map(|p| (0..filters).map(move |f| (p, f)))
            {
                let mut sum = bias[filter];
                for tap in 0..size * size * channels {
                    let (down, right) = (tap / channels / size, tap / channels % size);
                    let (y, x) = (row * stride + down, column * stride + right);
                    if (above..above + height).contains(&y) && (left..left + width).contains(&x) {
                        sum += at(y - above, x - left, tap % channels) * kernel[[tap, filter]];
                    }
                }
                z.push(sum);
            }
            z
        }
        Layer::MaxPool2d(pool) => {
            let size = pool.size();
            let each = places().flat_map(|place| (0..filters).map(move |filter| (place, filter)));
            let largest = |((row, column), channel)| {
                let square = (0..size * size)
                    .map(|tap| at(row * size + tap / size, column * size + tap % size, channel));
                square.fold(f64::NEG_INFINITY, f64::max)
            };
            each.map(largest).collect()
        }
        Layer::Flatten(_) => x.to_vec(),
    }
}

#[test]
fn the_gradient_of_every_weight_is_that_of_finite_differences() {
    let (x, y) = (noise(9, 5, 1), distributions(9, 4));
    for loss in Loss::ALL {
        for hidden in Activation::ALL {
            for last in Activation::ALL {
                if loss == Loss::CrossEntropy && last != Softmax {
                    continue;
                }
                let model = Sequential::new(5)
                    .dense(7, hidden)
                    .dense(6, Tanh)
                    .dense(4, last);
                assert_slopes(model.initialize(3), loss, &x, &y);
            }
        }
    }
}

/// Compares the gradient of all weights with finite differences of the reference, in f64.
fn assert_slopes(model: Sequential, loss: Loss, x: &Array2<f32>, y: &Array2<f32>) {
    let told = format!("{loss} {:?}", model.layers());
    let weights: Vec<f64> = model.weights().iter().map(|&w| f64::from(w)).collect();
    let mut trainer = Trainer::new(model, Sgd::default(), loss, 2).unwrap();
    let found_loss = trainer.step(x, y, &all(x.nrows()));
    let layers = trainer.model().layers();
    let expected = reference(layers, &weights, loss, x, y);
    let error = (f64::from(found_loss) - expected).abs();
    assert!(error < 1e-5 * expected, "{told}");
    for (index, found) in trainer.gradient().into_iter().enumerate() {
        let at = |shift: f64| {
            let mut weights = weights.clone();
            weights[index] += shift;
            reference(layers, &weights, loss, x, y)
        };
        let slope = (at(1e-6) - at(-1e-6)) / 2e-6;
        let error = (f64::from(found) - slope).abs();
        assert!(
            error < 1e-6 + 1e-4 * slope.abs(),
            "{told} weight {index}: {found}, not {slope}"
        );
    }
}

#[test]
fn the_gradient_of_every_convolution_is_that_of_finite_differences() {
    for padding in [Padding::Valid, Padding::Same] {
        for (stride, size) in [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 2)] {
            // Once more samples than a panel has; and pictures with no two sides alike.
            let samples = if size == 3 { 19 } else { 3 };
            let (x, y) = (noise(samples, 7 * 6 * 2, 1), distributions(samples, 3));
            let first = Conv2d::new(3, size, Tanh).stride(stride).padding(padding);
            let second = Conv2d::new(2, 2, Relu).padding(padding);
            let model = Sequential::pictures(7, 6, 2)
                .conv2d(first)
                .conv2d(second)
                .dense(3, Softmax)
                .initialize(3);
            assert_slopes(model, Loss::CrossEntropy, &x, &y);
        }
    }
}

#[test]
fn the_gradient_through_poolings_is_that_of_finite_differences() {
    let (x, y) = (noise(17, 9 * 8, 1), distributions(17, 3));
    for size in [1, 2, 3] {
        let model = Sequential::pictures(9, 8, 1)
            .conv2d(Conv2d::new(4, 2, Relu))
            .max_pool2d(size)
            .conv2d(Conv2d::new(5, 2, Sigmoid).padding(Padding::Same))
            .dense(3, Softmax)
            .initialize(3);
        assert_slopes(model, Loss::CrossEntropy, &x, &y);
    }
    // Nothing but pictures, and no weights above the first layer.
    let model = Sequential::pictures(9, 8, 1);
    let model = model.conv2d(Conv2d::new(2, 3, Sigmoid)).max_pool2d(3);
    let y = distributions(17, model.output_width());
    assert_slopes(model, Loss::Mse, &x, &y);
}
