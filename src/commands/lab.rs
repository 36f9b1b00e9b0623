//! `handson lab`: a lab by itself, with points of the learner's own.

use crate::commands::cli::Global;
use crate::commands::{Failure, course, labs::unknown, remark};
use crate::labs::{Entry, Labelled, find};
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
    /// Points of your own: a CSV file with headings
    #[arg(long, value_name = "FILE", requires_all = ["x", "y", "class"])]
    csv: Option<PathBuf>,
    /// The column that lies along the horizontal axis
    #[arg(long, value_name = "COLUMN", requires = "csv")]
    x: Option<String>,
    /// The column that lies along the vertical axis
    #[arg(long, value_name = "COLUMN", requires = "csv")]
    y: Option<String>,
    /// The column that says the class
    #[arg(long, value_name = "COLUMN", requires = "csv")]
    class: Option<String>,
}

impl LabArgs {
    /// The points of the file, if one is named.
    fn own(&self) -> Result<Option<Labelled>, Failure> {
        let (Some(path), Some(x), Some(y), Some(class)) =
            (&self.csv, &self.x, &self.y, &self.class)
        else {
            return Ok(None);
        };
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| Failure(format!("{name}: {error}")))?;
        let own = Labelled::read(&name, file, [x, y, class]).map_err(Failure::new)?;
        Ok(Some(own))
    }
}

/// Opens it.
///
/// # Errors
/// A sentence, where there is no such lab, or the file has no points to be classified.
pub fn run(args: &LabArgs, global: &Global) -> Result<ExitCode, Failure> {
    let entry = find(&args.name).ok_or_else(|| unknown(&args.name))?;
    let own = args.own()?;
    if let Some(own) = own.as_ref().filter(|own| own.dropped > 0) {
        let rows = many(own.dropped as u64, "row");
        remark(&format!("{rows} left out, with something missing"));
    }
    course::alone(global, around(entry), own.map(Arc::new))
}

/// A course of one step, which is the lab.
fn around(entry: &Entry) -> Course {
    let step = Step {
        id: entry.name.to_owned(),
        title: format!("The lab {}", entry.name),
        goal: None,
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
