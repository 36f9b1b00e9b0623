use super::*;
use crate::labs::{Value, say};

fn fact(lab: &Penguins, name: &str) -> Value {
    let facts = lab.facts();
    let found = facts.into_iter().find(|f| f.name == name);
    found.unwrap_or_else(|| panic!("no fact {name}")).value
}

fn number_of(lab: &Penguins, name: &str) -> f64 {
    match fact(lab, name) {
        Value::Number(x) => x,
        Value::Text(text) => panic!("{name} is {text}"),
    }
}

fn told(lines: &[&str]) -> Penguins {
    let mut lab = Penguins::default();
    for line in lines {
        assert!(say(&mut lab, line).is_ok(), "{line}");
    }
    lab
}

#[test]
fn raw_the_body_mass_decides_alone() {
    let lab = told(&["set measures bill-mass"]);
    assert!(number_of(&lab, "y_share") > 0.999);
    for x in ["30", "45", "62"] {
        let lab = told(&["set y 5600", &format!("set x {x}")]);
        assert_eq!(fact(&lab, "nearest_mean"), Value::Text("Gentoo".into()));
        assert_eq!(number_of(&lab, "y_alone"), 1.0);
    }
}

#[test]
fn standardized_both_measurements_count_alike() {
    let lab = told(&["set axes standardized"]);
    assert!((number_of(&lab, "y_share") - 0.5).abs() < 1e-9);
    let lab = told(&["set axes standardized", "set y 3700", "set x 37"]);
    assert_eq!(fact(&lab, "nearest_mean"), Value::Text("Adelie".into()));
    let lab = told(&["set axes standardized", "set y 3700", "set x 50"]);
    assert_eq!(fact(&lab, "nearest_mean"), Value::Text("Chinstrap".into()));
}

#[test]
fn even_birds_of_known_species_the_nearest_mean_gets_wrong() {
    // Counted by NumPy.
    assert_eq!(number_of(&told(&[]), "mean_wrong"), 124.0);
    let standardized = told(&["set axes standardized"]);
    assert_eq!(number_of(&standardized, "mean_wrong"), 26.0);
}

#[test]
fn some_birds_part_the_rules_and_some_do_not() {
    let adelie = told(&["set axes standardized", "set x 37", "set y 3600"]);
    assert_eq!(number_of(&adelie, "disagree"), 0.0);
    let mut parted = 0;
    let mut lab = told(&["set axes standardized"]);
    for x in 35..60 {
        for y in 30..60 {
            assert!(lab.set("x", &x.to_string()).is_ok());
            assert!(lab.set("y", &(y * 100).to_string()).is_ok());
            parted += usize::from(number_of(&lab, "mean_against_neighbour") == 1.0);
        }
    }
    assert!((20..200).contains(&parted), "{parted} of 750");
}

#[test]
fn the_ground_of_a_rule_stays_while_the_bird_moves() {
    let mut lab = told(&["set axes standardized", "set rule neighbour"]);
    let before = lab.map.clone();
    assert!(say(&mut lab, "set x 31").is_ok());
    assert_eq!(lab.map, before);
    assert!(say(&mut lab, "set axes raw").is_ok());
    assert_ne!(lab.map, before);
}

#[test]
fn other_measures_put_the_bird_back_in_the_middle_of_their_ranges() {
    for measures in birds::NAMES {
        let lab = told(&["set x 61", &format!("set measures {measures}")]);
        for control in lab.controls() {
            assert!((0.0..=1.0).contains(&control.share()), "{}", control.name);
        }
        assert!(lab.facts().len() > 10);
    }
}
