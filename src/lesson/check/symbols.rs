//! Symbols: what a formula of a lesson is made of has its meaning there, behind the key `?`.
//!
//! A letter that an earlier lesson introduced may mean something else here, so each lesson says
//! for itself what its letters mean.

use std::collections::BTreeSet;

use crate::lesson::parse::Parsed;
use crate::lesson::source::Reports;
use crate::lesson::symbols::{places, tokens};

/// Letters that are numbers.
const NUMBERS: [&str; 2] = ["e", r"\pi"];

/// Signs that nobody knows from school, and Greek letters. Other commands are functions with a name
/// that says what they do, or only place what stands beside them.
const SIGNS: [&str; 29] = [
    r"\sum",
    r"\prod",
    r"\int",
    r"\partial",
    r"\nabla",
    r"\arg",
    r"\propto",
    r"\sim",
    r"\odot",
    r"\alpha",
    r"\beta",
    r"\gamma",
    r"\delta",
    r"\epsilon",
    r"\varepsilon",
    r"\zeta",
    r"\eta",
    r"\theta",
    r"\kappa",
    r"\lambda",
    r"\mu",
    r"\nu",
    r"\xi",
    r"\rho",
    r"\sigma",
    r"\tau",
    r"\phi",
    r"\psi",
    r"\omega",
];

/// How any book writes a function of what stands behind it.
const FUNCTION: [&str; 2] = ["f", "("];

pub(super) fn check(file: &Parsed, reports: &mut Reports<'_>) {
    let symbols = file.lesson.iter().flat_map(|lesson| &lesson.symbols);
    let known: Vec<Vec<&str>> = symbols.map(|(symbol, _)| tokens(symbol)).collect();
    let mut told = BTreeSet::new();
    for formula in &file.spots.formulas {
        for (at, sign) in unexplained(&formula.value, &known) {
            if told.insert(sign.to_owned()) {
                // It is one sign with what follows it.
                let rest = formula.value.get(at + sign.len()..).unwrap_or_default();
                let mut ends = [r"\min", r"\max"].into_iter();
                let end = ends.find(|end| sign == r"\arg" && rest.trim_start().starts_with(end));
                let whole = format!("{sign}{}", end.unwrap_or_default());
                let message = format!("`{whole}` stands in a formula and is nowhere explained");
                let name = whole.replace('\\', r"\\");
                let fix = format!("add `\"{name}\" = \"what it is\"` under [symbols]");
                // Inside of tables and quotations characters are missing from the formula.
                let text = file.source.text().get(formula.at + at..);
                let as_written = text.is_some_and(|text| text.starts_with(sign));
                let at = formula.at + if as_written { at } else { 0 };
                reports.warning(at, message, fix);
            }
        }
    }
}

/// The letters and signs of a formula that are part of none of the symbols, each with its place.
fn unexplained<'a>(latex: &'a str, known: &[Vec<&str>]) -> Vec<(usize, &'a str)> {
    let shown = places(latex);
    let signs: Vec<&str> = shown.iter().map(|(_, sign)| *sign).collect();
    let mut explained = vec![false; signs.len()];
    for symbol in known.iter().filter(|symbol| !symbol.is_empty()) {
        for (from, part) in signs.windows(symbol.len()).enumerate() {
            if part == symbol.as_slice() {
                explained[from..from + symbol.len()].fill(true);
            }
        }
    }
    let asks = |sign: &str| {
        let is_letter = sign.len() == 1 && sign.chars().all(|c| c.is_ascii_alphabetic());
        (is_letter || SIGNS.contains(&sign)) && !NUMBERS.contains(&sign)
    };
    for at in 1..signs.len() {
        explained[at - 1] |= signs[at - 1..=at] == FUNCTION;
    }
    let left = shown.into_iter().zip(explained);
    left.filter(|((_, sign), explained)| !explained && asks(sign))
        .map(|(place, _)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_and_sign_asks_for_a_meaning_but_those_a_symbol_covers() {
        for (latex, symbols, left) in [
            (r"\hat{y} = ax + b", &[r"\hat y", "a", "b"][..], "x"),
            (r"\hat{y} = ax + b", &[r"\hat y", "a, b", "x"], "a b"),
            (r"\sum_{i=1}^n x_i", &["x_i", "n"], r"\sum i"),
            (r"e^{-x/2} \cdot 2\pi", &["x"], ""),
            (r"\frac{1}{\sqrt{2\pi\sigma^2}}", &[r"\sigma^2"], ""),
            (r"\sigma + \sigma^2", &[r"\sigma^2"], r"\sigma"),
            (r"f(x \mid \mu)", &[r"f(x | \mu)"], ""),
            (r"f(x) = g(x) + f", &["x"], "g f"),
            (r"\text{MSE} = \log \mathcal{L}", &[r"\mathcal L"], ""),
            (r"\text{MSE} = \log \mathcal{L}", &[], "L"),
        ] {
            let known: Vec<Vec<&str>> = symbols.iter().map(|symbol| tokens(symbol)).collect();
            let found: Vec<&str> = unexplained(latex, &known)
                .into_iter()
                .map(|(at, sign)| {
                    assert!(latex[at..].starts_with(sign));
                    sign
                })
                .collect();
            assert_eq!(found.join(" "), left, "{latex} with {symbols:?}");
        }
    }
}
