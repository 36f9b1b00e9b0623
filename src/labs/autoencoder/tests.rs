use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::training::testing::checkpoint;
use crate::labs::{Lab, say};

fn lab() -> Hosted<Autoencoder> {
    Hosted::new(Autoencoder::new(0))
}

#[test]
fn train_takes_a_number_of_epochs_and_nothing_else() {
    let mut lab = lab();
    assert!(say(&mut lab, "train 3 epochs").is_ok());
    assert_eq!((lab.settings.epochs, lab.run.is_wanted()), (3, true));
    assert!(say(&mut lab, "train 1 epoch").is_ok());
    assert_eq!((lab.settings.epochs, lab.run.is_wanted()), (1, true));
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
    assert_eq!(lab.settings.epochs, 1);
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
            lab.run.state(lab.settings.epochs),
            Some(&TrainState::Finished),
            "{fewer} epochs"
        );
        let refused = say(&mut lab, "train").map(drop);
        assert!(matches!(refused, Err(BadValue::NotNow(_))), "{refused:?}");
        assert!(!lab.run.is_wanted());
    }
    assert!(say(&mut lab, "set epochs 21").is_ok());
    assert_eq!(
        lab.run.state(lab.settings.epochs),
        Some(&TrainState::Paused)
    );
    assert!(say(&mut lab, "train").is_ok() && lab.run.is_wanted());
}
