//! What is seen inside, noise, and digits that are held out.

use super::*;
use crate::nn::Samples;

#[test]
fn the_first_update_of_adamax_moves_a_weight_by_the_rate_against_its_slope() {
    let mut lab = lab();
    crate::labs::testing::worked(lab.open(), &mut |msg| lab.update(msg));
    assert!(say(&mut lab, "set view update").is_ok());
    for (layer, unit, from) in [(1, 1, 407), (3, 5, 9), (6, 407, 1)] {
        for (name, value) in [("layer", layer), ("unit", unit), ("from", from)] {
            assert!(say(&mut lab, &format!("set {name} {value}")).is_ok());
        }
        let inside = lab.inside.as_ref().expect("it is looked inside");
        let step = inside
            .one_move(lab.chosen_weight(&inside.net))
            .expect("an update");
        assert_eq!(step.slope, step.a * step.d);
        if step.batch_slope != 0.0 {
            // m / (1 - 0.9) is g, and u is |g|, but for the epsilon that keeps u from 0.
            let size = step.batch_slope.abs();
            let expected = 0.001 * size / (size + 1e-7);
            let moved = step.before - step.after;
            assert!((moved.abs() - expected).abs() < 2e-6, "{step:?}");
            assert_eq!(moved.signum(), step.batch_slope.signum());
        }
    }
    let drawn = crate::labs::testing::screen(&lab, 80, 20, true).join("\n");
    assert!(drawn.contains("largest of |g| lately"), "{drawn}");
}

#[test]
fn noise_on_what_is_shown_is_a_picture_and_noise_that_is_learned_from_is_a_fork() {
    let mut lab = after_epochs(2);
    let job = lab.run.id();
    assert!(say(&mut lab, "set noise salt-and-pepper").is_ok());
    assert_eq!(lab.run.id(), job);
    let number = |lab: &Hosted<Autoencoder>, name| crate::labs::testing::number_of(lab, name);
    assert!(number(&lab, "noise_in") > 0.1);
    assert!(say(&mut lab, "set learns noisy").is_ok());
    assert_ne!(lab.run.id(), job);
    let Effect::Train(_, task) = lab
        .set("amount", "0.5")
        .expect("it can be set")
        .into_iter()
        .find(|effect| matches!(effect, Effect::Train(..)))
        .expect("another task")
    else {
        panic!("it trains");
    };
    assert!(task.from.is_some_and(|at| at.epoch == 2));
    let row = |samples: &dyn Samples| {
        let mut row = vec![0.0; 784];
        samples.gather(&[7], 0..784, &mut row);
        row
    };
    assert_ne!(row(&*task.x), row(&*task.y));
    assert!(task.plan.epochs() == 17);
}

#[test]
fn held_out_digits_are_not_learned_from_and_the_test_digits_are_opened_on_demand() {
    let mut lab = after_epochs(2);
    assert!(matches!(
        say(&mut lab, "open").map(drop),
        Err(BadValue::NotNow(_))
    ));
    assert!(say(&mut lab, "set judge held-out").is_ok());
    let task = lab.task(0).expect("the digits are there");
    let held = task.validation.map(|(x, _)| x.len());
    assert_eq!((task.x.len(), held), (50_000, Some(10_000)));
    assert!(say(&mut lab, "train").is_ok());
    for msg in news(&lab, 1..=1, 0.8) {
        lab.update(&msg);
    }
    let asked = say(&mut lab, "open").expect("it is paused");
    crate::labs::testing::worked(asked, &mut |msg| lab.update(msg));
    let error = crate::labs::testing::number_of(&lab, "test_error");
    assert!(
        (error - 0.231).abs() < 0.01,
        "an untrained network's: {error}"
    );
    assert!(matches!(
        say(&mut lab, "open").map(drop),
        Err(BadValue::NotNow(_))
    ));
}

#[test]
fn ink_drawn_by_hand_goes_in_and_the_error_is_against_the_clean_digit() {
    let mut lab = after_epochs(2);
    assert!(say(&mut lab, "set view draw").is_ok());
    assert_eq!(lab.pairs[0].noise, 0.0);
    assert!(say(&mut lab, "ink 4 4 24 4").is_ok());
    let pair = &lab.pairs[0];
    assert!(pair.noise > 0.02 && pair.input != pair.clean);
    let error = crate::stats::mean_squared_error(&pair.clean, &pair.output);
    assert_eq!(pair.error, error);
    assert!(say(&mut lab, "undo").is_ok());
    assert_eq!(lab.pairs[0].noise, 0.0);
}

#[test]
fn a_diverged_run_can_be_scrubbed_and_forked_before_it_went_wrong() {
    let mut lab = after_epochs(3);
    let Some(Msg::Trained(last)) = news(&lab, 3..=3, 0.8).pop() else {
        panic!("a checkpoint");
    };
    let failed = Checkpoint {
        batch: 12,
        optimizer: None,
        state: TrainState::Failed("the loss became infinite".into()),
        ..Checkpoint::clone(&last)
    };
    lab.update(&Msg::Trained(Arc::new(failed)));
    for line in ["set view time", "set moment 2", "fork", "set rate 0.0001"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    assert_eq!(lab.run.latest().map(|at| at.epoch), Some(2));
    assert!(say(&mut lab, "train 1 epochs").is_ok() && lab.run.is_wanted());
    // Left in the middle of it, it waits, and goes on when the learner is back.
    let left = lab.park();
    let pauses = |effects: &[Effect]| format!("{effects:?}").contains("Pause");
    assert!(pauses(&left));
    assert!(format!("{:?}", lab.open()).contains("Resume"));
}

#[test]
fn another_network_is_never_seen_with_what_was_found_of_the_one_before() {
    let mut lab = lab();
    crate::labs::testing::worked(lab.open(), &mut |msg| lab.update(msg));
    for line in [
        "set view layers",
        "set network linear",
        "set bottleneck 2",
        "set view update",
        "set network deep",
        "set optimizer sgd",
        "set layer 6",
    ] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
        let inside = lab.inside.as_ref().expect("it is looked inside");
        let update = inside.measured.update.as_ref().expect("an update");
        assert_eq!(update.after.layers(), inside.net.layers(), "{line}");
        crate::labs::testing::screen(&lab, 80, 24, true);
    }
}
