//! The dots of a plot, finer than its cells: eight in a cell, four quarters, or three heights in ASCII.

use crate::ui::Look;
use crate::ui::glyphs::Plotting;
use crate::ui::plot::braille;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

/// Quarters of a cell by their bits: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

/// The dots of a plot: lines and points alike are made of them, so that neither is on the wrong side
/// of the other.
pub struct Fine {
    grid: Grid,
    drawing: Option<Plotting>,
    /// Dots across a cell, and down.
    pub per_cell: (u16, u16),
}

impl Fine {
    /// The dots that a terminal can show.
    pub fn new(grid: &Grid, look: &Look) -> Self {
        let drawing = look.glyphs.plots();
        Self {
            grid: *grid,
            drawing,
            per_cell: match drawing {
                None => (1, 3),
                Some(Plotting::Blocks) => (2, 2),
                Some(Plotting::Braille) => (2, 4),
            },
        }
    }

    /// Dots from the upper left and their parts, for shares from the lower left.
    pub fn place(&self, share: [f64; 2]) -> [f64; 2] {
        let [x, y] = self.grid.place_of_share(share);
        let (wide, high) = self.per_cell;
        [x * f64::from(wide), y * f64::from(high)]
    }

    /// Whether a place lies on the plot.
    pub fn is_on_plot(&self, [x, y]: [f64; 2]) -> bool {
        let plot = self.grid.plot;
        let on = |place: f64, cells: u16, dots: u16| {
            (0.0..f64::from(cells) * f64::from(dots)).contains(&place)
        };
        on(x, plot.width, self.per_cell.0) && on(y, plot.height, self.per_cell.1)
    }

    /// The nearest place that is so many dots away from every edge of the plot.
    pub fn inside(&self, [x, y]: [f64; 2], margin: f64) -> [f64; 2] {
        let plot = self.grid.plot;
        let held = |place: f64, cells: u16, dots: u16| {
            let last = f64::from(cells) * f64::from(dots) - margin;
            place.min(last).max(margin)
        };
        let (wide, high) = self.per_cell;
        [held(x, plot.width, wide), held(y, plot.height, high)]
    }

    /// Inks the dot that holds a place; what lies on the far edge is held by the last dot. In ASCII
    /// the sign is the one given, else that of its height in the cell.
    pub fn ink(&self, [x, y]: [f64; 2], sign: Option<char>, style: Style, buf: &mut Buffer) {
        let plot = self.grid.plot;
        let (wide, high) = self.per_cell;
        let dot = |place: f64, dots: u16| (place.max(0.0) as u16).min(dots.saturating_sub(1));
        let (x, y) = (dot(x, plot.width * wide), dot(y, plot.height * high));
        let at = (plot.x + x / wide, plot.y + y / high);
        if !plot.intersection(buf.area).contains(at.into()) {
            return;
        }
        let cell = &mut buf[at];
        // Dots join those of every line, so that colour changes no shape; the last line colours.
        let before = cell.symbol().chars().next().unwrap_or(' ');
        let here = (x % wide, y % high);
        let symbol = match self.drawing {
            None => sign.unwrap_or(['\'', '-', '.'][usize::from(here.1.min(2))]),
            Some(Plotting::Blocks) => {
                let bits = QUARTERS.iter().position(|&q| q == before).unwrap_or(0);
                QUARTERS[bits | 1 << (here.0 + 2 * here.1)]
            }
            Some(Plotting::Braille) => braille::with(before, here),
        };
        // The text's own colour is none: without this it would be that of what was there.
        cell.set_char(symbol).set_fg(Color::Reset).set_style(style);
    }
}
