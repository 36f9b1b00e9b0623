//! Claims about expressions: arithmetic as everybody writes it, errors in their place, no panic.

use proptest::prelude::*;

use super::{Expr, ExprError, Fault, Nothing, Scope, Value};

fn number(source: &str) -> f64 {
    let expr = Expr::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    expr.number(&Nothing)
        .unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn holds(source: &str, scope: &dyn Scope) -> bool {
    let expr = Expr::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    expr.holds(scope)
        .unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn fault(source: &str) -> ExprError {
    match Expr::parse(source) {
        Err(error) => error,
        Ok(expr) => expr.value(&Facts).expect_err(source),
    }
}

/// `peak` is 1.2, `nan` is NaN, `state` is a text; `rows` counts the letters of a text.
struct Facts;

impl Scope for Facts {
    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "peak" => Some(Value::Number(1.2)),
            "nan" => Some(Value::Number(f64::NAN)),
            "endless" => Some(Value::Number(f64::INFINITY)),
            "state" => Some(Value::Text("untrained".to_owned())),
            _ => None,
        }
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        (function == "rows").then(|| match arguments {
            [Value::Text(text)] => Ok(Value::Number(text.len() as f64)),
            _ => Err("`rows` takes one text".to_owned()),
        })
    }

    fn names(&self) -> Vec<String> {
        vec!["peak".to_owned(), "nan".to_owned(), "state".to_owned()]
    }
}

#[test]
fn arithmetic_binds_as_everybody_writes_it() {
    for (source, value) in [
        ("784*128 + 128", 100_480.0),
        ("2 + 3 * 4 - 5", 9.0),
        ("(2 + 3) * 4", 20.0),
        ("7 - 3 - 2", 2.0),
        ("16 / 4 / 2", 2.0),
        ("1 / 2", 0.5),
        ("-2^2", -4.0),
        ("2^3^2", 512.0),
        ("2**-1", 0.5),
        ("--3", 3.0),
        ("+.5 + 1e-1", 0.6),
        ("3 · 2 − 1", 5.0),
        ("1.5E3", 1500.0),
        ("round(2.5)", 3.0),
        ("round(2/3, 3)", 0.667),
        ("sqrt(2)^2", 2.0),
        ("ln(e^3) + log(1)", 3.0),
        ("min(3, 1, 2) + max(1, 2) + abs(-4)", 7.0),
        ("floor(1.9) + ceil(1.1)", 3.0),
    ] {
        let found = number(source);
        assert!((found - value).abs() < 1e-12, "{source} is {found}");
    }
}

#[test]
fn conditions_compare_numbers_and_texts() {
    for (source, truth) in [
        ("peak > 1 && peak < 1.3", true),
        ("peak >= 1.2 && peak <= 1.2 && peak ≥ 1 && peak ≤ 2", true),
        ("peak == 1.2 || 1 / 0 > 0", true),
        ("0.1 + 0.2 == 0.3", true),
        ("1 != 1.0000001", true),
        ("endless == 3 || 0 == endless", false),
        ("endless == endless && 0 == 0", true),
        ("!(peak > 1)", false),
        ("state == \"untrained\" && state != 'done'", true),
        ("rows(\"auto-mpg\") == 8", true),
        ("1 > 2 || 2 > 3 && 3 < 4", false),
    ] {
        assert_eq!(holds(source, &Facts), truth, "{source}");
    }
}

#[test]
fn nan_meets_no_condition_denied_or_not() {
    for source in [
        "nan > 1",
        "!(nan > 1)",
        "nan == nan",
        "nan != nan",
        "nan <= 1 || nan > 1",
        "max(nan, 2) > 1",
        "sqrt(-1) > 0",
        "0/0 == 0/0",
        "nan > 1 && peak > 1",
    ] {
        assert!(!holds(source, &Facts), "{source}");
    }
    // What is known decides where it can.
    assert!(holds("nan > 1 || peak > 1", &Facts));
    assert!(holds("!(nan > 1 && peak < 1)", &Facts));
}

#[test]
fn every_error_points_at_its_place() {
    for (source, at, said) in [
        ("", 0, "empty"),
        ("  ", 0, "empty"),
        ("1 +", 3, "it ends here"),
        ("1 + * 2", 4, "not `*`"),
        ("(1 + 2", 6, "`)` was expected"),
        ("1 2", 2, "an operator or the end"),
        ("a ~ b", 2, "'~'"),
        ("1.2.3", 0, "`1.2.3` is no number"),
        ("2e", 0, "`2e` is no number"),
        ("1e999", 0, "no number"),
        ("rows(\"a", 5, "never closed"),
        ("1 < 2 < 3", 6, "do not chain"),
        ("peak + peek", 7, "no `peek`; there are peak, nan, state"),
        ("1 + rosw(2)", 4, "no function `rosw`"),
        ("rows(1)", 0, "takes one text"),
        ("abs(1, 2)", 0, "one number"),
        (
            "1 + state",
            4,
            "a number is needed here, and this is a text",
        ),
        ("!peak", 1, "a condition"),
        ("peak > 1 && 3", 12, "a condition"),
        ("state == 3", 9, "a text is needed"),
        ("state < \"a\"", 8, "a number is needed"),
        ("peak > 1 && \"ä\" == ö", 20, "no `ö`"),
    ] {
        let error = fault(source);
        assert_eq!(error.at, at, "{source}: {error}");
        assert!(error.to_string().contains(said), "{source}: {error}");
    }
}

#[test]
fn depth_and_length_are_bounded() {
    for deep in [
        "(".repeat(500),
        "-".repeat(900) + "1",
        "2^".repeat(300) + "1",
        "abs(".repeat(200),
        "!".repeat(600),
    ] {
        assert_eq!(fault(&deep).fault, Fault::TooDeep, "{deep}");
    }
    assert!(matches!(
        fault(&"1+".repeat(600)).fault,
        Fault::TooLong(1200)
    ));
    assert_eq!(number(&("1+".repeat(499) + "1")), 500.0);
}

#[test]
fn the_names_and_the_sides_of_a_claim_are_told() {
    let expr = Expr::parse("peak > 1 && abs(mu) < 0.01").expect("it reads");
    assert_eq!(expr.names(), [("peak", 0), ("mu", 16)]);
    let claim = Expr::parse("2 * 3 == 7").expect("it reads");
    assert_eq!(claim.sides(&Nothing), Some((6.0, 7.0)));
    assert_eq!(Expr::parse("1").expect("it reads").sides(&Nothing), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(source in "\\PC{0,60}") {
        match Expr::parse(&source) {
            Ok(expr) => {
                let _ = (expr.value(&Facts), expr.holds(&Facts), expr.sides(&Facts));
            }
            Err(error) => prop_assert!(error.at <= source.len()),
        }
    }

    #[test]
    fn no_row_of_its_own_words_makes_it_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2.5", "(", ")", ",", "+", "-", "*", "/", "^", "**", "<", "==", "!=", "&&",
                "||", "!", "peak", "nan", "abs", "min", "round", "\"a\"", "1,000", "e", "'",
            ]),
            0..40,
        ),
        blank in prop::sample::select(vec!["", " "]),
    ) {
        let source = words.join(blank);
        if let Ok(expr) = Expr::parse(&source) {
            let _ = expr.value(&Facts);
        }
    }

    #[test]
    fn numbers_read_as_rust_reads_them(x in -1e9..1e9f64) {
        let spelled = format!("{x:.6}");
        prop_assert_eq!(Some(number(&spelled)), spelled.parse().ok());
    }
}
