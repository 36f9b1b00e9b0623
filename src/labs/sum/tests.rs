use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<Sum> {
    crate::labs::testing::after(lines)
}

#[test]
fn the_two_towers_become_one_hump() {
    let lab = after(&["set two 0", "set one 9", "set three 1", "set four 9"]);
    assert_eq!(number_of(&lab, "humps"), 2.0);
    let lab = after(&["set what towers", "set n 10"]);
    assert_eq!(number_of(&lab, "humps"), 1.0);
    assert!(number_of(&lab, "gap") < 0.01);
}

#[test]
fn no_bar_is_the_last_to_be_taken_away() {
    let mut lab = after(&["set two 0", "set three 0", "set four 0"]);
    assert!(lab.set("one", "0").is_err(), "a throw shows something");
    assert!(lab.set("one", "1").is_ok());
    assert!(number_of(&lab, "needed").is_nan());
    assert!(say(&mut lab, "set four 9").is_ok());
    assert!(number_of(&lab, "needed") > 100.0);
}

#[test]
fn other_throws_and_other_sums_begin_with_none_made() {
    let mut lab = after(&["set what pegs", "set n 6", "set see throws", "throw 200"]);
    assert_eq!(number_of(&lab, "thrown"), 200.0);
    assert!(say(&mut lab, "set n 7").is_ok());
    assert_eq!(number_of(&lab, "thrown"), 0.0);
    assert!(say(&mut lab, "throw 0").is_err());
    assert!(say(&mut lab, "throw often").is_err());
    // More rows of pegs than can be seen are not kept from what was thrown before.
    let lab = after(&["set what die", "set n 1000", "set what pegs"]);
    assert_eq!(number_of(&lab, "n"), ROWS);
}

#[test]
fn every_ball_lies_in_a_slot_and_the_ends_are_the_outermost_two() {
    let lab = after(&["set what pegs", "set n 6", "set see throws", "throw 200"]);
    let all: u32 = (0..=6).map(|slot| lab.throws.count(slot)).sum();
    assert_eq!(all, 200);
    let ends = lab.throws.count(0) + lab.throws.count(6);
    assert_eq!(number_of(&lab, "ends"), f64::from(ends));
    // Two ways of 64: of 200 balls about 6, and hardly ever more than 15.
    assert!((1..=15).contains(&ends), "{ends}");
}

#[test]
fn each_peg_and_the_way_of_the_ball_are_on_the_board() {
    for (width, height) in [(54, 14), (76, 14), (100, 24)] {
        let lab = after(&["set what pegs", "set n 6", "set see throws", "throw"]);
        let rows = screen(&lab, width, height, true);
        let board = rows[..6].concat();
        let pegs = board.matches('.').count();
        assert_eq!(pegs, 15, "21 pegs less the 6 that the ball hit: {rows:#?}");
        assert_eq!(board.matches('o').count(), 6, "{rows:#?}");
    }
}

#[test]
fn the_picture_fits_where_it_is_small_and_where_it_is_large() {
    for what in WHATS {
        for n in ["1", "12", "1000"] {
            for (width, height) in [(54, 8), (76, 10), (120, 30)] {
                let mut lab = after(&[&format!("set what {what}")]);
                // Of pegs there are no thousand rows.
                let _ = say(&mut lab, &format!("set n {n}"));
                for ascii in [false, true] {
                    let rows = screen(&lab, width, height, ascii);
                    assert!(!rows.concat().trim().is_empty(), "{what} {n}");
                }
            }
        }
    }
}
