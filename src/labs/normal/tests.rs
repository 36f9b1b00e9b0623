//! Claims about the normal lab.

use super::*;
use crate::labs::{Value, say};
use crate::ui::plain;

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

/// The rows of the picture at a size.
fn rows(lab: &Normal, width: u16, height: u16) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    lab.view(area, &mut buf, &plain(true));
    let cells = buf.content.chunks(usize::from(width));
    cells
        .map(|row| row.iter().map(|cell| cell.symbol()).collect())
        .collect()
}

#[test]
fn no_histogram_passes_the_top_of_its_axis() {
    for (span, sigma, n) in [(5, 1.0, 10), (5, 1.0, 1), (1, 0.1, 1), (2, 0.38, 5)] {
        let mut lab = Normal::default();
        for line in [
            format!("set span {span}"),
            format!("set sigma {sigma}"),
            format!("sample {n}"),
        ] {
            assert!(say(&mut lab, &line).is_ok());
        }
        for width in [30, 54, 80, 140, 500] {
            let rows = rows(&lab, width, 12);
            let filled = |c| "#.".contains(c);
            let gutter = usize::from(curve::GUTTER);
            assert!(!rows[0][gutter..].contains(filled), "{rows:#?}");
            assert!(rows[7..].iter().any(|row| row[gutter..].contains(filled)));
        }
    }
}

#[test]
fn each_of_ten_means_has_its_mark_and_the_legend_says_so() {
    let mut lab = Normal::default();
    assert!(say(&mut lab, "sample 100 x 10").is_ok());
    let rows = rows(&lab, 54, 11);
    let marks = rows
        .iter()
        .flat_map(|row| row.chars())
        .filter(|c| *c == '^');
    assert_eq!(marks.count(), 10 + 1, "ten and the legend's: {rows:#?}");
    let legend = "^ the means of 10 samples";
    assert!(rows.iter().any(|row| row.contains(legend)), "{rows:#?}");
}

#[test]
fn the_farthest_value_is_marked_with_its_distance() {
    let mut lab = Normal::default();
    assert!(say(&mut lab, "sample 1000").is_ok());
    let rows = rows(&lab, 54, 11);
    let words = format!("farthest {:.2} sigma", fact(&lab, "farthest"));
    let row = rows.iter().position(|row| row.contains(&words)).unwrap();
    assert!(rows[row + 1].contains('v'), "{rows:#?}");
}
