//! Claims about what people type.

use super::{Asked, Bound, Unread, read, value};
use crate::expr::Nothing;
use proptest::prelude::*;

/// What a text is read as, in each way it can be.
fn values(text: &str) -> Result<Vec<f64>, Unread> {
    let asked = Asked {
        things: ["leaf", "labels", "side"].map(str::to_owned).to_vec(),
        unit: Some("nats".to_owned()),
        bound: None,
    };
    let readings = read(text, &asked)?;
    let values = readings.iter().map(|it| it.values(false, &Nothing));
    Ok(values.collect::<Result<Vec<_>, _>>()?.concat())
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
        ("=14", 14.0),
        ("x = 14", 14.0),
        ("14.", 14.0),
        ("1+4+9 =", 14.0),
        ("1+4+9=14", 14.0),
        ("3--2", 5.0),
        ("2*-3", -6.0),
        ("40 - 48", -8.0),
        ("5-3", 2.0),
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
        ("44 Prozent", 0.44),
        ("44 pour cent", 0.44),
        ("2.7 per mille", 0.0027),
        // One number of another.
        ("1 in 370", 1.0 / 370.0),
        ("one in 370", 1.0 / 370.0),
        ("1 in every 370", 1.0 / 370.0),
        ("2.7 in a thousand", 0.0027),
        ("3 per 1000", 0.003),
        ("44 out of 100", 0.44),
        ("151 of 342", 151.0 / 342.0),
        ("151 of the 342 labels", 151.0 / 342.0),
        ("half of 28", 14.0),
        ("a third of 9", 3.0),
        ("1/3 of 9", 3.0),
        ("50% of 28", 14.0),
        // Words that change the number.
        ("14 squared", 196.0),
        ("28 squared", 784.0),
        ("2 cubed", 8.0),
        ("28 by 28", 784.0),
        ("2 to the power of 10", 1024.0),
        ("the square root of 2", 2f64.sqrt()),
        // Mixed fractions, and ordinal numbers.
        ("26 2/3", 80.0 / 3.0),
        ("3 23/25", 3.92),
        ("3 4/5 labels", 3.8),
        ("27th", 27.0),
        ("the 27th leaf", 27.0),
        ("1st", 1.0),
        ("3.92 to each side", 3.92),
        ("44,", 44.0),
        // As the page writes them: one usual reading.
        ("5/2 ln(2π) + 2", 2.5 * (2.0 * pi).ln() + 2.0),
        ("1/2 √4", 1.0),
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
        ("about .399", 0.399),
        ("about ,399", 0.399),
        ("it is .0027", 0.0027),
        ("approx. .4", 0.4),
        ("it is: 3", 3.0),
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
        ("14 000", 14_000.0),
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
fn a_sign_that_is_left_out_reaches_as_on_a_calculator_or_as_in_print() {
    let pi = std::f64::consts::PI;
    for (text, near, far) in [
        ("1/2pi", pi / 2.0, 0.5 / pi),
        ("1/2pi^2", pi.powi(2) / 2.0, 0.5 / pi.powi(2)),
        ("1/2(3)", 1.5, 1.0 / 6.0),
        ("√2π", 2f64.sqrt() * pi, (2.0 * pi).sqrt()),
        ("1/√2π", pi / 2f64.sqrt(), 1.0 / (2.0 * pi).sqrt()),
        ("1/sqrt 2pi", pi / 2f64.sqrt(), 1.0 / (2.0 * pi).sqrt()),
        ("sqrt 2*pi", 2f64.sqrt() * pi, (2.0 * pi).sqrt()),
        ("ln 2 pi + 1", 2f64.ln() * pi + 1.0, (2.0 * pi).ln() + 1.0),
        ("5/2 ln 2π", 2.5 * 2f64.ln() * pi, 2.5 * (2.0 * pi).ln()),
    ] {
        let read = values(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let same = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(
            matches!(read[..], [a, b] if same(a, near) && same(b, far)),
            "{text}: {read:?}"
        );
    }
}

#[test]
fn a_bound_may_be_said_again_where_the_question_asks_for_one() {
    let value = |text: &str, bound| {
        let asked = Asked {
            bound: Some(bound),
            ..Asked::default()
        };
        read(text, &asked)?[0].values(false, &Nothing)
    };
    for text in [
        "< 0.4",
        "<0.4",
        "<= 0.4",
        "≤0.4",
        "below 0.4",
        "sigma < 0.4",
        "less than 0.4",
    ] {
        assert_eq!(value(text, Bound::Below), Ok(vec![0.4]), "{text}");
        assert!(value(text, Bound::Above).is_err(), "{text}");
    }
    for text in ["> 0.4", "above 0.4", "rate > 0.4"] {
        assert_eq!(value(text, Bound::Above), Ok(vec![0.4]), "{text}");
        assert!(value(text, Bound::Below).is_err(), "{text}");
    }
}

#[test]
fn what_could_be_meant_in_no_way_is_refused() {
    for text in [
        "",
        "  ",
        "=",
        "foo",
        "784 pixels",
        "1,00,0",
        "1.2.3",
        "1 2",
        "3 5/4",
        "3 4/5/2",
        "1/2 3/4",
        "±3.92",
        "+-3.92",
        "+/- 3.92",
        "plus or minus 3",
        "14 squared labels",
        "twice 14",
        "14 doubled",
        "14 times",
        "< 0.4",
        "below 0.4",
        "measured(\"ae.val_loss\")",
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
        "44%%",
        "44% percent",
        "5‰%",
        "--3",
        "3---2",
        "40 to 48",
        "from 40 to 48",
        "3 or 4",
        "between three and four",
        "1..5",
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
                "max", "nats", "ten", "-four", " thousand", "·", "no ", "and ", " of ", " squared", " in ", "±", "<", "th", "+", "-", "/", "^", "\"", " ", "=", ":", "−", "n",
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
