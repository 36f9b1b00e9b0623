//! Tables: as wide as they must be, narrower where the screen is.

use crate::lesson::model::{Align, Inline};
use crate::ui::Look;
use crate::ui::text::wrap::{Run, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const GAP: usize = 2;

/// A head row, a rule, and the rows, each cell wrapped in its column.
pub fn set(
    align: &[Align],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    width: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let cells = |row: &[Vec<Inline>], style: Style| -> Vec<Vec<Run>> {
        row.iter()
            .map(|cell| super::runs(cell, style, look))
            .collect()
    };
    let head = cells(head, look.theme.strong);
    let rows: Vec<_> = rows.iter().map(|row| cells(row, look.theme.text)).collect();
    let Some(widths) = column_widths(&head, &rows, width) else {
        return Vec::new();
    };
    let mut lines = set_row(&head, &widths, align);
    let rule: usize = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
    let rule = look.pick("─", "-").repeat(rule.min(width));
    lines.push(Line::from(Span::styled(rule, look.theme.dim)));
    for row in &rows {
        lines.extend(set_row(row, &widths, align));
    }
    lines
}

/// Natural widths, the widest column giving way first until the table fits.
fn column_widths(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], width: usize) -> Option<Vec<usize>> {
    let columns = head.len();
    let natural = |column: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .chain(head.get(column));
        cells
            .map(|cell| line_width(&wrap(cell, usize::MAX)))
            .max()
            .unwrap_or(0)
            .max(1)
    };
    let mut widths: Vec<usize> = (0..columns).map(natural).collect();
    let room = width.saturating_sub(GAP * columns.checked_sub(1)?);
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        if *widest <= 1 {
            break;
        }
        *widest -= 1;
    }
    Some(widths)
}

fn line_width(lines: &[Line]) -> usize {
    lines.iter().map(Line::width).max().unwrap_or(0)
}

fn set_row(cells: &[Vec<Run>], widths: &[usize], align: &[Align]) -> Vec<Line<'static>> {
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
                let space = width.saturating_sub(text.width());
                let left = match align.get(column).copied().unwrap_or(Align::Left) {
                    Align::Left => 0,
                    Align::Center => space / 2,
                    Align::Right => space,
                };
                let lead = left + if column > 0 { GAP } else { 0 };
                line.spans.push(Span::raw(" ".repeat(lead)));
                line.spans.extend(text.spans);
                line.spans.push(Span::raw(" ".repeat(space - left)));
            }
            line
        })
        .collect()
}
