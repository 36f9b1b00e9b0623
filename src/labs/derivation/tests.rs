use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::number_of;
use crate::labs::{Lab, say};
use crate::stats::Normal;

fn after(lines: &[&str]) -> Hosted<Derivation> {
    crate::labs::testing::after(lines)
}

#[test]
fn every_line_has_the_value_that_the_definitions_give() {
    let lab = after(&["set a 0.7", "set b 1.2", "set sigma 0.4"]);
    let normal = Normal::new(0.0, 0.4).unwrap();
    let errors = POINTS.map(|[x, y]| y - 0.7 * x - 1.2);
    let e: f64 = errors.iter().map(|r| r * r).sum();
    let likelihood: f64 = errors.iter().map(|&r| normal.pdf(r)).product();
    let log = likelihood.ln();
    let expected = [
        normal.pdf(errors[0]),
        likelihood,
        likelihood,
        log,
        -log,
        -log,
        (e - 0.56) / (2.0 * 0.4 * 0.4),
        e / 5.0,
    ];
    let mut lab = lab;
    for (line, expected) in (1..).zip(expected) {
        assert!(say(&mut lab, &format!("set line {line}")).is_ok());
        assert!((lab.value() - expected).abs() < 1e-9, "line {line}");
    }
    assert!((number_of(&lab, "constant") + number_of(&lab, "scaled_E") + log).abs() < 1e-9);
    assert!((number_of(&lab, "scaled_E") - e / 0.32).abs() < 1e-9);
}

#[test]
fn the_line_of_least_squares_has_the_greatest_likelihood_for_every_sigma() {
    for sigma in ["0.1", "0.5", "2"] {
        let at = |a: &str, b: &str| {
            let lab = after(&[
                &format!("set sigma {sigma}"),
                &format!("set a {a}"),
                &format!("set b {b}"),
            ]);
            (number_of(&lab, "nll"), number_of(&lab, "E"))
        };
        let best = at("0.9", "0.5");
        assert!((best.1 - 0.56).abs() < 1e-9);
        for other in [
            at("0.85", "0.5"),
            at("0.95", "0.5"),
            at("0.9", "0.45"),
            at("0.9", "0.55"),
        ] {
            assert!(other.0 > best.0 && other.1 > best.1);
        }
    }
    let solved = after(&["solve"]);
    assert!((number_of(&solved, "E") - number_of(&solved, "least_E")).abs() < 1e-9);
}

#[test]
fn the_numbers_stand_where_the_symbols_stood_and_come_to_the_value() {
    let words = |lines: &[&str]| after(lines).live.as_ref().unwrap().ascii();
    assert_eq!(
        words(&["set line 4", "solve", "set sigma 0.5"]),
        "-(5/2) log(2 pi * 0.50^2) - 1 / (2 * 0.50^2) * 0.5600 = -2.249"
    );
    assert!(words(&["set line 8", "solve"]).ends_with("* 0.5600 = 0.1120"));
}

#[test]
fn space_walks_to_the_last_line_and_stays_there() {
    let mut lab = after(&[]);
    for _ in 0..20 {
        assert!(say(&mut lab, "next").is_ok());
    }
    assert_eq!(number_of(&lab, "line"), 8.0);
    assert_eq!(lab.verbs()[0].does, "");
    for line in ["set line 0", "set line 9", "set sigma 0", "next 2", "back"] {
        assert!(say(&mut lab, line).is_err(), "{line}");
    }
}

#[test]
fn every_line_can_be_written_with_the_numbers_at_both_ends_of_every_control() {
    for line in 1..=lines::COUNT {
        let mut lab = after(&[&format!("set line {line}")]);
        for control in lab.controls().iter().filter(|c| c.name != "line") {
            for share in [0.0, 1.0] {
                assert!(lab.set(control.name, &control.at_share(share)).is_ok());
                assert!(lab.live.is_some(), "{line}: {} at {share}", control.name);
            }
        }
    }
}
