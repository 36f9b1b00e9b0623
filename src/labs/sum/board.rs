//! The board of pegs: rows of them over the slots, and the way of the last ball.

use super::Sum;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the pegs in the rows of an area, each as far from its neighbours as the slots of the pile
/// below are.
pub fn draw(lab: &Sum, area: Rect, pile: &Grid, buf: &mut Buffer, look: &Look) {
    let last = lab.throws.last();
    for row in 0..lab.n {
        let y = area.y + row as u16;
        if y >= area.bottom() {
            return;
        }
        let hit = (!last.is_empty()).then(|| last[..row].iter().sum::<usize>());
        for peg in 0..=row {
            // A ball at this peg has as many rows to go as slots lie open to it.
            let place = peg as f64 + (lab.n - row) as f64 / 2.0;
            let Some((x, _)) = pile.cell([place, 0.0]) else {
                continue;
            };
            match hit == Some(peg) {
                true => put(buf, x, y, look.pick("●", "o"), 1, look.theme.accent),
                false => put(buf, x, y, look.pick("·", "."), 1, look.theme.text),
            }
        }
    }
}
