use super::*;
use crate::Samples;
use crate::{Activation::*, Adamax, Fit, Loss, Sequential, Sgd};
use ndarray::{Array2, array};
use std::sync::Arc;

/// y = 2 x - 1 at eleven places.
fn line() -> (Array2<f32>, Array2<f32>) {
    let x = Array2::from_shape_fn((11, 1), |(i, _)| i as f32 / 10.0);
    let y = x.mapv(|x| 2.0 * x - 1.0);
    (x, y)
}

fn schedule(epochs: usize, batch_size: usize) -> Schedule {
    Schedule {
        epochs,
        batch_size,
        shuffle: true,
        seed: 5,
        done: 0,
    }
}

fn fitting(schedule: Schedule) -> Fitting<'static> {
    let (x, y) = line();
    let model = Sequential::new(1)
        .dense(4, Tanh)
        .dense(1, Linear)
        .initialize(2);
    let trainer = Trainer::new(model, Adamax::default(), Loss::Mse, 1).unwrap();
    let (x, y) = (Arc::new(x), Arc::new(y));
    let validation = Some((x.clone() as Arc<dyn Samples>, y.clone() as Arc<dyn Samples>));
    Fitting::new(trainer, Data { x, y, validation }, schedule).unwrap()
}

fn run(fitting: &mut Fitting) -> Vec<FitEvent> {
    let mut events = Vec::new();
    while events.last() != Some(&FitEvent::Done) {
        events.push(fitting.advance());
    }
    events
}

#[test]
fn an_epoch_is_its_steps_its_validation_and_its_report() {
    let events = run(&mut fitting(schedule(2, 4)));
    let words: Vec<String> = (events.iter())
        .map(|event| match event {
            FitEvent::Step {
                epoch,
                batch,
                batches,
                samples,
                ..
            } => {
                format!("{epoch}:{batch}/{batches}x{samples}")
            }
            FitEvent::Validation { done, samples, .. } => format!("v{done}/{samples}"),
            FitEvent::Epoch(report) => format!("epoch {}", report.epoch),
            other => format!("{other:?}"),
        })
        .collect();
    let epoch = |n| format!("{n}:1/3x4 {n}:2/3x4 {n}:3/3x3 v11/11 epoch {n}");
    assert_eq!(words.join(" "), format!("{} {} Done", epoch(1), epoch(2)));
}

#[test]
fn the_loss_of_an_epoch_is_the_mean_over_its_samples_not_its_batches() {
    let events = run(&mut fitting(schedule(1, 4)));
    let sum: f64 = (events.iter())
        .map(|event| match event {
            FitEvent::Step { samples, loss, .. } => *samples as f64 * f64::from(*loss),
            _ => 0.0,
        })
        .sum();
    let report = events.iter().find_map(|event| match event {
        FitEvent::Epoch(report) => Some(*report),
        _ => None,
    });
    assert!((report.unwrap().loss - sum / 11.0).abs() < 1e-12);
}

#[test]
fn every_sample_comes_once_an_epoch_in_an_order_that_the_seed_decides() {
    let orders = |seed, shuffle| {
        let mut fitting = fitting(Schedule {
            seed,
            shuffle,
            ..schedule(2, 4)
        });
        let mut orders = Vec::new();
        while fitting.epoch() < 2 {
            fitting.advance();
            orders.push(fitting.order.clone());
        }
        (orders[0].clone(), orders[orders.len() - 1].clone())
    };
    let (first, second) = orders(1, true);
    assert_ne!(first, second);
    for order in [&first, &second] {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..11));
    }
    assert_eq!(orders(1, true).0, first);
    assert_ne!(orders(2, true).0, first);
    assert!(orders(1, false).1.into_iter().eq(0..11));
}

#[test]
fn training_that_goes_on_from_an_epoch_is_the_training_that_never_stopped() {
    let mut whole = fitting(schedule(4, 4));
    let whole_events = run(&mut whole);
    let mut first = fitting(schedule(2, 4));
    let first_events = run(&mut first);
    let mut rest = fitting(Schedule {
        done: 2,
        ..schedule(4, 4)
    });
    rest.trainer_mut()
        .set_weights(first.trainer().weights())
        .unwrap();
    rest.trainer_mut()
        .set_state(&first.trainer().state())
        .unwrap();
    let rest_events = run(&mut rest);
    let joined = [&first_events[..first_events.len() - 1], &rest_events].concat();
    assert_eq!(joined, whole_events);
    assert_eq!(rest.trainer().weights(), whole.trainer().weights());
}

#[test]
fn epochs_can_be_added_and_taken_away_in_flight() {
    let mut fitting = fitting(schedule(1, 11));
    run(&mut fitting);
    fitting.set_epochs(3).unwrap();
    fitting.advance();
    fitting.set_epochs(2).unwrap();
    run(&mut fitting);
    assert_eq!(
        (fitting.epoch(), fitting.set_epochs(0)),
        (2, Err(Error::NoEpochs))
    );
}

#[test]
fn a_diverging_loss_ends_training_with_finite_weights() {
    let (x, y) = line();
    let model = Sequential::new(1)
        .dense(8, Relu)
        .dense(8, Relu)
        .dense(1, Linear);
    let sgd = Sgd {
        learning_rate: 1e6,
        momentum: 0.9,
    };
    let mut model = model.compile(sgd, Loss::Mse);
    let fit = Fit {
        epochs: 50,
        batch_size: 4,
        ..Fit::default()
    };
    let before = model.model().weights().to_vec();
    let mut last = None;
    let error = model
        .fit(&x, &y, fit, |event| last = Some(event))
        .unwrap_err();
    assert!(
        matches!(error, Error::Diverged { loss, .. } if !loss.is_finite()),
        "{error}"
    );
    assert!(matches!(last, Some(FitEvent::Diverged { .. })));
    // Finite they would be one step before as well, and of no use: the loss had exploded by then.
    assert_eq!(model.model().weights(), before);
}

#[test]
fn weights_thrown_out_of_the_finite_numbers_are_taken_back_to_the_epochs_beginning() {
    // The loss, 1e36, is finite; the gradient, 2 1e18 1e25, is not.
    let (x, y) = (array![[1e25f32]], array![[1e18f32]]);
    let model = Sequential::new(1).dense(1, Linear);
    let mut model = Trainer::new(model, Sgd::default(), Loss::Mse, 1).unwrap();
    model.set_weights(&[0.0, 0.5]).unwrap();
    let data = Data {
        x: Arc::new(x),
        y: Arc::new(y),
        validation: None,
    };
    let mut fitting = Fitting::new(model, data, schedule(9, 1)).unwrap();
    assert!(matches!(fitting.advance(), FitEvent::Step { .. }));
    assert!(fitting.trainer().weights()[0].is_infinite());
    let end = fitting.advance();
    assert!(
        matches!(
            end,
            FitEvent::Diverged {
                epoch: 1,
                batch: 1,
                ..
            }
        ),
        "{end:?}"
    );
    assert_eq!(fitting.trainer().weights(), [0.0, 0.5]);
}

#[test]
fn a_run_that_explodes_over_several_epochs_is_back_where_it_was_good() {
    // y = wx with x = 1 and y = 0: a step multiplies w by 1 - 2 times the rate.
    let (x, y) = (
        array![[1f32], [1.0], [1.0], [1.0]],
        array![[0f32], [0.0], [0.0], [0.0]],
    );
    let model = Sequential::new(1).dense(1, Linear);
    let rate = |learning_rate| Sgd {
        learning_rate,
        momentum: 0.0,
    };
    let mut trainer = Trainer::new(model, rate(0.05), Loss::Mse, 1).unwrap();
    trainer.set_weights(&[1.0, 0.0]).unwrap();
    let data = Data {
        x: Arc::new(x),
        y: Arc::new(y),
        validation: None,
    };
    let mut fitting = Fitting::new(trainer, data, schedule(40, 1)).unwrap();
    while fitting.epoch() < 2 {
        fitting.advance();
    }
    let good = fitting.trainer().weights().to_vec();
    fitting.trainer_mut().set_learning_rate(3.0).unwrap();
    let mut epochs = 0;
    let end = loop {
        match fitting.advance() {
            FitEvent::Epoch(_) => epochs += 1,
            event @ FitEvent::Diverged { .. } => break event,
            _ => {}
        }
    };
    assert!(
        epochs >= 2,
        "over several epochs the loss was finite: {end:?}"
    );
    assert_eq!(fitting.trainer().weights(), good);
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let (x, y) = line();
    let (wide, none) = (Array2::<f32>::zeros((11, 2)), Array2::<f32>::zeros((0, 1)));
    let model = || {
        Sequential::new(1)
            .dense(1, Linear)
            .compile(Adamax::default(), Loss::Mse)
    };
    let fit = |x: &Array2<f32>, y: &Array2<f32>, fit| model().fit(x, y, fit, |_| {}).unwrap_err();
    let default = Fit::default;
    let width = |what| Error::WrongWidth {
        what,
        expected: 1,
        found: 2,
    };
    assert_eq!(fit(&wide, &y, default()), width("inputs"));
    assert_eq!(fit(&x, &wide, default()), width("targets"));
    let validation = Fit {
        validation: Some((&wide, &y)),
        ..default()
    };
    assert_eq!(fit(&x, &y, validation), width("validation inputs"));
    let uneven = Error::WrongLength {
        what: "inputs",
        inputs: 11,
        targets: 0,
    };
    assert_eq!(fit(&x, &none, default()), uneven);
    assert_eq!(
        fit(&none, &y, default()),
        Error::WrongCount {
            what: "inputs",
            found: 0
        }
    );
    assert_eq!(
        fit(
            &x,
            &y,
            Fit {
                epochs: 0,
                ..default()
            }
        ),
        Error::NoEpochs
    );
    assert_eq!(
        fit(
            &x,
            &y,
            Fit {
                batch_size: 0,
                ..default()
            }
        ),
        Error::NoBatch
    );
}

#[test]
fn training_may_move_to_another_thread() {
    let mut fitting = fitting(schedule(1, 4));
    fitting.advance();
    let moved = std::thread::spawn(move || run(&mut fitting).len());
    assert_eq!(moved.join().unwrap(), 2 + 1 + 1 + 1);
}

#[test]
fn a_second_fit_goes_on_where_the_first_ended() {
    let (x, y) = line();
    let model = || Sequential::new(1).dense(3, Tanh).dense(1, Linear);
    let fit = |epochs| Fit {
        epochs,
        shuffle: false,
        ..Fit::default()
    };
    let mut once = model().compile(Adamax::default(), Loss::Mse);
    let mut twice = once.clone();
    once.fit(&x, &y, fit(6), |_| {}).unwrap();
    (0..2).for_each(|_| drop(twice.fit(&x, &y, fit(3), |_| {}).unwrap()));
    assert_eq!(once.model(), twice.model());
}

#[test]
fn a_last_step_that_goes_too_far_is_found_and_undone() {
    let (x, y) = line();
    // One batch, one epoch: there is no next step whose loss could tell.
    let sgd = Sgd {
        learning_rate: 1e38,
        momentum: 0.0,
    };
    let mut model = Sequential::new(1).dense(1, Linear).compile(sgd, Loss::Mse);
    let before = model.model().weights().to_vec();
    let fit = Fit {
        epochs: 1,
        batch_size: 1000,
        validation: Some((&x, &y)),
        ..Fit::default()
    };
    let error = model.fit(&x, &y, fit, |_| {}).unwrap_err();
    assert!(matches!(error, Error::Diverged { .. }), "{error}");
    assert_eq!(model.model().weights(), before);
}
