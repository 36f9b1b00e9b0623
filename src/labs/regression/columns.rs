//! What was found of each column, and what was done to it.

use super::Regression;
use crate::dataset::frame::{Column, Frame, Kind};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{grouped, many};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the picture for a name and for what was found.
const NAME: u16 = 20;
const FOUND: u16 = 26;

/// All of it in one sentence.
pub fn sentence(frame: &Frame) -> String {
    let each = frame.columns.iter().map(|column| {
        let missing = match column.missing {
            0 => String::new(),
            some => format!(", {} missing", grouped(some as u64)),
        };
        format!(
            "{} is {}{missing}: {}",
            column.name,
            found(column),
            done(column)
        )
    });
    let each: Vec<String> = each.collect();
    let left_out = (frame.rows - frame.complete()) as u64;
    format!("{}; {}.", each.join("; "), left_out_rows(left_out))
}

fn left_out_rows(rows: u64) -> String {
    match rows {
        0 => "no row is left out".to_owned(),
        rows => format!("{} with something missing left out", many(rows, "row")),
    }
}

fn found(column: &Column) -> String {
    match &column.kind {
        Kind::Number => "a number".to_owned(),
        Kind::Category(levels) => format!("a category of {}", levels.len()),
        Kind::Text(values) => format!("text, {} values", grouped(*values as u64)),
        Kind::Constant => "the same everywhere".to_owned(),
        Kind::Missing => "mostly missing".to_owned(),
    }
}

fn done(column: &Column) -> String {
    match &column.kind {
        Kind::Number => "standardized".to_owned(),
        Kind::Category(levels) => format!("{} inputs of 0 or 1", levels.len()),
        _ => "left out".to_owned(),
    }
}

/// A row for each column; where there are too many, how many more.
pub fn draw(lab: &Regression, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(frame) = &lab.frame else { return };
    let theme = &look.theme;
    let mut line = |y: u16, cells: [&str; 3], style| {
        let places = [0, NAME, NAME + FOUND];
        let rooms = [NAME - 1, FOUND - 1, u16::MAX];
        for ((words, place), room) in cells.iter().zip(places).zip(rooms) {
            let x = area.x.saturating_add(place);
            let room = room.min(area.right().saturating_sub(x));
            put(buf, x, y, &folded(words, look), room, style);
        }
    };
    if area.height < 4 {
        return;
    }
    line(area.y, ["column", "found", "what was done"], theme.dim);
    let room = usize::from(area.height - 3);
    let shown = match frame.columns.len() {
        all if all <= room => all,
        _ => room.saturating_sub(1),
    };
    let mut y = area.y + 1;
    for column in &frame.columns[..shown] {
        let mut words = found(column);
        if column.missing > 0 {
            words += &format!(", {} missing", grouped(column.missing as u64));
        }
        let style = if column.inputs() == 0 {
            theme.dim
        } else {
            theme.text
        };
        line(y, [&column.name, &words, &done(column)], style);
        y += 1;
    }
    if let more @ 1.. = frame.columns.len() - shown {
        let words = format!("and {}", many(more as u64, "more column"));
        line(y, [&words, "", ""], theme.dim);
        y += 1;
    }
    let target = match frame.scales_target() {
        true => "standardized while it learns",
        false => "to be predicted, as it is",
    };
    let found = match frame.without_target {
        0 => "a number".to_owned(),
        missing => format!("a number, {} missing", grouped(missing as u64)),
    };
    line(y, [&frame.target, &found, target], theme.accent);
    let left_out = (frame.rows - frame.complete()) as u64;
    let words = format!(
        "{} of {}: {}",
        grouped(frame.complete() as u64),
        many(frame.rows as u64, "row"),
        left_out_rows(left_out)
    );
    put(
        buf,
        area.x,
        y + 1,
        &folded(&words, look),
        area.width,
        theme.strong,
    );
}
