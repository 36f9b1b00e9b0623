//! Breaking styled runs into lines.

use super::columns::{Columns, clusters};
use super::script;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

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
    /// No blank stands before it: it goes on with a script that is written without any.
    glued: bool,
}

/// Breaks at blanks, and between the letters of scripts that know none, greedily; a word wider than
/// the line is cut.
pub fn wrap(runs: &[Run], width: usize) -> Vec<Line<'static>> {
    let width = width.max(1);
    let mut lines = Lines::default();
    for word in words(runs) {
        match word {
            Some(word) => lines.place(word, width),
            None => lines.end(),
        }
    }
    lines.finish()
}

/// Columns of the widest word: what a line must have so that none is cut.
pub fn longest_word(runs: &[Run]) -> usize {
    let words = words(runs).into_iter().flatten();
    words.map(|word| word.width).max().unwrap_or(0)
}

/// The words, and between them none for a line that ends wherever it falls.
fn words(runs: &[Run]) -> Vec<Option<Word>> {
    let mut words = Vec::new();
    let mut word = Word::default();
    let finish = |word: &mut Word, words: &mut Vec<_>| {
        let done = std::mem::take(word);
        words.extend((!done.parts.is_empty()).then_some(Some(done)));
    };
    for run in runs {
        for piece in run.text.split_inclusive([' ', '\t', '\n']) {
            let text = piece.trim_end_matches([' ', '\t', '\n']);
            for (at, part) in script::parts(text).enumerate() {
                if at > 0 {
                    finish(&mut word, &mut words);
                    word.glued = true;
                }
                push(&mut word, part, run.style);
            }
            if text.len() < piece.len() {
                finish(&mut word, &mut words);
            }
            if piece.ends_with('\n') {
                words.push(None);
            }
        }
    }
    finish(&mut word, &mut words);
    words
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
    word.width += text.columns();
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
        let blank = usize::from(!word.glued);
        if self.used > 0 && self.used + blank + word.width > width {
            self.end();
        }
        if self.used > 0 && !word.glued {
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
        for (cluster, columns) in clusters(text) {
            if self.used + columns > width && self.used > 0 {
                self.end();
            }
            self.used += columns;
            match self.line.spans.last_mut() {
                Some(last) if last.style == style => last.content.to_mut().push_str(cluster),
                _ => (self.line.spans).push(Span::styled(cluster.to_string(), style)),
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
    fn a_script_without_blanks_breaks_between_letters_but_not_before_a_stop() {
        assert_eq!(
            rows("Adam は最適化手法。", 9),
            ["Adam は最", "適化手", "法。"]
        );
        assert_eq!(rows("学習率0.015512は", 8), ["学習率", "0.015512", "は"]);
    }

    #[test]
    fn what_is_seen_as_one_character_is_never_cut() {
        assert_eq!(rows("a👨‍👩‍👧 b", 2), ["a", "👨‍👩‍👧", "b"]);
        assert_eq!(rows("الأخطاء", 4), ["الأخ", "طاء"]);
        assert_eq!(rows("e\u{301}e\u{301}", 1), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn a_tab_is_a_blank() {
        assert_eq!(rows("epoch\tloss", 20), ["epoch loss"]);
    }

    #[test]
    fn code_keeps_its_spaces_and_its_empty_lines() {
        let code = |text| hard(&[Run::new(text, Style::new())], 6);
        assert_eq!(code("  a  b")[0].to_string(), "  a  b");
        assert_eq!(code("")[0].to_string(), "");
        assert_eq!(code("abcdefgh").len(), 2);
    }
}
