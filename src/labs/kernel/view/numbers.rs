//! Nine pixels, nine weights, nine products and their sum; or what a unit sees, layer by layer.

use super::super::OneKernel;
use super::super::field::LAYERS;
use super::GRID;
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows with all captions, and with the place over the numbers: with fewer the numbers stand alone, each
/// three after its sign.
const CAPTIONED: u16 = 14;
const PLACED: u16 = 12;

/// Nine pixels, times nine weights, are nine products, and their sum: every row is as wide as there is
/// room for beside two pictures on a screen of 80 columns.
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
    let mut rows: Vec<Vec<(String, Style)>> = Vec::new();
    let captioned = area.height >= CAPTIONED;
    if area.height >= PLACED {
        let [row, column] = place.map(|at| at + 1);
        rows.push(vec![(format!("row {row}, column {column}"), theme.dim)]);
    }
    type Cell<'a> = &'a dyn Fn(usize) -> (String, Style);
    let pixel = |at: usize| (format!("{:>5.2}", pixels[at]), theme.text);
    let weight = |at: usize| (format!("{:>+5}", weights[at]), sign(weights[at]));
    // A negative nought is none.
    let product = |at: usize| (format!("{:>+5.2}", product(at) + 0.0), sign(product(at)));
    let blocks: [(&str, String, Cell); 3] = [
        (" ", String::new(), &pixel),
        (
            look.pick("×", "*"),
            lab.kernel_name()
                .map_or("times".to_owned(), |name| format!("times {name}")),
            &weight,
        ),
        ("=", "are the products".to_owned(), &product),
    ];
    for (begins, caption, cell) in blocks {
        if captioned && !caption.is_empty() {
            rows.push(vec![(caption, theme.dim)]);
        }
        for line in 0..GRID {
            let mut cells = Vec::new();
            for column in 0..GRID {
                let lead = match (line, column) {
                    (0, 0) => format!("{begins} "),
                    (_, 0) => "  ".to_owned(),
                    _ => " ".to_owned(),
                };
                cells.push((lead, theme.text));
                cells.push(cell(GRID * line + column));
            }
            rows.push(cells);
        }
    }
    let sum = seen.sum(place) + 0.0;
    rows.push(vec![(format!("sum {sum:+.2}"), theme.strong)]);
    rows.push(vec![(format!("ReLU {:.2}", sum.max(0.0)), theme.accent)]);
    for (y, row) in (area.y..area.bottom()).zip(&rows) {
        let mut x = area.x;
        for (words, style) in row {
            put(buf, x, y, words, area.right().saturating_sub(x), *style);
            x = x.saturating_add(words.chars().count() as u16);
        }
    }
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
    write(0, &format!("rows {},", from(row)), theme.dim);
    write(1, &format!("columns {}", from(column)), theme.dim);
    let four = [0, 1, 2, 3].map(|at| seen.sum([row + at / 2, column + at % 2]).max(0.0));
    // Pooling keeps the first of the largest.
    let largest = (0..4).fold(0, |best, at| if four[at] > four[best] { at } else { best });
    let told = [0, 1, 2, 3].map(|at| match at == largest {
        true => format!("[{:.2}]", four[at]),
        false => format!(" {:.2} ", four[at]),
    });
    write(3, &told[..2].join(" "), theme.text);
    write(4, &told[2..].join(" "), theme.text);
    write(6, &format!("kept: {:.2}", seen.pooled(place)), theme.accent);
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
        // What the question tells is known.
        let seen = match lab.shown || at <= lab.layer {
            true => format!("{} x {} pixels", layer.sees, layer.sees),
            false => String::new(),
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
