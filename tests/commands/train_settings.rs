//! Settings that change how a network learns, as a shell sees them.

use crate::common::train::{digits, lines, train};
use handson::nn::{Activation::*, Sequential, weights};

#[test]
fn l2_keeps_the_kernels_small_and_is_no_part_of_the_loss_that_is_told() {
    let data = digits(100, 40);
    let folder = tempfile::tempdir().unwrap();
    let squares = |l2: &str| -> f32 {
        let saved = folder.path().join(format!("{l2}.safetensors"));
        let args = [
            "--epochs",
            "5",
            "--l2",
            l2,
            "--save",
            saved.to_str().unwrap(),
        ];
        assert!(train(data.path(), &args).status.success());
        let mut model = Sequential::new(784).dense(8, Relu).dense(784, Sigmoid);
        weights::load(&saved, &mut model).unwrap();
        let kernels = (0..model.layers().len()).map(|layer| model.kernel(layer));
        kernels.map(|kernel| kernel.mapv(|w| w * w).sum()).sum()
    };
    assert!(squares("0.1") < 0.95 * squares("0"));
    // One step of all samples: the loss is of the weights before it, and the same.
    let told = |l2| lines(data.path(), &["--epochs", "1", "--l2", l2])[0]["loss"].clone();
    assert_eq!(told("0"), told("0.1"));
}

#[test]
fn fewer_bits_learn_almost_the_same_and_never_quite() {
    let data = digits(300, 50);
    let loss = |precision| -> f64 {
        let told = lines(data.path(), &["--epochs", "3", "--precision", precision]);
        told[2]["loss"].as_f64().expect("a number")
    };
    let [whole, rounded, weights] = ["f32", "bf16", "bf16-weights"].map(loss);
    assert!(
        whole != rounded && rounded != weights,
        "{whole} {rounded} {weights}"
    );
    for other in [rounded, weights] {
        assert!((other / whole - 1.0).abs() < 0.02, "{whole} {other}");
    }
}
