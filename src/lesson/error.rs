//! What is wrong with a lesson, said to its author: where, what, and what to do.

use std::fmt;
use std::path::Path;

use thiserror::Error;
use unicode_width::UnicodeWidthStr;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The lesson is fine; it could be better.
    Warning,
    /// The lesson can be shown, though not as meant: a formula whose source is shown instead.
    Flaw,
    /// The lesson cannot be shown.
    Error,
}

/// One finding in one lesson file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as its reader called it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong, in one sentence without its full stop.
    pub message: String,
    /// The text of the line; empty where the file could not be read as text.
    pub source: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// Whether the lesson can be shown in spite of it.
    pub fn can_be_shown(&self) -> bool {
        self.severity < Severity::Error
    }

    /// An error about a whole file, at its first character.
    pub fn whole_file(file: impl Into<String>, message: impl Into<String>, fix: &str) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            line: 1,
            column: 1,
            message: message.into(),
            source: String::new(),
            fix: Some(fix.to_owned()),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Warning => "warning: ",
            Severity::Flaw | Severity::Error => "",
        };
        let (line, column) = (self.line, self.column);
        write!(f, "{}:{line}:{column}: {kind}{}", self.file, self.message)?;
        if !self.source.is_empty() {
            let before: String = self.source.chars().take(column - 1).collect();
            // A tab stays a tab, so that the caret stands under its character in any terminal.
            let room: String = before
                .split_inclusive('\t')
                .flat_map(|part| {
                    let words = part.trim_end_matches('\t');
                    let tab = if part.ends_with('\t') { "\t" } else { "" };
                    [" ".repeat(words.width()), tab.to_owned()]
                })
                .collect();
            let number = line.to_string();
            let gutter = " ".repeat(number.len());
            write!(f, "\n {number} | {}\n {gutter} | {room}^", self.source)?;
        }
        match &self.fix {
            Some(fix) => write!(f, "\n   fix: {fix}"),
            None => Ok(()),
        }
    }
}

/// Lessons that cannot be shown: everything that is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
pub struct Broken(pub Vec<Diagnostic>);

impl Broken {
    /// The first fault, on a line, and on another one its remedy and how many there are: for a
    /// banner over a running course.
    pub fn brief(&self) -> String {
        let Some(first) = self.0.first() else {
            return String::new();
        };
        let path = Path::new(&first.file);
        let file = path.file_name().unwrap_or_default();
        let (file, line, column) = (file.to_string_lossy(), first.line, first.column);
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new(".")).display();
        let others = match self.0.len() - 1 {
            0 => None,
            others => Some(format!("(`handson check {folder}` shows {others} more)")),
        };
        let fix = first.fix.iter().map(|fix| format!("fix: {fix}"));
        let remedy = fix.chain(others).collect::<Vec<_>>().join(" ");
        format!("{file}:{line}:{column}: {}\n{remedy}", first.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(column: usize, source: &str) -> String {
        let diagnostic = Diagnostic {
            severity: Severity::Error,
            file: "a.md".to_owned(),
            line: 12,
            column,
            message: "unknown field `strat`".to_owned(),
            source: source.to_owned(),
            fix: Some("did you mean `start`?".to_owned()),
        };
        diagnostic.to_string()
    }

    #[test]
    fn a_finding_shows_the_place_the_line_a_caret_and_the_fix() {
        let expected = "a.md:12:3: unknown field `strat`\n 12 |   strat = 1\n    |   ^\n   fix: did you mean `start`?";
        assert_eq!(at(3, "  strat = 1"), expected);
    }

    #[test]
    fn the_caret_stands_under_its_character_after_wide_ones_and_tabs() {
        let caret = |text: String| text.lines().nth(2).map(str::to_owned);
        assert_eq!(caret(at(3, "数学 = 1")).as_deref(), Some("    |     ^"));
        assert_eq!(caret(at(3, "\tx y")).as_deref(), Some("    | \t ^"));
    }

    #[test]
    fn the_first_of_many_is_told_in_two_lines() {
        let found = |line, fix: Option<&str>| Diagnostic {
            line,
            fix: fix.map(str::to_owned),
            ..Diagnostic::whole_file("lessons/a.md", "no goal", "")
        };
        let one = Broken(vec![found(7, Some("say one"))]);
        assert_eq!(one.brief(), "a.md:7:1: no goal\nfix: say one");
        let two = Broken(vec![found(7, None), found(9, None)]);
        assert_eq!(
            two.brief(),
            "a.md:7:1: no goal\n(`handson check lessons` shows 1 more)"
        );
    }
}
