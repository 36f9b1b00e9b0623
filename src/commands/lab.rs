//! `handson lab`: a lab by itself, with data of the learner's own.

use crate::commands::cli::Global;
use crate::commands::{Failure, course, labs::unknown, remark};
use crate::labs::{Brought, Entry, Format, Frame, Labelled, find};
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
    /// Which: `handson labs` lists them
    #[arg(value_name = "NAME")]
    name: String,
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

/// Opens it.
///
/// # Errors
/// A sentence, where there is no such lab, or the file is not what it takes.
pub fn run(args: &LabArgs, global: &Global) -> Result<ExitCode, Failure> {
    let entry = find(&args.name).ok_or_else(|| unknown(&args.name))?;
    let own = args.own()?;
    if let Some(dropped @ 1..) = own.as_ref().map(dropped) {
        let rows = many(dropped as u64, "row");
        remark(&format!("{rows} left out, with something missing"));
    }
    course::alone(global, around(entry), own)
}

/// A course of one step, which is the lab.
fn around(entry: &Entry) -> Course {
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
    Course {
        lessons: vec![Lesson {
            id: entry.name.to_owned(),
            number: 1,
            title: entry.name.to_owned(),
            summary: entry.about.to_owned(),
            minutes: 5,
            needs: Vec::new(),
            symbols: Vec::new(),
            steps: vec![step],
        }],
    }
}
