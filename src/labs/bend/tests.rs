use super::*;
use crate::event::{Mouse, MouseKind};
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::number_of;
use crate::train::{Job, Quantum};

/// A lab that has trained as it is set.
fn trained(lines: &[&str]) -> Hosted<Bend> {
    let mut lab = Hosted::new(Bend::new(0));
    for line in lines {
        let (name, value) = line.split_once(' ').expect("a control and a value");
        assert!(lab.set(name, value).is_ok(), "{line}");
    }
    assert!(lab.act("train", "").is_ok());
    let mut job = Job::new(lab.run.id(), lab.whole_task().expect("a task")).expect("it can train");
    while job.advance() != Quantum::Idle {}
    lab.update(&Msg::Trained(Arc::new(job.checkpoint())));
    lab
}

#[test]
fn without_an_activation_any_depth_draws_a_straight_line_and_the_best_one_at_that() {
    for layers in ["layers 0", "layers 3"] {
        let lab = trained(&[layers, "activation linear"]);
        assert_eq!(number_of(&lab, "straight"), 1.0, "{layers}");
        let ratio = number_of(&lab, "ratio");
        assert!((1.0..1.01).contains(&ratio), "{layers}: {ratio}");
        let (net, best) = (lab.as_line().expect("a line"), lab.best().expect("a line"));
        assert!((net.slope - best.slope).abs() < 0.1, "{net:?} {best:?}");
    }
}

#[test]
fn with_one_a_single_layer_bends() {
    let lab = trained(&["layers 1", "activation tanh"]);
    assert_eq!(number_of(&lab, "straight"), 0.0);
    assert!(number_of(&lab, "ratio") < 0.5);
}

#[test]
fn a_line_by_hand_is_measured_as_the_others_are() {
    let mut lab = Hosted::new(Bend::new(0));
    let best = lab.best().expect("a line");
    lab.model.settings.w = best.slope;
    lab.model.settings.b = best.intercept;
    assert!((number_of(&lab, "hand_ratio") - 1.0).abs() < 1e-12);
}

#[test]
fn every_setting_that_the_controls_allow_makes_a_plan() {
    for layers in 0..=3 {
        for activation in 0..3 {
            let settings = Settings {
                layers,
                activation,
                ..Settings::default()
            };
            assert!(settings.plan(60).is_some(), "{settings:?}");
        }
    }
}

#[test]
fn the_line_by_hand_follows_the_mouse_and_a_hidden_one_does_not() {
    let area = Rect::new(0, 0, 80, 18);
    let drag = |lab: &mut Hosted<Bend>, from: (u16, u16), to: (u16, u16)| {
        for (kind, (x, y)) in [
            (MouseKind::Press, from),
            (MouseKind::Drag, to),
            (MouseKind::Release, to),
        ] {
            lab.touch(Mouse { kind, x, y }, area, &|_| true);
        }
        (lab.settings.w, lab.settings.b)
    };
    let mut lab = Hosted::new(Bend::new(0));
    for (name, value) in [
        ("data", "cars"),
        ("net", "hidden"),
        ("w", "-8"),
        ("b", "50"),
    ] {
        assert!(lab.set(name, value).is_ok());
    }
    assert_eq!(
        drag(&mut lab, (40, 8), (40, 4)),
        (-8.0, 50.0),
        "it is hidden"
    );
    assert!(lab.set("hand", "shown").is_ok());
    let (w, b) = drag(&mut lab, (40, 8), (40, 4));
    assert!(w == -8.0 && b > 50.0, "lifted by its middle: {b}");
    let (turned, _) = drag(&mut lab, (76, 8), (76, 12));
    assert!(turned < w, "turned down at its right end: {turned}");
}
