//! Breaking styled runs into lines.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text of one style. Runs that touch without a space are one word.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    text: String,
    style: Style,
}

impl Run {
    /// A run of text.
    pub fn new(text: &str, style: Style) -> Self {
        Self {
            text: text.to_string(),
            style,
        }
    }

    /// The end of a line, wherever it falls.
    pub fn line_break() -> Self {
        Self {
            text: "\n".into(),
            style: Style::new(),
        }
    }
}

/// A word: its parts, and the columns they take.
#[derive(Default)]
struct Word {
    parts: Vec<Span<'static>>,
    width: usize,
}

/// Breaks at spaces, greedily; a word wider than the line is cut.
pub fn wrap(runs: &[Run], width: usize) -> Vec<Line<'static>> {
    let width = width.max(1);
    let mut lines = Lines::default();
    let mut word = Word::default();
    for run in runs {
        for (i, c) in run.text.char_indices() {
            match c {
                '\n' => {
                    lines.place(std::mem::take(&mut word), width);
                    lines.end();
                }
                ' ' => lines.place(std::mem::take(&mut word), width),
                _ => push(&mut word, &run.text[i..i + c.len_utf8()], run.style),
            }
        }
    }
    lines.place(word, width);
    lines.finish()
}

/// Breaks only at the width, keeping every space: for code.
pub fn hard(runs: &[Run], width: usize) -> Vec<Line<'static>> {
    let mut word = Word::default();
    for run in runs {
        push(&mut word, &run.text, run.style);
    }
    let mut lines = Lines::default();
    lines.place(word, width.max(1));
    lines.end();
    lines.finish()
}

fn push(word: &mut Word, text: &str, style: Style) {
    word.width += text.width();
    match word.parts.last_mut() {
        Some(last) if last.style == style => last.content.to_mut().push_str(text),
        _ => word.parts.push(Span::styled(text.to_string(), style)),
    }
}

#[derive(Default)]
struct Lines {
    done: Vec<Line<'static>>,
    line: Line<'static>,
    used: usize,
}

impl Lines {
    fn place(&mut self, word: Word, width: usize) {
        if word.parts.is_empty() {
            return;
        }
        if self.used > 0 && self.used + 1 + word.width > width {
            self.end();
        }
        if self.used > 0 {
            // A space inside one style belongs to it: an underline or a colour runs on.
            let style = match (self.line.spans.last(), word.parts.first()) {
                (Some(a), Some(b)) if a.style == b.style => a.style,
                _ => Style::new(),
            };
            self.add(" ", style, width);
        }
        for part in word.parts {
            self.add(&part.content, part.style, width);
        }
    }

    fn add(&mut self, text: &str, style: Style, width: usize) {
        for c in text.chars() {
            let columns = c.width().unwrap_or(0);
            if self.used + columns > width && self.used > 0 {
                self.end();
            }
            self.used += columns;
            match self.line.spans.last_mut() {
                Some(last) if last.style == style => last.content.to_mut().push(c),
                _ => self.line.spans.push(Span::styled(c.to_string(), style)),
            }
        }
    }

    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn finish(mut self) -> Vec<Line<'static>> {
        if self.used > 0 {
            self.end();
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<String> {
        wrap(&[Run::new(text, Style::new())], width)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn breaks_at_spaces_and_cuts_long_words() {
        assert_eq!(rows("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(rows("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
        assert_eq!(rows("", 5), Vec::<String>::new());
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(rows("漢字漢字", 5), ["漢字", "漢字"]);
    }

    #[test]
    fn code_keeps_its_spaces_and_its_empty_lines() {
        let code = |text| hard(&[Run::new(text, Style::new())], 6);
        assert_eq!(code("  a  b")[0].to_string(), "  a  b");
        assert_eq!(code("")[0].to_string(), "");
        assert_eq!(code("abcdefgh").len(), 2);
    }
}
