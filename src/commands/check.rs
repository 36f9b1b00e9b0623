//! `handson check`: what is wrong with lesson files, with the place and the fix.

mod mash;
mod python;

use crate::app::App;
use crate::commands::stage::Stage;
use crate::commands::tour::tour;
use crate::commands::{Failure, print};
use crate::event::Event;
use crate::expr::{Expr, Scope};
use crate::labs;
use crate::labs::scope::{Facts, Functions};
use crate::lesson::catalog::Catalog;
use crate::lesson::check::{self, Moment, Oracle, Refused, Tasks};
use crate::lesson::error::{Diagnostic, Severity};
use crate::lesson::model::{Course, Lesson, Step};
use crate::msg::Msg;
use crate::progress::Progress;
use crate::ui::Look;
use crate::ui::fold;
use crate::ui::glyphs::{Background, ColorTier, Glyphs};
use crate::ui::text::table_widths;
use crate::ui::theme::Theme;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Columns of the text on a screen of 80.
const COLUMN: u16 = 76;

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

    fn verbs(&self, lab: &str) -> Vec<String> {
        let lab = labs::find(lab).map(|entry| (entry.make)(0));
        let verbs = lab.map(|lab| lab.verbs()).unwrap_or_default();
        verbs.iter().map(|verb| verb.name.to_string()).collect()
    }

    fn refusals(&self, lab: &str, start: &[(&str, &str)]) -> Vec<Option<String>> {
        let Some(entry) = labs::find(lab) else {
            return Vec::new();
        };
        let mut lab = (entry.make)(0);
        let set = |(name, value): &(&str, &str)| lab.set(name, value).err().map(|e| e.to_string());
        start.iter().map(set).collect()
    }

    fn functions(&self) -> &dyn Scope {
        &Functions
    }

    fn play(
        &self,
        lab: &str,
        start: &[(&str, &str)],
        lines: &[&str],
        see: &mut dyn FnMut(Moment<'_>),
    ) -> Result<(), Refused> {
        let refused = |line| move |reason| Refused { line, reason };
        let mut show = |stage: &Stage, said| {
            let facts = stage.facts();
            see(Moment {
                said,
                facts: &Facts(&facts),
                resting: stage.is_resting(),
                shown: &|name| facts.iter().any(|fact| fact.name == name && fact.shown),
            });
        };
        let entry = labs::find(lab).ok_or_else(|| Refused {
            line: None,
            reason: format!("there is no lab `{lab}`"),
        })?;
        let mut stage = Stage::new(entry, start).map_err(refused(None))?;
        show(&stage, 0);
        for (at, line) in lines.iter().enumerate() {
            stage.say(line).map_err(refused(Some(at)))?;
            show(&stage, at + 1);
            let settled = stage.settle(&mut |stage| show(stage, at + 1));
            settled.map_err(refused(Some(at)))?;
        }
        Ok(())
    }

    fn mashed(
        &self,
        lab: &str,
        start: &[(&str, &str)],
        free: &dyn Fn(&str) -> bool,
        until: &Expr,
    ) -> Option<String> {
        mash::mash(labs::find(lab)?, start, free, until)
    }

    fn python_fault(&self, code: &str) -> Option<(usize, usize, String)> {
        python::fault(code)
    }

    fn hidden_rows(&self, lesson: &Lesson, step: usize) -> usize {
        let course = Course {
            lessons: vec![lesson.clone()],
            ..Course::default()
        };
        let mut app = App::new(Arc::new(course), Progress::default(), sober(), (0, step));
        app.update(Msg::Input(Event::Resize {
            width: 80,
            height: 24,
        }));
        usize::from(app.hidden_rows())
    }

    fn table_widths(&self, step: &Step) -> Vec<(usize, usize)> {
        table_widths(&step.blocks, COLUMN, &sober())
    }

    fn lessons(&self) -> Vec<String> {
        let inside = Catalog::embedded();
        inside.ids().map(|(id, _)| id.to_owned()).collect()
    }

    fn without_ascii(&self, text: &str) -> Vec<char> {
        fold::unknown(text)
    }

    fn facts(&self, lab: &str) -> Vec<String> {
        let told = labs::find(lab).map(tour).unwrap_or_default();
        told.into_iter()
            .map(|told| told.fact.name.to_owned())
            .collect()
    }
}

/// How a step is measured: characters decide, colours do not.
fn sober() -> Look {
    Look {
        theme: Theme::new(ColorTier::None, Background::Dark),
        glyphs: Glyphs::BEST,
        spoken: false,
        motion: false,
    }
}

/// What keeps lessons from being shown, labs included.
pub fn faults(catalog: &Catalog) -> Vec<Diagnostic> {
    check::check(catalog, &Registry)
}

/// Checks the lessons of a folder, or those inside the program. Exit status 1 if something is wrong.
///
/// # Errors
/// If the folder cannot be read.
pub fn run(folder: Option<&Path>, tasks: Tasks) -> Result<ExitCode, Failure> {
    let catalog = match folder {
        Some(folder) => Catalog::read(folder).map_err(Failure::new)?,
        None => Catalog::embedded(),
    };
    let found = check::prove(&catalog, &Registry, tasks);
    let errors = found
        .iter()
        .filter(|found| found.severity > Severity::Warning)
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

    fn without_fault(tasks: Tasks) {
        let found = check::prove(&Catalog::embedded(), &Registry, tasks);
        assert!(found.is_empty(), "{}", report(&found, found.len()));
    }

    #[test]
    #[ignore = "the same as `handson check`, which `.ci/run` runs"]
    fn the_lessons_inside_the_program_are_without_fault_or_warning() {
        without_fault(Tasks::Short);
    }

    #[test]
    #[ignore = "trains for minutes: run on demand"]
    fn the_tasks_that_train_for_long_are_proved_too() {
        without_fault(Tasks::All);
    }
}
