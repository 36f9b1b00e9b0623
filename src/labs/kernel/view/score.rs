//! The kernel to be written, and its strongest responses in 500 ones and 500 zeros.

use super::super::judged::EACH;
use super::super::response::{MAP, Response};
use super::super::{KERNELS, OneKernel};
use super::GRID;
use crate::dataset::idx::SIDE;
use crate::event::{Mouse, MouseKind};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of a number of the kernel, and before the bars.
const CELL: u16 = 5;
const BARS: u16 = 3 * CELL + 4;

/// Rows of the numbers, of a small picture, and of all.
const OVER: u16 = 6;
const HIGH: u16 = 7;
pub const LEAST: u16 = OVER + 1;
pub const ROWS: u16 = OVER + HIGH + 1;

pub fn draw(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    kernel(lab, area, buf, look);
    bars(lab, area, buf, look);
    examples(lab, area, buf, look);
}

/// Nine numbers, the one under the hand in brackets.
fn kernel(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let head = format!("kernel: {}", KERNELS[lab.kernel]);
    put(buf, area.x, area.y, &head, BARS, theme.dim);
    for (at, weight) in lab.weights().iter().enumerate() {
        let x = area.x + CELL * (at % GRID) as u16;
        let y = area.y + 1 + (at / GRID) as u16;
        if y >= area.bottom() {
            return;
        }
        let (words, style) = match at == lab.cell {
            true => (format!("[{weight:>+2}]"), theme.accent),
            false => (format!(" {weight:>+2} "), theme.text),
        };
        put(buf, x, y, &words, area.right().saturating_sub(x), style);
    }
}

/// A press on a number chooses it.
pub fn touch(lab: &mut OneKernel, mouse: Mouse, area: Rect) {
    let column = mouse.x.checked_sub(area.x).map(|x| usize::from(x / CELL));
    let row = mouse.y.checked_sub(area.y + 1).map(usize::from);
    if let (Some(column @ 0..GRID), Some(row @ 0..GRID)) = (column, row)
        && mouse.kind == MouseKind::Press
    {
        lab.cell = GRID * row + column;
    }
}

/// How often each strength comes, for both.
fn bars(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let x = area.x + BARS;
    let wide = area.right().saturating_sub(x);
    let mut write = |row: u16, words: &str, style| {
        if row < area.height {
            put(buf, x, area.y + row, words, wide, style);
        }
    };
    let head = format!("the strongest response in each of {EACH} ones and {EACH} zeros");
    write(0, &head, theme.dim);
    let Some((_, judged)) = lab.judged.as_ref().filter(|_| lab.shown) else {
        let words = if lab.shown {
            lab.data.sentence()
        } else {
            "? hidden until you have bet"
        };
        return write(2, words, theme.dim);
    };
    let parts = usize::from(wide.saturating_sub(8)).min(44);
    let (counts, most) = judged.counts(parts);
    let top = counts.iter().flatten().copied().max().unwrap_or(1).max(1) as f64;
    for (row, name, counts, style) in [
        (1, "ones ", &counts[0], theme.first),
        (2, "zeros", &counts[1], theme.second),
    ] {
        let heights: Vec<Option<f64>> = counts
            .iter()
            .map(|count| (*count > 0).then_some(*count as f64))
            .collect();
        let bars = sparkline::bars(&heights, (0.0, top), look);
        write(row, &format!("{name}  {bars}"), style);
    }
    let end = format!("{most:.1}");
    let gap = " ".repeat(parts.saturating_sub(1 + end.len()));
    write(3, &format!("       0{gap}{end}"), theme.dim);
    let share = 100.0 * judged.prefers_one();
    let words = format!("in {share:.1} % of the pairs the 1 has the stronger one");
    write(4, &words, theme.strong);
}

/// A one and a zero, and the map of each.
fn examples(lab: &OneKernel, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(data) = lab.data.ready().filter(|_| lab.shown) else {
        return;
    };
    let weights = lab.weights();
    let (wide, mut x, y) = (2 * HIGH, area.x, area.y + OVER);
    for one in [true, false] {
        let seen = Response::of(&weights, data.pairs.example(one));
        let (most, _) = seen.best();
        let scale = |it: &f32| if most > 0.0 { it / most as f32 } else { 0.0 };
        let ink: Vec<f32> = seen.relu.iter().map(scale).collect();
        for (pixels, side, words) in [
            (
                &seen.pixels,
                SIDE,
                if one { "a 1" } else { "a 0" }.to_owned(),
            ),
            (&ink, MAP, format!("at most {most:.2}")),
        ] {
            let frame = Rect {
                x,
                y,
                width: wide,
                height: HIGH,
            };
            if frame.bottom() < area.bottom() && frame.right() <= area.right() {
                digit::draw(&Picture::new(pixels, side), frame, buf, look);
                put(buf, x, frame.bottom(), &words, wide, look.theme.dim);
            }
            x += wide + 3;
        }
    }
}
