//! A plane with two labelled axes: what scatter plots, lines and landscapes are drawn on.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::axis::Axis;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Columns left of the plot: labels of the vertical axis, and its line.
const GUTTER: u16 = 7;

/// From so many rows on, one is there for the name of the horizontal axis alone.
const TALL: u16 = 14;

/// A name of so few columns needs none.
const SHORT: usize = 3;

/// The ranges of a plane and what they measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane<'a> {
    /// The horizontal range.
    pub x: (f64, f64),
    /// The vertical range.
    pub y: (f64, f64),
    /// What lies along the horizontal axis, with its unit.
    pub x_name: &'a str,
    /// What lies along the vertical axis, with its unit.
    pub y_name: &'a str,
}

/// A plane laid over cells: one for drawing and for the mouse alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// The cells between the axes.
    pub plot: Rect,
    x: Axis,
    y: Axis,
}

impl Plane<'_> {
    /// Where the values of this plane fall in `area`: under the name of the vertical axis, beside
    /// its labels, above the horizontal axis with its labels.
    pub fn grid(&self, area: Rect) -> Grid {
        self.over(area, if self.has_row_of_its_own(area) { 3 } else { 2 })
    }

    /// Whether the name of the horizontal axis stands under its labels, and not in place of the last.
    fn has_row_of_its_own(&self, area: Rect) -> bool {
        area.height >= TALL && self.x_name.width() > SHORT
    }

    /// The grid above so many rows that are left free.
    fn over(&self, area: Rect, free: u16) -> Grid {
        let gutter = GUTTER.min(area.width);
        let plot = Rect {
            x: area.x + gutter,
            y: area.y + 1.min(area.height),
            // The last column stays free, so that the name of a tick there is not cut.
            width: (area.width - gutter).saturating_sub(1),
            height: area.height.saturating_sub(1 + free),
        };
        let axis = |(from, to), cells| Axis { from, to, cells };
        Grid {
            plot,
            x: axis(self.x, plot.width),
            y: axis(self.y, plot.height),
        }
    }

    /// Draws both axes, and returns where values fall.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
        let grid = self.grid(area);
        if !grid.plot.is_empty() {
            self.upright(&grid, area, buf, look);
            self.level(&grid, area, buf, look);
        }
        grid
    }

    /// Draws the vertical axis alone, over a plane below that has the same horizontal one.
    pub fn draw_upper(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
        let grid = self.over(area, 0);
        if !grid.plot.is_empty() {
            self.upright(&grid, area, buf, look);
        }
        grid
    }

    fn upright(&self, grid: &Grid, area: Rect, buf: &mut Buffer, look: &Look) {
        let (plot, dim) = (grid.plot, look.theme.dim);
        let line = plot.x - 1;
        for y in plot.y..plot.bottom() {
            put(buf, line, y, look.pick("│", "|"), 1, dim);
        }
        let most = usize::from(plot.height / 2).clamp(1, 7);
        for tick in grid.y.ticks(most) {
            let Some(cell) = grid.y.cell(tick) else {
                continue;
            };
            let y = plot.bottom() - 1 - cell;
            let width = usize::from(GUTTER - 2);
            let label = format!("{:>width$}", grid.y.label(tick, most));
            put(buf, plot.x - GUTTER, y, &label, GUTTER - 2, dim);
            put(buf, line, y, look.pick("┤", "+"), 1, dim);
        }
        let name = folded(self.y_name, look);
        put(buf, area.x + 1, area.y, &name, area.width, look.theme.text);
    }

    fn level(&self, grid: &Grid, area: Rect, buf: &mut Buffer, look: &Look) {
        let (plot, dim) = (grid.plot, look.theme.dim);
        let y = plot.bottom();
        let rule = look.pick("─", "-").repeat(usize::from(plot.width));
        put(buf, plot.x - 1, y, look.pick("└", "+"), 1, dim);
        put(buf, plot.x, y, &rule, plot.width, dim);
        let name = folded(self.x_name, look);
        let (wide, apart) = (name.width() as u16, self.has_row_of_its_own(area));
        let name_at = area.right().saturating_sub(wide);
        // Where the name would leave the labels no room, it goes.
        let names = wide > 0 && (apart || name_at > plot.x + plot.width / 2);
        let end = match names && !apart {
            true => name_at,
            false => area.right() + 2,
        };
        let most = usize::from(plot.width / 8).clamp(1, 11);
        let mut free = area.x;
        for tick in grid.x.ticks(most) {
            let Some(cell) = grid.x.cell(tick) else {
                continue;
            };
            let label = grid.x.label(tick, most);
            let at = (plot.x + cell).saturating_sub(label.len() as u16 / 2);
            let after = at + label.len() as u16;
            // Under the name no mark is left without its label.
            if after + 1 >= end {
                continue;
            }
            put(buf, plot.x + cell, y, look.pick("┬", "+"), 1, dim);
            if at >= free {
                put(buf, at, y + 1, &label, u16::MAX, dim);
                free = after + 1;
            }
        }
        if names {
            let row = if apart { y + 2 } else { y + 1 };
            put(buf, name_at, row, &name, wide, look.theme.text);
        }
    }
}

impl Grid {
    /// The cell of a point of the plane, if it lies on the plot.
    pub fn cell(&self, [x, y]: [f64; 2]) -> Option<(u16, u16)> {
        let (column, row) = (self.x.cell(x)?, self.y.cell(y)?);
        Some((self.plot.x + column, self.plot.bottom() - 1 - row))
    }

    /// The point in the middle of a cell; of the nearest one on the plot for a cell beside it.
    pub fn value(&self, column: u16, row: u16) -> [f64; 2] {
        let held =
            |at: u16, from: u16, cells: u16| at.saturating_sub(from).min(cells.saturating_sub(1));
        let up = self.plot.height.saturating_sub(1) - held(row, self.plot.y, self.plot.height);
        let column = held(column, self.plot.x, self.plot.width);
        [self.x.value(column), self.y.value(up)]
    }

    /// How far a point is along both axes: 0 to 1 from the lower left to the upper right.
    pub fn share(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let share = |axis: &Axis, v: f64| (v - axis.from) / (axis.to - axis.from);
        [share(&self.x, x), share(&self.y, y)]
    }

    /// The point at a share of both axes.
    pub fn at_share(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let value = |axis: &Axis, share: f64| axis.from + share * (axis.to - axis.from);
        [value(&self.x, x), value(&self.y, y)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    const PLANE: Plane = Plane {
        x: (0.0, 10.0),
        y: (-1.0, 1.0),
        x_name: "x",
        y_name: "y",
    };

    #[test]
    fn a_cell_and_its_value_find_each_other() {
        let grid = PLANE.grid(Rect::new(3, 2, 40, 12));
        for x in grid.plot.left()..grid.plot.right() {
            for y in grid.plot.top()..grid.plot.bottom() {
                assert_eq!(grid.cell(grid.value(x, y)), Some((x, y)));
            }
        }
        assert_eq!(grid.cell([11.0, 0.0]), None);
        assert_eq!(grid.value(0, 0), grid.value(grid.plot.x, grid.plot.y));
    }

    #[test]
    fn axes_carry_round_numbers_and_their_names() {
        let area = Rect::new(0, 0, 36, 9);
        let mut buf = Buffer::empty(area);
        PLANE.draw(area, &mut buf, &plain(true));
        let row = |y| {
            (0..36)
                .map(|x| buf[(x, y)].symbol().to_string())
                .collect::<String>()
        };
        let rows: Vec<String> = (0..9).map(|y| row(y).trim_end().to_string()).collect();
        assert_eq!(rows[0], " y");
        assert!(rows[1].starts_with("    1 +"), "{rows:?}");
        assert_eq!(rows[7], "      ++-------------+-------------");
        assert_eq!(rows[8], "       0             5             x");
    }

    #[test]
    fn a_long_name_takes_no_label_where_there_is_a_row_for_it() {
        let plane = Plane {
            x_name: "length, mm",
            ..PLANE
        };
        let last = |height: u16| {
            let area = Rect::new(0, 0, 36, height);
            let mut buf = Buffer::empty(area);
            plane.draw(area, &mut buf, &plain(true));
            [3, 2, 1].map(|up| -> String {
                let row = (0..36).map(|x| buf[(x, height - up)].symbol());
                row.collect::<String>().trim_end().to_string()
            })
        };
        let [axis, labels, name] = last(TALL);
        assert_eq!(axis, "      ++-------------+------------+");
        assert_eq!(labels, "       0             5           10");
        assert_eq!(name, "                          length, mm");
        let [_, axis, labels] = last(TALL - 1);
        assert_eq!(axis, "      ++-------------+-------------");
        assert_eq!(labels, "       0             5    length, mm");
    }

    #[test]
    fn no_area_is_too_small() {
        for width in 0..12 {
            for height in 0..6 {
                let area = Rect::new(0, 0, width, height);
                let grid = PLANE.draw(area, &mut Buffer::empty(area), &plain(false));
                grid.value(5, 5);
            }
        }
    }
}
