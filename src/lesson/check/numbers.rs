//! Questions for a number: what is right, and known mistakes.

use super::scene::{Scene, no_value};
use super::{Moment, Oracle};
use crate::expr::{Expr, Scope};
use crate::lesson::model::Number;
use crate::lesson::source::{Reports, Spot};

/// The answer and the known mistakes are numbers: by themselves, or by what the step's lab shows.
pub(super) fn check(
    number: &Number,
    scene: Option<&Scene>,
    oracle: &dyn Oracle,
    reports: &mut Reports<'_>,
) {
    let mistakes = number.wrong.iter().map(|mistake| &mistake.is);
    let all: Vec<&Spot<Expr>> = [&number.answer].into_iter().chain(mistakes).collect();
    let asks_the_lab = all.iter().any(|expr| !expr.value.names().is_empty());
    let values =
        |facts: &dyn Scope| -> Vec<_> { all.iter().map(|expr| expr.value.number(facts)).collect() };
    let mut found = values(oracle.functions());
    if let Some(scene) = scene.filter(|_| asks_the_lab || !number.reveal.is_empty()) {
        let mut seen = |moment: Moment<'_>| {
            if moment.said == 0 && asks_the_lab {
                found = values(moment.facts);
            }
        };
        scene.play(&number.reveal, &number.id, reports, &mut seen);
    }
    for (name, value) in &number.given {
        if !name.value.chars().all(char::is_alphabetic) {
            let message = format!("`{}` is no letter that can be typed", name.value);
            let fix = "name it by its letter, spelled as in `lambda`".to_owned();
            reports.flaw(name.at, message, fix);
        }
        if let Err(error) = value.value.number(oracle.functions()) {
            no_value(value, &error, reports);
        }
    }
    let mut known: Vec<(f64, &Spot<Expr>)> = Vec::new();
    for (expr, value) in all.into_iter().zip(found) {
        match value {
            Ok(value) if value.is_finite() => {
                let same = |it: &&(f64, _)| (it.0 - value).abs() <= 1e-9 * value.abs();
                match known.iter().find(same) {
                    // Only one of two replies to one number could be given.
                    Some((_, other)) => {
                        let message =
                            format!("`{}` is the same number as `{}`", expr.value, other.value);
                        let fix = "write one entry, with a reply that fits both".to_owned();
                        reports.flaw(expr.at, message, fix);
                    }
                    None => known.push((value, expr)),
                }
            }
            Ok(value) => {
                let message = format!("`{}` is {value}", expr.value);
                reports.flaw(expr.at, message, "an answer must be a number".to_owned());
            }
            Err(error) => no_value(expr, &error, reports),
        }
    }
}
