use super::*;
use crate::labs::{Value, say};
use std::time::Duration;

fn fact(lab: &LineFit, name: &str) -> f64 {
    let facts = lab.facts();
    match facts.iter().find(|f| f.name == name).map(|f| &f.value) {
        Some(Value::Number(x)) => *x,
        other => panic!("{name} is {other:?}"),
    }
}

fn told(lines: &[&str]) -> LineFit {
    let mut lab = LineFit::default();
    for line in lines {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    lab
}

#[test]
fn the_closed_form_has_the_least_error_and_no_gradient() {
    for data in ["toy", "cars"] {
        for axes in ["raw", "standardized"] {
            let lines = [
                format!("set data {data}"),
                format!("set axes {axes}"),
                "solve".into(),
            ];
            let lab = told(&lines.each_ref().map(String::as_str));
            assert!((fact(&lab, "ratio") - 1.0).abs() < 1e-9);
            assert!(fact(&lab, "gradient") < 1e-3 * fact(&lab, "largest_eigenvalue"));
        }
    }
}

#[test]
fn steps_of_the_controls_come_within_one_percent_by_hand() {
    for data in ["toy", "cars"] {
        let best = told(&[&format!("set data {data}"), "solve"]);
        let set = |name: &str| {
            let controls = best.controls();
            let control = controls.iter().find(|c| c.name == name).unwrap();
            format!("set {name} {}", control.stepped(0))
        };
        let (a, b) = (set("a"), set("b"));
        let lab = told(&[&format!("set data {data}"), &a, &b]);
        assert!(
            fact(&lab, "ratio") < 1.01,
            "{data}: {}",
            fact(&lab, "ratio")
        );
    }
}

#[test]
fn descent_diverges_where_the_eigenvalue_says_within_one_percent() {
    for setting in [
        "set data toy",
        "set form mean",
        "set data cars",
        "set axes standardized",
    ] {
        let critical = fact(&told(&[setting]), "critical_rate");
        let run = |share: f64| {
            let rate = format!("set rate {}", critical * share);
            fact(&told(&[setting, &rate, "run 5000"]), "diverged")
        };
        assert_eq!((run(0.99), run(1.01)), (0.0, 1.0), "{setting}");
    }
}

#[test]
fn on_standardized_axes_the_mean_bends_alike_both_ways_and_settles_at_once() {
    let lab = told(&[
        "set data cars",
        "set axes standardized",
        "set form mean",
        "set rate 0.5",
        "run 2",
    ]);
    assert!((fact(&lab, "critical_rate") - 1.0).abs() < 1e-9);
    assert!((fact(&lab, "condition") - 1.0).abs() < 1e-9);
    assert!((fact(&lab, "ratio") - 1.0).abs() < 1e-9);
}

#[test]
fn divergence_to_infinity_is_caught_explained_and_undone() {
    let mut lab = told(&["set data cars", "set a 0.01", "set rate 10"]);
    let before = *lab.walk.line();
    assert!(say(&mut lab, "run 3").is_ok());
    assert_eq!(fact(&lab, "diverged"), 1.0);
    assert_eq!(*lab.walk.line(), before);
    let facts = lab.facts();
    let told = facts.iter().find(|f| f.name == "diverged").unwrap();
    assert!(told.sentence.contains("smaller rate"), "{}", told.sentence);
    assert!(say(&mut lab, "set rate 1e-8").is_ok());
    assert_eq!(fact(&lab, "diverged"), 0.0);
}

#[test]
fn a_run_goes_on_with_ticks_until_it_settles_or_is_parked() {
    let mut lab = told(&["set form mean", "set rate 0.05", "run"]);
    let tick = Msg::Input(Event::Tick(Duration::ZERO));
    assert!(lab.moves());
    for _ in 0..2000 {
        lab.update(&tick, Rect::default());
    }
    assert!(
        !lab.moves() && fact(&lab, "ratio") < 1.0001,
        "{}",
        fact(&lab, "ratio")
    );
    assert!(say(&mut lab, "reset").is_ok() && say(&mut lab, "run").is_ok() && lab.moves());
    lab.park();
    assert!(!lab.moves());
}

#[test]
fn points_on_one_x_have_no_closed_form_and_say_so() {
    let mut lab = told(&["set data column"]);
    assert!(say(&mut lab, "solve").is_err());
    let facts = lab.facts();
    assert!(
        facts
            .iter()
            .any(|f| f.name == "best_line" && f.sentence.contains("one x"))
    );
    assert!(facts.iter().all(|f| f.name != "best_a"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut lab = LineFit::default();
    for line in [
        "step 0",
        "run -1",
        "run many",
        "solve 3",
        "set rate 0",
        "set a NaN",
        "dance",
    ] {
        assert!(say(&mut lab, line).is_err(), "{line}");
    }
}

#[test]
fn the_line_through_most_points_is_not_the_best() {
    let most = told(&["set data five", "set a 0.5", "set b 1"]);
    assert_eq!((fact(&most, "hits"), fact(&most, "n")), (5.0, 8.0));
    let best = told(&["set data five", "solve"]);
    assert_eq!(fact(&best, "hits"), 0.0);
    assert!(fact(&best, "E") < 0.5 * fact(&most, "E"));
}

#[test]
fn what_moved_the_line_is_known_and_the_formula_is_not_forgotten() {
    for (lines, by) in [
        (&["set rate 0.01"][..], "nobody"),
        (&["set a 0.5"], "hand"),
        (&["solve", "set a 0.5", "step"], "formula"),
        (&["set a 0.5", "step 3"], "descent"),
        (&["step", "solve"], "formula"),
        (&["solve", "reset"], "nobody"),
    ] {
        let facts = told(lines).facts();
        let found = facts.iter().find(|f| f.name == "by").unwrap();
        assert_eq!(found.value, Value::Text(by.into()));
    }
}
