//! The picture: a row for each value with its way from the mean, the way as a number, and its square.

use super::{Deviations, NAMES};
use crate::labs::pane::{Drag, Pane, Targets};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::{Grid, Plane};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of each of the two rows of figures.
const FIGURES: u16 = 12;

/// Rows under the values: axis, its labels, what comes of each column.
const BELOW: u16 = 3;

/// One pane: a hand moves the value in whose row it takes hold.
pub fn panes(lab: &Deviations, area: Rect) -> Vec<Pane<Deviations>> {
    let grid = grid(lab, area);
    vec![Pane::new(area, draw).drag(grid, &NAMES, "Drag a value along its row.", drag)]
}

/// Where the values lie: the first in the highest row.
fn grid(lab: &Deviations, area: Rect) -> Grid {
    let (from, to) = lab.scale().range;
    let plane = Plane {
        x: (from - 0.5, to + 0.5),
        // From the lowest row to the highest, so that rows lie as far from each other as any two do.
        y: (row(NAMES.len() - 1), row(0)),
        x_name: "",
        y_name: "",
    };
    let gaps = NAMES.len() as u16 - 1;
    let each = area.height.saturating_sub(2 + BELOW) / gaps;
    plane.grid(Rect {
        width: area.width.saturating_sub(2 * FIGURES),
        // A grid keeps a row above its plot and two below it.
        height: (4 + gaps * each).min(area.height),
        ..area
    })
}

/// The height of a value's row.
fn row(at: usize) -> f64 {
    (NAMES.len() - 1 - at) as f64
}

/// The free value nearest to where the hand took hold follows it.
fn drag(_: &Deviations, drag: &Drag) -> Targets {
    let free = (0..NAMES.len()).filter(|at| drag.is_free(NAMES[*at]));
    let away = |at: &usize| (row(*at) - drag.from[1]).abs();
    let nearest = free.min_by(|a, b| away(a).total_cmp(&away(b)));
    nearest
        .map(|at| (NAMES[at], drag.to[0]))
        .into_iter()
        .collect()
}

fn draw(lab: &Deviations, area: Rect, buf: &mut Buffer, look: &Look) {
    let (grid, theme) = (grid(lab, area), &look.theme);
    if grid.plot.is_empty() {
        return;
    }
    let (mean, variance) = lab.described();
    let deviation = variance.sqrt();
    let with = |number| lab.measured(number);
    let [distances_end, squares_end] = [area.right() - FIGURES, area.right()];
    let figure = |words: &str, end: u16, y: u16, style, buf: &mut Buffer| {
        let wide = words.chars().count() as u16;
        put(buf, end.saturating_sub(wide), y, words, wide, style);
    };
    figure("from mean", distances_end, area.y, theme.text, buf);
    figure("squared", squares_end, area.y, theme.text, buf);
    let at_mean = grid.cell([mean, 0.5]).map(|(x, _)| x);
    if let Some(x) = at_mean {
        let words = with(format!("mean {mean:.2}"));
        let x = x.saturating_sub(words.chars().count() as u16 / 2);
        put(buf, x, area.y, &words, u16::MAX, theme.accent);
    }
    for (at, (value, away)) in lab.values().into_iter().zip(lab.distances()).enumerate() {
        let Some((x, y)) = grid.cell([value, row(at)]) else {
            continue;
        };
        let name = format!("{} {value:>3.0}", NAMES[at]);
        put(buf, area.x + 1, y, &name, u16::MAX, theme.text);
        if let Some(mean) = at_mean {
            for x in x.min(mean)..x.max(mean) {
                put(buf, x, y, look.pick("━", "-"), 1, theme.first);
            }
            put(buf, mean, y, look.pick("┃", "|"), 1, theme.accent);
        }
        put(buf, x, y, look.pick("●", "o"), 1, theme.strong);
        let sign = if away > 0.0 { "+" } else { "" };
        let from_mean = format!("{sign}{away:.1}");
        figure(&from_mean, distances_end, y, theme.text, buf);
        let square = format!("{:.2}", away * away);
        figure(&square, squares_end, y, theme.text, buf);
    }
    draw_axis(&grid, (mean - deviation, mean + deviation), buf, look);
    let (labels, last) = (grid.plot.bottom() + 1, grid.plot.bottom() + 2);
    for tick in (0..=10).step_by(2) {
        let value = lab.scale().range.0 + f64::from(tick);
        if let Some((x, _)) = grid.cell([value, 0.5]) {
            let words = format!("{value:.0}");
            let x = x.saturating_sub(words.len() as u16 / 2);
            put(buf, x, labels, &words, u16::MAX, theme.dim);
        }
    }
    figure("sum 0.0", distances_end, labels, theme.text, buf);
    let squares = format!("mean {variance:.2}");
    figure(&squares, squares_end, labels, theme.text, buf);
    let band = look.pick("━", "=");
    let words = with(format!("{band}{band} within {deviation:.2}"));
    let words = format!("{words} of the mean");
    put(buf, grid.plot.x, last, &words, u16::MAX, theme.good);
    let root = with(format!("root {deviation:.2}"));
    figure(&root, squares_end, last, theme.strong, buf);
}

/// The axis: what lies within one standard deviation of the mean stands out.
fn draw_axis(grid: &Grid, (from, to): (f64, f64), buf: &mut Buffer, look: &Look) {
    let y = grid.plot.bottom();
    for x in grid.plot.left()..grid.plot.right() {
        let value = grid.value(x, grid.plot.y)[0];
        match (from..=to).contains(&value) {
            true => put(buf, x, y, look.pick("━", "="), 1, look.theme.good),
            false => put(buf, x, y, look.pick("─", "-"), 1, look.theme.dim),
        }
    }
}
