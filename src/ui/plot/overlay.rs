//! Lines over what is filled: it stays filled, and the line is cut out of it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// A cell without a gap.
const FULL: &str = "█";

/// The part of what is filled that stands on the axis.
const FOOT: &str = "▀";

/// Draws lines or signs over a plot. Where a cell was full it becomes its own negative: neither two
/// colours nor a gap is needed to tell the line from the ground.
pub fn draw(plot: Rect, buf: &mut Buffer, lines: impl FnOnce(&mut Buffer)) {
    let plot = plot.intersection(buf.area);
    let before: Vec<Cell> = plot.positions().map(|at| buf[at].clone()).collect();
    lines(buf);
    for (at, before) in plot.positions().zip(before) {
        let cell = &mut buf[at];
        if before.symbol() == FULL && cell.symbol() != FULL {
            cell.set_style(before.style().add_modifier(Modifier::REVERSED));
        } else if before.symbol() == FOOT {
            // What stands there would hang in the air.
            *cell = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    #[test]
    fn a_line_over_a_full_cell_leaves_it_full_and_elsewhere_keeps_its_colour() {
        let plot = Rect::new(0, 0, 2, 1);
        let mut buf = Buffer::empty(plot);
        buf[(0, 0)].set_symbol(FULL).set_fg(Color::Cyan);
        draw(plot, &mut buf, |buf| {
            for x in 0..2 {
                buf[(x, 0)].set_char('⠒').set_fg(Color::Yellow);
            }
        });
        assert_eq!(buf[(0, 0)].fg, Color::Cyan);
        assert!(buf[(0, 0)].modifier.contains(Modifier::REVERSED));
        assert_eq!(buf[(1, 0)].fg, Color::Yellow);
        assert!(buf[(1, 0)].modifier.is_empty());
    }
}
