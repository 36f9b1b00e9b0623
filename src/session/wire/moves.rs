//! The shortest way for the cursor.

use std::io::Write;

use ratatui::layout::Position;

/// Writes the shortest sequence that takes the cursor to `to`, from where it is if that is known;
/// nothing if it is there. A line feed keeps the column: the terminal is in raw mode, and `to` is
/// on the screen, so nothing scrolls.
pub(super) fn write(from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    let mut best = absolute(to);
    if let Some(from) = from {
        let down = |n: u16| match n {
            0..=2 => "\n".repeat(usize::from(n)),
            n => format!("\x1b[{n}B"),
        };
        let vertical = match to.y.checked_sub(from.y) {
            Some(below) => down(below),
            None => counted(from.y - to.y, 'A'),
        };
        let sideways = [
            (vertical.clone() + &horizontal(from.x, to.x)),
            (vertical + "\r" + &horizontal(0, to.x)),
        ];
        for way in sideways {
            if way.len() < best.len() {
                best = way;
            }
        }
    }
    let _ = out.write_all(best.as_bytes()); // a Vec takes everything
}

fn absolute(Position { x, y }: Position) -> String {
    match (x, y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

fn horizontal(from: u16, to: u16) -> String {
    match to.checked_sub(from) {
        Some(right) => counted(right, 'C'),
        None if from - to <= 2 => "\x08".repeat(usize::from(from - to)),
        None => counted(from - to, 'D'),
    }
}

/// A cursor movement; its count is left out where it is 1.
fn counted(n: u16, direction: char) -> String {
    match n {
        0 => String::new(),
        1 => format!("\x1b[{direction}"),
        n => format!("\x1b[{n}{direction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: (u16, u16), to: (u16, u16)) -> String {
        let mut out = Vec::new();
        write(Some(from.into()), to.into(), &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn the_shortest_way_is_taken() {
        assert_eq!(way((5, 5), (5, 5)), "");
        assert_eq!(way((5, 5), (8, 5)), "^[3C");
        assert_eq!(way((70, 5), (0, 6)), "\n\r");
        assert_eq!(way((70, 5), (66, 6)), "\n^[4D");
        assert_eq!(way((70, 5), (1, 6)), "\n\r^[C");
        assert_eq!(way((5, 20), (5, 12)), "^[8A");
        assert_eq!(way((99, 1), (40, 20)), "^[21;41H");
    }

    #[test]
    fn every_way_ends_where_it_should() {
        for from in 0..72_u16 {
            for to in 0..72_u16 {
                let place = |n: u16| Position::new(n % 9 * 3, n / 9);
                let (from, to) = (place(from), place(to));
                let mut emulator = vt100::Parser::default();
                emulator.process(absolute(from).as_bytes());
                let mut out = Vec::new();
                write(Some(from), to, &mut out);
                emulator.process(&out);
                assert_eq!(emulator.screen().cursor_position(), (to.y, to.x));
            }
        }
    }
}
