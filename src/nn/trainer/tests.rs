mod gradients;
mod precision;

use super::*;
use crate::{Adamax, Conv2d, Padding, Sgd};
use Activation::{Linear, Relu, Sigmoid, Softmax, Tanh};
use gradients::reference;
use ndarray::Array2;

/// Numbers without a pattern, between -1 and 1, in f32 exactly as in f64.
fn noise(rows: usize, width: usize, seed: usize) -> Array2<f32> {
    Array2::from_shape_fn((rows, width), |(i, j)| {
        let hash = (i * 7919 + j * 104_729 + seed * 1_299_709 + 17).wrapping_mul(2_654_435_761);
        (hash % 65_536) as f32 / 32_768.0 - 1.0
    })
}

/// Rows that are distributions, as every loss can take them.
fn distributions(rows: usize, width: usize) -> Array2<f32> {
    let mut y = noise(rows, width, 5).mapv(f32::abs) + 0.01;
    y.rows_mut()
        .into_iter()
        .for_each(|mut row| row /= row.sum());
    y
}

fn all(samples: usize) -> Vec<u32> {
    (0..samples as u32).collect()
}

/// Big enough that a step goes to all workers.
fn wide(threads: usize) -> Trainer {
    let model = Sequential::new(60)
        .dense(100, Relu)
        .dense(33, Tanh)
        .dense(10, Softmax);
    Trainer::new(
        model.initialize(1),
        Adamax::default(),
        Loss::CrossEntropy,
        threads,
    )
    .unwrap()
}

#[test]
fn the_number_of_threads_does_not_change_a_bit_of_what_is_learned() {
    let (x, y) = (noise(203, 60, 1), distributions(203, 10));
    let mut one = wide(1);
    let loss = one.step(&x, &y, &all(203));
    for threads in [2, 3, 4, 7] {
        let mut many = wide(threads);
        assert!(many.hands(203) == threads, "the step is shared out");
        assert!((many.step(&x, &y, &all(203)) - loss).abs() < 1e-6);
        assert!(many.gradient() == one.gradient(), "{threads} threads");
        assert!(many.weights() == one.weights(), "{threads} threads");
    }
}

/// A step of convolutions goes to all workers.
fn pictures(threads: usize) -> Trainer {
    let model = Sequential::pictures(12, 12, 2)
        .conv2d(Conv2d::new(5, 3, Relu))
        .max_pool2d(2)
        .conv2d(Conv2d::new(4, 3, Relu).padding(Padding::Same))
        .dense(24, Relu)
        .dense(6, Softmax);
    Trainer::new(
        model.initialize(2),
        Adamax::default(),
        Loss::CrossEntropy,
        threads,
    )
    .unwrap()
}

#[test]
fn convolutions_learn_the_same_bits_on_any_threads() {
    let (x, y) = (noise(150, 288, 1), distributions(150, 6));
    let learn = |threads: usize| {
        let mut trainer = pictures(threads);
        let losses: Vec<u32> = (0..3)
            .map(|_| trainer.step(&x, &y, &all(150)).to_bits())
            .collect();
        assert!(trainer.model().products() * 150 > SMALL);
        (losses, trainer.into_model())
    };
    let alone = learn(1);
    assert!([2, 3, 7].into_iter().all(|threads| learn(threads) == alone));
}

#[test]
fn the_same_seed_gives_the_same_bits_on_any_threads() {
    let (x, y) = (noise(200, 60, 1), distributions(200, 10));
    let run = |threads| {
        let mut trainer = wide(threads);
        for step in 0..20 {
            let length = 150 + step;
            trainer.step(&x, &y, &all(length));
        }
        trainer
            .weights()
            .iter()
            .map(|w| w.to_bits())
            .collect::<Vec<_>>()
    };
    let first = run(1);
    for threads in [1, 2, 3, 5] {
        (0..3).for_each(|_| assert!(first == run(threads), "{threads} threads"));
    }
}

#[test]
fn batches_of_any_length_learn() {
    let (x, y) = (noise(4096, 60, 1), distributions(4096, 10));
    let mut trainer = wide(4);
    for length in [4096, 1, 17, 256, 3, 4096] {
        let before = trainer.weights().to_vec();
        assert!(trainer.step(&x, &y, &all(length)).is_finite());
        assert_ne!(trainer.weights(), before);
    }
}

#[test]
fn an_autoencoder_learns_the_same_from_one_object_as_from_two() {
    let (x, copy) = (noise(64, 12, 1), noise(64, 12, 1));
    let make = || {
        let model = Sequential::new(12).dense(5, Relu).dense(12, Sigmoid);
        Trainer::new(model, Adamax::default(), Loss::Mse, 2).unwrap()
    };
    let (mut one, mut two) = (make(), make());
    for _ in 0..5 {
        assert_eq!(one.step(&x, &x, &all(64)), two.step(&x, &copy, &all(64)));
    }
    assert_eq!(one.weights(), two.weights());
}

#[test]
fn a_loss_that_is_not_finite_teaches_nothing() {
    let (mut x, y) = (noise(8, 60, 1), distributions(8, 10));
    let mut trainer = wide(2);
    trainer.step(&x, &y, &all(8));
    let (weights, state) = (trainer.weights().to_vec(), trainer.state());
    x[[3, 7]] = f32::NAN;
    assert!(trainer.step(&x, &y, &all(8)).is_nan());
    assert_eq!((trainer.weights(), trainer.state()), (&weights[..], state));
}

#[test]
fn training_goes_on_from_an_exported_state_as_if_nothing_had_been() {
    let (x, y) = (noise(50, 60, 1), distributions(50, 10));
    let mut trainer = wide(2);
    for _ in 0..3 {
        trainer.step(&x, &y, &all(50));
    }
    let (weights, state) = (trainer.weights().to_vec(), trainer.state());
    let mut fork = wide(2);
    fork.set_weights(&weights).unwrap();
    fork.set_state(&state).unwrap();
    assert_eq!(trainer.step(&x, &y, &all(50)), fork.step(&x, &y, &all(50)));
    assert_eq!(
        (trainer.weights(), trainer.state()),
        (fork.weights(), fork.state())
    );
    assert_eq!(fork.steps(), 4);
}

#[test]
fn a_state_of_another_optimizer_or_model_is_refused() {
    let model = || Sequential::new(2).dense(1, Linear);
    let mut trainer = Trainer::new(model(), Adamax::default(), Loss::Mse, 1).unwrap();
    let plain = Trainer::new(model(), Sgd::default(), Loss::Mse, 1).unwrap();
    let larger = Trainer::new(model().dense(1, Linear), Adamax::default(), Loss::Mse, 1).unwrap();
    for other in [plain, larger] {
        assert!(matches!(
            trainer.set_state(&other.state()),
            Err(Error::WrongState { .. })
        ));
    }
}

#[test]
fn the_learning_rate_changes_from_the_next_step_on() {
    let (x, y) = (noise(4, 2, 1), noise(4, 1, 2));
    let model = Sequential::new(2).dense(1, Linear);
    let mut trainer = Trainer::new(model, Sgd::default(), Loss::Mse, 1).unwrap();
    trainer.set_learning_rate(0.5).unwrap();
    let before = trainer.weights().to_vec();
    trainer.step(&x, &y, &all(4));
    let moved = before
        .iter()
        .zip(trainer.weights())
        .map(|(before, after)| before - after);
    for (moved, gradient) in moved.zip(trainer.gradient()) {
        assert!((moved - 0.5 * gradient).abs() < 1e-6);
    }
    let refused = trainer.set_learning_rate(f32::NAN);
    assert!(matches!(refused, Err(Error::LearningRate(_))));
    assert_eq!(trainer.optimizer().learning_rate(), 0.5);
}

#[test]
fn cross_entropy_without_softmax_is_refused() {
    let model = Sequential::new(2).dense(1, Sigmoid);
    let refused = Trainer::new(model, Adamax::default(), Loss::CrossEntropy, 1).map(|_| ());
    assert_eq!(refused, Err(Error::CrossEntropyOf(Sigmoid)));
}

#[test]
fn accuracy_counts_the_samples_whose_largest_output_is_the_largest_target() {
    let mut model = Sequential::new(2).dense(2, Softmax);
    model.set_weights(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]).unwrap();
    let x = ndarray::array![[1.0, 0.0], [0.0, 1.0], [2.0, 1.0], [0.0, 3.0]];
    let y = ndarray::array![[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
    let mut trainer = Trainer::new(model, Sgd::default(), Loss::CrossEntropy, 1).unwrap();
    let metrics = trainer.evaluate(&x, &y);
    assert_eq!(metrics.accuracy, Some(0.75));
    let ln = |z: f64| -(1.0 / (1.0 + (-z).exp())).ln();
    let expected = (ln(1.0) + ln(-1.0) + ln(1.0) + ln(3.0)) / 4.0;
    assert!((metrics.loss - expected).abs() < 1e-7);
}

#[test]
fn an_evaluation_in_pieces_is_the_evaluation_at_once() {
    let (x, y) = (noise(1100, 60, 1), distributions(1100, 10));
    let mut trainer = wide(2);
    let whole = trainer.evaluate(&x, &y);
    let mut pieces = Evaluation::new(1100);
    while !pieces.advance(&mut trainer, &x, &y, 77) {}
    let pieces = pieces.metrics(&trainer);
    assert!((whole.loss - pieces.loss).abs() < 1e-6 && whole.accuracy == pieces.accuracy);
    let weights: Vec<f64> = trainer.weights().iter().map(|&w| f64::from(w)).collect();
    let expected = reference(
        trainer.model().layers(),
        &weights,
        Loss::CrossEntropy,
        &x,
        &y,
    );
    assert!((whole.loss - expected).abs() < 1e-6);
}

#[test]
fn an_l2_penalty_draws_the_kernels_towards_0_and_leaves_the_biases() {
    // Where x is 0 and the biases are right no sample has a slope: what moves is the penalty's.
    for [inputs, units] in [[2, 5], [5, 2], [3, 3], [1, 40], [40, 1]] {
        let model = Sequential::new(inputs).dense(units, Linear).initialize(3);
        let before = model.clone();
        let (x, y) = (Array2::zeros((4, inputs)), Array2::zeros((4, units)));
        let rate = Sgd::default().learning_rate;
        let mut trainer = Trainer::new(model, Sgd::default(), Loss::Mse, 1).unwrap();
        trainer.set_l2(2.0).unwrap();
        trainer.step(&x, &y, &[0, 1, 2, 3]);
        let after = trainer.model();
        for (was, is) in before.kernel(0).iter().zip(after.kernel(0)) {
            assert!(
                (is - was * (1.0 - rate * 2.0 * 2.0)).abs() < 1e-6,
                "{was} {is}"
            );
        }
        assert!(after.bias(0).iter().all(|&bias| bias == 0.0));
    }
    let model = Sequential::new(2).dense(1, Linear);
    let mut trainer = Trainer::new(model, Sgd::default(), Loss::Mse, 1).unwrap();
    assert_eq!(trainer.set_l2(-1.0), Err(Error::Penalty(-1.0)));
}
