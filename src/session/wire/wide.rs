//! Wide characters, made safe for ratatui's difference of two frames.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::Modifier;

/// Makes every wide character own its second column, in place; call it once on a finished frame.
///
/// A wide character that was drawn over in its second column gives way to a blank, as on a
/// terminal. And a second column is marked so that it differs from any cell drawn there later:
/// ratatui compares what lies hidden under it, and would leave a stale cell where the character
/// was.
pub fn seal(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(width) {
        let mut x = 0;
        while x < row.len() {
            let columns = usize::from(row[x].symbol().cell_width()).max(1);
            let under = row.get_mut(x + 1..x + columns).unwrap_or_default();
            if under.len() + 1 == columns && under.iter().all(|cell| cell.symbol() == " ") {
                under.fill(hidden());
                x += columns;
            } else {
                row[x].set_symbol(" ");
                x += 1;
            }
        }
    }
}

fn hidden() -> Cell {
    let mut cell = Cell::EMPTY;
    cell.modifier = Modifier::HIDDEN;
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(mut buffer: Buffer) -> Vec<String> {
        seal(&mut buffer);
        buffer
            .content
            .iter()
            .map(|cell| cell.symbol().to_owned())
            .collect()
    }

    #[test]
    fn what_is_drawn_over_its_second_half_wins() {
        let mut buffer = Buffer::with_lines(["漢字"]);
        buffer[(1, 0)].set_symbol("|");
        assert_eq!(sealed(buffer), [" ", "|", "字", " "]);
    }

    #[test]
    fn no_room_for_the_second_half_means_a_blank() {
        let mut buffer = Buffer::with_lines(["ab", "cd"]);
        buffer[(1, 0)].set_symbol("漢");
        assert_eq!(sealed(buffer), ["a", " ", "c", "d"]);
    }
}
