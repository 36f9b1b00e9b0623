use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, opened, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<Code> {
    opened(Code::new(0), lines)
}

#[test]
fn a_turned_number_moves_the_picture_and_goes_back() {
    let mut lab = after(&[]);
    let before = number_of(&lab, "error");
    let living = (1..=NUMBERS).find(|number| {
        say(&mut lab, &format!("set number {number}")).unwrap();
        number_of(&lab, "top") > 1.0
    });
    assert!(living.is_some());
    let was = number_of(&lab, "was");
    say(&mut lab, "set value 95").unwrap();
    assert!(number_of(&lab, "error") > before && number_of(&lab, "moved") > 50.0);
    assert_eq!(
        number_of(&lab, "outside"),
        1.0,
        "no training digit took it there"
    );
    assert_eq!(number_of(&lab, "error_before"), before);
    say(&mut lab, "reset").unwrap();
    assert_eq!(
        (number_of(&lab, "value"), number_of(&lab, "error")),
        (was, before)
    );
}

#[test]
fn a_number_said_as_it_is_told_is_not_turned() {
    let mut lab = after(&["set digit 5", "set number 4"]);
    let told = lab
        .controls()
        .iter()
        .find(|it| it.name == "value")
        .unwrap()
        .value();
    say(&mut lab, &format!("set value {told}")).unwrap();
    assert!(lab.turned.is_none());
}

#[test]
fn dead_numbers_are_counted_and_are_outside_wherever_they_are_turned() {
    let mut lab = after(&[]);
    let dead =
        (0..NUMBERS).filter(|&number| lab.range(number).is_some_and(|[low, high]| low == high));
    let dead: Vec<usize> = dead.collect();
    assert_eq!(number_of(&lab, "dead"), dead.len() as f64);
    say(&mut lab, &format!("set number {}", dead[0] + 1)).unwrap();
    say(&mut lab, "set value 10").unwrap();
    assert_eq!(number_of(&lab, "outside"), 1.0);
}

#[test]
fn a_blank_page_comes_back_nearer_than_a_digit_and_an_inverted_one_far_off() {
    let error = |input: &str| number_of(&after(&[&format!("set input {input}")]), "error");
    let digit = error("digit");
    assert!(error("blank") < digit);
    assert!(error("inverted") > 20.0 * digit);
    assert!(error("clothes") > 4.0 * digit);
}

#[test]
fn a_drawing_is_encoded_as_mnist_would_have_it() {
    let lab = after(&["set input drawing", "ink 3 3 2 13"]);
    let seen = lab.seen.as_ref().unwrap();
    let middle: f32 = (10..18)
        .map(|row| seen.input[row * SIDE + 14] + seen.input[row * SIDE + 13])
        .sum();
    assert!(middle > 4.0, "it is centred: {middle}");
    assert_eq!(number_of(&lab, "read"), 1.0);
}

#[test]
fn what_is_asked_is_not_told() {
    let lab = after(&["set input clothes", "set output hidden"]);
    let told = lab.visible_facts();
    for name in ["error", "read", "rows_back"] {
        assert!(told.iter().all(|fact| fact.name != name), "{name}");
    }
    let rows = screen(&lab, 78, 18, true).join("\n");
    assert!(
        !rows.contains("error") && !rows.contains("read as"),
        "{rows}"
    );
}
