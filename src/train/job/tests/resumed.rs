//! Runs that go on from where another one stood.

use super::*;

#[test]
fn a_run_that_goes_on_from_anywhere_ends_as_if_it_had_never_stopped() {
    let whole = finish(&mut job(&spec()));
    // 5 steps, 3 pieces of the validation and the end of the epoch: the last one is done.
    for stop in 0..27 {
        let mut first = job(&spec());
        for _ in 0..stop {
            first.advance();
        }
        first.tell(Command::Pause).unwrap();
        let from = Some(Arc::new(first.checkpoint()));
        let rest = Task {
            from,
            ..task(&spec())
        };
        let mut rest = Job::new(ID, rest).unwrap();
        assert_eq!(rest.checkpoint().step, first.checkpoint().step);
        let rest = finish(&mut rest);
        assert_eq!(rest.weights(), whole.weights(), "{stop}");
        assert_eq!(rest.epoch_reports, whole.epoch_reports, "{stop}");
        assert_eq!((rest.curve, rest.step), (whole.curve.clone(), whole.step));
    }
}

#[test]
fn the_time_of_a_half_done_epoch_is_the_forks_as_well() {
    let mut first = job(&spec());
    for _ in 0..9 + 3 {
        first.advance();
        first.took(Duration::from_millis(100));
    }
    let from = Arc::new(first.checkpoint());
    // 5 steps of the first epoch, and 3 of the second.
    assert!((from.seconds() - 0.8).abs() < 1e-9, "{}", from.seconds());
    let fork = Task {
        from: Some(Arc::clone(&from)),
        ..task(&spec())
    };
    let fork = Job::new(ID, fork).unwrap().checkpoint();
    assert_eq!(fork.seconds(), from.seconds());
}

#[test]
fn a_batch_size_that_fits_no_more_begins_the_epoch_again() {
    let mut first = job(&spec());
    for _ in 0..9 + 3 {
        first.advance();
    }
    let from = Arc::new(first.checkpoint());
    assert_eq!((from.epoch, from.batch), (1, 3));
    for (batch_size, batch) in [(30, 2), (25, 0)] {
        let other = Spec {
            batch_size: Some(batch_size),
            ..spec()
        };
        let fork = Task {
            from: Some(Arc::clone(&from)),
            ..task(&other)
        };
        let forked = Job::new(ID, fork).unwrap().checkpoint();
        assert_eq!((forked.epoch, forked.batch), (1, batch));
        assert_eq!(forked.optimizer, from.optimizer);
    }
}

#[test]
fn a_finished_run_is_still_finished_and_may_get_more_epochs() {
    let done = Arc::new(finish(&mut job(&spec())));
    let rest = Task {
        from: Some(done),
        ..task(&spec())
    };
    let mut rest = Job::new(ID, rest).unwrap();
    assert_eq!(*rest.state(), State::Finished);
    rest.tell(Command::Epochs(4)).unwrap();
    rest.tell(Command::Resume).unwrap();
    assert_eq!(finish(&mut rest).epoch, 4);
}

#[test]
fn a_run_that_has_done_more_epochs_than_are_planned_is_over_and_says_so_many() {
    let done = Arc::new(finish(&mut job(&spec())));
    let fewer = Spec {
        epochs: 2,
        ..spec()
    };
    let rest = Task {
        from: Some(done),
        ..task(&fewer)
    };
    let rest = Job::new(ID, rest).unwrap();
    assert_eq!(*rest.state(), State::Finished);
    let at = rest.checkpoint();
    assert_eq!((at.epoch, at.epochs), (3, 3));
}
