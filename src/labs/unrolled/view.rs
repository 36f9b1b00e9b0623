//! The picture: the digit with the pixel marked, and beside it the column of inputs around that one.

use super::Unrolled;
use crate::dataset::idx::{PIXELS, SIDE};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sparkline;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The digit: a cell is two rows of pixels.
const DIGIT: (u16, u16) = (28, 14);

/// Columns between the digit and its inputs.
const GAP: u16 = 4;

pub fn panes(area: Rect) -> Vec<Pane<Unrolled>> {
    vec![Pane::new(area, draw).touch(|lab, mouse, area| {
        // A hand on the digit chooses the upper left pixel of its cell.
        let digit = digit_in(area);
        if digit.contains((mouse.x, mouse.y).into()) {
            let pixel =
                |at: u16, from: u16, cells: u16| usize::from(at - from) * SIDE / usize::from(cells);
            lab.row = pixel(mouse.y, digit.y, digit.height);
            lab.column = pixel(mouse.x, digit.x, digit.width);
        }
    })]
}

/// Where the digit stands, under its name.
fn digit_in(area: Rect) -> Rect {
    Rect {
        y: area.y + 1,
        width: DIGIT.0.min(area.width),
        height: DIGIT.1.min(area.height.saturating_sub(1)),
        ..area
    }
}

fn draw(lab: &Unrolled, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let Some(pixels) = lab.pixels() else {
        let sentence = lab.source.sentence();
        return put(buf, area.x, area.y, sentence, area.width, theme.dim);
    };
    put(
        buf,
        area.x,
        area.y,
        "the digit, 28 x 28 pixels",
        area.width,
        theme.text,
    );
    let picture = digit_in(area);
    digit::draw(&Picture::new(&pixels, SIDE), picture, buf, look);
    mark(lab, picture, buf, look);
    let inputs = Rect {
        x: picture.right() + GAP,
        width: area.right().saturating_sub(picture.right() + GAP),
        ..area
    };
    draw_inputs(lab, &pixels, inputs, buf, look);
}

/// The pixel's cell turned over, and its row named beside the digit.
fn mark(lab: &Unrolled, picture: Rect, buf: &mut Buffer, look: &Look) {
    // With less room than a digit takes its cells are not two rows of pixels.
    let (x, y) = (
        lab.column as u16 * picture.width / DIGIT.0,
        lab.row as u16 * picture.height / (2 * DIGIT.1),
    );
    let (x, y) = (picture.x + x, picture.y + y);
    if picture.contains((x, y).into()) {
        put(buf, x, y, look.pick("◊", "X"), 1, look.theme.accent);
        put(
            buf,
            picture.right() + 1,
            y,
            look.pick("◄", "<"),
            1,
            look.theme.accent,
        );
    }
}

/// Inputs in their order, that of the pixel in the middle.
fn draw_inputs(lab: &Unrolled, pixels: &[f32], area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    put(
        buf,
        area.x,
        area.y,
        "what goes in, row by row",
        area.width,
        theme.text,
    );
    let rows = usize::from(area.height.saturating_sub(1)).min(usize::from(DIGIT.1));
    let chosen = lab.input() - 1;
    let first = chosen
        .saturating_sub(rows / 2)
        .min(PIXELS.saturating_sub(rows));
    for (row, input) in (first..PIXELS.min(first + rows)).enumerate() {
        let value = pixels[input];
        let (mark, style) = match input == chosen {
            true => (look.pick("►", ">"), theme.accent),
            false => (" ", theme.text),
        };
        let bar = sparkline::bar(f64::from(value), 8, look);
        let words = format!("{mark} input {:>3}  {value:.2}  {bar}", input + 1);
        put(
            buf,
            area.x,
            area.y + 1 + row as u16,
            &folded(&words, look),
            area.width,
            style,
        );
    }
}
