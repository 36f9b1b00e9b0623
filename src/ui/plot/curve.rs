//! A curve over an axis, filled to the ground, with one interval standing out.

use crate::ui::Look;
use crate::ui::chrome;
use crate::ui::glyphs::Drawing;
use crate::ui::plot::axis::Axis;
use crate::ui::plot::braille;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns left of the plot for the labels of the vertical axis, its line included.
pub const GUTTER: u16 = 8;

/// What to draw.
pub struct Curve<'a> {
    /// The curve: its height, not negative, at a place on the horizontal axis.
    pub f: &'a dyn Fn(f64) -> f64,
    /// The ends of the horizontal axis.
    pub x: (f64, f64),
    /// The top of the vertical axis, which starts at 0.
    pub top: f64,
    /// The interval that stands out.
    pub interval: (f64, f64),
    /// What the horizontal axis measures, with its unit.
    pub x_name: &'a str,
}

/// Where the plot itself lies: beside the gutter, above the axis and its labels.
pub fn plot_area(area: Rect) -> Rect {
    Rect {
        x: area.x + GUTTER.min(area.width),
        y: area.y,
        width: area.width.saturating_sub(GUTTER),
        height: area.height.saturating_sub(2),
    }
}

/// Draws the curve, both axes and their labels.
pub fn draw(curve: &Curve, area: Rect, buf: &mut Buffer, look: &Look) {
    let plot = plot_area(area);
    if plot.is_empty() {
        return;
    }
    let x = Axis {
        from: curve.x.0,
        to: curve.x.1,
        cells: plot.width,
    };
    for column in 0..plot.width {
        let (from, to) = curve.interval;
        let inside = (from..=to).contains(&x.value(column));
        fill_column(curve, &x, column, inside, plot, buf, look);
    }
    vertical_axis(curve.top, plot, buf, look);
    horizontal_axis(&x, curve.x_name, plot, buf, look);
}

/// One column, from the ground to the curve, in eighths of a cell.
fn fill_column(
    curve: &Curve,
    x: &Axis,
    column: u16,
    inside: bool,
    plot: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    let style = if inside { theme.first } else { theme.dim };
    let rows = f64::from(plot.height);
    let height = ((curve.f)(x.value(column)) / curve.top).clamp(0.0, 1.0) * rows;
    for row in 0..plot.height {
        let level = height - f64::from(plot.height - 1 - row);
        if level <= 0.0 {
            continue;
        }
        let symbol = match look.glyphs.drawing() {
            Drawing::Braille => dotted(curve, x, column, row, plot.height),
            _ => solid(level, inside, look),
        };
        if symbol != ' ' && symbol != braille::EMPTY {
            buf[(plot.x + column, plot.y + row)]
                .set_char(symbol)
                .set_style(style);
        }
    }
}

fn solid(level: f64, inside: bool, look: &Look) -> char {
    const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let full = match (inside, look.glyphs.ascii) {
        (true, false) => '█',
        (false, false) => '░',
        (true, true) => '#',
        (false, true) => '.',
    };
    if level >= 1.0 {
        return full;
    }
    let eighth = ((level * 8.0).round() as usize).min(8);
    match (eighth, look.glyphs.ascii) {
        (0, _) => ' ',
        (1..=4, true) => '_',
        (_, true) => '=',
        (n, false) => EIGHTHS[n - 1],
    }
}

/// Each dot is lit that lies below the curve.
fn dotted(curve: &Curve, x: &Axis, column: u16, row: u16, rows: u16) -> char {
    let quarter = (x.to - x.from) / f64::from(x.cells) / 4.0;
    let height = |i: u16| {
        let at = x.value(column) + if i == 0 { -quarter } else { quarter };
        (curve.f)(at) / curve.top * f64::from(rows) * 4.0
    };
    let heights = [height(0), height(1)];
    let ground = |j: u16| f64::from(4 * (rows - row) - j) - 0.5;
    braille::cell(|i, j| ground(j) <= heights[usize::from(i)])
}

/// Writes as far as the screen goes.
fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    chrome::put(buf, x, y, text, u16::MAX, style);
}

fn vertical_axis(top: f64, plot: Rect, buf: &mut Buffer, look: &Look) {
    let axis = Axis {
        from: 0.0,
        to: top,
        cells: plot.height,
    };
    let most = usize::from(plot.height / 2).clamp(1, 6);
    let line = plot.x - 1;
    for row in 0..plot.height {
        put(buf, line, plot.y + row, look.pick("│", "|"), look.theme.dim);
    }
    for tick in axis.ticks(most) {
        let Some(cell) = axis.cell(tick) else {
            continue;
        };
        // Zero is the ground: the horizontal axis itself.
        let ground = plot.y + plot.height;
        let y = if tick == 0.0 {
            ground
        } else {
            ground - 1 - cell
        };
        let label = axis.label(tick, most);
        let width = usize::from(GUTTER - 2);
        put(
            buf,
            line - (GUTTER - 1),
            y,
            &format!("{label:>width$}"),
            look.theme.dim,
        );
        let mark = if tick == 0.0 {
            look.pick("┼", "+")
        } else {
            look.pick("┤", "+")
        };
        put(buf, line, y, mark, look.theme.dim);
    }
}

fn horizontal_axis(x: &Axis, name: &str, plot: Rect, buf: &mut Buffer, look: &Look) {
    let y = plot.y + plot.height;
    let rule = look.pick("─", "-").repeat(usize::from(plot.width));
    put(buf, plot.x - 1, y, look.pick("┼", "+"), look.theme.dim);
    put(buf, plot.x, y, &rule, look.theme.dim);
    let most = usize::from(plot.width / 10).clamp(1, 9);
    let name_at = plot.width.saturating_sub(name.chars().count() as u16);
    for tick in x.ticks(most) {
        let Some(cell) = x.cell(tick) else { continue };
        put(buf, plot.x + cell, y, look.pick("┴", "+"), look.theme.dim);
        let label = x.label(tick, most);
        let width = label.len() as u16;
        let at = cell.saturating_sub(width / 2);
        if at + width < name_at {
            put(buf, plot.x + at, y + 1, &label, look.theme.dim);
        }
    }
    put(buf, plot.x + name_at, y + 1, name, look.theme.text);
}
