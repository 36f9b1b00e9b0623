//! The picture: the digit with the window on it, the map of all places, and the numbers of this one.

mod numbers;
mod score;

use super::field::LAYERS;
use super::response::{MAP, POOL, SIZE};
use super::{FIELD, OneKernel, POOLED, SCORE};
use crate::dataset::idx::SIDE;
use crate::event::{Mouse, MouseKind};
use crate::labs::Height;
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::a;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Columns of the digit and of a map, a pixel each, and between them.
const DIGIT: u16 = SIDE as u16 + 2;
const WIDE: u16 = MAP as u16;
const GAP: u16 = 1;

/// Columns of the four that are pooled.
const SQUARE: u16 = 20;

/// Rows of the pictures, with the caption.
const ROWS: u16 = 1 + SIDE as u16 / 2;

/// Heights worth having.
pub fn height(lab: &OneKernel) -> Height {
    match lab.view {
        SCORE => Height::new(score::LEAST, score::ROWS, score::ROWS),
        _ => Height::new(11, ROWS, ROWS),
    }
}

/// The digit at the left, a map beside it, numbers at the right.
pub fn panes(lab: &OneKernel, area: Rect) -> Vec<Pane<OneKernel>> {
    if lab.view == SCORE {
        return vec![Pane::new(area, score::draw).touch(score::touch)];
    }
    let after = |before: u16, width: u16| {
        let x = (area.x + before).min(area.right());
        Rect {
            x,
            width: width.min(area.right() - x),
            height: area.height.min(ROWS),
            ..area
        }
    };
    let digit = Pane::new(after(0, DIGIT), draw_digit).touch(touch);
    let maps = DIGIT + GAP;
    match lab.view {
        FIELD => vec![
            digit,
            Pane::new(after(maps + GAP, u16::MAX), numbers::field),
        ],
        POOLED => {
            // Both maps and the four come first; the digit is seen where there is room for all.
            let wide = area.width >= maps + 2 * (WIDE + GAP) + SQUARE;
            let from = if wide { maps } else { 0 };
            let mut panes = vec![
                Pane::new(after(from, WIDE), draw_map).touch(touch_map),
                Pane::new(after(from + WIDE + GAP, WIDE), draw_pooled).touch(touch_map),
                Pane::new(after(from + 2 * (WIDE + GAP), u16::MAX), numbers::square),
            ];
            if wide {
                panes.push(digit);
            }
            panes
        }
        _ => vec![
            digit,
            Pane::new(after(maps, WIDE), draw_map).touch(touch_map),
            Pane::new(after(maps + WIDE, u16::MAX), numbers::products),
        ],
    }
}

/// The rows under a caption.
fn paper(area: Rect) -> Rect {
    let caption = 1.min(area.height);
    Rect {
        y: area.y + caption,
        height: area.height - caption,
        ..area
    }
}

/// The cells of the digit: a column is left free at each side for the window's brackets.
fn digit_in(area: Rect) -> Rect {
    let paper = paper(area);
    Rect {
        x: paper.x + 1.min(paper.width),
        width: paper.width.saturating_sub(2),
        ..paper
    }
}

/// The pixels that the window, or the unit, sees: first and last row, first and last column.
fn sees(lab: &OneKernel) -> [[usize; 2]; 2] {
    let layer = LAYERS[lab.unit_layer()];
    lab.place().map(|unit| {
        let from = layer.from(unit);
        [from, from + layer.sees - 1]
    })
}

fn draw_digit(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let Some(seen) = &lab.seen else {
        let sentence = lab.data.sentence();
        return put(buf, area.x, area.y, sentence, area.width, theme.dim);
    };
    let label = lab.data.ready().map(|data| a(data.digits.label(lab.nth)));
    let label = label.unwrap_or_default();
    let words = format!("test digit {}, {label}: 28 x 28", lab.nth);
    put(buf, area.x + 1, area.y, &words, area.width, theme.dim);
    let paper = digit_in(area);
    digit::draw(&Picture::new(&seen.pixels, SIDE), paper, buf, look);
    window(sees(lab), paper, buf, look);
}

/// The window: brackets at its sides, and its cells turned over.
fn window([rows, columns]: [[usize; 2]; 2], paper: Rect, buf: &mut Buffer, look: &Look) {
    if paper.is_empty() {
        return;
    }
    let cell =
        |pixel: usize, from: u16, cells: u16| from + (pixel * usize::from(cells) / SIDE) as u16;
    let [top, low] = rows.map(|row| cell(row, paper.y, paper.height));
    let [left, right] = columns.map(|column| cell(column, paper.x, paper.width));
    let accent = look.theme.accent;
    for y in top..=low.min(paper.bottom() - 1) {
        put(buf, left.saturating_sub(1), y, "[", 1, accent);
        put(buf, right + 1, y, "]", 1, accent);
        for x in left..=right {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.modifier.insert(Modifier::REVERSED);
            }
        }
    }
}

/// A press on the digit puts the window there.
fn touch(lab: &mut OneKernel, mouse: Mouse, area: Rect) {
    let paper = digit_in(area);
    if mouse.kind == MouseKind::Release || !paper.contains((mouse.x, mouse.y).into()) {
        return;
    }
    let layer = LAYERS[lab.unit_layer()];
    let unit = |at: u16, from: u16, cells: u16| {
        let pixel = usize::from(at - from) * SIDE / usize::from(cells.max(1));
        (pixel.saturating_sub(layer.sees / 2) / layer.apart).min(layer.side - 1)
    };
    lab.at = [
        unit(mouse.y, paper.y, paper.height),
        unit(mouse.x, paper.x, paper.width),
    ];
}

/// A press on a map goes to that place of it, on the pooled one to the first of its four.
fn touch_map(lab: &mut OneKernel, mouse: Mouse, area: Rect) {
    let paper = map_in(area);
    if mouse.kind == MouseKind::Release || !paper.contains((mouse.x, mouse.y).into()) {
        return;
    }
    let unit = |at: u16, from: u16, cells: u16| usize::from(at - from) * MAP / usize::from(cells);
    lab.at = [
        unit(mouse.y, paper.y, paper.height),
        unit(mouse.x, paper.x, paper.width),
    ];
}

/// The cells of a map.
fn map_in(area: Rect) -> Rect {
    let paper = paper(area);
    Rect {
        width: paper.width.min(WIDE),
        height: paper.height.min(MAP as u16 / 2),
        ..paper
    }
}

/// What ReLU leaves, ink for the largest of it.
fn draw_map(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = &lab.seen else { return };
    map(lab, &seen.relu, MAP, "ReLU(sums), 26 x 26", area, buf, look);
}

fn draw_pooled(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = &lab.seen else { return };
    map(lab, &seen.pooled, POOL, "largest of four", area, buf, look);
}

/// A map under its caption, with the place marked on it.
fn map(
    lab: &OneKernel,
    values: &[f32],
    side: usize,
    caption: &str,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    put(buf, area.x, area.y, caption, area.width, theme.dim);
    let paper = map_in(area);
    if paper.is_empty() {
        return;
    }
    if !lab.shown {
        let words = "? not shown yet";
        let x = paper.x + paper.width.saturating_sub(words.len() as u16) / 2;
        let y = paper.y + paper.height / 2;
        return put(buf, x, y, words, paper.right() - x, theme.dim);
    }
    let most = values.iter().copied().fold(0.0, f32::max);
    let ink: Vec<f32> = values
        .iter()
        .map(|it| if most > 0.0 { it / most } else { 0.0 })
        .collect();
    digit::draw(&Picture::new(&ink, side), paper, buf, look);
    if most == 0.0 {
        put(
            buf,
            paper.x + 2,
            paper.y + paper.height / 2,
            "all are 0",
            20,
            theme.dim,
        );
    }
    let [row, column] = lab.place().map(|at| at * side / MAP);
    let x = paper.x + (column * usize::from(paper.width) / side) as u16;
    let y = paper.y + (row * usize::from(paper.height) / side) as u16;
    put(buf, x, y, look.pick("◊", "X"), 1, theme.accent);
}

/// Rows and columns of a kernel, for who writes it.
const GRID: usize = SIZE;
