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
fn reordered_it_makes_of_inputs_what_it_made_of_them_in_the_other_order() {
    let model = Sequential::new(4).dense(3, Tanh).initialize(5);
    let order = [Some(2), None, Some(0), Some(3)];
    let x = ndarray::array![[0.3f32, 0.9, -0.2, 0.7]];
    // What meets no weights counts as 0; input 1 of the old order is met by none.
    let same = ndarray::array![[-0.2f32, 0.0, 0.3, 0.7]];
    let off = model.reordered(&order).predict(x.view()) - model.predict(same.view());
    assert!(off.iter().all(|off| off.abs() < 1e-6), "{off}");
}
