//! Training with factors of eight bits.

use super::*;
use crate::precision::round;
use crate::{Adam, OptimizerState};

const BOTH: [Precision; 2] = [Precision::Bf16, Precision::Bf16Weights];

fn bits(trainer: &Trainer) -> Vec<u32> {
    trainer.weights().iter().map(|w| w.to_bits()).collect()
}

#[test]
fn every_instruction_set_and_any_threads_come_to_the_same_bits() {
    let (x, y) = (noise(96, 60, 1), distributions(96, 10));
    let (seen, said) = (noise(96, 288, 1), distributions(96, 6));
    for precision in BOTH {
        let learn = |isa, threads| {
            let (mut dense, mut convolution) = (wide(threads), pictures(threads));
            for (trainer, x, y) in [(&mut dense, &x, &y), (&mut convolution, &seen, &said)] {
                (trainer.isa, trainer.precision) = (isa, precision);
                trainer.share_weights();
                (0..4).for_each(|_| assert!(trainer.step(x, y, &all(96)).is_finite()));
            }
            (bits(&dense), bits(&convolution))
        };
        let portable = learn(Isa::Portable, 1);
        for (isa, threads) in Isa::available().flat_map(|isa| [(isa, 1), (isa, 3)]) {
            assert!(
                learn(isa, threads) == portable,
                "{isa:?}, {threads} threads"
            );
        }
    }
}

/// The gradient of two dense layers that narrow, relu and softmax, with cross-entropy: in f64, from the
/// definitions alone, with every factor of a product rounded.
fn naive(model: &Sequential, x: &Array2<f32>, y: &Array2<f32>) -> Vec<f64> {
    let factor = |x: f64| f64::from(round(x as f32));
    let w = [0, 1].map(|layer| model.kernel(layer).mapv(|w| factor(w.into())));
    let b = [0, 1].map(|layer| model.bias(layer).mapv(f64::from));
    let x = x.mapv(|x| factor(x.into()));
    let z = x.dot(&w[0]) + &b[0];
    let a = z.mapv(|z| factor(z.max(0.0)));
    let mut delta = (a.dot(&w[1]) + &b[1]).mapv(f64::exp);
    delta
        .rows_mut()
        .into_iter()
        .for_each(|mut row| row /= row.sum());
    let samples = x.nrows() as f64;
    let delta = (delta - y.mapv(f64::from)).mapv(|slope| factor(slope / samples));
    let below = delta.dot(&w[1].t()) * z.mapv(|z| if z > 0.0 { 1.0 } else { 0.0 });
    let below = below.mapv(factor);
    let slopes = [(x, below), (a, delta)].map(|(x, delta)| {
        let (kernel, bias) = (x.t().dot(&delta), delta.sum_axis(ndarray::Axis(0)));
        kernel.into_iter().chain(bias).collect::<Vec<f64>>()
    });
    slopes.concat()
}

/// How far two vectors are apart, as a share of the length of the second.
fn apart(one: &[f32], other: &[f64]) -> f64 {
    let square = |sum: f64, x: f64| sum + x * x;
    let gap = one
        .iter()
        .zip(other)
        .map(|(&one, other)| f64::from(one) - other);
    (gap.fold(0.0, square) / other.iter().copied().fold(0.0, square)).sqrt()
}

#[test]
fn the_gradient_is_the_naive_one_with_every_factor_rounded() {
    let (x, y) = (noise(40, 20, 1), distributions(40, 5));
    let model = Sequential::new(20)
        .dense(12, Relu)
        .dense(5, Softmax)
        .initialize(3);
    let expected = naive(&model, &x, &y);
    let gradient = |precision| {
        let sgd = Sgd::default();
        let mut trainer = Trainer::new(model.clone(), sgd, Loss::CrossEntropy, 1).unwrap();
        trainer.set_precision(precision);
        trainer.step(&x, &y, &all(40));
        trainer.gradient()
    };
    // A sum that lies almost in the middle of two numbers may be rounded the other way.
    assert!(apart(&gradient(Precision::Bf16), &expected) < 3e-4);
    assert!(
        apart(&gradient(Precision::F32), &expected) > 1e-3,
        "so rounding is seen"
    );
}

#[test]
fn moves_of_less_than_half_a_step_are_lost_where_weights_are_rounded_and_kept_where_they_are_not() {
    // A weight of 1, whose neighbour is 1/256 below it; its slope is 1 and the rate a thousandth.
    let moved = |precision| {
        let mut model = Sequential::new(1).dense(1, Linear);
        model.set_weights(&[1.0, 0.0]).unwrap();
        let mut trainer = Trainer::new(model, Sgd::new(0.001), Loss::Mae, 1).unwrap();
        trainer.set_precision(precision);
        let (x, y) = (Array2::ones((4, 1)), Array2::zeros((4, 1)));
        (0..100).for_each(|_| assert!(trainer.step(&x, &y, &all(4)).is_finite()));
        1.0 - trainer.weights()[0]
    };
    assert!((moved(Precision::F32) - 0.1).abs() < 1e-5);
    assert!((moved(Precision::Bf16) - 0.1).abs() < 1e-5);
    assert_eq!(moved(Precision::Bf16Weights), 0.0);
}

#[test]
fn what_a_trainer_has_learned_goes_on_in_another_to_the_bit() {
    let (x, y) = (noise(64, 60, 1), distributions(64, 10));
    for precision in BOTH {
        let mut whole = wide(1);
        whole.set_precision(precision);
        (0..3).for_each(|_| assert!(whole.step(&x, &y, &all(64)).is_finite()));
        let (weights, state): (Vec<f32>, OptimizerState) =
            (whole.weights().to_vec(), whole.state());
        let mut rest = wide(1);
        rest.set_precision(precision);
        rest.set_weights(&weights).unwrap();
        rest.set_state(&state).unwrap();
        assert_eq!(rest.step(&x, &y, &all(64)), whole.step(&x, &y, &all(64)));
        assert!(bits(&rest) == bits(&whole), "{precision}");
    }
}

#[test]
fn targets_are_not_rounded_even_where_they_are_the_inputs() {
    // 0.3 is no bfloat16: the one next to it is 0.30078125.
    let (x, copy) = (
        Array2::from_elem((8, 4), 0.3_f32),
        Array2::from_elem((8, 4), 0.3_f32),
    );
    let first = |y: &Array2<f32>| {
        let mut model = Sequential::new(4).dense(4, Linear);
        model.set_weights(&[0.0; 20]).unwrap();
        let mut trainer = Trainer::new(model, Adam::default(), Loss::Mse, 1).unwrap();
        trainer.set_precision(Precision::Bf16);
        trainer.step(&x, y, &all(8))
    };
    assert!((first(&x) - 0.09).abs() < 1e-7 && first(&x) == first(&copy));
}
