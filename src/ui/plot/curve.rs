//! Heights over the ground: a curve as a line, and under it what is filled.
//!
//! The ground is the horizontal axis (see [`Plane::draw_on_ground`](super::plane::Plane)).

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::stroke;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};

/// A curve of heights, none below 0, with a peak.
#[derive(Clone, Copy)]
pub struct Hill<'a> {
    /// The height at a place.
    pub f: &'a dyn Fn(f64) -> f64,
    /// The place of the peak, which may be narrower than a column.
    pub top: f64,
}

/// Draws a hill, and fills what lies under it over an interval.
pub fn draw(
    hill: Hill,
    (from, to): (f64, f64),
    grid: &Grid,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    if grid.plot.is_empty() {
        return;
    }
    line(hill, grid, style, buf, look);
    // A single point encloses nothing.
    let inside = |x: f64| from < to && (from..=to).contains(&x);
    let ground = grid.plot.bottom() - 1;
    let columns = grid.plot.left()..grid.plot.right();
    for column in columns.filter(|&x| inside(grid.value(x, ground)[0])) {
        (grid.plot.top()..ground).for_each(|y| buf[(column, y)].reset());
        fill(grid, column, highest(hill, grid, column), style, buf, look);
    }
}

/// Draws a hill as a line. Where it lies on the axis, the axis keeps its ticks.
pub fn line(hill: Hill, grid: &Grid, style: Style, buf: &mut Buffer, look: &Look) {
    // The ground lies between two dots: a tail has the same one, whether it has sunk to 0 or not yet.
    let [bottom, top] = [0.0, 1.0].map(|share| grid.at_share([0.0, share])[1]);
    let hair = 1e-6 * (top - bottom);
    let f = |x| (hill.f)(x).max(hair);
    let tick = look.pick("┬", "+");
    let ground = grid.plot.rows().next_back().unwrap_or_default();
    let ticks: Vec<_> = (ground.positions())
        .filter(|&at| buf.cell(at).is_some_and(|cell| cell.symbol() == tick))
        .collect();
    stroke::hill(grid, &f, hill.top, style, buf, look);
    for at in ticks {
        put(
            buf,
            at.x,
            at.y,
            tick,
            1,
            Style::reset().patch(look.theme.dim),
        );
    }
}

/// The greatest height over a column: a narrow peak need not stand over its middle.
fn highest(hill: Hill, grid: &Grid, column: u16) -> f64 {
    const PARTS: u16 = 4;
    let at = |part: u16| {
        let part = f64::from(part) / f64::from(PARTS);
        grid.within((column, grid.plot.y), [part, 0.0])[0]
    };
    let peak = Some(hill.top).filter(|top| (at(0)..=at(PARTS)).contains(top));
    let places = (0..=PARTS).map(at).chain(peak);
    places.map(hill.f).fold(0.0, f64::max)
}

/// Fills a column from the ground up to a height, in eighths of a cell. What is higher than the plot
/// says so at its top.
pub fn fill(grid: &Grid, column: u16, height: f64, style: Style, buf: &mut Buffer, look: &Look) {
    let plot = grid.plot;
    let ground = plot.bottom() - 1;
    let from_top = grid.place([0.0, height])[1];
    // The axis lies in the middle of its row, and what stands on it reaches it; what is lower than that is
    // told by its foot alone, so that no tail ends before its interval does.
    let is_low = from_top > f64::from(ground - plot.y);
    let has_foot = height > 0.0 && (is_low || !look.glyphs.ascii);
    let tick = look.pick("┬", "+");
    let takes = |cell: &&mut Cell| has_foot && !(is_low && cell.symbol() == tick);
    if let Some(cell) = buf.cell_mut((column, ground)).filter(takes) {
        let foot = look.pick("▀", "#");
        cell.set_symbol(foot).set_fg(Color::Reset).set_style(style);
    }
    for y in plot.top()..ground {
        // How much of this row lies below the height.
        let level = f64::from(y + 1 - plot.y) - from_top;
        let beyond = from_top < 0.0 && y == plot.y;
        let Some(symbol) = (match beyond {
            true => Some(look.pick("▲", "^")),
            false => part(level, look),
        }) else {
            continue;
        };
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.set_symbol(symbol)
                .set_fg(Color::Reset)
                .set_style(style);
        }
    }
}

/// So much of a cell, from its floor.
fn part(level: f64, look: &Look) -> Option<&'static str> {
    const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let eighths = (level.clamp(0.0, 1.0) * 8.0).round() as usize;
    match (eighths, look.glyphs.ascii) {
        (0, _) => None,
        (n, false) => Some(EIGHTHS[n - 1]),
        (1..=4, true) => Some("_"),
        (_, true) => Some("#"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;
    use ratatui::layout::Rect;

    const PLANE: Plane = Plane {
        x: (-3.0, 3.0),
        y: (0.0, 1.0),
        x_name: "x",
        y_name: "f(x)",
    };

    /// The rows of a plot with a hill over it, filled over an interval.
    fn hill(peak: f64, interval: (f64, f64), ascii: bool) -> (Grid, Vec<String>) {
        let area = Rect::new(0, 0, 50, 12);
        let mut buf = Buffer::empty(area);
        let look = plain(ascii);
        let grid = PLANE.draw_on_ground(area, &mut buf, &look);
        let f = |x: f64| peak * (-x * x).exp();
        let hill = Hill { f: &f, top: 0.0 };
        draw(hill, interval, &grid, Style::new(), &mut buf, &look);
        let row = |y| (0..50).map(|x| buf[(x, y)].symbol()).collect();
        (grid, (0..12).map(row).collect())
    }

    #[test]
    fn the_top_of_what_is_filled_stands_where_its_tick_does() {
        let (grid, rows) = hill(0.5, (-3.0, 3.0), false);
        let (column, row) = grid.cell([0.0, 0.5]).expect("it is on the plot");
        let symbol = rows[usize::from(row)].chars().nth(column.into());
        assert_eq!(symbol, Some('▄'), "half of the cell of 0.5: {rows:#?}");
        let above = rows[usize::from(row) - 1].chars().nth(column.into());
        assert_eq!(above, Some(' '));
    }

    #[test]
    fn the_tail_of_a_hill_lies_at_one_height_to_both_ends() {
        let (grid, rows) = hill(0.9, (0.0, 0.0), false);
        let ground = &rows[usize::from(grid.plot.bottom()) - 1];
        let tail = |x: f64| {
            let column = grid.cell([x, 0.0]).expect("on the axis").0;
            ground.chars().nth(column.into())
        };
        // There it is 1e-4 and below 1e-12.
        for (near, far) in [(2.7, 2.95), (-2.7, -2.95)] {
            assert_eq!(tail(near), tail(far), "{ground}");
        }
    }

    #[test]
    fn what_is_filled_reaches_the_axis() {
        let (grid, rows) = hill(0.9, (-1.0, 1.0), false);
        let ground = grid.plot.bottom() - 1;
        let sign = |x: f64| {
            let column = usize::from(grid.cell([x, 0.0]).expect("on the axis").0);
            rows[usize::from(ground)].chars().nth(column)
        };
        assert_eq!([sign(-0.5), sign(0.0), sign(0.5)], [Some('▀'); 3]);
        assert_ne!(sign(2.9), Some('▀'));
    }

    #[test]
    fn what_is_filled_is_so_to_both_ends_of_its_interval_however_low_it_is() {
        for (ascii, foot) in [(false, '▀'), (true, '#')] {
            let (grid, rows) = hill(0.02, (-2.0, 2.0), ascii);
            let ground = &rows[usize::from(grid.plot.bottom()) - 1];
            let sign = |x: f64| {
                let column = grid.cell([x, 0.0]).expect("on the axis").0;
                ground.chars().nth(column.into())
            };
            assert_eq!([-1.9, 0.4, 1.9].map(sign), [Some(foot); 3], "{ground}");
            assert_ne!(sign(2.5), Some(foot), "{ground}");
        }
    }

    #[test]
    fn outside_the_interval_there_is_a_line_alone_and_a_single_point_fills_nothing() {
        let filled = |rows: &[String]| rows.concat().matches(['█', '#']).count();
        for ascii in [false, true] {
            let (_, whole) = hill(0.9, (-3.0, 3.0), ascii);
            let (_, half) = hill(0.9, (0.0, 3.0), ascii);
            let (_, none) = hill(0.9, (0.0, 0.0), ascii);
            assert!(filled(&whole) > filled(&half) && filled(&half) > 0);
            assert_eq!(filled(&none), 0, "{none:#?}");
        }
    }

    #[test]
    fn what_is_higher_than_the_plot_says_so_at_its_top() {
        let marked = |peak| {
            let (grid, rows) = hill(peak, (-3.0, 3.0), true);
            rows[usize::from(grid.plot.y)].contains('^')
        };
        assert!(marked(2.0) && !marked(0.9));
    }
}
