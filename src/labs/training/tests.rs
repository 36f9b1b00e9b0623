use super::testing::checkpoint;
use super::*;
use crate::train::Spec;
use ndarray::Array2;

const ID: JobId = JobId {
    lab: 7,
    lane: 0,
    run: 0,
};

/// Something small to train: any task will do.
fn task() -> Task {
    let rows = |columns| Arc::new(Array2::<f32>::zeros((6, columns)));
    let spec = Spec {
        layers: "3 relu, 1 linear".into(),
        ..Spec::default()
    };
    Task {
        plan: spec.check(6, 2, 1).expect("a plan"),
        x: rows(2),
        y: rows(1),
        validation: None,
        from: None,
        paused: false,
        ends: 0,
    }
}

/// What was asked of the outside since the last time, in short.
fn asked(run: &mut Training) -> Vec<String> {
    let effects = run.take_effects().into_iter();
    let spelled = |effect| match effect {
        Effect::Train(id, task) => {
            let from = task.from.map_or(0, |at| at.step);
            let waits = if task.paused { " waits" } else { "" };
            format!("train {} from {from}{waits}", id.run)
        }
        Effect::Tell(id, command) => format!("{command:?} {}", id.run),
        other => format!("{other:?}"),
    };
    effects.map(spelled).collect()
}

fn trained(run: &Training, step: u64, state: TrainState) -> Msg {
    let at = Checkpoint {
        step,
        epochs: 5,
        state,
        ..checkpoint(run.id(), task().plan.model())
    };
    Msg::Trained(Arc::new(at))
}

#[test]
fn a_run_starts_pauses_and_goes_on() {
    let mut run = Training::new(ID.lab, ID.lane);
    assert!(!run.is_wanted());
    for (said, wanted) in [
        ("train 0 from 0", true),
        ("Pause 0", false),
        ("Resume 0", true),
    ] {
        run.toggle(Some(task()));
        assert_eq!(asked(&mut run), [said]);
        assert_eq!(run.is_wanted(), wanted, "{said}");
    }
    run.step(None);
    assert_eq!(asked(&mut run), ["Step 0"]);
    assert!(!run.is_wanted(), "one update, then a pause");
}

#[test]
fn what_is_wanted_before_the_data_is_there_begins_with_it() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.toggle(None);
    assert!(run.is_wanted() && asked(&mut run).is_empty());
    run.data_came(Some(task()));
    assert_eq!(asked(&mut run), ["train 0 from 0"]);

    let mut stepped = Training::new(ID.lab, ID.lane);
    stepped.step(None);
    stepped.data_came(Some(task()));
    assert_eq!(asked(&mut stepped), ["train 0 from 0 waits", "Step 0"]);

    let mut changed_mind = Training::new(ID.lab, ID.lane);
    changed_mind.toggle(None);
    changed_mind.toggle(None);
    changed_mind.data_came(Some(task()));
    assert!(asked(&mut changed_mind).is_empty());
}

#[test]
fn what_waits_for_data_that_cannot_be_had_is_no_longer_wanted() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.toggle(None);
    run.data_failed();
    assert!(!run.is_wanted());
    run.data_came(Some(task()));
    assert!(asked(&mut run).is_empty(), "nothing begins by itself later");

    let mut kept = Training::new(ID.lab, ID.lane);
    let Msg::Trained(at) = trained(&kept, 12, TrainState::Paused) else {
        unreachable!("it is a checkpoint");
    };
    kept.restore(at, None);
    kept.toggle(None);
    assert!(kept.is_wanted());
    kept.data_failed();
    assert!(!kept.is_wanted());
    assert_eq!(kept.latest().map(|at| at.step), Some(12));
    kept.data_came(Some(task()));
    assert_eq!(asked(&mut kept), ["train 0 from 12 waits"]);
}

#[test]
fn a_run_waits_while_another_screen_is_looked_at() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.toggle(Some(task()));
    run.hide();
    assert_eq!(asked(&mut run), ["train 0 from 0", "Pause 0"]);
    run.show(Some(task()));
    assert_eq!(asked(&mut run), ["Resume 0"]);

    run.receive(&trained(&run, 0, TrainState::Queued(2)), 5);
    run.hide();
    assert!(
        asked(&mut run).is_empty(),
        "it keeps its place in the queue"
    );

    let mut waiting = Training::new(ID.lab, ID.lane);
    waiting.toggle(None);
    waiting.hide();
    waiting.data_came(Some(task()));
    assert!(asked(&mut waiting).is_empty());
    waiting.show(Some(task()));
    assert_eq!(asked(&mut waiting), ["train 0 from 0"]);
}

#[test]
fn a_fork_goes_on_from_the_newest_checkpoint_as_another_job() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.fork(Some(task()));
    assert!(asked(&mut run).is_empty(), "nothing was begun");
    run.toggle(Some(task()));
    assert!(run.receive(&trained(&run, 40, TrainState::Running), 5));
    run.fork(Some(task()));
    assert_eq!(
        asked(&mut run),
        ["train 0 from 0", "Stop 0", "train 1 from 40"]
    );
    assert_eq!(run.latest().map(|at| at.step), Some(40));
    let late = Msg::Trained(Arc::new(checkpoint(ID, task().plan.model())));
    assert!(!run.receive(&late, 5), "a checkpoint of the job before");
}

#[test]
fn a_run_that_has_ended_is_no_longer_wanted_and_more_epochs_make_it_wait() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.toggle(Some(task()));
    let end = Checkpoint {
        epoch: 5,
        epochs: 5,
        ..checkpoint(ID, task().plan.model())
    };
    assert!(run.receive(&Msg::Trained(Arc::new(end)), 5));
    assert!(!run.is_wanted());
    assert_eq!(run.state(5), Some(&TrainState::Finished));
    assert_eq!(run.state(6), Some(&TrainState::Paused));
}

#[test]
fn what_was_kept_waits_for_the_learner_where_it_was() {
    let mut run = Training::new(ID.lab, ID.lane);
    let Msg::Trained(kept) = trained(&run, 12, TrainState::Paused) else {
        unreachable!("it is a checkpoint");
    };
    run.restore(kept, None);
    assert!(run.is_restored() && !run.is_wanted());
    run.data_came(Some(task()));
    assert_eq!(asked(&mut run), ["train 0 from 12 waits"]);
    run.toggle(None);
    assert_eq!(asked(&mut run), ["Resume 0"]);
    assert!(!run.is_restored());
    assert_eq!(
        run.discards().as_deref(),
        Some("this discards 12 steps of training")
    );
}

#[test]
fn a_run_whose_worker_is_gone_waits_and_goes_on_when_the_learner_says_so() {
    let mut run = Training::new(ID.lab, ID.lane);
    run.toggle(Some(task()));
    let Msg::Trained(at) = trained(&run, 3, TrainState::Paused) else {
        unreachable!("it is a checkpoint")
    };
    let place = Some(Place::Gone("step 3 is kept".into()));
    let at = Checkpoint {
        place,
        ..Checkpoint::clone(&at)
    };
    assert!(run.receive(&Msg::Trained(Arc::new(at)), 5));
    assert!(!run.is_wanted());
    asked(&mut run);
    run.toggle(None);
    assert_eq!(asked(&mut run), ["Resume 0"]);
    assert!(run.is_wanted());
}

#[test]
fn shares_that_all_lie_near_one_have_an_axis_of_their_own() {
    for (shares, begin) in [
        (&[0.95, 0.8][..], 0.8),
        (&[0.79, 0.95], 0.5),
        (&[0.1, 0.99], 0.0),
        (&[], 0.0),
    ] {
        assert_eq!(floor(shares.iter().copied()), begin, "{shares:?}");
    }
}
