use super::*;
use crate::labs::say;
use crate::nn::Seen;
use crate::train::History;

#[test]
fn train_takes_a_number_of_epochs_and_nothing_else() {
    let mut lab = Autoencoder::new(0);
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

/// A run of the lab's network that has finished after so many epochs.
fn finished(lab: &Autoencoder, epochs: usize) -> Arc<Checkpoint> {
    let blueprint = lab.blueprint.as_ref().expect("the network can be built");
    Arc::new(Checkpoint {
        job: lab.run.id(),
        model: blueprint.untrained.clone(),
        optimizer: None,
        learning_rate: 0.001,
        step: 0,
        steps: 0,
        epoch: epochs,
        epochs,
        batch: 0,
        seen: Seen::default(),
        batches: 0,
        state: State::Finished,
        curve: History::default(),
        epoch_reports: Vec::new(),
        samples_per_second: 0.0,
        eta: None,
    })
}

#[test]
fn a_finished_run_goes_on_with_more_epochs_and_not_with_fewer() {
    let mut lab = Autoencoder::new(0);
    lab.latest = Some(finished(&lab, 20));
    for fewer in [17, 1, 19, 20] {
        assert!(say(&mut lab, &format!("set epochs {fewer}")).is_ok());
        assert_eq!(lab.state(), Some(&State::Finished), "{fewer} epochs");
        let refused = say(&mut lab, "train").map(drop);
        assert!(matches!(refused, Err(BadValue::NotNow(_))), "{refused:?}");
        assert!(!lab.is_busy());
    }
    assert!(say(&mut lab, "set epochs 21").is_ok());
    assert_eq!(lab.state(), Some(&State::Paused));
    assert!(say(&mut lab, "train").is_ok() && lab.is_busy());
}

#[test]
fn the_time_to_go_is_shown_whole_at_every_width_and_in_every_state() {
    use crate::ui::plain;
    let lab = Autoencoder::new(0);
    let mut at = (*finished(&lab, 3)).clone();
    (at.epochs, at.batch, at.batches, at.steps) = (17, 12, 235, 3995);
    at.samples_per_second = 146_000.0;
    at.eta = Some(std::time::Duration::from_secs(21));
    let ends = [
        (State::Running, "0:21 to go"),
        (State::Finished, "done: 0 updates"),
        (State::Paused, "paused"),
        (State::Validating, "looking at the test digits"),
    ];
    for (state, end) in ends {
        at.state = state;
        for width in 26..=140 {
            for look in [plain(true), plain(false)] {
                let (line, _) = view::of_the_run(&at, false, width, &look);
                assert!(line.ends_with(end), "{line}");
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}
