//! Nine pixels, nine weights, nine products and their sum; or what a unit sees, layer by layer.

use super::super::field::LAYERS;
use super::super::{KERNELS, OneKernel};
use super::GRID;
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows with all captions: with fewer the numbers stand alone.
const ROWS: u16 = 14;

pub fn products(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = &lab.seen else { return };
    let theme = &look.theme;
    let place = lab.place();
    let (pixels, weights) = (seen.window(place), lab.weights());
    let product = |at: usize| f64::from(pixels[at]) * weights[at];
    let sign = |value: f64| match value {
        0.0 => theme.dim,
        ..0.0 => theme.second,
        _ => theme.first,
    };
    let captioned = area.height >= ROWS;
    let mut y = area.y;
    let mut row = |words: &[(String, Style)]| {
        let mut x = area.x;
        if y < area.bottom() {
            for (words, style) in words {
                put(buf, x, y, words, area.right().saturating_sub(x), *style);
                x = x.saturating_add(words.chars().count() as u16);
            }
        }
        y += 1;
    };
    let dim = |words: &str| vec![(words.to_owned(), theme.dim)];
    let [at_row, at_column] = place.map(|at| at + 1);
    row(&dim(&format!("row {at_row}, column {at_column}")));
    for line in 0..GRID {
        let cell = |at: usize| (format!("{:>6.2}", pixels[at]), theme.text);
        row(&[0, 1, 2].map(|column| cell(GRID * line + column)));
    }
    if captioned {
        row(&dim(&format!("times {}", KERNELS[lab.kernel])));
    }
    for line in 0..GRID {
        let cell = |at: usize| (format!("{:>+6}", weights[at]), sign(weights[at]));
        row(&[0, 1, 2].map(|column| cell(GRID * line + column)));
    }
    if captioned {
        row(&dim("are the products"));
    }
    for line in 0..GRID {
        // A negative nought is none.
        let cell = |at: usize| (format!("{:>+6.2}", product(at) + 0.0), sign(product(at)));
        row(&[0, 1, 2].map(|column| cell(GRID * line + column)));
    }
    let sum = seen.sum(place) + 0.0;
    let (told, relu) = (
        format!("sum {sum:+.2}"),
        format!("ReLU {:.2}", sum.max(0.0)),
    );
    if captioned {
        row(&[(told, theme.strong)]);
        return row(&[(relu, theme.accent)]);
    }
    row(&[(told + "  ", theme.strong), (relu, theme.accent)]);
}

/// The four of the map that pooling takes the largest of.
pub fn square(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(seen) = lab.seen.as_ref().filter(|_| lab.shown) else {
        return;
    };
    let theme = &look.theme;
    let place = lab.place();
    let [row, column] = place.map(|at| at / 2 * 2);
    let mut write = |y: u16, words: &str, style| {
        if y < area.height {
            put(buf, area.x, area.y + y, words, area.width, style);
        }
    };
    let from = |at: usize| format!("{}-{}", at + 1, at + 2);
    write(
        0,
        &format!("rows {}, columns {}", from(row), from(column)),
        theme.dim,
    );
    for (y, line) in [(2, row), (3, row + 1)] {
        let four = [column, column + 1].map(|column| {
            let relu = seen.sum([line, column]).max(0.0);
            match place == [line, column] {
                true => format!("[{relu:.2}]"),
                false => format!(" {relu:.2} "),
            }
        });
        write(y, &four.join(" "), theme.text);
    }
    write(
        5,
        &format!("the largest {:.2}", seen.pooled(place)),
        theme.accent,
    );
}

pub fn field(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let head = "layer             units    a unit sees";
    put(buf, area.x, area.y, head, area.width, theme.dim);
    let mut rows = (area.y + 2..area.bottom()).step_by(2);
    for (at, layer) in LAYERS.iter().enumerate() {
        let Some(y) = rows.next() else { return };
        let is_here = at == lab.layer;
        let (mark, style) = match is_here {
            true => (look.pick("►", ">"), theme.accent),
            false => (" ", theme.text),
        };
        let seen = match lab.shown {
            true => format!("{} x {} pixels", layer.sees, layer.sees),
            false => "?".to_owned(),
        };
        let words = format!(
            "{mark} {:<16}{:>2} x {:<2}  {seen}",
            layer.name, layer.side, layer.side
        );
        put(buf, area.x, y, &words, area.width, style);
    }
    if let Some(y) = rows.next() {
        let [row, column] = lab.place().map(|at| at + 1);
        let words = format!("here: the unit in row {row}, column {column}");
        put(buf, area.x, y, &words, area.width, theme.strong);
    }
}
