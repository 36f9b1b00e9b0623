//! The text of a lesson file, and places in it.

use super::codes;
use super::error::{Diagnostic, Severity};
pub(super) use super::model::Spot;

/// A lesson file's name and text. Codes that a terminal would obey are blanks in it, so that none
/// goes any further; where they stood is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    name: String,
    text: String,
    /// The codes, and where each stood.
    pub(super) codes: Vec<(usize, char)>,
}

impl Source {
    pub(super) fn new(name: impl Into<String>, text: &str) -> Self {
        let codes = codes::found(text);
        Self {
            name: name.into(),
            text: codes::blanked(text, &codes),
            codes,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A finding at a byte offset.
    pub(super) fn finding(
        &self,
        severity: Severity,
        at: usize,
        message: impl Into<String>,
        fix: impl Into<Option<String>>,
    ) -> Diagnostic {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = self.text.split_at(at);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = after.lines().next().unwrap_or_default();
        // A byte order mark is no character of the first line.
        let before_on_line = before[start..].trim_start_matches('\u{feff}');
        Diagnostic {
            severity,
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            column: before_on_line.chars().count() + 1,
            message: message.into(),
            source: format!("{before_on_line}{rest}"),
            fix: fix.into(),
        }
    }
}

/// Findings as they are made, in one file.
pub(super) struct Reports<'a> {
    pub(super) source: &'a Source,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Reports<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        let found = Vec::new();
        Self { source, found }
    }

    /// Where a byte of a text stands in the file, given where its TOML value begins. Only a text
    /// that is spelled without escapes has a place for each byte; of another one it is its begin.
    pub(super) fn inside(&self, at: usize, text: &str, offset: usize) -> usize {
        self.verbatim(at, text).map_or(at, |begin| begin + offset)
    }

    /// Where a text begins in the file, behind its quotes, if it stands there as it is.
    pub(super) fn verbatim(&self, at: usize, text: &str) -> Option<usize> {
        let value = self.source.text().get(at..)?;
        let quotes = value.len() - value.trim_start_matches(['"', '\'']).len();
        [0, 1, 3]
            .into_iter()
            .filter(|quotes_of_toml| *quotes_of_toml <= quotes)
            .map(|quotes| at + quotes)
            .rfind(|begin| self.source.text()[*begin..].starts_with(text))
    }

    /// A finding of a severity.
    pub(super) fn say(
        &mut self,
        severity: Severity,
        at: usize,
        message: impl Into<String>,
        fix: impl Into<Option<String>>,
    ) {
        let finding = self.source.finding(severity, at, message, fix);
        self.found.push(finding);
    }

    pub(super) fn error(
        &mut self,
        at: usize,
        message: impl Into<String>,
        fix: impl Into<Option<String>>,
    ) {
        self.say(Severity::Error, at, message, fix);
    }

    pub(super) fn flaw(
        &mut self,
        at: usize,
        message: impl Into<String>,
        fix: impl Into<Option<String>>,
    ) {
        self.say(Severity::Flaw, at, message, fix);
    }

    pub(super) fn warning(
        &mut self,
        at: usize,
        message: impl Into<String>,
        fix: impl Into<Option<String>>,
    ) {
        self.say(Severity::Warning, at, message, fix);
    }
}

/// A piece of the file with its indentation taken off, which still knows where each byte stood.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Body {
    pub(super) text: String,
    /// Where in `text` a piece begins, and where it stood in the file.
    pieces: Vec<(usize, usize)>,
}

impl Body {
    pub(super) fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The offset in the file of an offset in the text.
    pub(super) fn place(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|(begins, _)| *begins <= offset);
        let (begins, at) = after.checked_sub(1).map_or((0, 0), |nth| self.pieces[nth]);
        at + (offset - begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = Source::new("a.md", "\u{feff}one\ntwö three\r\nfour");
        let at = |needle: &str| {
            let offset = source.text().find(needle).unwrap();
            let found = source.finding(Severity::Error, offset, "", None);
            (found.line, found.column, found.source)
        };
        assert_eq!(at("one"), (1, 1, "one".to_owned()));
        assert_eq!(at("three"), (2, 5, "twö three".to_owned()));
        assert_eq!(at("four"), (3, 1, "four".to_owned()));
        let end = source.finding(Severity::Error, usize::MAX, "", None);
        assert_eq!((end.line, end.column), (3, 5));
    }

    #[test]
    fn a_body_knows_where_each_of_its_bytes_stood() {
        let mut body = Body::default();
        body.push("ab\n", 10);
        body.push("cd\n", 16);
        assert_eq!(
            [0, 2, 3, 4, 6].map(|at| body.place(at)),
            [10, 12, 16, 17, 19]
        );
    }
}
