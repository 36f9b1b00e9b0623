mod resumed;

use super::*;
use crate::nn::{Fit, Samples};
use crate::train::Spec;
use ndarray::Array2;
use std::sync::Arc;

const ID: JobId = JobId {
    lab: 1,
    lane: 0,
    run: 2,
};

/// A smooth table to be learned from itself, (rows, 4).
fn table(rows: usize) -> Array2<f32> {
    Array2::from_shape_fn((rows, 4), |(i, j)| {
        ((i * (j + 2)) as f32 * 0.37).sin() * 0.5
    })
}

fn spec() -> Spec {
    Spec {
        layers: "3 tanh, 4".to_string(),
        epochs: 3,
        batch_size: Some(20),
        threads: 1,
        ..Spec::default()
    }
}

/// 90 samples in batches of 20, so 5 steps an epoch, and 1200 to validate, so 3 pieces.
fn task(spec: &Spec) -> Task {
    let x: Arc<dyn Samples> = Arc::new(table(90));
    let xv: Arc<dyn Samples> = Arc::new(table(1200));
    Task {
        plan: spec.check(90, 4, 4).unwrap(),
        y: Arc::clone(&x),
        x,
        validation: Some((Arc::clone(&xv), xv)),
        from: None,
        paused: false,
        ends: 0,
    }
}

fn job(spec: &Spec) -> Job {
    Job::new(ID, task(spec)).unwrap()
}

fn finish(job: &mut Job) -> Checkpoint {
    while job.is_working() {
        job.advance();
    }
    job.checkpoint()
}

#[test]
fn a_job_ends_where_fit_ends() {
    let done = finish(&mut job(&spec()));
    let plan = spec().check(90, 4, 4).unwrap();
    let mut model = plan.model().compile(plan.optimizer(), plan.loss());
    let (x, xv) = (table(90), table(1200));
    let validation: Option<(&dyn Samples, &dyn Samples)> = Some((&xv, &xv));
    let fit = Fit {
        epochs: 3,
        batch_size: 20,
        threads: 1,
        validation,
        ..Fit::default()
    };
    let reports = model.fit(&x, &x, fit, |_| ()).unwrap();
    assert_eq!(done.state, State::Finished);
    assert_eq!(done.weights(), model.model().weights());
    let losses: Vec<_> = reports
        .iter()
        .map(|epoch| (epoch.loss, epoch.val_loss))
        .collect();
    let ours: Vec<_> = done
        .epoch_reports
        .iter()
        .map(|epoch| (epoch.loss, epoch.val_loss))
        .collect();
    assert_eq!(ours, losses);
    assert!(losses[2].0 < losses[0].0);
    assert_eq!(
        (done.job, done.step, done.steps, done.curve.len()),
        (ID, 15, 15, 15)
    );
    assert_eq!(
        (done.epoch, done.epochs, done.batch, done.batches),
        (3, 3, 0, 5)
    );
}

#[test]
fn a_waiting_job_does_nothing_until_it_is_told() {
    let mut job = Job::new(
        ID,
        Task {
            paused: true,
            ..task(&spec())
        },
    )
    .unwrap();
    let before = job.checkpoint();
    assert_eq!(job.advance(), Quantum::Idle);
    assert_eq!(job.checkpoint().weights(), before.weights());
    job.tell(Command::Resume).unwrap();
    assert!(matches!(job.advance(), Quantum::Step { samples: 20, .. }));
    job.tell(Command::Pause).unwrap();
    assert_eq!(job.advance(), Quantum::Idle);
    assert_eq!(job.state(), &State::Paused);
}

#[test]
fn step_is_one_step_even_across_the_end_of_an_epoch() {
    let mut job = Job::new(
        ID,
        Task {
            paused: true,
            ..task(&spec())
        },
    )
    .unwrap();
    for step in 1..=15 {
        job.tell(Command::Step).unwrap();
        let paused = finish(&mut job);
        assert_eq!((paused.step, &paused.state), (step, &State::Paused));
    }
    job.tell(Command::Step).unwrap();
    assert_eq!(finish(&mut job).state, State::Finished);
}

#[test]
fn a_validation_can_be_paused_and_stopped_midway() {
    let mut job = job(&spec());
    (0..5).for_each(|_| {
        job.advance();
    });
    assert_eq!(job.state(), &State::Validating);
    assert_eq!(job.advance(), Quantum::Validation);
    job.tell(Command::Pause).unwrap();
    assert_eq!(job.advance(), Quantum::Idle);
    job.tell(Command::Resume).unwrap();
    assert_eq!(job.state(), &State::Validating);
    job.tell(Command::Stop).unwrap();
    assert_eq!(job.advance(), Quantum::Idle);
    job.tell(Command::Resume).unwrap();
    assert_eq!((job.state(), job.checkpoint().epoch), (&State::Stopped, 0));
}

#[test]
fn a_fork_at_an_epochs_end_goes_on_as_if_nothing_had_happened() {
    let whole = finish(&mut job(&Spec {
        epochs: 4,
        ..spec()
    }));
    let half = finish(&mut job(&Spec {
        epochs: 2,
        ..spec()
    }));
    let on = Spec {
        epochs: 4,
        ..spec()
    };
    let fork = Task {
        from: Some(Arc::new(half)),
        ..task(&on)
    };
    let forked = finish(&mut Job::new(ID, fork).unwrap());
    assert_eq!(forked.weights(), whole.weights());
    assert_eq!(forked.epoch_reports, whole.epoch_reports);
    assert_eq!(forked.curve, whole.curve);
}

#[test]
fn a_fork_with_another_optimizer_keeps_the_weights_and_begins_its_memory_anew() {
    let half = finish(&mut job(&Spec {
        epochs: 1,
        ..spec()
    }));
    let sgd = Spec {
        optimizer: "sgd".to_string(),
        ..spec()
    };
    let weights = half.weights().to_vec();
    let fork = Task {
        from: Some(Arc::new(half)),
        ..task(&sgd)
    };
    let forked = Job::new(ID, fork).unwrap().checkpoint();
    assert_eq!(forked.weights(), weights);
    assert_eq!(forked.optimizer.unwrap().step, 0);
}

#[test]
fn a_fork_of_another_model_is_refused() {
    let other = finish(&mut job(&Spec {
        layers: "2 tanh, 4".to_string(),
        ..spec()
    }));
    let fork = Task {
        from: Some(Arc::new(other)),
        ..task(&spec())
    };
    assert!(matches!(
        Job::new(ID, fork),
        Err(Error::WrongWeights { .. })
    ));
}

#[test]
fn the_learning_rate_changes_in_flight_and_an_impossible_one_is_refused() {
    let mut job = job(&spec());
    job.advance();
    job.tell(Command::LearningRate(0.5)).unwrap();
    assert_eq!(job.checkpoint().learning_rate, 0.5);
    for bad in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(job.tell(Command::LearningRate(bad)).is_err());
    }
    assert_eq!(job.checkpoint().learning_rate, 0.5);
}

#[test]
fn fewer_epochs_finish_the_present_one_and_more_wake_a_finished_job() {
    let mut job = job(&spec());
    job.advance();
    assert!(job.tell(Command::Epochs(0)).is_err());
    job.tell(Command::Epochs(1)).unwrap();
    let done = finish(&mut job);
    assert_eq!(
        (done.epoch, done.epochs, done.state),
        (1, 1, State::Finished)
    );
    job.tell(Command::Epochs(3)).unwrap();
    assert_eq!(job.state(), &State::Paused);
    job.tell(Command::Resume).unwrap();
    let whole = finish(&mut self::job(&spec()));
    assert_eq!(finish(&mut job).weights(), whole.weights());
}

#[test]
fn a_diverging_job_fails_with_a_reason_and_has_its_last_good_weights() {
    let wild = Spec {
        layers: "4".to_string(),
        optimizer: "sgd".to_string(),
        learning_rate: Some(1e10),
        ..spec()
    };
    let failed = finish(&mut job(&wild));
    let State::Failed(reason) = &failed.state else {
        panic!("{:?}", failed.state)
    };
    let at = format!("at step {} of epoch 1", failed.step + 1);
    assert!(
        reason.contains(&at) && reason.contains("learning rate 10000000000"),
        "{reason}"
    );
    // What it had come to is of no use: the weights are those that the epoch began with.
    assert_eq!(failed.weights(), job(&wild).checkpoint().weights());
    assert_eq!(failed.optimizer, None);
    assert!(failed.curve.last().unwrap().is_finite());
}

#[test]
fn time_and_throughput_are_those_the_driver_tells() {
    let mut job = job(&Spec {
        epochs: 2,
        ..spec()
    });
    assert_eq!(job.checkpoint().eta, None);
    for steps in 1.. {
        let did = job.advance();
        job.took(Duration::from_millis(100));
        if steps < 5 {
            let spent = job.checkpoint().seconds();
            assert!((spent - 0.1 * f64::from(steps)).abs() < 1e-9, "{spent}");
        }
        if let Quantum::Epoch(report) = did {
            // 5 steps over 90 samples; the validation is not in it.
            assert!((report.seconds - 0.5).abs() < 1e-9);
            assert!((report.samples_per_second - 180.0).abs() < 1e-6);
            break;
        }
    }
    assert!((job.checkpoint().seconds() - 0.5).abs() < 1e-9);
    // One epoch took 5 steps, 3 pieces and its end: 0.9 s; another one is to come.
    assert_eq!(job.checkpoint().eta, Some(Duration::from_millis(900)));
}

#[test]
fn a_queued_job_learns_nothing_until_it_is_admitted_and_can_be_paused() {
    let mut job = job(&spec());
    job.queue(2);
    assert_eq!(job.advance(), Quantum::Idle);
    job.tell(Command::Resume).unwrap();
    assert_eq!(*job.state(), State::Queued(2));
    job.tell(Command::Pause).unwrap();
    job.admit(1);
    assert_eq!(*job.state(), State::Paused);
    job.tell(Command::Resume).unwrap();
    job.queue(0);
    job.admit(2);
    assert!(matches!(job.advance(), Quantum::Step { .. }));
}

#[test]
fn reports_of_very_many_epochs_are_thinned_and_the_latest_is_kept() {
    let mut done = job(&Spec {
        epochs: 3000,
        batch_size: Some(90),
        ..spec()
    });
    let done = finish(&mut done);
    assert!(done.epoch_reports.len() <= MOST_REPORTS);
    assert_eq!(done.last_epoch().unwrap().epoch, 3000);
    assert!(done.epoch_reports.is_sorted_by_key(|report| report.epoch));
}
