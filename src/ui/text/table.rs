//! Tables: as wide as they must be, narrower where the screen is. Words wrap and numbers are never
//! cut: where columns cannot be, each row becomes a list.

use super::columns::Columns;
use crate::lesson::model::{Align, Inline};
use crate::ui::Look;
use crate::ui::text::wrap::{Run, longest_word, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns between two columns, and where there is no room for as many.
const GAPS: [usize; 2] = [2, 1];

/// Columns of a cell at the most: a longer line is hard to read.
const CELL: usize = 60;

/// From this width on there is room for a blank line between rows of several lines.
const AIRY: usize = 90;

/// A table with its words as styled runs.
struct Cells {
    head: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
}

/// A head row, a rule, and the rows, each cell wrapped in its column.
pub fn set(
    align: &[Align],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    width: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let cells = Cells::new(head, rows, look);
    let Some((widths, gap)) = cells.fit(width) else {
        return cells.listed(width, look);
    };
    let mut lines = set_row(&cells.head, &widths, gap, align);
    let rule: usize = widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1);
    let rule = look.pick("─", "-").repeat(rule.min(width));
    lines.push(Line::from(Span::styled(rule, look.theme.dim)));
    let rows = cells.rows.iter();
    let rows: Vec<_> = rows.map(|row| set_row(row, &widths, gap, align)).collect();
    let apart = width >= AIRY && rows.iter().any(|row| row.len() > 1);
    for (at, row) in rows.into_iter().enumerate() {
        if apart && at > 0 {
            lines.push(Line::default());
        }
        lines.extend(row);
    }
    lines
}

/// The columns that a table takes if no word of it is cut.
pub fn least_width(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], look: &Look) -> usize {
    let least = Cells::new(head, rows, look).widths(&longest_word);
    least.iter().sum::<usize>() + GAPS[0] * least.len().saturating_sub(1)
}

impl Cells {
    fn new(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], look: &Look) -> Self {
        let cells = |row: &[Vec<Inline>], style: Style| -> Vec<Vec<Run>> {
            row.iter()
                .map(|cell| super::runs(cell, style, look))
                .collect()
        };
        Self {
            head: cells(head, look.theme.strong),
            rows: rows.iter().map(|row| cells(row, look.theme.text)).collect(),
        }
    }

    /// The widths of the columns by a measure of their cells.
    fn widths(&self, of: &dyn Fn(&[Run]) -> usize) -> Vec<usize> {
        let column = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            let cells = cells.chain(self.head.get(at));
            cells.map(|cell| of(cell)).max().unwrap_or(0).max(1)
        };
        (0..self.head.len()).map(column).collect()
    }

    /// Widths and the gap between them: the widest column gives way first, and none below its
    /// longest word.
    fn fit(&self, width: usize) -> Option<(Vec<usize>, usize)> {
        let natural = |cell: &[Run]| {
            let lines = wrap(cell, usize::MAX);
            let longest = lines.iter().map(Line::columns).max().unwrap_or(0);
            longest.min(CELL.max(longest_word(cell)))
        };
        let (mut widths, least) = (self.widths(&natural), self.widths(&longest_word));
        let room = |gap: usize| width.saturating_sub(gap * widths.len().saturating_sub(1));
        let fits = |gap: &usize| least.iter().sum::<usize>() <= room(*gap);
        let gap = GAPS.into_iter().find(fits)?;
        let room = room(gap);
        while widths.iter().sum::<usize>() > room {
            let yielding = widths
                .iter_mut()
                .zip(&least)
                .filter(|(w, least)| **w > **least);
            let (widest, _) = yielding.max_by_key(|(width, _)| **width)?;
            *widest -= 1;
        }
        Some((widths, gap))
    }

    /// Each row as a list of its cells, every cell after the name of its column.
    fn listed(&self, width: usize, look: &Look) -> Vec<Line<'static>> {
        let rule = || {
            Line::from(Span::styled(
                look.pick("─", "-").repeat(width),
                look.theme.dim,
            ))
        };
        let mut lines = Vec::new();
        for row in &self.rows {
            lines.push(rule());
            for (name, cell) in self.head.iter().zip(row) {
                let mut said = name.clone();
                if !said.is_empty() && !cell.is_empty() {
                    said.push(Run::new(": ", look.theme.strong));
                }
                said.extend(cell.iter().cloned());
                lines.extend(wrap(&said, width));
            }
        }
        lines
    }
}

fn set_row(
    cells: &[Vec<Run>],
    widths: &[usize],
    gap: usize,
    align: &[Align],
) -> Vec<Line<'static>> {
    let cells: Vec<_> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| wrap(cell, width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|row| {
            let mut line = Line::default();
            for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
                let text = cell.get(row).cloned().unwrap_or_default();
                let space = width.saturating_sub(text.columns());
                let left = match align.get(column).copied().unwrap_or(Align::Left) {
                    Align::Left => 0,
                    Align::Center => space / 2,
                    Align::Right => space,
                };
                let lead = left + if column > 0 { gap } else { 0 };
                line.spans.push(Span::raw(" ".repeat(lead)));
                line.spans.extend(text.spans);
                line.spans.push(Span::raw(" ".repeat(space - left)));
            }
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    fn rows(head: &[&str], row: &[&str], width: usize) -> Vec<String> {
        let head: Vec<_> = head.iter().map(|cell| text(cell)).collect();
        let row = row.iter().map(|cell| text(cell)).collect();
        let lines = set(&[], &head, &[row], width, &plain(false));
        lines
            .iter()
            .map(|l| l.to_string().trim_end().to_string())
            .collect()
    }

    #[test]
    fn words_wrap_and_numbers_are_never_cut() {
        let set = |width| rows(&["epoch 100", "best"], &["0.015512", "of all seeds"], width);
        assert_eq!(set(30)[2], "0.015512   of all seeds");
        assert_eq!(
            set(17),
            [
                "epoch     best",
                "100",
                "─".repeat(17).as_str(),
                "0.015512  of all",
                "          seeds"
            ]
        );
        // A narrower gap before words are cut,
        assert_eq!(set(14)[3], "0.015512 of");
        // and where even that is too wide, a list.
        let listed = [
            "─".repeat(12),
            "epoch 100:".into(),
            "0.015512".into(),
            "best: of all".into(),
            "seeds".into(),
        ];
        assert_eq!(set(12), listed);
    }

    #[test]
    fn a_table_of_words_has_lines_that_can_be_read_and_rows_apart_where_there_is_room() {
        let long = "word ".repeat(20);
        let row: Vec<_> = [text("loss"), text(&long)].to_vec();
        let head = [text("name"), text("use")];
        let lines = |width| {
            set(
                &[],
                &head,
                &[row.clone(), row.clone()],
                width,
                &plain(false),
            )
        };
        let widest = |width| {
            let lines = lines(width);
            lines.iter().map(|line| line.columns()).max()
        };
        assert_eq!((widest(80), widest(200)), (Some(66), Some(66)));
        let blank = |width| {
            let lines = lines(width);
            lines.iter().filter(|line| line.columns() == 0).count()
        };
        assert_eq!((blank(80), blank(100)), (0, 1));
        // Rows of one line need none.
        let short = [text("a"), text("b")].to_vec();
        let lines = set(&[], &head, &[short.clone(), short], 100, &plain(false));
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn arabic_keeps_all_its_letters_in_a_cell() {
        assert_eq!(rows(&["الأول", "x"], &["الأمثلة", "12"], 40)[0], "الأول    x");
        assert_eq!(rows(&["الأول", "x"], &["الأمثلة", "12"], 40)[2], "الأمثلة  12");
    }
}
