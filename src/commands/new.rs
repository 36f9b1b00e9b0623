//! `handson new lesson TITLE`: a lesson to begin with.

use crate::commands::cli::Global;
use crate::commands::{Failure, print};
use crate::lesson::catalog::Catalog;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What an author begins with: one of everything, with a word on each. It passes `check`.
const SKELETON: &str = include_str!("new/skeleton.md");

/// Writes the lesson into the folder of `--lessons`, else into this one, as the last of its lessons.
///
/// # Errors
/// If the title makes no file name, or the file cannot be written.
pub fn lesson(global: &Global, title: &str) -> Result<ExitCode, Failure> {
    let folder = global.lessons.clone().unwrap_or_else(|| PathBuf::from("."));
    let id = id(title).ok_or_else(|| {
        Failure(format!(
            "no id can be made of the title '{title}': give it a word that begins with a letter"
        ))
    })?;
    let number = next_number(&folder)?;
    if let Some(other) = owner(&id, &folder) {
        return Err(Failure(format!(
            "the id '{id}' that this title makes is taken by {other}, and progress is kept under it: give the lesson another title"
        )));
    }
    let file = folder.join(format!("{number:02}-{id}.md"));
    let title = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    let text = SKELETON.replace("{ID}", &id).replace("{TITLE}", &title);
    let cannot = |error| Failure(format!("cannot write {}: {error}", file.display()));
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&file)
        .map_err(cannot)?;
    new.write_all(text.as_bytes()).map_err(cannot)?;
    let (file, folder) = (file.display(), folder.display());
    print(&format!(
        "Wrote {file}.\n  see it     handson open {id} --lessons {folder}\n  prove it   handson check {folder}\n"
    ))
}

/// The lesson that has an id already, in the folder or inside the program.
fn owner(id: &str, folder: &Path) -> Option<String> {
    let there = Catalog::read(folder).ok().into_iter();
    let catalogs: Vec<Catalog> = there.chain([Catalog::embedded()]).collect();
    let mut ids = catalogs.iter().flat_map(Catalog::ids);
    ids.find(|(other, _)| *other == id)
        .map(|(_, file)| file.to_owned())
}

/// An id that a title suggests: the words of plain letters in it, from the first that begins so.
fn id(title: &str) -> Option<String> {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty())
        .skip_while(|word| !word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .take(5)
        .collect();
    let mut id = words.join("-");
    id.truncate(60);
    (!id.is_empty()).then_some(id)
}

/// One more than the largest number of a lesson in the folder.
fn next_number(folder: &Path) -> Result<u32, Failure> {
    let cannot = |error| {
        let folder = folder.display();
        Failure(format!(
            "cannot read the folder {folder}: {error}; make it, or name another with --lessons"
        ))
    };
    let mut last = 0;
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let name = entry.map_err(cannot)?.file_name();
        let name = name.to_string_lossy();
        let number = name
            .split_once('-')
            .and_then(|(number, _)| number.parse::<u32>().ok());
        if name.ends_with(".md") {
            last = last.max(number.unwrap_or(0));
        }
    }
    Ok(last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_plain_words_of_a_title() {
        for (title, expected) in [
            ("The normal distribution", Some("the-normal-distribution")),
            ("  Is 1 + 1 = 2?  ", Some("is-1-1-2")),
            ("25 times smaller", Some("times-smaller")),
            ("../../etc/passwd", Some("etc-passwd")),
            ("数学", None),
            ("", None),
        ] {
            assert_eq!(id(title).as_deref(), expected, "{title}");
        }
    }
}
