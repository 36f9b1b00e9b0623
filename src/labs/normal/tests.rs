//! Claims about the normal lab.

use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::labs::{Lab, say};
use crate::ui::plain;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;

fn after(lines: &[&str]) -> Hosted<Normal> {
    crate::labs::testing::after(lines)
}

#[test]
fn a_small_sigma_lifts_the_peak_above_one_and_leaves_the_area_at_one() {
    let lab = after(&["set sigma 0.3", "set low -5", "set high 5"]);
    // 1/sqrt(2 pi 0.09)
    assert!((number_of(&lab, "peak") - 1.329_807_6).abs() < 1e-6);
    assert!((number_of(&lab, "area") - 1.0).abs() < 1e-9);
}

#[test]
fn one_sigma_holds_two_thirds() {
    assert!((number_of(&after(&[]), "area") - 0.682_689_5).abs() < 1e-6);
}

#[test]
fn the_interval_never_turns_over() {
    let lab = after(&["set low 2"]);
    assert_eq!((lab.low, lab.high), (2.0, 2.0));
    assert_eq!(number_of(&lab, "area"), 0.0);
}

#[test]
fn values_out_of_range_are_refused_with_the_range() {
    let mut lab = after(&[]);
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

/// Where values fall on a picture of this size.
fn grid(lab: &Normal, (width, height): (u16, u16)) -> Grid {
    let panes = lab.panes(Rect::new(0, 0, width, height));
    panes[0].moves().expect("the ends are dragged").grid
}

/// The axes of a picture: everything left of the plot and everything under it but the legend.
fn axes(lab: &Hosted<Normal>, size: (u16, u16)) -> Vec<String> {
    let plot = grid(lab, size).plot;
    let rows = screen(lab, size.0, size.1, true);
    let left = |row: &String| row.chars().take(plot.x.into()).collect::<String>();
    let (upright, level) = rows.split_at(plot.bottom().into());
    upright.iter().map(left).chain([level[0].clone()]).collect()
}

#[test]
fn no_knob_of_the_curve_moves_an_axis() {
    for size in [(76, 9), (54, 12), (60, 28), (90, 31)] {
        for drawn in ["", "sample 10"] {
            let lab = |lines: &[&str]| {
                let drawn = Some(drawn).filter(|line| !line.is_empty());
                let lines: Vec<&str> = lines.iter().copied().chain(drawn).collect();
                axes(&after(&lines), size)
            };
            let at_first = lab(&[]);
            for sigma in (1..=30).map(|tenths| f64::from(tenths) / 10.0) {
                let sigma = format!("set sigma {sigma}");
                assert_eq!(lab(&[&sigma]), at_first, "{sigma}");
                assert_eq!(lab(&[&sigma, "set mu -3"]), at_first, "{sigma}");
            }
            for line in ["set low -4", "set high 4", "set n 1", "set n 10000"] {
                let moved = lab(&[line]);
                if line.starts_with("set n") && drawn.is_empty() {
                    continue; // a sample has other rows under it than a formula
                }
                assert_eq!(moved, at_first, "{line}");
            }
        }
    }
}

#[test]
fn the_peak_is_named_whole_wherever_the_curve_stands() {
    for mu in -6..=6 {
        for sigma in 1..=30 {
            let mut lab = after(&["set top 1.2"]);
            let (mu, sigma) = (f64::from(mu) / 2.0, f64::from(sigma) / 10.0);
            lab.model.move_to(mu, sigma, "");
            let words = format!("peak {:.2}", lab.peak());
            let rows = screen(&lab, 76, 9, true);
            let named = rows.iter().any(|row| row.contains(&words));
            assert!(named, "mu {mu}, sigma {sigma}: {rows:#?}");
        }
    }
}

#[test]
fn a_histogram_that_passes_the_top_of_its_axis_says_so() {
    for (n, passes) in [(1, true), (10_000, false)] {
        let lab = after(&[&format!("sample {n}")]);
        let plot = grid(&lab, (76, 12)).plot;
        let top = &screen(&lab, 76, 12, true)[usize::from(plot.y)];
        assert_eq!(top.contains("^^"), passes, "{n}: {top}");
    }
}

#[test]
fn the_density_over_a_histogram_cuts_no_bar_apart() {
    let lab = after(&["sample 10"]);
    let area = Rect::new(0, 0, 76, 12);
    let mut buf = Buffer::empty(area);
    lab.view(area, &mut buf, &plain(false));
    let plot = grid(&lab, (76, 12)).plot;
    let full = |x, y| {
        let cell: &ratatui::buffer::Cell = &buf[(x, y)];
        cell.symbol() == "█" || cell.modifier.contains(ratatui::style::Modifier::REVERSED)
    };
    let mut lines = 0;
    for x in plot.left()..plot.right() {
        // From the first full cell on a bar is full down to the ground.
        let rows: Vec<bool> = (plot.y..plot.bottom() - 1).map(|y| full(x, y)).collect();
        let bar = rows.iter().skip_while(|full| !**full);
        assert!(bar.clone().all(|full| *full), "column {x}: {rows:?}");
        lines += bar.count();
    }
    assert!(lines > 20);
}

#[test]
fn where_a_mean_lies_is_marked_on_the_axis_and_the_legend_says_so() {
    let lab = after(&["sample 100 x 10"]);
    let rows = screen(&lab, 54, 12, true);
    let grid = grid(&lab, (54, 12));
    let marked = |at: (u16, u16)| rows[usize::from(at.1)].chars().nth(at.0.into()) == Some('^');
    for mean in lab.samples.several_means().expect("ten were drawn") {
        let at = grid.cell([mean, 0.0]).expect("near the middle");
        assert!(marked(at), "{mean}: {rows:#?}");
    }
    let legend = "^ means of 10 samples";
    assert!(rows.iter().any(|row| row.contains(legend)), "{rows:#?}");
}

#[test]
fn the_farthest_value_is_marked_with_its_distance() {
    let lab = after(&["sample 1000"]);
    let rows = screen(&lab, 54, 11, true);
    let words = format!("farthest {:.2} sigma", number_of(&lab, "farthest"));
    let row = rows.iter().position(|row| row.contains(&words)).unwrap();
    let marked = rows[row + 1..].iter().any(|row| row.contains('v'));
    assert!(marked, "{rows:#?}");
}

#[test]
fn a_lab_set_to_the_values_it_has_has_drawn_nothing() {
    let mut lab = after(&[]);
    let values: Vec<_> = (lab.controls().into_iter())
        .map(|control| (control.name, control.value()))
        .collect();
    for (name, value) in values {
        lab.set(name, &value).unwrap();
    }
    assert!(!lab.samples.is_drawn());
    lab.set("n", "10").unwrap();
    assert!(lab.samples.is_drawn(), "another size is asked for");
}
