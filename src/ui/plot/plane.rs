//! A plane with two labelled axes: what scatter plots, lines and landscapes are drawn on.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::scale::{Room, Scale};
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
    x: Scale,
    y: Scale,
}

impl Plane<'_> {
    /// Where the values of this plane fall in `area`: under the name of the vertical axis, beside
    /// its labels, above the horizontal axis with its labels.
    pub fn grid(&self, area: Rect) -> Grid {
        self.over(area, self.rows_under(area))
    }

    /// The same where the horizontal axis is itself the value 0, the least there is: the row of the
    /// axis is the lowest of the plot.
    pub fn grid_on_ground(&self, area: Rect) -> Grid {
        self.over(area, self.rows_under(area) - 1)
    }

    /// Rows under the plot, that of the horizontal axis included.
    fn rows_under(&self, area: Rect) -> u16 {
        if self.has_row_of_its_own(area) { 3 } else { 2 }
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
        let level = Room {
            cells: plot.width,
            apart: 8,
            most: 12,
            sway: 0,
        };
        // Words over and under a picture take rows from it and give them back.
        let upright = Room {
            cells: plot.height,
            apart: 2,
            most: 8,
            sway: 3,
        };
        Grid {
            plot,
            x: Scale::new(self.x, level),
            y: Scale::new(self.y, upright),
        }
    }

    /// Draws both axes, and returns where values fall.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
        let grid = self.grid(area);
        self.draw_axes(&grid, area, buf, look);
        grid
    }

    /// Draws both axes of a grid of this plane.
    pub fn draw_axes(&self, grid: &Grid, area: Rect, buf: &mut Buffer, look: &Look) {
        if !grid.plot.is_empty() {
            self.upright(grid, area, buf, look);
            self.level(grid, grid.plot.bottom(), area, buf, look);
        }
    }

    /// Draws both axes of a plane on the ground.
    pub fn draw_on_ground(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
        let grid = self.grid_on_ground(area);
        if !grid.plot.is_empty() {
            self.upright(&grid, area, buf, look);
            self.level(&grid, grid.plot.bottom() - 1, area, buf, look);
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
        for (tick, cell) in grid.y.ticks() {
            let y = plot.bottom() - 1 - cell;
            let width = usize::from(GUTTER - 2);
            let label = format!("{:>width$}", grid.y.label(tick));
            put(buf, plot.x - GUTTER, y, &label, GUTTER - 2, dim);
            put(buf, line, y, look.pick("┤", "+"), 1, dim);
        }
        let name = folded(self.y_name, look);
        put(buf, area.x + 1, area.y, &name, area.width, look.theme.text);
    }

    fn level(&self, grid: &Grid, y: u16, area: Rect, buf: &mut Buffer, look: &Look) {
        let (plot, dim) = (grid.plot, look.theme.dim);
        let rule = look.pick("─", "-").repeat(usize::from(plot.width));
        put(buf, plot.x - 1, y, look.pick("└", "+"), 1, dim);
        put(buf, plot.x, y, &rule, plot.width, dim);
        let name = folded(self.x_name, look);
        let (wide, apart) = (name.width() as u16, self.has_row_of_its_own(area));
        let name_at = area.right().saturating_sub(wide);
        let labels: Vec<(u16, u16, String)> = (grid.x.ticks().into_iter())
            .map(|(tick, cell)| {
                let label = grid.x.label(tick);
                let at = (plot.x + cell).saturating_sub(label.len() as u16 / 2);
                (plot.x + cell, at, label)
            })
            .collect();
        let clear = |(_, at, label): &&(u16, u16, String)| at + label.len() as u16 + 1 < name_at;
        // Where the name would leave fewer than two labels it stands between two.
        let last = wide > 0 && (apart || labels.iter().filter(clear).count() >= 2);
        let between = |words: &str| {
            let wide = words.width() as u16;
            labels.windows(2).rev().find_map(|pair| {
                let [(_, at, label), (_, next, _)] = [&pair[0], &pair[1]];
                let free = next.checked_sub(at + label.len() as u16)?;
                (free >= wide + 2).then(|| next - free + (free - wide) / 2)
            })
        };
        let mut free = area.x;
        for shown in &labels {
            // Under the name no mark is left without its label.
            if last && !apart && !clear(&shown) {
                continue;
            }
            let (column, at, label) = shown;
            put(buf, *column, y, look.pick("┬", "+"), 1, dim);
            if *at >= free {
                put(buf, *at, y + 1, label, u16::MAX, dim);
                free = at + label.len() as u16 + 1;
            }
        }
        if last {
            let row = if apart { y + 2 } else { y + 1 };
            return put(buf, name_at, row, &name, wide, look.theme.text);
        }
        // The unit alone, where there is no room for the whole name.
        let unit = name.rsplit(", ").next().unwrap_or_default();
        let words = [name.as_str(), unit].into_iter().filter(|w| !w.is_empty());
        if let Some((words, at)) = words
            .map(|w| (w, between(w)))
            .find_map(|(w, at)| Some((w, at?)))
        {
            put(buf, at, y + 1, words, u16::MAX, look.theme.text);
        }
    }
}

impl Grid {
    /// How far a point is from the upper left of the plot, in cells and their parts: whatever is
    /// drawn is drawn from here, so that a line meets its points and a mark its tick.
    pub fn place(&self, point: [f64; 2]) -> [f64; 2] {
        self.place_of_share(self.share(point))
    }

    /// The same for a share of both axes.
    pub fn place_of_share(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        // The middle of a cell lies between its dots: what is there always takes the same one.
        const HAIR: f64 = 1e-9;
        [
            x * f64::from(self.plot.width) + HAIR,
            (1.0 - y) * f64::from(self.plot.height) + HAIR,
        ]
    }

    /// The cell of a point of the plane, if it lies on the plot.
    pub fn cell(&self, point: [f64; 2]) -> Option<(u16, u16)> {
        let cell = |place: f64, cells: u16| {
            let inside = cells > 0 && (0.0..=f64::from(cells) + 1e-6).contains(&place);
            inside.then(|| (place as u16).min(cells - 1))
        };
        let [x, y] = self.place(point);
        let (column, row) = (cell(x, self.plot.width)?, cell(y, self.plot.height)?);
        Some((self.plot.x + column, self.plot.y + row))
    }

    /// The point in the middle of a cell; of the nearest one on the plot for a cell beside it.
    pub fn value(&self, column: u16, row: u16) -> [f64; 2] {
        let held =
            |at: u16, from: u16, cells: u16| at.saturating_sub(from).min(cells.saturating_sub(1));
        let up = self.plot.height.saturating_sub(1) - held(row, self.plot.y, self.plot.height);
        let column = held(column, self.plot.x, self.plot.width);
        [self.x.value(column), self.y.value(up)]
    }

    /// The point at a part of a cell of the plot, in shares from its upper left.
    pub fn within(&self, (column, row): (u16, u16), [right, down]: [f64; 2]) -> [f64; 2] {
        let share = |cell: u16, from: u16, part: f64, cells: u16| {
            (f64::from(cell.saturating_sub(from)) + part) / f64::from(cells.max(1))
        };
        let x = share(column, self.plot.x, right, self.plot.width);
        let y = share(row, self.plot.y, down, self.plot.height);
        self.at_share([x, 1.0 - y])
    }

    /// How far a point is along both axes: 0 to 1 from the lower left to the upper right.
    pub fn share(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.x.share(x), self.y.share(y)]
    }

    /// The point at a share of both axes.
    pub fn at_share(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.x.at_share(x), self.y.at_share(y)]
    }
}

#[cfg(test)]
mod tests;
