use super::*;
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use statrs::distribution::{ContinuousCDF, Normal};

fn after(lines: &[&str]) -> Hosted<Intervals> {
    crate::labs::testing::after(lines)
}

#[test]
fn intervals_hold_mu_as_often_as_the_curve_says() {
    let curve = Normal::standard();
    for (n, reach) in [("10", 1.0), ("50", 1.96), ("100", 1.28), ("25", 2.58)] {
        let mut lab = after(&[&format!("set n {n}"), &format!("set reach {reach}")]);
        for _ in 0..100 {
            assert!(lab.act("draw", "").is_ok());
        }
        assert_eq!(number_of(&lab, "drawn"), 10_000.0);
        let share = curve.cdf(reach) - curve.cdf(-reach);
        // Four deviations of a share of ten thousand.
        let allowed = 4.0 * (share * (1.0 - share) / 10_000.0).sqrt();
        let seen = number_of(&lab, "share");
        assert!(
            (seen - share).abs() < allowed,
            "{n} {reach}: {seen}, {share}"
        );
    }
}

#[test]
fn a_longer_reach_is_tried_on_the_same_samples_and_another_n_on_others() {
    let mut lab = after(&["draw", "set reach 1"]);
    let few = number_of(&lab, "newest");
    assert!(lab.set("reach", "3").is_ok());
    assert!(number_of(&lab, "newest") > few);
    assert!(lab.set("n", "50").is_ok());
    assert!(lab.facts().iter().all(|fact| fact.name != "drawn"));
    assert_eq!(number_of(&lab, "reach"), 3.0);
}

#[test]
fn each_interval_that_misses_is_crossed_where_there_is_room_for_all() {
    let lab = after(&["draw"]);
    let missing = 100 - number_of(&lab, "newest") as usize;
    for (width, height) in [(110, 12), (140, 24)] {
        let rows = screen(&lab, width, height, true);
        let board = rows[..usize::from(height) - 1].concat();
        assert_eq!(board.matches('X').count(), missing, "{rows:#?}");
    }
}
