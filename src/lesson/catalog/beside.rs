//! Markdown files beside the lessons that are none: notes, and the copies that sync tools and file
//! managers leave. They are passed over with a word, and never close the course.

use std::path::Path;

use crate::lesson::error::{Diagnostic, Severity};
use crate::lesson::front;

/// Why a file is no lesson.
pub(super) struct Beside {
    message: String,
    fix: &'static str,
}

impl Beside {
    pub(super) fn about(self, file: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::whole_file(file, self.message, self.fix)
        }
    }
}

/// The number of a lesson, by the name of its file; `all` are the files of the folder.
pub(super) fn by_name(file: &str, all: &[String]) -> Result<u32, Beside> {
    let Some((number, slug)) = parts(file) else {
        return Err(Beside {
            message: "the file's name has no number".to_owned(),
            fix: "if it is a lesson, call it NN-slug.md: its number, a hyphen, a word",
        });
    };
    let same = |other: &&String| parts(other).is_some_and(|(n, slug)| n == number && is_slug(slug));
    let original = all.iter().find(same).filter(|_| !is_slug(slug));
    if original.is_none() && !is_conflict(slug) {
        return Ok(number);
    }
    let of = original.map_or(String::new(), |original| format!(" of {original}"));
    Err(Beside {
        message: format!("by its name it is a copy{of}"),
        fix: "take over what you want of it, and delete it",
    })
}

/// Why a text is no lesson. An empty file is one that is about to be written.
pub(super) fn by_text(text: &str) -> Option<Beside> {
    let what = match text.trim().is_empty() {
        true => "is empty",
        false => "has no front matter",
    };
    (!front::begins(text)).then(|| Beside {
        message: format!("the file {what}"),
        fix: front::BEGIN,
    })
}

/// Number and slug of `NN-slug.md`.
fn parts(file: &str) -> Option<(u32, &str)> {
    let name = Path::new(file).file_name()?.to_str()?;
    let (number, slug) = name.strip_suffix(".md")?.split_once('-')?;
    let digits = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    (digits && !slug.is_empty()).then_some((number.parse().ok()?, slug))
}

/// Whether a slug is as an author would write it: `x (1)`, `x copy` and `x.sync-conflict` are not.
fn is_slug(slug: &str) -> bool {
    slug.chars()
        .all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// Whether a name is such as Syncthing, Dropbox or Nextcloud give to a copy in conflict.
fn is_conflict(slug: &str) -> bool {
    let slug = slug.to_lowercase();
    ["sync-conflict-", "conflicted copy", "conflict copy"]
        .iter()
        .any(|words| slug.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(file: &str) -> Option<u32> {
        let all = ["d/04-x.md", "d/05-my notes.md", file].map(str::to_owned);
        by_name(file, &all).ok()
    }

    #[test]
    fn copies_are_told_by_their_names_and_lessons_with_odd_names_stay() {
        for copy in [
            "d/04-x.sync-conflict-20260101-120000-ABCDEFG.md",
            "d/04-x (conflicted copy).md",
            "d/04-x (Anna's conflicted copy 2026-01-01).md",
            "d/04-x (1).md",
            "d/04-x copy.md",
            "d/04-x~.md",
            "d/06-y (conflicted copy 2026-01-01 120000).md",
            "d/notes.md",
            "d/04.md",
            "d/-x.md",
        ] {
            assert_eq!(number(copy), None, "{copy}");
        }
        for (lesson, expected) in [
            ("d/04-x.md", 4),
            ("d/05-my notes.md", 5),
            ("d/06-größe.md", 6),
            ("d/4-y.md", 4),
        ] {
            assert_eq!(number(lesson), Some(expected), "{lesson}");
        }
    }

    #[test]
    fn a_text_without_front_matter_is_no_lesson() {
        assert!(by_text("# Notes\n").is_some() && by_text(" \n").is_some());
        for text in ["\u{feff}+++\nid = 1", "+++\r\n"] {
            assert!(by_text(text).is_none(), "{text:?}");
        }
    }
}
