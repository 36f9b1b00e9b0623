use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, opened, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<Bytes> {
    opened(Bytes::new(0), lines)
}

#[test]
fn fewer_bits_cost_more_and_8_cost_next_to_nothing() {
    let mut lab = after(&[]);
    let mut error = |bits: &str| {
        say(&mut lab, &format!("set bits {bits}")).unwrap();
        number_of(&lab, "error")
    };
    let errors = BITS.map(&mut error);
    assert!(errors.is_sorted(), "{errors:?}");
    assert!(errors[1] < 1.002 * errors[0] && errors[3] > 2.0 * errors[0]);
    // With 1 bit a number it is no better than always answering the mean picture.
    assert!(errors[4] > number_of(&lab, "mean_error"));
}

#[test]
fn one_bit_a_pixel_is_smaller_than_the_full_code_and_nearer() {
    let lab = after(&["set view ledger"]);
    let [ink, ink_error] = ["ink", "ink_error"].map(|name| number_of(&lab, name));
    assert!((22.0..24.0).contains(&ink) && ink < number_of(&lab, "code_bytes"));
    assert!((ink_error - 0.0085).abs() < 0.0001 && ink_error < number_of(&lab, "error"));
}

#[test]
fn from_the_break_even_on_the_codes_are_the_shorter_ones() {
    let mut lab = after(&["set view ledger", "set bits 8"]);
    let repaid = number_of(&lab, "repaid_zstd");
    for (images, beats) in [(repaid - 1.0, 0.0), (repaid, 1.0)] {
        say(&mut lab, &format!("set images {images}")).unwrap();
        assert_eq!(number_of(&lab, "beats_zstd"), beats, "{images}");
    }
    assert_eq!(number_of(&lab, "repaid_raw"), 594.0);
}

#[test]
fn what_is_asked_is_not_told() {
    let hidden = [
        "set view ledger",
        "set errors hidden",
        "set rivals hidden",
        "set repaid hidden",
    ];
    let lab = after(&hidden);
    let told = lab.visible_facts();
    for name in ["ink", "ink_error", "repaid_raw", "repaid_zstd"] {
        assert!(told.iter().all(|fact| fact.name != name), "{name}");
    }
    let rows = screen(&lab, 78, 13, true).join("\n");
    assert!(
        !rows.contains("0.0085") && !rows.contains("after"),
        "{rows}"
    );
}
