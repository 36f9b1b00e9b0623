use super::*;
use crate::event::{Mouse, MouseKind};
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<MleMse> {
    crate::labs::testing::after(lines)
}

#[test]
fn under_gaussian_noise_both_meters_are_least_at_one_slope_whatever_sigma() {
    for sigma in ["0.1", "1", "5"] {
        let lab = after(&[
            &format!("set sigma {sigma}"),
            "set point 9",
            "set y -2",
            "best",
        ]);
        assert_eq!(number_of(&lab, "minima_apart"), 0.0);
        assert!(number_of(&lab, "behind").abs() < 1e-9);
        assert!((number_of(&lab, "mse") - number_of(&lab, "best_mse")).abs() < 1e-12);
    }
}

#[test]
fn the_negative_log_likelihood_is_the_error_scaled_and_shifted() {
    let lab = after(&["set sigma 0.7", "set a 1.3"]);
    let variance: f64 = 0.49;
    let shift = 4.5 * (std::f64::consts::TAU * variance).ln();
    let expected = shift + 9.0 * number_of(&lab, "mse") / (2.0 * variance);
    assert!((number_of(&lab, "nll") - expected).abs() < 1e-9);
}

#[test]
fn a_vertical_outlier_at_the_end_pulls_the_squared_fit_and_hardly_the_absolute_one() {
    let (before, after) = (after(&[]), after(&["set point 9", "set y 1"]));
    let moved = |name| (number_of(&after, name) - number_of(&before, name)).abs();
    assert!(number_of(&after, "difference") > 0.3);
    assert!(moved("slope_squared") > 5.0 * moved("slope_absolute"));
}

#[test]
fn an_outlier_in_the_middle_leaves_both_slopes_alone() {
    for y in ["-2", "9"] {
        let lab = after(&["set point 5", &format!("set y {y}")]);
        assert!(number_of(&lab, "difference") < 0.02 && number_of(&lab, "largest_residual") > 3.0);
    }
}

#[test]
fn a_point_far_out_in_x_moves_both() {
    let lab = after(&["set point 9", "set x 12", "set y 0"]);
    assert!(number_of(&lab, "slope_squared") < 0.0 && number_of(&lab, "slope_absolute") < 0.0);
}

#[test]
fn all_points_on_one_x_have_no_slope_and_say_so() {
    let mut lab = after(&[]);
    for point in 1..=9 {
        assert!(say(&mut lab, &format!("set point {point}")).is_ok());
        assert!(say(&mut lab, "set x 2.1").is_ok());
    }
    assert!(say(&mut lab, "best").is_err());
    assert!(lab.facts().iter().any(|f| f.sentence.contains("one x")));
    assert!(say(&mut lab, "reset").is_ok() && say(&mut lab, "best").is_ok());
}

#[test]
fn upright_a_drag_moves_the_point_up_and_down_alone() {
    let mut lab = after(&["set drag upright", "set point 5"]);
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
    let mut lab = after(&["set curves hidden"]);
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
    let mut lab = after(&[]);
    for point in 1..=9 {
        let at = if point < 5 { ["1", "2"] } else { ["3", "4"] };
        assert!(say(&mut lab, &format!("set point {point}")).is_ok());
        assert!(say(&mut lab, &format!("set x {}", at[0])).is_ok());
        assert!(say(&mut lab, &format!("set y {}", at[1])).is_ok());
    }
    assert!((number_of(&lab, "slope_squared") - 1.0).abs() < 1e-12);
    assert!(number_of(&lab, "difference") < 1e-12 && number_of(&lab, "best_mse") < 1e-20);
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
        let mut lab = after(&[&set[0], &set[1]]);
        let verbs = lab.verbs();
        let best = verbs.iter().find(|verb| verb.name == "best");
        let offered = best.is_some_and(|verb| !verb.does.is_empty());
        assert_eq!(say(&mut lab, "best").is_ok(), offered, "{set:?}");
    }
}

#[test]
fn the_slope_that_the_shown_meters_are_least_at_is_told_in_words_too() {
    let lab = after(&[]);
    let told = Lab::visible_facts(&lab);
    assert!(told.iter().any(|fact| fact.name == "slope_likeliest"));
}

#[test]
fn the_absolute_fit_is_told_where_it_has_a_part_and_a_slope_of_ones_own_where_there_is_one() {
    let told = |lines: &[&str]| {
        let facts = after(lines).visible_facts().into_iter();
        let names: Vec<&str> = facts.map(|fact| fact.name).collect();
        ["slope_absolute", "difference", "a", "nll"].map(|name| names.contains(&name))
    };
    assert_eq!(told(&["set noise gaussian"]), [false, false, true, true]);
    assert_eq!(told(&["set noise laplace"]), [true; 4]);
    assert_eq!(told(&["set view points"]), [true, true, false, false]);
    let normal = after(&["set noise gaussian"]);
    assert!(!screen(&normal, 76, 16, true).concat().contains("absolute"));
}
