//! `handson lab`: a lab by itself, with data of the learner's own; or all of them, outside any lesson.

use crate::commands::cli::Global;
use crate::commands::{Failure, course, labs::unknown, remark};
use crate::labs::{Brought, Entry, Format, Frame, Labelled, REGISTRY, find};
use crate::lesson::model::{Block, Course, Inline, LabDirective, Lesson, Step};
use crate::ui::number::many;
use clap::Args;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Which lab, and which points.
#[derive(Debug, Clone, Args)]
pub struct LabArgs {
    /// Which: `handson labs` lists them. Without a name all are open, one after the other, or the one
    /// that takes the data
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Data of your own: a CSV file with headings
    #[arg(long, value_name = "FILE", requires = "y")]
    csv: Option<PathBuf>,
    /// The column that lies along the horizontal axis
    #[arg(long, value_name = "COLUMN", requires_all = ["csv", "class"])]
    x: Option<String>,
    /// The column that lies along the vertical axis, or alone: the one to predict
    #[arg(long, value_name = "COLUMN", requires = "csv")]
    y: Option<String>,
    /// The column that says the class
    #[arg(long, value_name = "COLUMN", requires_all = ["csv", "x"])]
    class: Option<String>,
    /// The fields of the file are separated by semicolons
    #[arg(long, requires = "csv", conflicts_with = "class")]
    semicolons: bool,
    /// The numbers of the file are written 12,5
    #[arg(long, requires = "csv", conflicts_with = "class")]
    decimal_comma: bool,
    /// Set the lab up from a code, as the key y copies it
    #[arg(long, value_name = "CODE", requires = "name")]
    with: Option<String>,
}

impl LabArgs {
    /// What the file holds, if one is named.
    fn own(&self) -> Result<Option<Brought>, Failure> {
        let (Some(path), Some(y)) = (&self.csv, &self.y) else {
            return Ok(None);
        };
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| Failure(format!("{name}: {error}")))?;
        let own = match (&self.x, &self.class) {
            (Some(x), Some(class)) => {
                let own = Labelled::read(&name, file, [x, y, class]).map_err(Failure::new)?;
                Brought::Points(Arc::new(own))
            }
            _ => {
                let format = Format {
                    semicolons: self.semicolons,
                    decimal_comma: self.decimal_comma,
                };
                let own = Frame::read(&name, file, y, format).map_err(Failure::new)?;
                Brought::Table(Arc::new(own))
            }
        };
        Ok(Some(own))
    }
}

/// Rows that are left out because something is missing in them.
fn dropped(own: &Brought) -> usize {
    match own {
        Brought::Points(own) => own.dropped,
        Brought::Table(own) => own.rows - own.complete(),
    }
}

/// The labs that take data of the learner's own, by what it is.
fn taker(own: &Brought) -> &'static str {
    match own {
        Brought::Points(_) => "classifier2d",
        Brought::Table(_) => "regression",
    }
}

/// Opens it, or all.
///
/// # Errors
/// A sentence, where there is no such lab, or the file is not what it takes.
pub fn run(args: &LabArgs, global: &Global) -> Result<ExitCode, Failure> {
    let named = |name: &str| find(name).ok_or_else(|| unknown(name));
    let own = match &args.name {
        // A name that is none is told before a file that is none.
        Some(name) => named(name).and_then(|_| args.own())?,
        None => args.own()?,
    };
    if let Some(dropped @ 1..) = own.as_ref().map(dropped) {
        let rows = many(dropped as u64, "row");
        remark(&format!("{rows} left out, with something missing"));
    }
    let course = match (args.name.as_deref(), own.as_ref().map(taker)) {
        (Some(name), _) | (None, Some(name)) => around(named(name)?),
        (None, None) => sandbox(),
    };
    course::alone(global, course, own, args.with.as_deref())
}

/// A lesson of one step, which is the lab.
fn lesson((number, entry): (u32, &Entry)) -> Lesson {
    let step = Step {
        id: entry.name.to_owned(),
        title: format!("The lab {}", entry.name),
        goal: None,
        alone: false,
        blocks: vec![
            Block::Paragraph(vec![Inline::Text(entry.about.to_owned())]),
            Block::Lab(LabDirective {
                name: entry.name.to_owned().into(),
                ..LabDirective::default()
            }),
        ],
    };
    Lesson {
        id: entry.name.to_owned(),
        number,
        title: entry.name.to_owned(),
        summary: entry.about.to_owned(),
        minutes: 5,
        needs: Vec::new(),
        symbols: Vec::new(),
        steps: vec![step],
    }
}

/// A course of one lab.
fn around(entry: &Entry) -> Course {
    Course {
        lessons: vec![lesson((1, entry))],
        is_of_labs: true,
    }
}

/// A course of every lab there is: its contents list them.
fn sandbox() -> Course {
    let lessons = (1..).zip(REGISTRY).map(lesson);
    Course {
        lessons: lessons.collect(),
        is_of_labs: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_has_every_lab_there_is() {
        let course = sandbox();
        assert_eq!(course.lessons.len(), REGISTRY.len());
        for (lesson, entry) in course.lessons.iter().zip(REGISTRY) {
            let [step] = &lesson.steps[..] else {
                panic!("{} is one step", lesson.id);
            };
            assert!(matches!(&step.blocks[1], Block::Lab(lab) if lab.name.value == entry.name));
        }
    }
}
