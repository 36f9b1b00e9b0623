//! Claims about the normal lab.

use super::*;
use crate::labs::{Value, say};

fn fact(lab: &Normal, name: &str) -> f64 {
    let facts = lab.facts();
    match facts.iter().find(|f| f.name == name).map(|f| &f.value) {
        Some(Value::Number(x)) => *x,
        other => panic!("{name} is {other:?}"),
    }
}

#[test]
fn a_small_sigma_lifts_the_peak_above_one_and_leaves_the_area_at_one() {
    let mut lab = Normal::default();
    for line in ["set sigma 0.3", "set low -5", "set high 5"] {
        assert!(say(&mut lab, line).is_ok());
    }
    // 1/sqrt(2 pi 0.09)
    assert!((fact(&lab, "peak") - 1.329_807_6).abs() < 1e-6);
    assert!((fact(&lab, "area") - 1.0).abs() < 1e-9);
}

#[test]
fn one_sigma_holds_two_thirds() {
    assert!((fact(&Normal::default(), "area") - 0.682_689_5).abs() < 1e-6);
}

#[test]
fn the_interval_never_turns_over() {
    let mut lab = Normal::default();
    assert!(say(&mut lab, "set low 2").is_ok());
    assert_eq!((lab.low, lab.high), (2.0, 2.0));
    assert_eq!(fact(&lab, "area"), 0.0);
}

#[test]
fn values_out_of_range_are_refused_with_the_range() {
    let mut lab = Normal::default();
    let error = say(&mut lab, "set sigma 0")
        .map(|_| ())
        .map_err(|e| e.to_string());
    assert_eq!(
        error,
        Err("sigma cannot be '0': it may be 0.10 to 3.00".into())
    );
    assert!(say(&mut lab, "set sigma NaN").is_err());
    assert!(say(&mut lab, "set omega 1").is_err());
    assert!(say(&mut lab, "dance").is_err());
}
