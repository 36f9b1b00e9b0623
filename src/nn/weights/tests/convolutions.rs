//! Convolutions as Keras and PyTorch keep them.

use super::*;

fn pictures() -> Sequential {
    Sequential::pictures(6, 5, 1)
        .conv2d(crate::Conv2d::new(2, 3, Relu))
        .max_pool2d(2)
        .conv2d(crate::Conv2d::new(3, 1, Relu))
        .dense(4, Sigmoid)
}

#[test]
fn convolutions_are_kept_with_the_names_and_shapes_of_keras() {
    let bytes = encode(&pictures().initialize(4)).unwrap();
    let shapes = listed(&SafeTensors::deserialize(&bytes).unwrap());
    assert_eq!(
        shapes,
        "conv2d/bias (2), conv2d/kernel (3, 3, 1, 2), conv2d_1/bias (3), conv2d_1/kernel (1, 1, 2, 3), \
         dense/bias (4), dense/kernel (6, 4)"
    );
    let mut read = pictures();
    decode(&bytes, Path::new("w"), &mut read).unwrap();
    assert_eq!(read, pictures().initialize(4));
}

fn listed(tensors: &SafeTensors) -> String {
    let shapes = tensors.iter();
    let shapes = shapes.map(|(name, view)| (name.to_string(), view.shape().to_vec()));
    names::listed(shapes.collect())
}

#[test]
fn convolutions_of_pytorch_are_turned_and_so_is_what_follows_them() {
    let of_keras = pictures().initialize(4);
    let kernel = |layer| of_keras.kernel(layer);
    let bytes = |numbers: Vec<f32>| numbers.into_iter().flat_map(f32::to_le_bytes).collect();
    // (filters, channels, height, width), and the channels first in a row as well: 2 x 1 places of 3.
    let turned = |layer: usize, units: usize, channels: usize, places: usize| {
        let at = move |unit, channel, place| kernel(layer)[[place * channels + channel, unit]];
        let each = (0..units * channels * places)
            .map(move |n| at(n / (channels * places), n / places % channels, n % places));
        bytes(each.collect())
    };
    let bias = |layer: usize| bytes(of_keras.bias(layer).to_vec());
    let of_pytorch = file(&[
        ("0.weight", Dtype::F32, &[2, 1, 3, 3], turned(0, 2, 1, 9)),
        ("0.bias", Dtype::F32, &[2], bias(0)),
        ("3.weight", Dtype::F32, &[3, 2, 1, 1], turned(2, 3, 2, 1)),
        ("3.bias", Dtype::F32, &[3], bias(2)),
        ("5.weight", Dtype::F32, &[4, 6], turned(4, 4, 3, 2)),
        ("5.bias", Dtype::F32, &[4], bias(4)),
    ]);
    let mut read = pictures();
    let converted = decode(&of_pytorch, Path::new("w"), &mut read).unwrap();
    assert!(converted.layers.iter().all(|layer| layer.transposed));
    assert_eq!(read, of_keras);
}

#[test]
fn weights_of_another_layout_are_told_beside_those_that_are_wanted() {
    let of_ones = of_ones(
        &[
            ("conv2d/kernel", vec![2, 1, 3, 3]),
            ("conv2d/bias", vec![2]),
        ],
        Dtype::F32,
    );
    let mut model = Sequential::pictures(6, 5, 1).conv2d(crate::Conv2d::new(2, 3, Relu));
    let error = decode(&of_ones, Path::new("w"), &mut model).unwrap_err();
    assert_eq!(
        error.to_string(),
        "w holds conv2d/bias (2), conv2d/kernel (2, 1, 3, 3), but the model wants \
         conv2d/kernel (3, 3, 1, 2), conv2d/bias (2)"
    );
}
