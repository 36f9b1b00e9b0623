//! Symbols: a Greek letter is introduced before it is used.

use std::collections::BTreeSet;

use crate::lesson::parse::Parsed;
use crate::lesson::source::Reports;

/// The letters that lessons have introduced so far, in the order of the course.
#[derive(Default)]
pub(super) struct Introduced(BTreeSet<String>);

/// Letters that stand for what parameters stand for. Latin ones are too often only counted by, and
/// pi is a number.
const LETTERS: [&str; 20] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "rho",
    "sigma",
    "tau",
    "phi",
    "psi",
    "omega",
];

pub(super) fn check(file: &Parsed, introduced: &mut Introduced, reports: &mut Reports<'_>) {
    let symbols = file.lesson.iter().flat_map(|lesson| &lesson.symbols);
    for (symbol, _) in symbols {
        introduced
            .0
            .extend(letters(symbol).map(|(name, _)| name.to_owned()));
    }
    let mut told = BTreeSet::new();
    for formula in &file.spots.formulas {
        for (name, at) in letters(&formula.value) {
            if !introduced.0.contains(name) && told.insert(name.to_owned()) {
                let message = format!("no lesson up to here has introduced `\\{name}`");
                let fix = format!("add `\"\\\\{name}\" = \"what it is\"` under [symbols]");
                // Inside of tables and quotations characters are missing from the formula.
                let text = file.source.text().get(formula.at + at..);
                let as_written = text.is_some_and(|text| text.starts_with('\\'));
                let at = formula.at + if as_written { at } else { 0 };
                reports.warning(at, message, fix);
            }
        }
    }
}

/// The Greek letters of a formula, each with the byte offset of its backslash.
fn letters(latex: &str) -> impl Iterator<Item = (&str, usize)> {
    latex.match_indices('\\').filter_map(|(at, _)| {
        let name = &latex[at + 1..];
        let end = name.find(|c: char| !c.is_ascii_alphabetic());
        let name = &name[..end.unwrap_or(name.len())];
        LETTERS.contains(&name).then_some((name, at))
    })
}
