//! Claims about live formulas: numbers in the place of symbols, and parts that are lit.

use super::super::{Form, Math};

fn with(latex: &str, values: &[(&str, &str)]) -> String {
    Math::parse(latex)
        .unwrap()
        .substituted(values)
        .unwrap()
        .unicode()
}

#[test]
fn numbers_get_the_dots_signs_and_brackets_that_letters_did_without() {
    let values = [
        (r"\mu", "-0.50"),
        (r"\sigma", "0.38"),
        ("a", "-2"),
        ("b", "3"),
    ];
    let cases = [
        (r"\frac{1}{\sqrt{2\pi\sigma^2}}", "1/√(2π · 0.38²)"),
        (r"(x - \mu)^2", "(x + 0.50)²"),
        (r"x + \mu", "x − 0.50"),
        ("ax + b", "−2x + 3"),
        ("2a", "2(−2)"),
        ("a^2 - a", "(−2)² + 2"),
        ("-a", "−(−2)"),
        ("2b^2 y", "2 · 3²y"),
        ("x = a", "x = −2"),
        (r"\hat b", "b_hat"),
    ];
    for (latex, expected) in cases {
        assert_eq!(with(latex, &values), expected, "{latex}");
    }
}

#[test]
fn a_power_can_be_replaced_as_a_whole() {
    assert_eq!(
        with(r"2\pi\sigma^2", &[(r"\sigma^2", "0.144")]),
        "2π · 0.144"
    );
}

/// The lit cells of each row, others blank.
fn lit(math: &Math) -> Vec<String> {
    let set = math.layout(76, Form::Unicode);
    let row = |row: &[super::super::Cell]| {
        let sign = |cell: &super::super::Cell| if cell.lit { cell.sign } else { ' ' };
        row.iter().map(sign).collect::<String>().trim().to_owned()
    };
    set.rows().map(row).collect()
}

#[test]
fn a_symbol_is_lit_wherever_it_stands_and_so_is_its_number() {
    let math = Math::parse(r"\frac{x - \mu}{\sigma}")
        .unwrap()
        .lit(r"\mu")
        .unwrap();
    assert_eq!(lit(&math), ["μ", "", ""]);
    let live = math
        .substituted(&[(r"\mu", "0.50"), (r"\sigma", "0.50")])
        .unwrap();
    assert_eq!(lit(&live), ["0.50", "", ""]);
}
