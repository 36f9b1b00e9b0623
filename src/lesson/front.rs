//! The front matter: what a lesson is called, between two lines of `+++`.

use crate::formula::Math;

use super::fields::Fields;
use super::source::{Body, Reports, Spot};

const FENCE: &str = "+++";

/// How a lesson begins, said to an author.
pub(super) const BEGIN: &str = "begin the file with `+++`, then `id = \"...\"`, `title = \"...\"`, \
                                `summary = \"...\"`, `minutes = 5`, then `+++` again";

/// The longest a lesson may say it takes, in minutes.
const LONGEST: u32 = 600;

/// What the front matter says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Front {
    pub(super) id: Spot<String>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) minutes: u32,
    pub(super) needs: Vec<Spot<String>>,
    pub(super) symbols: Vec<(String, String)>,
}

/// Reads the front matter, and says where the steps begin, if that can be told.
pub(super) fn read(reports: &mut Reports<'_>) -> (Option<Front>, Option<usize>) {
    let text = reports.source.text();
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = begin;
    let mut lines = text[begin..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != FENCE {
        reports.error(begin, "the file has no front matter", BEGIN.to_owned());
        return (None, Some(begin));
    }
    at += first.len();
    let mut body = Body::default();
    for line in lines {
        if line.trim_end() == FENCE {
            return (fields(&body, begin, reports), Some(at + line.len()));
        }
        body.push(line, at);
        at += line.len();
    }
    let fix = "end it with a line of `+++` before the first step".to_owned();
    reports.error(begin, "the front matter is never closed", fix);
    (None, None)
}

fn fields(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Front> {
    let mut fields = Fields::read(body, "the front matter", at, reports)?;
    let id = fields.required("id", reports);
    let title = fields.required("title", reports);
    let summary = fields.required("summary", reports);
    let minutes = fields.count("minutes", LONGEST, reports);
    let needs = fields.list("needs", reports).unwrap_or_default();
    let symbols = fields.entries("symbols", reports).unwrap_or_default();
    fields.finish(reports);
    if let Some(id) = &id
        && !is_id(&id.value)
    {
        let message = format!("`{}` cannot be an id", id.value);
        reports.error(id.at, message, Some(ID_RULE.to_owned()));
    }
    for (latex, _) in &symbols {
        if let Err(error) = Math::parse(&latex.value) {
            let fix = "a symbol is LaTeX in quotes, its backslash doubled: \"\\\\mu\"";
            reports.flaw(latex.at, format!("symbol: {error}"), fix.to_owned());
        }
    }
    Some(Front {
        id: id?,
        title: one_line(&title?.value),
        summary: one_line(&summary?.value),
        minutes: minutes?,
        needs,
        symbols: symbols
            .into_iter()
            .map(|(s, m)| (s.value, one_line(&m.value)))
            .collect(),
    })
}

/// Whether a file says that it is a lesson.
pub(super) fn begins(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next();
    first.is_some_and(|line| line.trim_end() == FENCE)
}

/// The id that a file gives itself, whatever else is wrong with it.
pub(super) fn named(text: &str) -> Option<&str> {
    let lines = text.lines().skip(1);
    let mut lines = lines.take_while(|line| line.trim_end() != FENCE);
    lines.find_map(|line| {
        let (_, value) = line.split_once('=').filter(|(key, _)| key.trim() == "id")?;
        let value = value.trim();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split_once(quote).map(|(id, _)| id)
    })
}

/// What is shown on one line.
fn one_line(text: &str) -> String {
    text.trim().replace(['\n', '\t'], " ")
}

/// What an id looks like, said to an author.
pub(super) const ID_RULE: &str =
    "an id is small letters, digits and hyphens, and begins with a letter";

/// Whether progress may be kept under this name: it must read the same in files and on the command line.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
}
