use super::*;
use crate::train::{Job, Spec, Task};
use crate::train::{JobId, State};
use ndarray::Array2;

const ID: JobId = JobId {
    lab: 1,
    lane: 0,
    run: 2,
};

fn task(optimizer: &str) -> Task {
    let x = Arc::new(Array2::from_shape_fn((60, 4), |(i, j)| {
        ((i * (j + 2)) as f32).sin()
    }));
    let spec = Spec {
        layers: "5 relu, 4 linear".to_owned(),
        optimizer: optimizer.to_owned(),
        learning_rate: Some(0.01),
        batch_size: Some(7),
        epochs: 3,
        threads: 1,
        ..Spec::default()
    };
    Task {
        plan: spec.check(60, 4, 4).unwrap(),
        y: x.clone(),
        x,
        validation: None,
        from: None,
        paused: false,
        ends: 0,
    }
}

fn trained(optimizer: &str) -> Keepsake {
    let mut job = Job::new(ID, task(optimizer)).unwrap();
    for _ in 0..14 {
        job.advance();
    }
    Keepsake {
        settings: vec![
            ("rate".into(), "0.01".into()),
            ("digit".into(), "61".into()),
        ],
        made: vec!["point 0.5 -0.2 a".into()],
        steps: BTreeSet::from(["autoencoder/train".to_owned()]),
        trained: vec![Arc::new(job.checkpoint())],
    }
}

fn weights_at_the_end(from: Option<Arc<Checkpoint>>, optimizer: &str) -> Vec<f32> {
    let rest = Task {
        from,
        ..task(optimizer)
    };
    let mut rest = Job::new(ID, rest).unwrap();
    while rest.is_working() {
        rest.advance();
    }
    assert_eq!(rest.checkpoint().epoch, 3);
    rest.checkpoint().weights().to_vec()
}

#[test]
fn what_was_kept_goes_on_bit_by_bit() {
    for optimizer in ["sgd", "adam", "adamax"] {
        let kept = trained(optimizer);
        let back = Keepsake::decode(&kept.encode()).unwrap();
        assert_eq!((&back.settings, &back.steps), (&kept.settings, &kept.steps));
        let (was, is) = (&kept.trained[0], Arc::clone(&back.trained[0]));
        assert_eq!(is.state, State::Paused);
        assert_eq!(
            (is.step, is.steps, is.seen),
            (was.step, was.steps, was.seen)
        );
        assert_eq!(
            (&is.curve, &is.epoch_reports),
            (&was.curve, &was.epoch_reports)
        );
        let uninterrupted = weights_at_the_end(None, optimizer);
        assert_eq!(weights_at_the_end(Some(is), optimizer), uninterrupted);
    }
}

#[test]
fn runs_side_by_side_come_back_each_to_its_lane() {
    let mut kept = trained("adam");
    let second = trained("sgd").trained.remove(0);
    let mut second = Checkpoint::clone(&second);
    second.job.lane = 1;
    kept.trained.push(Arc::new(second));
    let back = Keepsake::decode(&kept.encode()).unwrap();
    assert_eq!(back.trained.len(), 2);
    for (lane, (was, is)) in (0..).zip(kept.trained.iter().zip(&back.trained)) {
        assert_eq!((is.job.lane, is.step), (lane, was.step));
        assert!(is.weights() == was.weights() && is.optimizer == was.optimizer);
    }
    // A single run that is not the first one keeps its lane, too.
    kept.trained.remove(0);
    let back = Keepsake::decode(&kept.encode()).unwrap();
    assert_eq!(back.trained[0].job.lane, 1);
}

#[test]
fn a_lab_without_training_is_its_settings() {
    let kept = Keepsake {
        trained: Vec::new(),
        ..trained("sgd")
    };
    let back = Keepsake::decode(&kept.encode()).unwrap();
    assert!(back.is(&kept));
}

#[test]
fn cut_short_or_changed_anywhere_it_is_refused() {
    let bytes = trained("adamax").encode();
    for length in 0..bytes.len() {
        let cut = Keepsake::decode(&bytes[..length]);
        assert!(matches!(cut, Err(Unreadable::Damaged(_))), "{length}");
    }
    let whole = Keepsake::decode(&bytes).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        // White space of the format's own header may change; nothing that was kept may.
        if let Ok(read) = Keepsake::decode(&changed) {
            let (was, is) = (&whole.trained[0], &read.trained[0]);
            assert_eq!(is.weights(), was.weights(), "{at}");
            assert_eq!((&is.optimizer, is.step), (&was.optimizer, was.step), "{at}");
        }
    }
}

#[test]
fn another_version_is_told_from_damage() {
    let later = format!("{{\"version\":{}}}", VERSION + 1);
    let texts = HashMap::from([
        (HEADER.to_owned(), later),
        (CHECKSUM.to_owned(), String::new()),
    ]);
    let none: [(&str, TensorView); 0] = [];
    let bytes = safetensors::serialize(none, Some(texts)).unwrap();
    let refused = Keepsake::decode(&bytes).unwrap_err();
    assert_eq!(refused, Unreadable::Version(VERSION + 1));
}

#[test]
fn layers_that_the_weights_are_too_few_for_are_never_made() {
    let kept = trained("sgd");
    let mut at = Checkpoint::clone(&kept.trained[0]);
    at.optimizer = None;
    let trained = Trained {
        inputs: 4,
        layers: vec![
            (usize::MAX / 2, "relu".into()),
            (usize::MAX / 2, "relu".into()),
        ],
        ..Trained::of(&at)
    };
    let refused = trained.checkpoint([&[0.0; 16], &[], &[]]);
    assert!(matches!(refused, Err(Unreadable::Damaged(_))));
}
