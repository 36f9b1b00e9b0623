use super::*;
use crate::event::Event;
use crate::labs::hosted::Hosted;
use crate::labs::testing::number_of;
use crate::labs::{Lab, Value, say};
use crate::msg::Msg;
use std::time::Duration;

fn after(lines: &[&str]) -> Hosted<LineFit> {
    crate::labs::testing::after(lines)
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
            let lab = after(&lines.each_ref().map(String::as_str));
            assert!((number_of(&lab, "ratio") - 1.0).abs() < 1e-9);
            assert!(number_of(&lab, "gradient") < 1e-3 * number_of(&lab, "largest_eigenvalue"));
        }
    }
}

#[test]
fn steps_of_the_controls_come_within_one_percent_by_hand() {
    for data in ["toy", "cars"] {
        let best = after(&[&format!("set data {data}"), "solve"]);
        let set = |name: &str| {
            let controls = best.controls();
            let control = controls.iter().find(|c| c.name == name).unwrap();
            format!("set {name} {}", control.stepped(0))
        };
        let (a, b) = (set("a"), set("b"));
        let lab = after(&[&format!("set data {data}"), &a, &b]);
        assert!(
            number_of(&lab, "ratio") < 1.01,
            "{data}: {}",
            number_of(&lab, "ratio")
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
        let critical = number_of(&after(&[setting]), "critical_rate");
        let run = |share: f64| {
            let rate = format!("set rate {}", critical * share);
            number_of(&after(&[setting, &rate, "run 5000"]), "diverged")
        };
        assert_eq!((run(0.99), run(1.01)), (0.0, 1.0), "{setting}");
    }
}

#[test]
fn on_standardized_axes_the_mean_bends_alike_both_ways_and_settles_at_once() {
    let lab = after(&[
        "set data cars",
        "set axes standardized",
        "set form mean",
        "set rate 0.5",
        "run 2",
    ]);
    assert!((number_of(&lab, "critical_rate") - 1.0).abs() < 1e-9);
    assert!((number_of(&lab, "condition") - 1.0).abs() < 1e-9);
    assert!((number_of(&lab, "ratio") - 1.0).abs() < 1e-9);
}

#[test]
fn divergence_to_infinity_is_caught_explained_and_undone() {
    let mut lab = after(&["set data cars", "set a 0.01", "set rate 10"]);
    let before = *lab.walk.line();
    assert!(say(&mut lab, "run 3").is_ok());
    assert_eq!(number_of(&lab, "diverged"), 1.0);
    assert_eq!(*lab.walk.line(), before);
    let facts = lab.facts();
    let told = facts.iter().find(|f| f.name == "diverged").unwrap();
    assert!(told.sentence.contains("smaller rate"), "{}", told.sentence);
    assert!(say(&mut lab, "set rate 1e-8").is_ok());
    assert_eq!(number_of(&lab, "diverged"), 0.0);
}

#[test]
fn a_run_goes_on_with_ticks_until_it_settles_or_is_parked() {
    let mut lab = after(&["set form mean", "set rate 0.05", "run"]);
    let tick = Msg::Input(Event::Tick(Duration::ZERO));
    assert!(lab.activity() == Activity::Moves);
    for _ in 0..2000 {
        lab.update(&tick);
    }
    assert!(
        lab.activity() == Activity::Still && number_of(&lab, "ratio") < 1.0001,
        "{}",
        number_of(&lab, "ratio")
    );
    assert!(
        say(&mut lab, "reset").is_ok()
            && say(&mut lab, "run").is_ok()
            && lab.activity() == Activity::Moves
    );
    lab.park();
    assert!(lab.activity() == Activity::Still);
}

#[test]
fn points_on_one_x_have_no_closed_form_and_say_so() {
    let mut lab = after(&["set data column"]);
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
    let mut lab = after(&[]);
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
    let most = after(&["set data five", "set a 0.5", "set b 1"]);
    assert_eq!(
        (number_of(&most, "hits"), number_of(&most, "n")),
        (5.0, 8.0)
    );
    let best = after(&["set data five", "solve"]);
    assert_eq!(number_of(&best, "hits"), 0.0);
    assert!(number_of(&best, "E") < 0.5 * number_of(&most, "E"));
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
        let facts = after(lines).facts();
        let found = facts.iter().find(|f| f.name == "moved_by").unwrap();
        assert_eq!(found.value, Value::Text(by.into()));
    }
}

#[test]
fn with_descent_off_the_weights_are_moved_by_hand_alone() {
    let mut lab = after(&["set descent off"]);
    for line in ["step", "run", "run 10"] {
        assert!(say(&mut lab, line).is_err(), "{line}");
    }
    let offered = |lab: &Hosted<LineFit>| lab.verbs().iter().filter(|v| !v.does.is_empty()).count();
    assert_eq!(offered(&lab), 2);
    assert!(say(&mut lab, "set descent on").is_ok() && say(&mut lab, "step").is_ok());
    assert_eq!((offered(&lab), number_of(&lab, "steps")), (4, 1.0));
}

#[test]
fn while_the_least_is_hidden_no_key_and_no_sentence_tells_it() {
    let mut lab = after(&["set data five", "set least hidden"]);
    let names = |lab: &Hosted<LineFit>| {
        lab.visible_facts()
            .iter()
            .map(|f| f.name)
            .collect::<Vec<_>>()
    };
    let offered = |lab: &Hosted<LineFit>| lab.verbs().iter().any(|v| v.does == "closed form");
    assert!(say(&mut lab, "solve").is_err() && !offered(&lab));
    for name in ["best_E", "ratio", "best_a", "best_b"] {
        assert!(!names(&lab).contains(&name), "{name}");
    }
    // Conditions know it all the same.
    assert!(number_of(&lab, "ratio") > 1.0);
    assert!(say(&mut lab, "set least shown").is_ok() && offered(&lab));
    assert!(say(&mut lab, "solve").is_ok() && names(&lab).contains(&"ratio"));
}

#[test]
fn the_rate_at_which_descent_diverges_is_not_told() {
    let mut lab = after(&["set rate 0.02", "run 100"]);
    let critical = figure(number_of(&lab, "critical_rate"));
    assert_eq!(critical, "0.01317");
    for _ in 0..2 {
        let told: String = lab
            .visible_facts()
            .iter()
            .map(|f| f.sentence.as_str())
            .collect();
        assert!(!told.contains("0.0131"), "{told}");
        assert!(say(&mut lab, "set rate 0.05").is_ok() && say(&mut lab, "step").is_ok());
    }
}

#[test]
fn at_the_least_the_gradient_is_told_as_zero() {
    for setting in ["set data toy", "set data cars", "set axes standardized"] {
        for form in ["sum", "mean"] {
            let set_form = format!("set form {form}");
            let lab = after(&["set data cars", setting, &set_form, "solve"]);
            assert_eq!(number_of(&lab, "gradient"), 0.0, "{setting} {form}");
            let residue = lab
                .visible_facts()
                .into_iter()
                .find(|f| f.sentence.contains("e-1"));
            assert_eq!(residue, None, "{setting} {form}");
        }
    }
    let near = after(&["run 3000"]);
    assert!(number_of(&near, "gradient") > 0.0);
}

#[test]
fn before_anything_is_squared_the_largest_error_is_told_and_not_e() {
    let notes = |lines: &[&str]| -> String {
        let controls = after(lines).controls();
        let weights = controls.iter().filter(|c| ["a", "b"].contains(&c.name));
        weights.map(|c| c.note.as_str()).collect()
    };
    assert!(!notes(&["set view points"]).contains('²'));
    assert!(notes(&["set view points", "set residuals squares"]).contains('²'));
    let lab = after(&["set a 1", "set b 1"]);
    // The point (3.5, 3.2) lies 1.3 below the line.
    assert!((number_of(&lab, "largest_residual") - 1.3).abs() < 1e-9);
}

#[test]
fn no_line_but_one_goes_through_more_than_two_of_the_five_and_three() {
    let lab = after(&["set data five"]);
    let points = &lab.data.points;
    let mut most = Vec::new();
    for (i, p) in points.iter().enumerate() {
        for q in &points[i + 1..] {
            let on = |r: &&[f64; 2]| {
                ((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])).abs() < 1e-9
            };
            let hits = points.iter().filter(on).count();
            if hits > 2 {
                most.push((hits, (q[1] - p[1]) / (q[0] - p[0])));
            }
        }
    }
    // Every pair of the five finds the same line.
    assert_eq!(most.len(), 10);
    assert!(
        most.iter()
            .all(|&(hits, slope)| hits == 5 && (slope - 0.5).abs() < 1e-9)
    );
}

#[test]
fn the_form_changes_the_rate_at_which_descent_diverges_and_not_where_it_arrives() {
    let last = |lines: &[&str]| {
        let mut all = vec!["set data cars", "set axes standardized", "set rate 0.5"];
        all.extend(lines);
        after(&all)
    };
    assert_eq!(number_of(&last(&["step 3"]), "diverged"), 1.0);
    let mean = last(&["set form mean", "step"]);
    assert!((number_of(&mean, "ratio") - 1.0).abs() < 1e-9 && number_of(&mean, "steps") == 1.0);
    assert!((number_of(&mean, "best_a") - number_of(&last(&[]), "best_a")).abs() < 1e-12);
}

#[test]
fn a_descent_to_infinity_in_three_steps_leaves_no_number_that_is_none() {
    for data in ["toy", "cars", "five", "column"] {
        let mut lab = after(&[&format!("set data {data}"), "set rate 10", "step 3"]);
        assert!(lab.walk.divergence().is_some(), "{data}");
        for line in ["set rate 1e-11", "step", "reset"] {
            let none = |v: &Value| matches!(v, Value::Number(x) if x.is_nan());
            assert!(lab.facts().iter().all(|f| !none(&f.value)), "{data} {line}");
            assert!(say(&mut lab, line).is_ok());
        }
    }
}
