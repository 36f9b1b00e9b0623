mod inside;

use super::*;
use crate::labs::BadValue;
use crate::labs::hosted::Hosted;
use crate::labs::training::testing::checkpoint;
use crate::labs::{Lab, say};
use crate::msg::{Panicked, TrainState};

fn lab() -> Hosted<Autoencoder> {
    Hosted::new(Autoencoder::new(0))
}

#[test]
fn train_takes_a_number_of_epochs_and_nothing_else() {
    let mut lab = lab();
    assert!(say(&mut lab, "train 3 epochs").is_ok());
    assert_eq!(
        (lab.settings.learning.epochs, lab.run.is_wanted()),
        (3, true)
    );
    for line in ["train 1 epoch", "train 1", "train 1 more"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
        assert_eq!(
            (lab.settings.learning.epochs, lab.run.is_wanted()),
            (1, true)
        );
    }
    for line in [
        "train three epochs",
        "train 0 epochs",
        "train 3 hours",
        "train -1",
        "step 4",
        "reset now",
    ] {
        let refused = say(&mut lab, line).map(drop);
        assert!(
            matches!(refused, Err(BadValue::NotAllowed { .. })),
            "{line}: {refused:?}"
        );
    }
    assert_eq!(lab.settings.learning.epochs, 1);
}

/// The answer to the lab's question for its digits, where there is no memory for them.
fn without_memory(lab: &mut Hosted<Autoencoder>) {
    let asked = lab.open();
    let Some(Effect::Work(id, _)) = asked.into_iter().next() else {
        panic!("it asks for its digits");
    };
    let answer = Panicked("there is no memory left".into());
    lab.update(&Msg::Worked(id, Arc::new(answer)));
}

#[test]
fn without_digits_every_way_to_train_is_refused_with_the_reason() {
    let mut lab = lab();
    without_memory(&mut lab);
    for line in ["train", "train 1 epochs", "step"] {
        let refused = say(&mut lab, line).map(drop);
        let said = refused.expect_err(line).to_string();
        assert!(said.contains("no memory left"), "{line}: {said}");
        assert!(!lab.run.is_wanted(), "{line}");
    }
    // What was asked for while they were still being unpacked is given up as well.
    let mut early = self::lab();
    assert!(say(&mut early, "train 1 epochs").is_ok() && early.run.is_wanted());
    without_memory(&mut early);
    assert!(!early.run.is_wanted());
}

#[test]
fn a_run_that_failed_is_told_nothing_and_waits_for_nothing() {
    let mut lab = lab();
    let blueprint = lab.blueprint.as_ref().expect("the network can be built");
    let at = Checkpoint {
        state: TrainState::Failed("the loss became infinite".into()),
        ..checkpoint(lab.run.id(), blueprint.untrained.clone())
    };
    lab.restore(Arc::new(at));
    for line in ["train", "train 1 epochs", "step"] {
        let refused = say(&mut lab, line).map(drop);
        let why = BadValue::RunFailed("the loss became infinite".into());
        assert_eq!(refused, Err(why), "{line}");
        assert!(!lab.run.is_wanted(), "{line}");
    }
}

/// The same after a run of so many epochs.
fn finished(epochs: usize) -> Hosted<Autoencoder> {
    let mut lab = lab();
    let blueprint = lab.blueprint.as_ref().expect("the network can be built");
    let at = Checkpoint {
        epoch: epochs,
        epochs,
        ..checkpoint(lab.run.id(), blueprint.untrained.clone())
    };
    lab.restore(Arc::new(at));
    lab
}

#[test]
fn every_setting_that_a_control_allows_makes_a_plan() {
    let mut lab = lab();
    for at in 0..lab.controls().len() {
        for share in 0..=20 {
            // What one allows can depend on another.
            let control = lab.controls().swap_remove(at);
            let value = control.at_share(f64::from(share) / 20.0);
            assert!(
                lab.set(control.name, &value).is_ok(),
                "{} {value}",
                control.name
            );
            assert!(lab.settings.plan().is_some(), "{} {value}", control.name);
        }
    }
}

#[test]
fn a_finished_run_goes_on_with_more_epochs_and_not_with_fewer() {
    let mut lab = finished(20);
    for fewer in [17, 1, 19, 20] {
        assert!(say(&mut lab, &format!("set epochs {fewer}")).is_ok());
        assert_eq!(
            lab.run.state(lab.settings.learning.epochs),
            Some(&TrainState::Finished),
            "{fewer} epochs"
        );
        let refused = say(&mut lab, "train").map(drop);
        assert!(matches!(refused, Err(BadValue::NotNow(_))), "{refused:?}");
        assert!(!lab.run.is_wanted());
    }
    assert!(say(&mut lab, "set epochs 21").is_ok());
    assert_eq!(
        lab.run.state(lab.settings.learning.epochs),
        Some(&TrainState::Paused)
    );
    assert!(say(&mut lab, "train").is_ok() && lab.run.is_wanted());
}

/// Checkpoints of a run as its job would send them, epoch after epoch, with a val_loss that falls by
/// `factor` each.
fn news(
    lab: &Hosted<Autoencoder>,
    epochs: std::ops::RangeInclusive<usize>,
    factor: f64,
) -> Vec<Msg> {
    let model = lab.net_shown().expect("a network");
    let report = |epoch: usize| crate::train::EpochReport {
        epoch,
        loss: 0.05,
        val_loss: Some(0.06 * factor.powi(epoch as i32)),
        accuracy: None,
        val_accuracy: None,
        seconds: 0.4,
        samples_per_second: 150_000.0,
    };
    let at = |epoch: usize| Checkpoint {
        epoch,
        step: 235 * epoch as u64,
        steps: 235 * 17,
        epochs: 17,
        batches: 235,
        state: TrainState::Paused,
        epoch_reports: (1..=epoch).map(report).collect(),
        ..checkpoint(lab.run.id(), model.clone())
    };
    let with_end = |epoch: usize| Checkpoint {
        ends: vec![Arc::new(at(epoch))],
        ..at(epoch)
    };
    epochs
        .map(|epoch| Msg::Trained(Arc::new(with_end(epoch))))
        .collect()
}

/// A lab whose run has done so many epochs.
fn after_epochs(epochs: usize) -> Hosted<Autoencoder> {
    let mut lab = lab();
    let opened = lab.open();
    crate::labs::testing::worked(opened, &mut |msg| lab.update(msg));
    assert!(say(&mut lab, "train").is_ok());
    for msg in news(&lab, 1..=epochs, 0.8) {
        lab.update(&msg);
    }
    lab
}

#[test]
fn the_moment_follows_the_training_until_it_is_set_back_and_stays_while_it_goes_on() {
    let mut lab = after_epochs(4);
    assert_eq!(lab.moment_shown(), 4);
    assert!(say(&mut lab, "set moment 2").is_ok());
    for msg in news(&lab, 5..=6, 0.8) {
        lab.update(&msg);
    }
    let shown = lab.checkpoint_shown().map(|at| at.epoch);
    assert_eq!((lab.moment_shown(), shown), (2, Some(2)));
    assert!(say(&mut lab, "set moment 6").is_ok());
    for msg in news(&lab, 7..=7, 0.8) {
        lab.update(&msg);
    }
    assert_eq!(lab.moment_shown(), 7);
}

#[test]
fn a_fork_waits_at_the_moment_that_was_shown_and_what_is_changed_then_is_told() {
    let mut lab = after_epochs(5);
    for line in ["set view time", "set moment 3", "fork"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    assert!(!lab.run.is_wanted());
    assert_eq!(lab.run.latest().map(|at| at.epoch), Some(3));
    for line in ["set batch 64", "set optimizer adam", "set batch 256"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    assert!(say(&mut lab, "train 2 epochs").is_ok());
    for msg in news(&lab, 4..=5, 0.7) {
        lab.update(&msg);
    }
    let number = |name| crate::labs::testing::number_of(&lab, name);
    assert_eq!((number("runs"), number("fork_epoch")), (2.0, 3.0));
    assert_eq!(number("changes"), 1.0, "the batch is what it was");
    let lead = 0.06 * (0.8f64.powi(5) - 0.7f64.powi(5));
    assert!((number("lead") - lead).abs() < 1e-9);
    let drawn = crate::labs::testing::screen(&lab, 100, 24, true).join("\n");
    assert!(drawn.contains("run 2") && drawn.contains("1:5"), "{drawn}");
}

#[test]
fn a_fork_of_a_fork_that_made_no_update_is_one_of_their_parent() {
    let mut lab = after_epochs(6);
    for line in [
        "set view time",
        "set moment 4",
        "fork",
        "set moment 2",
        "fork",
    ] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    let number = |name| crate::labs::testing::number_of(&lab, name);
    assert_eq!((number("runs"), number("fork_epoch")), (2.0, 2.0));
    // Every moment of both is there, none of them its own ancestor.
    for moment in 0..=6 {
        for run in [1, 2] {
            let found = lab.time.kept.nearest(run, moment).map(|at| at.epoch);
            let expected = [moment.clamp(1, 6), moment.clamp(1, 2)][run - 1];
            assert_eq!(found, Some(expected), "run {run}, moment {moment}");
        }
    }
    crate::labs::testing::screen(&lab, 140, 40, true);
}

#[test]
fn a_moment_before_a_fork_is_forked_as_its_own_run_was_set() {
    let mut lab = after_epochs(6);
    for line in ["set view time", "set moment 4", "fork", "set optimizer sgd"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    for msg in news(&lab, 5..=5, 0.8) {
        lab.update(&msg);
    }
    for line in ["set moment 2", "fork"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    assert_eq!(lab.settings.learning.optimizer_name(), "adamax");
    let number = |name| crate::labs::testing::number_of(&lab, name);
    assert_eq!((number("runs"), number("fork_epoch")), (3.0, 2.0));
    let newest = lab.time.kept.newest().and_then(|run| run.origin);
    assert_eq!(newest.map(|origin| origin.run), Some(1));
}

#[test]
fn a_fork_has_epochs_ahead_of_it_and_begins_at_the_moment_that_is_shown() {
    let mut lab = after_epochs(17);
    assert!(say(&mut lab, "set view time").is_ok());
    let mut refused = |line: &str| match say(&mut lab, line).map(drop) {
        Err(BadValue::NotNow(why)) => why,
        other => panic!("{other:?}"),
    };
    assert!(refused("fork").contains("no epochs are left"));
    assert!(say(&mut lab, "set epochs 20").is_ok());
    assert!(say(&mut lab, "fork").is_ok());
    assert_eq!(lab.run.latest().map(|at| at.epoch), Some(17));
}

#[test]
fn so_many_epochs_in_all_are_trained_only_where_they_are_not_done() {
    let mut lab = after_epochs(3);
    for (line, wanted, planned) in [
        ("train", false, 17),
        ("train to 2 epochs", false, 17),
        ("train to 3 epochs", false, 17),
        ("train to 5 epochs", true, 5),
    ] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
        let planned_now = lab.settings.learning.epochs;
        assert_eq!(
            (lab.run.is_wanted(), planned_now),
            (wanted, planned),
            "{line}"
        );
    }
    assert!(say(&mut lab, "train to epochs").is_err());
}

#[test]
fn twenty_forks_of_forks_stay_within_the_room_and_each_is_listed() {
    let mut lab = after_epochs(5);
    assert!(say(&mut lab, "set view runs").is_ok());
    for _ in 0..20 {
        assert!(say(&mut lab, "set moment 2").is_ok());
        assert!(say(&mut lab, "fork").is_ok());
        for msg in news(&lab, 3..=5, 0.8) {
            lab.update(&msg);
        }
    }
    assert_eq!(lab.time.kept.runs().len(), 21);
    assert!(lab.time.kept.bytes() <= 58_000_000);
    let drawn = crate::labs::testing::screen(&lab, 80, 24, true).join("\n");
    assert!(drawn.contains(" 21  20 at 2"), "{drawn}");
}

#[test]
fn a_fork_through_another_bottleneck_keeps_the_layers_that_fit() {
    let mut lab = after_epochs(4);
    for line in ["set moment 2", "fork", "set bottleneck 8"] {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    let old = lab
        .time
        .kept
        .moment(1, 2)
        .expect("it is kept")
        .model
        .clone();
    let at = lab.run.latest().expect("it is a fork");
    let (new, fresh) = (&at.model, lab.settings.plan().expect("a plan").model());
    assert_eq!((at.epoch, new.layers()[2].units()), (2, 8));
    for layer in [0, 1, 4, 5] {
        assert_eq!(new.kernel(layer), old.kernel(layer), "{layer}");
    }
    for layer in [2, 3] {
        assert_eq!(new.kernel(layer), fresh.kernel(layer), "{layer}");
    }
    // After an update it is a run, and another bottleneck is another network.
    for msg in news(&lab, 3..=3, 0.8) {
        lab.update(&msg);
    }
    assert!(say(&mut lab, "set bottleneck 16").is_ok());
    assert!(lab.run.latest().is_none());
}

#[test]
fn nothing_is_forked_before_something_was_trained_and_not_twice_at_one_place() {
    let mut lab = lab();
    let refused = say(&mut lab, "fork").map(drop);
    assert!(matches!(refused, Err(BadValue::NotNow(_))), "{refused:?}");
    let mut lab = after_epochs(3);
    assert!(say(&mut lab, "fork").is_ok());
    assert!(matches!(
        say(&mut lab, "fork").map(drop),
        Err(BadValue::NotNow(_))
    ));
}
