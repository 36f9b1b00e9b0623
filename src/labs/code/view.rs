//! The picture: 32 bars with the range that training gave each, and under them what goes in, what
//! comes back, and what a classifier reads in it.

use super::{Code, DRAWING, MOST, NUMBERS, Seen, facts};
use crate::dataset::idx::SIDE;
use crate::labs::coded::picture::{self, LARGE, SMALL};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::sheet::Sheet;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns between two parts.
const GAP: u16 = 3;

/// Rows of the bars with their axes, as soon as the pictures have what they need.
const BARS: u16 = 8;

/// Columns of the words beside the pictures, at the least.
const WORDS: u16 = 34;

/// Columns of the bars at the most.
const WIDE: u16 = 8 + 3 * NUMBERS as u16;

/// The bars over the pictures.
pub fn panes(lab: &Code, area: Rect) -> Vec<Pane<Code>> {
    // The bars take what is left, and more than they need leaves it to the pictures.
    let bars = if lab.bars { BARS } else { 0 };
    let below = area.height.saturating_sub(bars).clamp(SMALL + 1, LARGE + 1);
    let below = if lab.bars { below } else { area.height };
    let bars = Rect {
        height: area.height.saturating_sub(below),
        width: area.width.min(WIDE),
        ..area
    };
    let lower = Rect {
        y: bars.bottom(),
        height: area.height - bars.height,
        ..area
    };
    let numbers = Pane::new(bars, draw_bars).drag(
        plane().grid(bars),
        &["number", "value"],
        "Drag the bar of a number up or down.",
        |_, drag| vec![("number", drag.from[0]), ("value", drag.to[1])],
    );
    let [left, right, words] = thirds(lab, lower);
    let mut panes = if lab.bars { vec![numbers] } else { Vec::new() };
    if lab.input == DRAWING {
        let sheet = Pane::new(left, |lab: &Code, frame, buf, look| {
            lab.brush.draw(frame, buf, look)
        });
        panes.push(sheet.touch(|lab, mouse, frame| lab.brush.touch(mouse, frame)));
    } else {
        panes.push(Pane::new(left, draw_input));
    }
    panes.push(Pane::new(right, draw_back));
    panes.push(Pane::new(words, draw_words));
    panes
}

/// What goes in, what comes back, and words beside them.
fn thirds(lab: &Code, area: Rect) -> [Rect; 3] {
    // Words are worth more than the last rows of a picture.
    let tall = (area.width.saturating_sub(WORDS + 2 * GAP) / 4).max(SMALL) + 1;
    let frame = picture::frame(Rect {
        height: area.height.min(tall),
        ..area
    });
    let area = Rect {
        height: area.height.min(frame.height + 1),
        ..area
    };
    let left = match lab.input {
        DRAWING => Rect {
            x: area.x,
            ..Sheet::of(
                SIDE,
                Rect {
                    width: frame.width.max(16) + 2,
                    ..area
                },
            )
            .frame
        },
        _ => Rect {
            width: frame.width,
            ..area
        },
    };
    let after = |part: Rect, width: u16| {
        let x = (part.right() + GAP).min(area.right());
        Rect {
            x,
            width: width.min(area.right() - x),
            ..area
        }
    };
    let right = after(left, frame.width);
    [left, right, after(right, u16::MAX)]
}

fn plane() -> Plane<'static> {
    Plane {
        x: (0.5, NUMBERS as f64 + 0.5),
        y: (0.0, MOST),
        x_name: "nr.",
        y_name: "value",
    }
}

/// A bar for each number over the range that training gave it; a cross where it never moved.
fn draw_bars(lab: &Code, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = plane().draw(area, buf, look);
    let Some((seen, coded)) = lab.seen.as_ref().zip(lab.data.ready()) else {
        return;
    };
    let theme = &look.theme;
    let each = seen.code.iter().zip(coded.ranges.each()).enumerate();
    for (number, (&was, &[low, high])) in each {
        let is_chosen = number == lab.number;
        let value = if is_chosen { lab.value() } else { was };
        let columns = columns(&grid, number);
        if low == high {
            let sign = look.pick("×", "x");
            put(
                buf,
                columns.0,
                grid.plot.bottom().saturating_sub(1),
                sign,
                1,
                theme.dim,
            );
        }
        draw_range(&grid, columns, high.into(), buf, look);
        let style = match is_chosen {
            true if lab.is_outside() => theme.bad,
            true => theme.accent,
            false => theme.first,
        };
        draw_bar(&grid, columns, value.into(), style, buf, look);
        if is_chosen {
            let y = grid.plot.bottom();
            put(buf, columns.0, y, look.pick("▲", "^"), 1, theme.accent);
        }
    }
}

/// The first column of a number, and the one after its last: all are as wide, and a column is free
/// before the next.
fn columns(grid: &Grid, number: usize) -> (u16, u16) {
    let [x, _] = grid.place([number as f64 + 0.5, 0.0]);
    let from = grid.plot.x + (x.max(0.0) as u16).min(grid.plot.width);
    let wide = (grid.plot.width / NUMBERS as u16).saturating_sub(1).max(1);
    (from, (from + wide).min(grid.plot.right()))
}

/// Whole rows from the ground up to a value, and how many eighths of the row above them.
fn rows(grid: &Grid, value: f64) -> (u16, usize) {
    let [_, y] = grid.place([0.0, value]);
    let eighths = ((f64::from(grid.plot.height) - y).max(0.0) * 8.0).round() as usize;
    // What is above 0 is seen.
    let eighths = if value > 0.0 { eighths.max(1) } else { 0 };
    let high = usize::from(grid.plot.height);
    match eighths / 8 < high {
        true => ((eighths / 8) as u16, eighths % 8),
        false => (grid.plot.height, 0),
    }
}

/// Puts a sign into some columns, so many rows above the ground.
fn put_row(
    grid: &Grid,
    (from, to): (u16, u16),
    row: u16,
    sign: &str,
    style: Style,
    buf: &mut Buffer,
) {
    if row < grid.plot.height {
        let y = grid.plot.bottom() - 1 - row;
        (from..to).for_each(|x| put(buf, x, y, sign, 1, style));
    }
}

/// The range of a number over the training digits, as far as it fills rows.
fn draw_range(grid: &Grid, columns: (u16, u16), high: f64, buf: &mut Buffer, look: &Look) {
    let (full, eighths) = rows(grid, high);
    let sign = look.pick("▒", ".");
    for row in 0..full + u16::from(eighths >= 4) {
        put_row(grid, columns, row, sign, look.theme.dim, buf);
    }
}

/// A number as a bar, in eighths of a row.
fn draw_bar(
    grid: &Grid,
    columns: (u16, u16),
    value: f64,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    const EIGHTHS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];
    let (full, eighths) = rows(grid, value);
    for row in 0..full {
        put_row(grid, columns, row, look.pick("█", "#"), style, buf);
    }
    if let Some(part) = eighths.checked_sub(1).and_then(|part| EIGHTHS.get(part)) {
        let ascii = if eighths >= 4 { "#" } else { "_" };
        put_row(grid, columns, full, look.pick(part, ascii), style, buf);
    }
}

fn draw_input(lab: &Code, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = &lab.seen else {
        let sentence = lab.data.sentence();
        return put(buf, area.x, area.y, sentence, u16::MAX, look.theme.dim);
    };
    picture::draw(&seen.input, &facts::input(lab), area, buf, look);
}

fn draw_back(lab: &Code, area: Rect, buf: &mut Buffer, look: &Look) {
    match &lab.seen {
        Some(seen) if lab.shown => picture::draw(&seen.now.pixels, "comes back", area, buf, look),
        Some(_) => picture::draw(&[], "comes back: ?", area, buf, look),
        None => {}
    }
}

fn draw_words(lab: &Code, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = &lab.seen else { return };
    let theme = &look.theme;
    let style = if lab.is_outside() {
        theme.bad
    } else {
        theme.dim
    };
    let mut rows = match lab.bars {
        true => vec![
            (facts::number(lab), theme.strong),
            (facts::place(lab), style),
        ],
        false => Vec::new(),
    };
    if lab.shown {
        rows.extend(back(lab, seen).into_iter().map(|words| (words, theme.text)));
    }
    for ((words, style), y) in rows.into_iter().zip(area.y..area.bottom()) {
        put(buf, area.x, y, &words, area.width, style);
    }
}

/// What came back, in lines.
fn back(lab: &Code, seen: &Seen) -> Vec<String> {
    let (now, before) = (&seen.now, &seen.before);
    let mut lines = Vec::new();
    lines.extend(now.judged.as_ref().map(facts::read));
    if lab.turned.is_none() {
        lines.push(format!("error {}", figure(now.error)));
        return lines;
    }
    lines.push(format!(
        "error {}, was {}",
        figure(now.error),
        figure(before.error)
    ));
    lines.push(format!("{} of 784 pixels moved", facts::moved_pixels(seen)));
    lines
}
