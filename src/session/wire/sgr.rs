//! Colours and attributes in as few bytes as a terminal understands (ECMA-48 8.3.117, SGR).

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the terminal draws the next character with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Each attribute, the parameter that sets it and the one that takes it away.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Attributes that show on a blank; with one of these its foreground colour shows too.
const SHOW_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

impl Pen {
    /// The pen of a terminal just reset.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The pen a cell asks for.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// The pen nearest to this one that draws the blank `cell` right: what cannot be seen on a
    /// blank stays as it is.
    pub(super) fn for_blank(self, cell: &Cell) -> Self {
        let seen = SHOW_ON_BLANK;
        let modifier = (self.modifier - seen) | (cell.modifier & seen);
        let fg = if cell.modifier.intersects(seen) {
            cell.fg
        } else {
            self.fg
        };
        Self {
            fg,
            bg: cell.bg,
            modifier,
        }
    }

    /// Writes the shortest sequence that turns this pen into `next`; nothing if they are equal.
    pub(super) fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let mut changed = Parameters::default();
        self.differences(next, &mut changed);
        let mut afresh = Parameters::behind_reset();
        Self::PLAIN.differences(next, &mut afresh);
        if next == Self::PLAIN {
            afresh = Parameters::default(); // what is left out is 0
        }
        let shortest = if afresh.text.len() < changed.text.len() {
            afresh
        } else {
            changed
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&shortest.text);
        out.push(b'm');
    }

    fn differences(self, next: Self, parameters: &mut Parameters) {
        let mut kept = self.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if kept.contains(attribute) && !next.modifier.contains(attribute) {
                parameters.push(1, format_args!("{off}"));
                for (other, _, same) in ATTRIBUTES {
                    if same == off {
                        kept.remove(other); // 22 ends bold and faint alike
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if next.modifier.contains(attribute) && !kept.contains(attribute) {
                parameters.push(1, format_args!("{on}"));
            }
        }
        if self.fg != next.fg {
            parameters.color(next.fg, 30);
        }
        if self.bg != next.bg {
            parameters.color(next.bg, 40);
        }
    }
}

/// The most parameters in one sequence: mlterm loses those beyond, and takes the rest of a colour
/// for attributes.
const MOST: usize = 10;

/// SGR parameters, parted by semicolons, or by the end of a sequence and the begin of the next.
#[derive(Default)]
struct Parameters {
    text: Vec<u8>,
    /// How many stand in the last sequence.
    count: usize,
}

impl Parameters {
    /// A 0 and what follows: dvtm takes no empty parameter for it.
    fn behind_reset() -> Self {
        Self {
            text: b"0".to_vec(),
            count: 1,
        }
    }

    /// So many parameters that belong together.
    fn push(&mut self, count: usize, parameters: std::fmt::Arguments) {
        if self.count + count > MOST {
            self.text.extend_from_slice(b"m\x1b[");
            self.count = 0;
        } else if self.count > 0 {
            self.text.push(b';');
        }
        self.count += count;
        let _ = self.text.write_fmt(parameters); // a Vec takes everything
    }

    /// `base` is 30 for the foreground, 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        let name = match color {
            Color::Reset => 9,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
            Color::Indexed(i) => return self.push(3, format_args!("{};5;{i}", base + 8)),
            Color::Rgb(r, g, b) => return self.push(5, format_args!("{};2;{r};{g};{b}", base + 8)),
        };
        self.push(1, format_args!("{}", base + name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    fn pen(fg: Color, bg: Color, modifier: Modifier) -> Pen {
        Pen { fg, bg, modifier }
    }

    #[test]
    fn only_what_differs_is_said() {
        let red = pen(Color::Red, Color::Reset, Modifier::empty());
        let bold = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert_eq!(change(red, red), "");
        assert_eq!(change(Pen::PLAIN, red), "^[31m");
        assert_eq!(change(red, bold), "^[1m");
        assert_eq!(change(bold, red), "^[22m");
        assert_eq!(
            change(red, pen(Color::Red, Color::White, Modifier::empty())),
            "^[107m"
        );
        assert_eq!(
            change(red, pen(Color::Indexed(9), Color::Reset, Modifier::empty())),
            "^[38;5;9m"
        );
        let rgb = pen(Color::Reset, Color::Rgb(1, 2, 30), Modifier::empty());
        assert_eq!(change(Pen::PLAIN, rgb), "^[48;2;1;2;30m");
    }

    #[test]
    fn a_reset_is_used_where_it_is_shorter() {
        let loud = pen(
            Color::Red,
            Color::Blue,
            Modifier::BOLD | Modifier::UNDERLINED,
        );
        assert_eq!(change(loud, Pen::PLAIN), "^[m");
        let green = pen(Color::Green, Color::Reset, Modifier::empty());
        assert_eq!(change(loud, green), "^[0;32m");
    }

    #[test]
    fn no_sequence_holds_more_parameters_than_every_terminal_takes() {
        let rgb = |n| Color::Rgb(n, n, n);
        let loud = pen(rgb(1), rgb(2), Modifier::BOLD);
        let next = pen(rgb(3), rgb(4), Modifier::empty());
        assert_eq!(change(loud, next), "^[22;38;2;3;3;3m^[48;2;4;4;4m");
    }

    #[test]
    fn ending_bold_keeps_faint() {
        let both = pen(
            Color::Rgb(9, 9, 9),
            Color::Reset,
            Modifier::BOLD | Modifier::DIM,
        );
        let faint = pen(Color::Rgb(9, 9, 9), Color::Reset, Modifier::DIM);
        assert_eq!(change(both, faint), "^[22;2m");
    }

    #[test]
    fn a_blank_takes_over_only_what_shows() {
        let mut blank = Cell::default();
        let loud = pen(
            Color::Red,
            Color::Reset,
            Modifier::BOLD | Modifier::UNDERLINED,
        );
        blank.set_fg(Color::Green);
        assert_eq!(
            loud.for_blank(&blank),
            pen(Color::Red, Color::Reset, Modifier::BOLD)
        );
        blank.modifier = Modifier::REVERSED;
        assert_eq!(
            loud.for_blank(&blank),
            pen(
                Color::Green,
                Color::Reset,
                Modifier::BOLD | Modifier::REVERSED
            )
        );
    }
}
