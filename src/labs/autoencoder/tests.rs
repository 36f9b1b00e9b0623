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
    assert!(say(&mut lab, "train 1 epoch").is_ok());
    assert_eq!(
        (lab.settings.learning.epochs, lab.run.is_wanted()),
        (1, true)
    );
    for line in [
        "train three epochs",
        "train 0 epochs",
        "train 3",
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
        assert!(matches!(refused, Err(BadValue::NotNow(_))), "{refused:?}");
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
    for control in lab.controls() {
        for share in 0..=20 {
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
