//! Where lessons come from: embedded in the program, or a folder named by `--lessons`.
//!
//! A lesson file is called `NN-slug.md`: its number is its place in the course.

mod beside;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::{Broken, Diagnostic, Severity};
use super::front;
use super::model::Course;
use super::parse::{Parsed, parse};

/// The name and text of every Markdown file in `lessons/`, listed by `build.rs`.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The largest lesson file that is read: more than all of a long book.
const LARGEST: u64 = 1 << 20;

/// A folder that holds no lessons.
#[derive(Debug, Error)]
pub enum CatalogError {
    /// The folder cannot be listed.
    #[error("cannot read the lessons folder {}: {source}; name one that exists with --lessons", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing in it is a lesson.
    #[error("the folder {} holds no lesson{}; lessons are files named 01-welcome.md and so on that begin with `+++`", .folder.display(), besides(.passed))]
    Empty {
        /// The folder.
        folder: PathBuf,
        /// What was found in it instead.
        passed: Vec<String>,
    },
}

fn besides(passed: &[String]) -> String {
    match passed.is_empty() {
        true => String::new(),
        false => format!(", but {}", passed.join(", ")),
    }
}

/// Lesson files, read, in the order of their numbers, and what is wrong with them as a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// The files that are text.
    pub(super) parsed: Vec<Parsed>,
    /// What is wrong with the files as files, and between them.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Files beside the lessons that are none.
    passed: Vec<Diagnostic>,
}

impl Catalog {
    /// The lessons in the program itself; the test suite holds them to be without error.
    pub fn embedded() -> Self {
        let lessons = EMBEDDED.iter().filter(|(name, _)| is_markdown(name));
        let files =
            lessons.map(|(name, text)| (format!("lessons/{name}"), Ok(text.as_bytes().to_vec())));
        Self::of(files.collect(), &[])
    }

    /// The lessons in a folder.
    ///
    /// # Errors
    /// A folder that cannot be listed, or that holds no lesson. A lesson that cannot be shown is no
    /// error here: it is told by [`Catalog::course`] and [`crate::lesson::check::check`].
    pub fn read(folder: &Path) -> Result<Self, CatalogError> {
        Self::read_again(folder, &[])
    }

    /// The lessons in a folder of which `before` were lessons: what has become of one of these is
    /// never passed over. An editor may be about to write it.
    ///
    /// # Errors
    /// As of [`Catalog::read`].
    pub fn read_again(folder: &Path, before: &[String]) -> Result<Self, CatalogError> {
        let cannot = |source| CatalogError::Folder {
            folder: folder.to_owned(),
            source,
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(cannot)? {
            let path = entry.map_err(cannot)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if is_markdown(&name) {
                files.push((path.display().to_string(), bytes(&path)));
            }
        }
        let catalog = Self::of(files, before);
        if catalog.parsed.is_empty() && catalog.diagnostics.is_empty() {
            let (folder, passed) = (folder.to_owned(), catalog.passed.iter());
            let told = |found: &Diagnostic| format!("{} ({})", found.file, found.message);
            let passed = passed.map(told).collect();
            return Err(CatalogError::Empty { folder, passed });
        }
        Ok(catalog)
    }

    /// The files beside the lessons that were passed over, and why, a sentence each without its full
    /// stop.
    pub fn passed_over(&self) -> impl Iterator<Item = String> {
        self.passed
            .iter()
            .map(|found| format!("{} is passed over: {}", found.file, found.message))
    }

    /// The files of the lessons.
    pub fn files(&self) -> Vec<String> {
        let files = self.parsed.iter();
        files.map(|file| file.source.name().to_owned()).collect()
    }

    /// The ids of the lessons, each with its file; also of those that cannot be shown.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parsed.iter().filter_map(|file| {
            let shown = file.lesson.as_ref().map(|lesson| lesson.id.as_str());
            let id = shown.or_else(|| front::named(file.source.text()))?;
            Some((id, file.source.name()))
        })
    }

    /// The course.
    ///
    /// # Errors
    /// All that is wrong, if any lesson cannot be shown.
    pub fn course(self) -> Result<Course, Broken> {
        let diagnostics = self.diagnostics();
        if !diagnostics.iter().all(Diagnostic::can_be_shown) {
            return Err(Broken(diagnostics));
        }
        let lessons = self.parsed.into_iter().filter_map(|file| file.lesson);
        Ok(Course {
            lessons: lessons.collect(),
            ..Course::default()
        })
    }

    /// All that is wrong with the files, in their order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let inside = self.parsed.iter().flat_map(|file| &file.diagnostics);
        let found = inside.chain(&self.diagnostics);
        let mut all: Vec<_> = found.cloned().collect();
        all.extend(self.passed.iter().map(|found| Diagnostic {
            message: format!("passed over: {}", found.message),
            ..found.clone()
        }));
        all.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        all
    }

    fn of(mut files: Vec<(String, Result<Vec<u8>, Wrong>)>, before: &[String]) -> Self {
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut catalog = Self {
            parsed: Vec::new(),
            diagnostics: Vec::new(),
            passed: Vec::new(),
        };
        let names: Vec<String> = files.iter().map(|(file, _)| file.clone()).collect();
        let mut numbers: Vec<(u32, String)> = Vec::new();
        for (file, bytes) in files {
            let (number, text) = match beside::by_name(&file, &names) {
                Ok(number) => (number, bytes.and_then(text)),
                Err(why) => {
                    catalog.passed.push(why.about(&file));
                    continue;
                }
            };
            let text = match text.map_err(|wrong| wrong.about(&file)) {
                Ok(text) => match beside::by_text(&text) {
                    None => Ok(text),
                    Some(why) => Err(why.about(&file)),
                },
                Err(found) => Err(found),
            };
            let text = match text {
                Ok(text) => text,
                Err(found) if before.contains(&file) => {
                    let severity = Severity::Error;
                    catalog.diagnostics.push(Diagnostic { severity, ..found });
                    continue;
                }
                Err(found) => {
                    catalog.passed.push(found);
                    continue;
                }
            };
            if let Some((_, other)) = numbers.iter().find(|(other, _)| *other == number) {
                let message = format!("number {number} is taken by {other}");
                let fix = "give one of the two another number";
                let found = Diagnostic::whole_file(&file, message, fix);
                catalog.diagnostics.push(found);
            }
            numbers.push((number, file.clone()));
            catalog.parsed.push(parse(&file, number, &text));
        }
        catalog
            .parsed
            .sort_by_key(|file| file.lesson.as_ref().map(|lesson| lesson.number));
        catalog.find_twins();
        catalog
    }

    /// Two lessons of one id: progress could not tell them apart.
    fn find_twins(&mut self) {
        let mut ids: Vec<(&str, &str)> = Vec::new();
        for file in &self.parsed {
            let Some(lesson) = &file.lesson else { continue };
            if let Some((_, other)) = ids.iter().find(|(id, _)| *id == lesson.id) {
                let message = format!("the id `{}` is taken by {other}", lesson.id);
                let fix = "give this lesson an id of its own; progress is kept under it".to_owned();
                let at = file.spots.id;
                let finding = file.source.finding(Severity::Error, at, message, fix);
                self.diagnostics.push(finding);
            }
            ids.push((&lesson.id, file.source.name()));
        }
    }
}

/// What keeps a file from being text: the course goes without it, and is not as it is meant.
struct Wrong {
    message: String,
    fix: &'static str,
    line: usize,
    column: usize,
}

impl Wrong {
    fn at_start(message: String, fix: &'static str) -> Self {
        Self {
            message,
            fix,
            line: 1,
            column: 1,
        }
    }

    fn about(self, file: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Flaw,
            line: self.line,
            column: self.column,
            ..Diagnostic::whole_file(file, self.message, self.fix)
        }
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Wrong> {
    let cannot = |error: io::Error| {
        let message = format!("the file cannot be read: {error}");
        Wrong::at_start(message, "see that it is a file that may be read")
    };
    let about = fs::metadata(path).map_err(cannot)?;
    if about.is_dir() {
        let message = "it is a folder, and no file".to_owned();
        return Err(Wrong::at_start(message, "give it a name without .md"));
    }
    if about.len() > LARGEST {
        let message = format!("the file is larger than {} MB", LARGEST >> 20);
        return Err(Wrong::at_start(message, "split it into several lessons"));
    }
    fs::read(path).map_err(cannot)
}

fn text(bytes: Vec<u8>) -> Result<String, Wrong> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let good = String::from_utf8_lossy(good);
        let last = good.rsplit('\n').next().unwrap_or_default();
        Wrong {
            message: "the file is not UTF-8 text".to_owned(),
            fix: "save it as UTF-8",
            line: good.matches('\n').count() + 1,
            column: last.chars().count() + 1,
        }
    })
}

/// Whether a file in the folder may be a lesson.
fn is_markdown(name: &str) -> bool {
    name.ends_with(".md") && !name.starts_with('.') && name != "README.md"
}
