//! The slope of the loss along every pixel is the one that PyTorch finds with the same saved weights.
//! `fixtures/input_gradients.py` says how its numbers were made.

use handson::dataset::mnist::test_digits;
use handson::nn::{Activation, Loss, Sequential, weights};
use ndarray::Array2;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Fixture {
    step: f32,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    digit: usize,
    towards: usize,
    loss: f64,
    gradient: Vec<f32>,
    stepped: Vec<f32>,
}

#[test]
fn the_slopes_of_the_shipped_classifier_are_those_of_pytorch() {
    let fixture: Fixture =
        serde_json::from_str(include_str!("../fixtures/input_gradients.json")).unwrap();
    let mut model = Sequential::new(784)
        .dense(128, Activation::Relu)
        .dense(64, Activation::Relu)
        .dense(10, Activation::Softmax);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/classifier.safetensors");
    weights::load(&file, &mut model).unwrap();
    let digits = test_digits().unwrap();
    let off = |found: &Array2<f32>, expected: &[f32]| {
        let each = found.iter().zip(expected).map(|(a, b)| (a - b).abs());
        each.fold(0.0f32, f32::max)
    };
    assert_eq!(fixture.cases.len(), 5);
    for case in &fixture.cases {
        let image = digits.image(case.digit);
        let x = Array2::from_shape_fn((1, 784), |(_, at)| f32::from(image[at]) / 255.0);
        let y = Array2::from_shape_fn((1, 10), |(_, class)| f32::from(class == case.towards));
        let gradient = model.input_gradient(Loss::CrossEntropy, &x, &y).unwrap();
        assert!(
            off(&gradient, &case.gradient) < 1e-5,
            "digit {}",
            case.digit
        );
        let p = model.predict(x.view())[[0, case.towards]];
        assert!((-f64::from(p).ln() - case.loss).abs() < 1e-4 * case.loss.max(1.0));
        // One step against the slopes of PyTorch, so that the sign of none is a matter of rounding.
        let moved = Array2::from_shape_fn((1, 784), |(_, at)| match case.gradient[at] {
            0.0 => x[[0, at]],
            slope => (x[[0, at]] - fixture.step * slope.signum()).clamp(0.0, 1.0),
        });
        assert!(off(&model.predict(moved.view()), &case.stepped) < 1e-5);
    }
}
