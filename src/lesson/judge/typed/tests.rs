//! Claims about what people type.

use super::{Unread, read, value};
use proptest::prelude::*;

/// What a text is read as, in each way it can be.
fn values(text: &str) -> Result<Vec<f64>, Unread> {
    let units = ["nats", "percent", "leaf", "labels"].map(str::to_owned);
    let readings = read(text, &units)?;
    let scope = &crate::expr::Nothing;
    readings
        .iter()
        .map(|reading| reading.value(false, scope))
        .collect()
}

#[test]
fn what_people_type_is_read_as_they_mean_it() {
    let pi = std::f64::consts::PI;
    let root = (2.0 * pi).sqrt();
    for (text, meant) in [
        ("784", 784.0),
        ("784.", 784.0),
        (".5", 0.5),
        (" = 3 ", 3.0),
        ("a = 0.1525", 0.1525),
        ("~0.4", 0.4),
        ("≈0.4", 0.4),
        // Signs.
        ("−3", -3.0),
        ("–3", -3.0),
        ("28x28", 784.0),
        ("28 X 28", 784.0),
        ("28×28", 784.0),
        ("28⋅28", 784.0),
        ("0·4", 0.4),
        ("-0·4 + 1", 0.6),
        ("6÷4", 1.5),
        ("1:4", 0.25),
        ("2**10", 1024.0),
        ("2^10", 1024.0),
        ("10⁻³", 0.001),
        ("3²+4²", 25.0),
        ("1.5×10^3", 1500.0),
        ("[1+2]*3", 9.0),
        ("１２", 12.0),
        ("٣٫٥", 3.5),
        // Fractions, roots and products without a sign.
        ("½", 0.5),
        ("2½", 2.5),
        ("-2½", -2.5),
        ("3/4", 0.75),
        ("√4", 2.0),
        ("√(2π)", root),
        ("1/√(2π)", 1.0 / root),
        ("2√3", 2.0 * 3f64.sqrt()),
        ("√2*3", 3.0 * 2f64.sqrt()),
        ("sqrt 2", 2f64.sqrt()),
        ("Sqrt(2)", 2f64.sqrt()),
        ("ln2", 2f64.ln()),
        ("ln 2 + 1", 2f64.ln() + 1.0),
        ("2pi", 2.0 * pi),
        ("2 PI", 2.0 * pi),
        ("2(3+4)", 14.0),
        ("(1+1)(2+2)", 8.0),
        ("2e", 2.0 * std::f64::consts::E),
        ("2e3", 2000.0),
        ("ln(2*pi)*5/2+2", (2.0 * pi).ln() * 2.5 + 2.0),
        ("max(1,200)", 200.0),
        ("round(2/3, 3)", 0.667),
        // Percent is a hundredth.
        ("27%", 0.27),
        ("0.27 %", 0.0027),
        ("44 percent", 0.44),
        ("1/50%", 2.0),
        ("5‰", 0.005),
        // Units and words.
        ("6.59 nats", 6.59),
        ("1 nat", 1.0),
        ("none", 0.0),
        ("Zero", 0.0),
        ("seven", 7.0),
        ("half", 0.5),
        ("27 leaves", 27.0),
        ("no labels", 0.0),
        ("none of the labels", 0.0),
        ("one leaf", 1.0),
        ("ten thousand", 10_000.0),
        ("Ten thousand labels in all", 10_000.0),
        ("10 thousand", 10_000.0),
        ("10k", 10_000.0),
        ("1.5 million", 1.5e6),
        ("forty-four", 44.0),
        ("forty four percent", 0.44),
        ("a hundred thousand four hundred and eighty", 100_480.0),
        ("two hundred fifty-six thousand and ten", 256_010.0),
        ("one hundred and five", 105.0),
        ("twenty-eight times twenty-eight", 784.0),
        ("forty - four", 36.0),
        ("minus three", -3.0),
        ("zero point two seven", 0.27),
        ("three quarters", 0.75),
        ("one hundredth", 0.01),
        ("a tenth", 0.1),
        ("784?", 784.0),
        ("784 ?", 784.0),
        ("about 784.", 784.0),
        ("maybe 784, I think", 784.0),
        ("I think it's 784", 784.0),
        ("approx. 0.4", 0.4),
        ("28 * 28 = 784", 784.0),
        ("2/151.9 = 0.0132", 0.0132),
        ("E(a, b) = 14", 14.0),
        // Commas and blanks that can mean one thing.
        ("0,399", 0.399),
        ("-0,003", -0.003),
        ("3,92", 3.92),
        (",5", 0.5),
        ("0,27%", 0.0027),
        ("1,234,567", 1_234_567.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1_234_567.0),
        ("60 000", 60_000.0),
        ("100'480", 100_480.0),
        ("100_480", 100_480.0),
    ] {
        let read = values(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(read.len(), 1, "{text} has one meaning");
        let near = 1e-12 * meant.abs().max(1.0);
        assert!((read[0] - meant).abs() <= near, "{text} is {}", read[0]);
    }
}

#[test]
fn a_comma_before_three_digits_or_a_raised_dot_can_mean_two_things() {
    for (text, first, second) in [
        ("28·28", 784.0, 28.28),
        ("100,480", 100_480.0, 100.48),
        ("60,000 / 256", 234.375, 0.234_375),
        ("-1,525", -1525.0, -1.525),
    ] {
        assert_eq!(values(text), Ok(vec![first, second]), "{text}");
    }
}

#[test]
fn what_could_be_meant_in_two_ways_or_in_none_is_refused() {
    for text in ["1/2pi", "1/2(3)", "sqrt 2*pi", "√2π", "1/√2π", "ln 2 pi"] {
        assert_eq!(values(text), Err(Unread::TwoWays), "{text}");
    }
    for text in [
        "",
        "  ",
        "=",
        "foo",
        "784 pixels",
        "1,00,0",
        "1.2.3",
        "1 2",
        "3 4/5",
        "2+",
        "*3",
        "(2",
        "2)",
        "()",
        "3 < 4",
        "1/0",
        "ln(0)",
        "0/0",
        "1e999",
        "sqrt",
        "%",
        "log10(100)",
        "²",
        "\u{1b}[31m",
        "2 = 3",
        "28 * 28 = 748",
        "x < 3",
        "<= 3",
        "5!",
        "0,27%.5",
        "27%½",
        "2²5",
        "seven eight",
        "ten twenty",
        "twenty eleven",
        "a",
        "thousandfold",
        "27 leaves 3",
        "27 trees",
    ] {
        assert!(values(text).is_err(), "{text}: {:?}", values(text));
    }
    assert_eq!(value("60,000"), Some(60_000.0));
    assert_eq!(value("mu"), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        let _ = values(&text);
    }

    #[test]
    fn no_row_of_its_own_signs_makes_it_panic(
        signs in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2.5", ",", "(", ")", "x", "×", "√", "½", "²", "⁻", "%", "pi", "e", "sqrt",
                "max", "nats", "ten", "-four", " thousand", "·", "no ", "and ", "+", "-", "/", "^", "\"", " ", "=", ":", "−", "n",
            ]),
            0..24,
        ),
    ) {
        let _ = values(&signs.concat());
    }

    #[test]
    fn numbers_read_as_rust_reads_them(x in -1e9..1e9f64) {
        let spelled = format!("{x:.6}");
        prop_assert_eq!(values(&spelled).ok(), spelled.parse().ok().map(|x| vec![x]));
    }
}
