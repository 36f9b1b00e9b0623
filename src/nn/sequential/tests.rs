use super::*;
use Activation::{Linear, Relu, Softmax, Tanh};
use ndarray::array;

fn two_layers() -> Sequential {
    let mut model = Sequential::new(2).dense(2, Relu).dense(1, Linear);
    //               kernel 2x2            bias        kernel 2x1  bias
    model
        .set_weights(&[1.0, -1.0, 2.0, 0.5, 0.1, 0.2, 3.0, -2.0, 0.5])
        .unwrap();
    model
}

#[test]
fn a_small_model_answers_what_is_computed_by_hand() {
    // (1, 2) W + b = (1 + 4 + 0.1, -1 + 1 + 0.2) = (5.1, 0.2); 3 5.1 - 2 0.2 + 0.5 = 15.4.
    // (-1, 0) gives (-0.9, 1.2), of which ReLU leaves (0, 1.2); -2 1.2 + 0.5 = -1.9.
    let answer = two_layers().predict(array![[1.0, 2.0], [-1.0, 0.0]].view());
    assert!((answer[[0, 0]] - 15.4).abs() < 1e-6 && (answer[[1, 0]] + 1.9).abs() < 1e-6);
}

#[test]
fn encoder_and_decoder_after_each_other_are_the_whole() {
    let model = Sequential::new(6)
        .dense(4, Tanh)
        .dense(2, Linear)
        .dense(6, Softmax);
    let x = Array2::from_shape_fn((600, 6), |(i, j)| ((i * 7 + j * 3) % 11) as f32 / 11.0);
    let (encoder, decoder) = (model.slice(..2), model.slice(2..));
    assert_eq!((encoder.inputs(), encoder.output_width()), (6, 2));
    assert_eq!((decoder.inputs(), decoder.output_width()), (2, 6));
    assert_eq!(
        encoder.parameters() + decoder.parameters(),
        model.parameters()
    );
    let code = encoder.predict(x.view());
    assert_eq!(decoder.predict(code.view()), model.predict(x.view()));
    assert_eq!(model.outputs(x.view())[1], code);
    assert_eq!(model.slice(2..2).predict(code.view()), code);
}

#[test]
fn a_transposed_view_is_predicted_like_its_copy() {
    let columns = array![[1.0, -1.0, 0.5], [2.0, 0.0, 0.25]];
    let copy = columns.t().as_standard_layout().into_owned();
    assert_eq!(
        two_layers().predict(columns.t()),
        two_layers().predict(copy.view())
    );
}

#[test]
fn weights_of_another_number_are_refused() {
    let mut model = two_layers();
    let refused = model.set_weights(&[1.0; 8]);
    assert_eq!(
        refused,
        Err(Error::WrongWeights {
            expected: 9,
            found: 8
        })
    );
    assert_eq!(model, two_layers());
}

#[test]
fn a_model_that_computes_nothing_is_refused() {
    assert_eq!(Sequential::new(3).check(), Err(Error::NoLayers));
    let empty = Sequential::new(3).dense(2, Relu).dense(0, Relu);
    assert_eq!(
        empty.check(),
        Err(Error::EmptyLayer {
            layer: 2,
            inputs: 2,
            units: 0
        })
    );
    let empty = Sequential::new(0).dense(2, Relu);
    assert_eq!(
        empty.check(),
        Err(Error::EmptyLayer {
            layer: 1,
            inputs: 0,
            units: 2
        })
    );
}

#[test]
fn a_convolution_and_a_pooling_answer_what_is_computed_by_hand() {
    //  1 2 3 0      (1 2; 0 -1) held against it, plus 0.5:     ReLU and the largest of each square,
    //  0 1 0 2      1+4-1 = 4   2+6-0 = 8   3+0-2 = 1          4.5 8.5 | 1.5
    //  1 0 2 1      0+2-0 = 2   1+0-2 = -1  0+4-1 = 3          2.5 0   | 3.5    of which the last column
    //  3 1 0 1      1+0-1 = 0   0+4-0 = 4   2+2-1 = 3          0.5 4.5 | 3.5    and row have no square.
    let model = Sequential::pictures(4, 4, 1);
    let mut model = model.conv2d(Conv2d::new(1, 2, Relu)).max_pool2d(2);
    model.set_weights(&[1.0, 2.0, 0.0, -1.0, 0.5]).unwrap();
    let x = array![[
        1.0, 2.0, 3.0, 0.0, 0.0, 1.0, 0.0, 2.0, 1.0, 0.0, 2.0, 1.0, 3.0, 1.0, 0.0, 1.0
    ]];
    let outputs = model.outputs(x.view());
    let expected = array![[4.5, 8.5, 1.5, 2.5, 0.0, 3.5, 0.5, 4.5, 3.5]];
    assert_eq!(outputs[0], expected);
    assert_eq!(outputs[1], array![[8.5]]);
    let Layer::MaxPool2d(pool) = model.layers()[1] else {
        panic!("it is a pooling")
    };
    assert_eq!(pool.dropped(), [1, 1]);
}

#[test]
fn convolutions_that_cannot_be_are_refused_in_a_sentence() {
    let said = |model: Sequential| model.check().unwrap_err().to_string();
    let conv = |size| Conv2d::new(4, size, Relu);
    let small = || Sequential::pictures(6, 6, 1).conv2d(conv(3)).max_pool2d(2);
    assert_eq!(
        said(small().conv2d(conv(3))),
        "layer 3 has a kernel of 3 x 3, but only 2 x 2 of the picture are left there: make it \
         smaller, or leave out a layer before it"
    );
    assert!(
        said(small().max_pool2d(3)).starts_with("layer 3 has squares of 3 x 3, but only 2 x 2")
    );
    assert_eq!(
        said(Sequential::pictures(6, 6, 1).dense(5, Relu).conv2d(conv(3))),
        "layer 2 is a convolution, but what comes to it is a row of numbers and no picture: put it \
         before the dense layers"
    );
    assert!(said(Sequential::new(36).max_pool2d(2)).starts_with("layer 1 is a pooling"));
    let picture = || Sequential::pictures(6, 6, 1);
    for (layer, what) in [
        (Conv2d::new(0, 3, Relu), "channels"),
        (conv(0), "a size of"),
        (conv(3).stride(0), "a stride of"),
    ] {
        let expected = format!("layer 1 has {what} 0: it must be at least 1");
        assert_eq!(said(picture().conv2d(layer)), expected);
    }
    let softmax = Conv2d::new(4, 3, Softmax);
    assert!(said(picture().conv2d(softmax)).contains("convolution with softmax"));
    assert!(said(Sequential::pictures(0, 6, 1).max_pool2d(2)).contains("only 0 x 6"));
    // With zeros around it, a picture is never too small.
    assert_eq!(
        small()
            .conv2d(conv(5).padding(crate::Padding::Same))
            .check(),
        Ok(())
    );
}

#[test]
fn convolutions_after_each_other_are_the_whole_and_begin_as_keras_has_it() {
    let model = Sequential::pictures(10, 10, 1)
        .conv2d(Conv2d::new(6, 3, Relu))
        .max_pool2d(2)
        .conv2d(Conv2d::new(5, 3, Tanh))
        .dense(3, Softmax);
    let x = Array2::from_shape_fn((40, 100), |(i, j)| ((i * 7 + j * 3) % 11) as f32 / 11.0);
    let (below, above) = (model.slice(..2), model.slice(2..));
    assert_eq!(above.input(), below.output());
    assert_eq!(
        above.predict(below.predict(x.view()).view()),
        model.predict(x.view())
    );
    // Glorot: sqrt(6 / (size size channels in + size size channels out)).
    for (layer, limit) in [(0, 6.0f32 / 63.0), (2, 6.0 / 99.0)] {
        let limit = limit.sqrt();
        let kernel = model.kernel(layer);
        let most = kernel.iter().fold(0.0, |most: f32, w| most.max(w.abs()));
        assert!(most < limit && most > 0.9 * limit, "{most} {limit}");
    }
}
