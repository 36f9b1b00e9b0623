//! `handson check`: what is wrong with lesson files, with the place and the fix.

use crate::commands::{Failure, print};
use crate::labs::{self, say};
use crate::lesson::catalog::Catalog;
use crate::lesson::check::{Oracle, check};
use crate::lesson::error::{Diagnostic, Severity};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// What lessons may name: the registry of labs.
struct Registry;

impl Oracle for Registry {
    fn labs(&self) -> Vec<String> {
        labs::REGISTRY
            .iter()
            .map(|entry| entry.name.to_string())
            .collect()
    }

    fn controls(&self, lab: &str) -> Vec<String> {
        let lab = labs::find(lab).map(|entry| (entry.make)(0));
        let controls = lab.map(|lab| lab.controls()).unwrap_or_default();
        controls
            .into_iter()
            .map(|control| control.name.to_string())
            .collect()
    }

    fn accepts(&self, lab: &str, control: &str, value: &str) -> Result<(), String> {
        let entry = labs::find(lab).ok_or_else(|| format!("there is no lab '{lab}'"))?;
        let mut lab = (entry.make)(0);
        say(lab.as_mut(), &format!("set {control} {value}"))
            .map(drop)
            .map_err(|e| e.to_string())
    }
}

/// Checks the lessons of a folder, or those inside the program. Exit status 1 if something is wrong.
///
/// # Errors
/// If the folder cannot be read.
pub fn run(folder: Option<&Path>) -> Result<ExitCode, Failure> {
    let catalog = match folder {
        Some(folder) => Catalog::read(folder).map_err(Failure::new)?,
        None => Catalog::embedded(),
    };
    let found = check(&catalog, &Registry);
    let errors = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    print(&report(&found, errors))?;
    Ok(ExitCode::from(u8::from(errors > 0)))
}

fn report(found: &[Diagnostic], errors: usize) -> String {
    let mut text = String::new();
    for diagnostic in found {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{diagnostic}\n");
    }
    let warnings = found.len() - errors;
    let _ = writeln!(
        text,
        "{} and {}",
        count(errors, "error"),
        count(warnings, "warning")
    );
    text
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lessons_inside_the_program_are_without_fault() {
        let found = check(&Catalog::embedded(), &Registry);
        assert!(found.is_empty(), "{}", report(&found, found.len()));
    }
}
