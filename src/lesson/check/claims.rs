//! Claims: numbers in the prose, computed.

use super::Oracle;
use crate::expr::{Expr, ExprError, Fault};
use crate::lesson::nearest::{all, hint, nearest};
use crate::lesson::source::{Reports, Spot};

pub(super) fn check(claims: &[Spot<Expr>], oracle: &dyn Oracle, reports: &mut Reports<'_>) {
    for claim in claims {
        match claim.value.holds(oracle.functions()) {
            Ok(true) => {}
            Ok(false) => {
                let message = match claim.value.sides(oracle.functions()) {
                    Some((left, right)) => {
                        format!("the claim is false: left is {left}, right is {right}")
                    }
                    None => "the claim is false".to_owned(),
                };
                let fix = "correct the prose above it, then the claim".to_owned();
                reports.flaw(claim.at, message, fix);
            }
            Err(error) => {
                let at = claim.at + error.at;
                let message = format!("the claim cannot be computed: {}", short(&error));
                reports.warning(at, message, fix(&error));
            }
        }
    }
}

/// What is wrong, without the list of all names there are.
pub(super) fn short(error: &ExprError) -> String {
    match &error.fault {
        Fault::Name { name, .. } => format!("there is no `{name}`"),
        Fault::Function { name, .. } => format!("there is no function `{name}`"),
        other => other.to_string(),
    }
}

/// The nearest name there is, and all of them.
pub(super) fn fix(error: &ExprError) -> String {
    match &error.fault {
        Fault::Name { name, known } | Fault::Function { name, known } => named(name, known),
        _ => "`handson labs` lists facts; the README the functions".to_owned(),
    }
}

/// For a name that is none: the nearest one, and all there are.
pub(super) fn named(name: &str, known: &[String]) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = hint(name, known.iter().copied());
    // Who has misread what a lab has, and not mistyped it, needs all of it.
    match nearest(name, known.iter().copied()) {
        Some(_) => format!("{hint} {}", all(name, known)),
        None => hint,
    }
}
