//! Who is taken for whom: a row for each label, a column for each answer, and the digits of a cell.

use super::super::{MnistClassifier, facts};
use super::grid;
use crate::event::{Mouse, MouseKind};
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Columns before the cells, of each cell, and of what stands behind them.
const BEFORE: u16 = 7;
const CELL: u16 = 4;
const AFTER: u16 = 7;

/// Columns of the matrix.
const WIDE: u16 = BEFORE + 10 * CELL + AFTER;

/// Rows over the cells.
const HEAD: u16 = 1;

/// Draws it, and beside it the surest digits of its cell where there is room.
pub fn draw(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let Some(read) = lab.shown() else {
        if !area.is_empty() {
            put(
                buf,
                area.x,
                area.y,
                facts::waiting(lab),
                area.width,
                theme.dim,
            );
        }
        return;
    };
    let mut write = |x: u16, y: u16, words: &str, style| {
        if y < area.height && x < area.width {
            put(buf, area.x + x, area.y + y, words, area.width - x, style);
        }
    };
    write(0, 0, "label", theme.dim);
    for class in 0..10u16 {
        write(
            BEFORE + CELL * class + 2,
            0,
            &class.to_string(),
            theme.strong,
        );
    }
    write(BEFORE + 10 * CELL + 1, 0, "missed", theme.dim);
    let most = (read.confusion.iter().enumerate())
        .flat_map(|(truth, row)| {
            row.iter()
                .enumerate()
                .filter(move |(read, _)| *read != truth)
        })
        .map(|(_, count)| *count)
        .max();
    for (truth, (y, row)) in (HEAD..).zip(&read.confusion).enumerate() {
        write(3, y, &truth.to_string(), theme.strong);
        write(5, y, look.pick("│", "|"), theme.dim);
        for (answer, &count) in row.iter().enumerate() {
            let (text, style) = match count {
                _ if answer == truth => ("\\".to_owned(), theme.dim),
                0 => (look.pick("·", ".").to_owned(), theme.dim),
                // A cell is as loud as the loudest from half of that on.
                _ if 2 * count >= most.unwrap_or(0) => (count.to_string(), theme.accent),
                _ => (count.to_string(), theme.text),
            };
            let x = BEFORE + CELL * answer as u16;
            let is_chosen = lab.chosen.cell() == Some([truth, answer]);
            match is_chosen {
                true => {
                    let style = theme.strong.add_modifier(Modifier::REVERSED);
                    write(x, y, &format!("[{text:>2}]"), style);
                }
                false => write(x, y, &format!("{text:>3} "), style),
            }
        }
        let missed: usize = row.iter().sum::<usize>() - row[truth];
        write(
            BEFORE + 10 * CELL + 1,
            y,
            &format!("{missed:>4}"),
            theme.text,
        );
    }
    let columns: Vec<usize> = (0..10)
        .map(|class| {
            read.confusion.iter().map(|row| row[class]).sum::<usize>()
                - read.confusion[class][class]
        })
        .collect();
    write(0, HEAD + 10, "wrong", theme.dim);
    for (class, count) in columns.iter().enumerate() {
        let x = BEFORE + CELL * class as u16;
        let short = match *count {
            1000.. => format!("{}k", (count + 500) / 1000),
            count => count.to_string(),
        };
        write(x, HEAD + 10, &format!("{short:>3}"), theme.dim);
    }
    let wrong = columns.iter().sum::<usize>();
    write(
        BEFORE + 10 * CELL + 1,
        HEAD + 10,
        &format!("{wrong:>4}"),
        theme.strong,
    );
    let beside = Rect {
        x: (area.x + WIDE + 2).min(area.right()),
        width: area.width.saturating_sub(WIDE + 2),
        ..area
    };
    grid::draw_few(lab, beside, buf, look);
}

/// A press on a cell chooses it, a second one chooses none.
pub fn touch(lab: &mut MnistClassifier, mouse: Mouse, area: Rect) {
    let column = mouse.x.checked_sub(area.x + BEFORE).map(|x| x / CELL);
    let row = mouse.y.checked_sub(area.y + HEAD);
    let inside = |class: &u16| *class < 10;
    if let (Some(read), Some(truth)) = (column.filter(inside), row.filter(inside))
        && mouse.kind == MouseKind::Press
    {
        lab.chosen.press_cell([truth.into(), read.into()]);
    }
}
