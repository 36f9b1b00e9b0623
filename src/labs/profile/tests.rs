use super::*;
use crate::dataset::mnist::test_digits;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{fact, number_of, opened, screen, worked};
use crate::labs::{Lab, Value, find, say};
use crate::ui::glyphs::Drawn;

/// The lab on the screen, its digits there, after some lines of the lab language.
fn after(lines: &[&str]) -> Hosted<Profile> {
    opened(Profile::new(0), lines)
}

/// The names of the facts that are told.
fn told(lab: &Hosted<Profile>) -> Vec<&'static str> {
    let facts = lab.visible_facts().into_iter();
    facts.map(|fact| fact.name).collect()
}

#[test]
fn the_fullest_column_is_the_one_that_another_program_finds() {
    // Counted by a script in Python from the IDX file, in whole numbers.
    for (digit, label, column, sum) in [
        (0, 7.0, 14.0, 1912.0),
        (370, 7.0, 17.0, 5100.0),
        (9795, 1.0, 9.0, 910.0),
        (9999, 6.0, 13.0, 3199.0),
        // Two columns hold as much: the first counts.
        (332, 1.0, 15.0, 4223.0),
    ] {
        let lab = after(&[&format!("set digit {digit}")]);
        assert_eq!(number_of(&lab, "label"), label, "{digit}");
        assert_eq!(number_of(&lab, "most_column"), column, "{digit}");
        let most = number_of(&lab, "most");
        assert!((most - sum / 255.0).abs() < 1e-9, "{digit}: {most}");
    }
}

#[test]
fn the_facts_agree_with_each_other() {
    let mut lab = after(&[]);
    for _ in 0..50 {
        let Value::Text(inks) = fact(&lab, "columns") else {
            panic!("it is a text");
        };
        let inks: Vec<&str> = inks.split(", ").collect();
        assert_eq!(inks.len(), SIDE);
        let column = number_of(&lab, "most_column") as usize;
        let most = number_of(&lab, "most");
        assert_eq!(inks[column - 1], format!("{most:.1}"));
        let all = inks.iter().map(|ink| ink.parse::<f64>().unwrap());
        assert!(all.fold(0.0, f64::max) <= most + 0.05);
        assert!(say(&mut lab, "another").is_ok());
    }
}

#[test]
fn the_fullest_column_of_all_digits_holds_20_pixels_and_fits_on_the_plot() {
    let digits = test_digits().unwrap();
    assert_eq!(digits.len(), TEST_DIGITS);
    let fullest = (0..TEST_DIGITS).map(|i| most(&columns(digits.image(i))).1);
    let largest = fullest.fold(0.0, f64::max);
    assert_eq!(largest, 20.0);
    assert!(largest < PLANE.y.1);
}

#[test]
fn all_digits_come_once_before_any_comes_again() {
    let mut lab = after(&[]);
    let mut seen = vec![false; TEST_DIGITS];
    for _ in 0..TEST_DIGITS {
        assert!(!seen[lab.index], "{} again", lab.index);
        seen[lab.index] = true;
        assert!(lab.act("another", "").is_ok());
    }
    assert_eq!(lab.index, 0);
    assert_eq!(lab.verbs()[0].key_name().as_deref(), Some("Space"));
}

#[test]
fn what_the_digit_is_is_told_only_where_it_is_shown_and_the_fullest_column_never() {
    let shown = after(&[]);
    assert_eq!(told(&shown), ["digit", "label", "most", "columns"]);
    assert_eq!(shown.controls()[0].note, "a 7");
    let hidden = after(&["set label hidden"]);
    assert_eq!(told(&hidden), ["digit", "most", "columns"]);
    assert_eq!(hidden.controls()[0].note, "");
    assert_eq!(number_of(&hidden, "label"), 7.0);
    let label = shown.facts().swap_remove(1);
    assert_eq!(label.sentence, "Test digit 0 is a 7.");
}

#[test]
fn the_picture_names_both_axes_and_holds_a_curve() {
    for ascii in [true, false] {
        for (width, height) in [(76, 12), (Profile::WIDTH, 8), (130, 30)] {
            let rows = screen(&after(&[]), width, height, ascii).concat();
            for name in ["column", "ink, pixels"] {
                assert!(rows.contains(name), "{name} at {width}x{height}: {rows}");
            }
            let other = screen(&after(&["set digit 370"]), width, height, ascii).concat();
            assert_ne!(rows, other, "another digit has another curve");
        }
    }
}

#[test]
fn another_way_of_drawing_plots_changes_the_curve() {
    let lab = after(&[]);
    assert_eq!(lab.draws(), Drawn::Plots);
    let area = Rect::new(0, 0, 76, 12);
    let mut look = crate::ui::plain(false);
    let picture = |look: &Look| {
        let mut buf = Buffer::empty(area);
        lab.view(area, &mut buf, look);
        buf
    };
    let before = picture(&look);
    look.glyphs.change(lab.draws());
    assert_ne!(picture(&look), before);
}

#[test]
fn while_the_digits_are_unpacked_it_says_so() {
    let entry = find("profile").expect("it is in the registry");
    let mut lab = (entry.make)(0);
    let asked = lab.open();
    let rows = screen(lab.as_ref(), 76, 12, true);
    assert!(rows[0].starts_with("Unpacking the digits..."), "{rows:?}");
    worked(asked, &mut |msg| lab.update(msg));
    assert!(!screen(lab.as_ref(), 76, 12, true)[0].contains("Unpacking"));
}
