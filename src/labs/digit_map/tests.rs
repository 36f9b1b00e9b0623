use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, opened, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<DigitMap> {
    opened(DigitMap::new(0), lines)
}

#[test]
fn both_maps_hold_nearly_all_digits() {
    let lab = after(&[]);
    let atlas = lab.data.ready().unwrap();
    for (points, reach) in atlas.points.iter().zip(REACH) {
        let inside = |point: &&[f64; 2]| {
            let mut axes = point.iter().zip(reach);
            axes.all(|(x, (low, high))| (low..=high).contains(x))
        };
        let count = points.iter().filter(inside).count();
        assert!(count >= 990, "{count} in {reach:?}");
    }
}

#[test]
fn the_part_that_is_shown_holds_the_hand_and_lies_on_the_map() {
    let mut lab = DigitMap::new(0);
    for zoom in [1.0, 2.0, 4.0, 16.0] {
        for x in 0..=90 {
            lab.zoom = zoom;
            lab.at[0] =
                REACH[CODE][0].0 + f64::from(x) * (REACH[CODE][0].1 - REACH[CODE][0].0) / 90.0;
            let ((low, high), (from, to)) = (lab.window(0), REACH[CODE][0]);
            assert!((low..=high).contains(&lab.at[0]), "{zoom} {x}");
            assert!(low >= from - 1e-9 && high <= to + 1e-9);
            assert!(((high - low) * zoom - (to - from)).abs() < 1e-9);
        }
    }
}

#[test]
fn space_goes_to_the_nearest_digit() {
    let mut lab = after(&["set zoom 4"]);
    say(&mut lab, "nearest").unwrap();
    assert!(number_of(&lab, "distance") < 1.0);
}

#[test]
fn the_networks_two_numbers_know_more_of_a_digit_than_two_components() {
    let lab = after(&[]);
    let [code, pca, pixels] =
        ["alike_code_2", "alike_pca_2", "alike_pixels"].map(|name| number_of(&lab, name));
    assert!(code > pca + 100.0 && pixels > code, "{code} {pca} {pixels}");
}

#[test]
fn another_map_begins_in_its_middle() {
    let lab = after(&["set x 50", "set by pca"]);
    assert_eq!(lab.at, middle(PCA));
    assert!(number_of(&lab, "sure") > 0.0);
}

#[test]
fn what_is_asked_is_not_told() {
    let lab = after(&["set alike hidden", "set decoded hidden"]);
    let told = lab.visible_facts();
    for name in ["alike_code_2", "read"] {
        assert!(told.iter().all(|fact| fact.name != name), "{name}");
    }
    assert!(!screen(&lab, 78, 16, true).join("\n").contains("read as"));
}
