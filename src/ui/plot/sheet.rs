//! A sheet of paper to draw on: a framed picture with the place of the brush on it.

use super::digit::{self, Picture};
use crate::ui::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Modifier;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Widget};

const ASCII: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// A square sheet of so many pixels a side, in its frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// The frame, with the paper in it.
    pub frame: Rect,
    side: usize,
}

impl Sheet {
    /// The largest one in the middle of an area, no higher than its pixels are many: a cell is twice
    /// as high as wide.
    pub fn of(side: usize, area: Rect) -> Self {
        let most = u16::try_from(side).unwrap_or(u16::MAX);
        let high = area.height.min(area.width / 2 + 1).min(most + 2);
        let wide = (2 * high).saturating_sub(2);
        let frame = Rect {
            x: area.x + (area.width - wide.min(area.width)) / 2,
            width: wide,
            height: high,
            ..area
        };
        let frame = frame.intersection(area);
        Self { frame, side }
    }

    /// The one of a frame.
    pub fn framed(side: usize, frame: Rect) -> Self {
        Self { frame, side }
    }

    fn paper(&self) -> Rect {
        self.frame.inner(Margin::new(1, 1))
    }

    /// The place on the paper under the middle of a cell, or the nearest to it: column and row, a
    /// whole number in the middle of a pixel.
    pub fn place(&self, column: u16, row: u16) -> [f64; 2] {
        let (paper, side) = (self.paper(), self.side as f64);
        let along = |cell: u16, from: u16, cells: u16| {
            let cell = f64::from(cell) + 0.5 - f64::from(from);
            (cell / f64::from(cells.max(1)) * side - 0.5).clamp(-0.5, side - 0.5)
        };
        [
            along(column, paper.x, paper.width),
            along(row, paper.y, paper.height),
        ]
    }

    /// The cell of a place.
    fn cell(&self, [x, y]: [f64; 2]) -> (u16, u16) {
        let paper = self.paper();
        let along = |at: f64, from: u16, cells: u16| {
            let cell = (at + 0.5) / self.side as f64 * f64::from(cells);
            from + (cell.max(0.0) as u16).min(cells.saturating_sub(1))
        };
        (
            along(x, paper.x, paper.width),
            along(y, paper.y, paper.height),
        )
    }

    /// Draws the frame, the ink, and where the brush is.
    pub fn draw(&self, pixels: &[f32], brush: [f64; 2], buf: &mut Buffer, look: &Look) {
        let lines = match look.glyphs.ascii {
            true => ASCII,
            false => border::PLAIN,
        };
        let block = Block::bordered().border_set(lines);
        block.border_style(look.theme.dim).render(self.frame, buf);
        let paper = self.paper().intersection(buf.area);
        if !paper.is_empty() {
            digit::draw(&Picture::new(pixels, self.side), paper, buf, look);
            let style = look.theme.strong.add_modifier(Modifier::REVERSED);
            buf[self.cell(brush)].set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn every_cell_of_the_paper_is_drawn_where_the_hand_finds_it() {
        for (width, height) in [(76, 16), (30, 16), (58, 30), (140, 40), (20, 9)] {
            let sheet = Sheet::of(28, Rect::new(3, 2, width, height));
            let paper = sheet.paper();
            assert_eq!(paper.width, 2 * paper.height, "{width}x{height}");
            for at in paper.positions() {
                assert_eq!(sheet.cell(sheet.place(at.x, at.y)), (at.x, at.y));
            }
            // Beside it there is its edge.
            assert_eq!(sheet.place(0, 500), [-0.5, 27.5]);
        }
    }

    #[test]
    fn a_sheet_of_no_size_is_no_sheet() {
        for (width, height) in [(0, 0), (1, 1), (2, 9), (9, 2)] {
            let area = Rect::new(0, 0, width, height);
            let mut buf = Buffer::empty(area);
            Sheet::of(28, area).draw(&[1.0; 784], [27.0; 2], &mut buf, &plain(true));
        }
    }
}
