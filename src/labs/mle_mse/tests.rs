use super::*;
use crate::event::Mouse;
use crate::event::MouseKind;
use crate::labs::{Value, say};

fn fact(lab: &MleMse, name: &str) -> f64 {
    let facts = lab.facts();
    match facts.iter().find(|f| f.name == name).map(|f| &f.value) {
        Some(Value::Number(x)) => *x,
        other => panic!("{name} is {other:?}"),
    }
}

fn told(lines: &[&str]) -> MleMse {
    let mut lab = MleMse::default();
    for line in lines {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    lab
}

#[test]
fn under_gaussian_noise_both_meters_are_least_at_one_slope_whatever_sigma() {
    for sigma in ["0.1", "1", "5"] {
        let lab = told(&[
            &format!("set sigma {sigma}"),
            "set point 9",
            "set y -2",
            "best",
        ]);
        assert_eq!(fact(&lab, "minima_apart"), 0.0);
        assert!(fact(&lab, "behind").abs() < 1e-9);
        assert!((fact(&lab, "mse") - fact(&lab, "best_mse")).abs() < 1e-12);
    }
}

#[test]
fn the_negative_log_likelihood_is_the_error_scaled_and_shifted() {
    let lab = told(&["set sigma 0.7", "set a 1.3"]);
    let variance: f64 = 0.49;
    let shift = 4.5 * (std::f64::consts::TAU * variance).ln();
    let expected = shift + 9.0 * fact(&lab, "mse") / (2.0 * variance);
    assert!((fact(&lab, "nll") - expected).abs() < 1e-9);
}

#[test]
fn a_vertical_outlier_at_the_end_pulls_the_squared_fit_and_hardly_the_absolute_one() {
    let (before, after) = (MleMse::default(), told(&["set point 9", "set y 1"]));
    let moved = |name| (fact(&after, name) - fact(&before, name)).abs();
    assert!(fact(&after, "difference") > 0.3);
    assert!(moved("slope_squared") > 5.0 * moved("slope_absolute"));
}

#[test]
fn an_outlier_in_the_middle_leaves_both_slopes_alone() {
    for y in ["-2", "9"] {
        let lab = told(&["set point 5", &format!("set y {y}")]);
        assert!(fact(&lab, "difference") < 0.02 && fact(&lab, "largest_residual") > 3.0);
    }
}

#[test]
fn a_point_far_out_in_x_moves_both() {
    let lab = told(&["set point 9", "set x 12", "set y 0"]);
    assert!(fact(&lab, "slope_squared") < 0.0 && fact(&lab, "slope_absolute") < 0.0);
}

#[test]
fn all_points_on_one_x_have_no_slope_and_say_so() {
    let mut lab = MleMse::default();
    for point in 1..=9 {
        assert!(say(&mut lab, &format!("set point {point}")).is_ok());
        assert!(say(&mut lab, "set x 2.1").is_ok());
    }
    assert!(say(&mut lab, "best").is_err());
    assert!(lab.facts().iter().any(|f| f.sentence.contains("one x")));
    assert!(say(&mut lab, "reset").is_ok() && say(&mut lab, "best").is_ok());
}

#[test]
fn every_knob_at_both_ends_keeps_every_number_finite() {
    let mut lab = MleMse::default();
    for control in lab.controls() {
        for share in [0.0, 1.0] {
            assert!(lab.set(control.name, &control.at_share(share)).is_ok());
            for fact in lab.facts() {
                let finite = !matches!(fact.value, Value::Number(x) if !x.is_finite());
                assert!(finite, "{} at {share}: {}", control.name, fact.name);
            }
        }
    }
}

#[test]
fn a_point_dragged_off_the_plot_stays_at_its_edge() {
    let mut lab = MleMse::default();
    let area = Rect::new(0, 0, 76, 16);
    let mouse = |kind, x, y| Mouse { kind, x, y };
    lab.touch(mouse(MouseKind::Press, 20, 8), area, &|_| true);
    lab.touch(mouse(MouseKind::Drag, 70, 0), area, &|_| true);
    let [x, y] = lab.points[lab.chosen];
    assert!(x > 11.0 && x <= 12.0 && y > 9.0 && y <= 10.0, "{x} {y}");
}

#[test]
fn upright_a_drag_moves_the_point_up_and_down_alone() {
    let mut lab = told(&["set drag upright", "set point 5"]);
    assert_eq!(lab.moved_in_picture(), ["a", "point", "y"]);
    let area = Rect::new(0, 0, 76, 16);
    let mouse = |kind, x, y| Mouse { kind, x, y };
    lab.touch(mouse(MouseKind::Press, 14, 8), area, &|_| true);
    let [x, _] = lab.points[lab.chosen];
    lab.touch(mouse(MouseKind::Drag, 30, 1), area, &|_| true);
    assert_eq!(lab.points[lab.chosen][0], x);
    assert!(lab.points[lab.chosen][1] > 8.0);
}

#[test]
fn covered_the_meters_tell_what_they_read_and_not_where_they_are_least() {
    let mut lab = told(&["set curves hidden"]);
    assert!(say(&mut lab, "best").is_err());
    let names: Vec<_> = lab.facts().iter().map(|fact| fact.name).collect();
    assert!(names.contains(&"nll") && names.contains(&"mse"));
    for hidden in [
        "slope_squared",
        "slope_likeliest",
        "best_nll",
        "minima_apart",
    ] {
        assert!(!names.contains(&hidden), "{hidden}");
    }
    assert!(say(&mut lab, "set curves shown").is_ok() && say(&mut lab, "best").is_ok());
}

#[test]
fn two_points_and_a_fit_that_is_exact_keep_every_number_finite() {
    // All nine on two places: a line without any error.
    let mut lab = MleMse::default();
    for point in 1..=9 {
        let at = if point < 5 { ["1", "2"] } else { ["3", "4"] };
        assert!(say(&mut lab, &format!("set point {point}")).is_ok());
        assert!(say(&mut lab, &format!("set x {}", at[0])).is_ok());
        assert!(say(&mut lab, &format!("set y {}", at[1])).is_ok());
    }
    assert!((fact(&lab, "slope_squared") - 1.0).abs() < 1e-12);
    assert!(fact(&lab, "difference") < 1e-12 && fact(&lab, "best_mse") < 1e-20);
}

#[test]
fn best_is_offered_just_where_it_works() {
    for (curves, view) in [
        ("shown", "both"),
        ("shown", "points"),
        ("hidden", "meters"),
        ("hidden", "points"),
    ] {
        let set = [format!("set curves {curves}"), format!("set view {view}")];
        let mut lab = told(&[&set[0], &set[1]]);
        let verbs = lab.verbs();
        let best = verbs.iter().find(|verb| verb.name == "best");
        let offered = best.is_some_and(|verb| !verb.does.is_empty());
        assert_eq!(say(&mut lab, "best").is_ok(), offered, "{set:?}");
    }
}

#[test]
fn the_slope_that_the_shown_meters_are_least_at_is_told_in_words_too() {
    let kept = MleMse::default().kept_back();
    assert!(!kept.contains(&"slope_likeliest"), "{kept:?}");
}
