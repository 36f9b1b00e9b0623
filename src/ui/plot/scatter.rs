//! Points on a plane, each with its own sign: colour alone says nothing here.

use crate::ui::Look;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

/// A point and how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark<'a> {
    /// Where.
    pub at: [f64; 2],
    /// The sign, one column wide.
    pub symbol: &'a str,
    /// Its style.
    pub style: Style,
}

/// Draws points, later ones over earlier ones. A point off the plot becomes an arrow at its edge.
pub fn draw(grid: &Grid, marks: &[Mark], buf: &mut Buffer, look: &Look) {
    for mark in marks {
        if let Some((cell, symbol)) = place(grid, mark, look) {
            symbol
                .chars()
                .for_each(|sign| put(cell, sign, mark.style, buf));
        }
    }
}

/// Puts a sign where no line or ground shows through.
pub(super) fn put(cell: (u16, u16), sign: char, style: Style, buf: &mut Buffer) {
    if let Some(cell) = buf.cell_mut(cell) {
        // A style without a colour would take that of what was there.
        cell.set_char(sign)
            .set_fg(Color::Reset)
            .set_bg(Color::Reset)
            .set_style(style);
    }
}

fn place<'a>(grid: &Grid, mark: &Mark<'a>, look: &'a Look) -> Option<((u16, u16), &'a str)> {
    if grid.plot.is_empty() || mark.at.iter().any(|v| v.is_nan()) {
        return None;
    }
    if let Some(cell) = grid.cell(mark.at) {
        return Some((cell, mark.symbol));
    }
    let [x, y] = grid.share(mark.at);
    let arrow = match (x, y) {
        _ if x < 0.0 => look.pick("◄", "<"),
        _ if x > 1.0 => look.pick("►", ">"),
        _ if y < 0.0 => look.pick("▼", "v"),
        _ => look.pick("▲", "^"),
    };
    let edge = grid.at_share([x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)]);
    Some((grid.cell(edge)?, arrow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;
    use ratatui::layout::Rect;

    #[test]
    fn a_point_off_the_plot_is_an_arrow_at_its_edge() {
        let plane = Plane {
            x: (0.0, 1.0),
            y: (0.0, 1.0),
            x_name: "",
            y_name: "",
        };
        let area = Rect::new(0, 0, 20, 10);
        let mut buf = Buffer::empty(area);
        let grid = plane.grid(area);
        let mark = |x, y| Mark {
            at: [x, y],
            symbol: "o",
            style: Style::new(),
        };
        let marks = [
            mark(0.5, 0.5),
            mark(0.5, 7.0),
            mark(-3.0, 0.5),
            mark(f64::INFINITY, 0.2),
            mark(f64::NAN, 0.2),
        ];
        draw(&grid, &marks, &mut buf, &plain(true));
        let found: String = buf.content.iter().map(|c| c.symbol()).collect();
        let mut signs: Vec<char> = found.chars().filter(|c| *c != ' ').collect();
        signs.sort_unstable();
        assert_eq!(signs, ['<', '>', '^', 'o']);
    }
}
