use super::*;
use crate::labs::Lab;
use crate::labs::testing::{after, number_of, screen};
use ratatui::layout::Rect;

/// The total squared error point by point: what the lab must come to by its six sums.
fn squares(a: f64, b: f64) -> f64 {
    TOY.iter().map(|[x, y]| (y - a * x - b).powi(2)).sum()
}

/// Sums over the points: of 1, x and x squared.
fn sums() -> [f64; 3] {
    [0, 1, 2].map(|power| TOY.iter().map(|[x, _]| x.powi(power)).sum())
}

#[test]
fn a_nudge_shows_the_squares_before_and_after_and_its_slope_nears_the_derivative() {
    for (weight, exact) in [("a", -152.5), ("b", -49.2)] {
        let mut last = f64::INFINITY;
        for nudge in [1.0, 0.1, 0.01, 0.001] {
            let [weight_is, by] = [format!("set weight {weight}"), format!("set nudge {nudge}")];
            let lab = after::<Bowl>(&[&weight_is, &by]);
            let [a, b] = if weight == "a" {
                [nudge, 0.0]
            } else {
                [0.0, nudge]
            };
            let (before, after) = (squares(0.0, 0.0), squares(a, b));
            assert!((number_of(&lab, "E") - before).abs() < 1e-9);
            assert!((number_of(&lab, "E_nudged") - after).abs() < 1e-9);
            let secant = number_of(&lab, "secant");
            assert!((secant - (after - before) / nudge).abs() < 1e-6);
            let off = (secant - exact).abs();
            assert!(off < last, "{weight} {nudge}: {secant}");
            last = off;
        }
        assert!(last < 0.1, "{last}");
    }
}

#[test]
fn the_arrow_points_where_of_all_ways_of_one_length_e_falls_most() {
    for (a, b) in [(0.0, 0.0), (2.2, -1.0), (-0.5, 3.0), (1.3, 0.4)] {
        let lab = after::<Bowl>(&[&format!("set a {a}"), &format!("set b {b}")]);
        let tip = map::tip(&lab).expect("it is steep here");
        let arrow = (tip[1] - b).atan2(tip[0] - a).to_degrees();
        let fallen = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            squares(a + 1e-4 * cos, b + 1e-4 * sin)
        };
        let lowest = (0..720)
            .map(|half| f64::from(half) / 2.0)
            .min_by(|one, other| fallen(*one).total_cmp(&fallen(*other)));
        let apart = (lowest.unwrap() - arrow).rem_euclid(360.0);
        assert!(apart.min(360.0 - apart) <= 0.5, "{a} {b}: {apart}");
        // And how far it points beside the least E.
        let best = Line::least_squares(&TOY).unwrap();
        let there = (best.intercept - b).atan2(best.slope - a).to_degrees();
        let apart = (there - arrow).rem_euclid(360.0);
        let aside = number_of(&lab, "aside");
        assert!((apart.min(360.0 - apart) - aside).abs() < 1e-6, "{a} {b}");
    }
}

#[test]
fn the_bends_are_those_of_the_hessian_and_the_sharpest_is_its_largest_eigenvalue() {
    let [n, x, xx] = sums();
    for turn in 0..=180 {
        let lab = after::<Bowl>(&[&format!("set turn {turn}")]);
        let (sin, cos) = f64::from(turn).to_radians().sin_cos();
        let along = 2.0 * (xx * cos * cos + 2.0 * x * sin * cos + n * sin * sin);
        let across = 2.0 * (xx * sin * sin - 2.0 * x * sin * cos + n * cos * cos);
        assert!((number_of(&lab, "bend") - along).abs() < 1e-9, "{turn}");
        assert!(
            (number_of(&lab, "bend_across") - across).abs() < 1e-9,
            "{turn}"
        );
    }
    let [flat, sharp] = SquaredError::new(&TOY, Form::Sum).curvatures();
    let lab = after::<Bowl>(&["set turn 17"]);
    assert!(sharp - number_of(&lab, "bend") < 0.01);
    assert!(number_of(&lab, "bend_across") - flat < 0.01);
    let bends =
        (0..=180).map(|turn| after::<Bowl>(&[&format!("set turn {turn}")]).bend(turn.into()));
    assert!(bends.into_iter().all(|bend| bend <= sharp && bend >= flat));
}

#[test]
fn a_right_angle_on_the_map_is_one_on_the_screen() {
    for (width, height) in [(76, 9), (76, 13), (58, 24), (36, 10), (110, 30)] {
        let area = Rect::new(0, 0, width, height);
        let grid = map::plane(area).grid(area);
        let [from, right, up] = [[1.0, 1.0], [2.0, 1.0], [1.0, 2.0]].map(|at| grid.place(at));
        // A cell is twice as high as wide; the ticks may take a cell or two.
        let (wide, high) = (right[0] - from[0], 2.0 * (from[1] - up[1]));
        assert!(
            (wide / high - 1.0).abs() < 0.2,
            "{width}x{height}: {wide} {high}"
        );
    }
}

#[test]
fn what_is_to_be_divided_is_not_told_and_each_view_tells_its_own() {
    let names = |line: &str| -> Vec<&str> {
        let lab = after::<Bowl>(&[line]);
        lab.visible_facts().iter().map(|fact| fact.name).collect()
    };
    let nudge = names("set view nudge");
    assert!(
        nudge.contains(&"E_nudged") && !nudge.contains(&"slope_a") && !nudge.contains(&"secant")
    );
    let arrow = names("set view arrow");
    assert!(arrow.contains(&"slope_a") && arrow.contains(&"aside") && !arrow.contains(&"bend"));
    let lab = after::<Bowl>(&["set view arrow", "set arrow hidden"]);
    assert!(
        lab.visible_facts()
            .iter()
            .all(|fact| !["slope_a", "aside"].contains(&fact.name))
    );
    assert!(names("set view cuts").contains(&"bend"));
}

#[test]
fn every_sign_of_a_picture_is_in_its_legend_at_every_size() {
    for (view, signs) in [
        (
            "nudge",
            ["E(0.00, 0.00)", "E(1.00, 0.00)", "E over a", "through both"],
        ),
        (
            "arrow",
            ["your a, b", "least E", "steepest way down", "along a"],
        ),
        ("cuts", ["your cut", "at right angles", "least E", "bend"]),
    ] {
        let lab = after::<Bowl>(&[&format!("set view {view}")]);
        for (width, height) in [(76, 10), (56, 13), (40, 13), (110, 30)] {
            for ascii in [false, true] {
                let rows = screen(&lab, width, height, ascii).join("\n");
                for sign in signs {
                    assert!(
                        rows.contains(sign),
                        "{view} {width}x{height}: {sign}\n{rows}"
                    );
                }
            }
        }
    }
}
