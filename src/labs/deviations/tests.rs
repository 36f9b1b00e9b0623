use super::*;
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use statrs::statistics::Statistics;

fn after(lines: &[&str]) -> Hosted<Deviations> {
    crate::labs::testing::after(lines)
}

#[test]
fn five_values_by_hand() {
    let lab = after(&["set a 2", "set b 4", "set c 5", "set d 6", "set e 8"]);
    assert_eq!(number_of(&lab, "mean"), 5.0);
    // 9 + 1 + 0 + 1 + 9, over five.
    assert_eq!(number_of(&lab, "variance"), 4.0);
    assert_eq!(number_of(&lab, "deviation"), 2.0);
}

#[test]
fn statrs_agrees_and_the_distances_add_up_to_nothing() {
    for values in [[0, 0, 1, 9, 10], [3, 3, 3, 3, 3], [10, 1, 7, 2, 2]] {
        for kind in KINDS {
            let mut lab = after(&[&format!("set kind {kind}")]);
            let least = lab.scale().range.0;
            let values = values.map(|value| f64::from(value) + least);
            for (name, value) in NAMES.iter().zip(values) {
                assert!(lab.set(name, &value.to_string()).is_ok());
            }
            let theirs = values.population_std_dev();
            assert!((number_of(&lab, "deviation") - theirs).abs() < 1e-12);
            assert!((number_of(&lab, "mean") - values.mean()).abs() < 1e-12);
            assert!(number_of(&lab, "sum_of_distances").abs() < 1e-12);
        }
    }
}

#[test]
fn each_value_has_its_row_with_its_distance_and_its_square() {
    for (width, height) in [(54, 9), (76, 9), (100, 14)] {
        let lab = after(&["set a 2", "set b 4", "set c 5", "set d 6", "set e 8"]);
        for ascii in [false, true] {
            let rows = screen(&lab, width, height, ascii);
            let row = |name: &str| {
                let found = rows.iter().find(|row| row.trim_start().starts_with(name));
                found.unwrap_or_else(|| panic!("{name}: {rows:#?}"))
            };
            assert!(row("a   2").contains("-3.0") && row("a   2").contains("9.00"));
            assert!(row("c   5").contains(" 0.0") && row("e   8").contains("+3.0"));
            let all = rows.concat();
            for words in ["mean 5.00", "sum 0.0", "mean 4.00", "root 2.00"] {
                assert!(all.contains(words), "{words}: {rows:#?}");
            }
        }
    }
}

#[test]
fn every_value_has_a_row_of_its_own_as_far_from_the_next_as_any() {
    for height in 9..=16 {
        let lab = after(&[]);
        let rows = screen(&lab, 76, height, true);
        let row = |name: &str| {
            rows.iter()
                .position(|row| row.starts_with(&format!(" {name}  ")))
        };
        let places: Vec<usize> = NAMES.iter().filter_map(|name| row(name)).collect();
        let apart: Vec<usize> = places.windows(2).map(|two| two[1] - two[0]).collect();
        let even = apart.len() == 4 && apart.iter().all(|it| *it == apart[0] && *it > 0);
        assert!(even, "{height}: {rows:#?}");
    }
}
