//! From ratatui's difference of two frames to the bytes of one write.
//!
//! `Wire` is a ratatui backend that writes into memory. It remembers where the cursor stands and
//! what the terminal draws with, so that it says only what is new: nothing at all for a frame
//! that changed nothing.

mod clipboard;
mod moves;
mod sgr;
#[cfg(test)]
mod tests;
mod wide;

use std::convert::Infallible;
use std::io::Write;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

pub use clipboard::Multiplexer;
use sgr::Pen;
pub use wide::seal;

/// A run of blanks up to the edge is erased, not written, from this length on: `ESC [ K` has
/// three bytes.
const ERASE_FROM: usize = 4;

/// The encoder: cells in, bytes out.
#[derive(Debug)]
pub struct Wire {
    /// Mark each frame as one update (mode 2026), so that the terminal never shows half of it.
    /// Only for terminals known to have it.
    pub synchronized: bool,
    size: Size,
    bytes: Vec<u8>,
    /// Where the cursor is; none when the terminal alone knows.
    cursor: Option<Position>,
    /// What the terminal draws with; none before the first frame.
    pen: Option<Pen>,
    cursor_shown: Option<bool>,
}

impl Wire {
    /// An encoder for a screen of `size` about whose state nothing is known yet.
    pub fn new(size: Size) -> Self {
        Self {
            synchronized: false,
            size,
            bytes: Vec::new(),
            cursor: None,
            pen: None,
            cursor_shown: None,
        }
    }

    /// The screen has a new size; ratatui will ask for it at the next frame and repaint it all.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.cursor = None;
    }

    /// Sends bytes that may change anything: nothing is known of the terminal's state behind them.
    pub fn send(&mut self, bytes: &str) {
        self.say(format_args!("{bytes}"));
        self.cursor = None;
        self.pen = None;
        self.cursor_shown = None;
    }

    /// Puts text on the learner's clipboard, as far as what lies between takes it there.
    pub fn copy(&mut self, text: &str, within: Option<Multiplexer>) {
        clipboard::write(text, within, &mut self.bytes);
    }

    /// The bytes since the last call, ready to be written in one piece; empty if nothing changed.
    pub fn take(&mut self) -> Vec<u8> {
        let bytes = std::mem::take(&mut self.bytes);
        if !self.synchronized || bytes.is_empty() {
            return bytes;
        }
        [b"\x1b[?2026h".as_slice(), &bytes, b"\x1b[?2026l"].concat()
    }

    fn say(&mut self, text: std::fmt::Arguments) {
        let _ = self.bytes.write_fmt(text); // a Vec takes everything
    }

    fn use_pen(&mut self, pen: Pen) {
        match self.pen {
            Some(now) => now.change(pen, &mut self.bytes),
            None => {
                self.bytes.extend_from_slice(b"\x1b[m");
                Pen::PLAIN.change(pen, &mut self.bytes);
            }
        }
        self.pen = Some(pen);
    }

    fn move_to(&mut self, x: u16, y: u16) {
        let to = Position { x, y };
        moves::write(self.cursor, to, &mut self.bytes);
        self.cursor = Some(to);
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.move_to(x, y);
        let fits = x.saturating_add(cell.symbol().cell_width()) <= self.size.width;
        let symbol = if fits { printable(cell.symbol()) } else { " " };
        let now = self.pen.unwrap_or(Pen::PLAIN);
        self.use_pen(if symbol == " " {
            now.for_blank(cell)
        } else {
            Pen::of(cell)
        });
        self.bytes.extend_from_slice(symbol.as_bytes());
        let next = x.saturating_add(symbol.cell_width());
        // At the right edge terminals differ in where the cursor waits; and in how wide they
        // think a wide or composed character is. There it is placed anew.
        let sure = next < self.size.width && is_surely_narrow(symbol);
        self.cursor = sure.then_some(Position { x: next, y });
    }

    fn erase_to_the_edge(&mut self, x: u16, y: u16, blank: &Cell) {
        self.move_to(x, y);
        self.use_pen(self.pen.unwrap_or(Pen::PLAIN).for_blank(blank));
        self.say(format_args!("\x1b[K"));
    }
}

impl Backend for Wire {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        let mut rest = cells.as_slice();
        while let [(x, y, cell), ..] = *rest {
            let blanks = bare_run(rest);
            let to_the_edge = usize::from(x) + blanks == usize::from(self.size.width);
            let done = blanks.max(1);
            if to_the_edge && blanks >= ERASE_FROM {
                self.erase_to_the_edge(x, y, cell);
            } else {
                rest[..done]
                    .iter()
                    .for_each(|(x, y, cell)| self.put(*x, *y, cell));
            }
            rest = &rest[done..];
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        if self.cursor_shown.replace(false) != Some(false) {
            self.say(format_args!("\x1b[?25l"));
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        if self.cursor_shown.replace(true) != Some(true) {
            self.say(format_args!("\x1b[?25h"));
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        let Position { x, y } = position.into();
        self.move_to(x, y);
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), Infallible> {
        self.use_pen(Pen::PLAIN); // what is erased takes the background drawn with
        self.say(match region {
            ClearType::All => format_args!("\x1b[2J"),
            ClearType::AfterCursor => format_args!("\x1b[J"),
            ClearType::BeforeCursor => format_args!("\x1b[1J"),
            ClearType::CurrentLine => format_args!("\x1b[2K"),
            ClearType::UntilNewLine => format_args!("\x1b[K"),
        });
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(()) // `take` hands the frame over
    }
}

/// How many cells from the first one on are neighbours and bare blanks.
fn bare_run(cells: &[(u16, u16, &Cell)]) -> usize {
    let Some(&(x, y, _)) = cells.first() else {
        return 0;
    };
    let neighbours = cells
        .iter()
        .zip(x..)
        .take_while(|((cx, cy, _), x)| cx == x && *cy == y);
    neighbours
        .take_while(|((_, _, cell), _)| is_bare(cell))
        .count()
}

/// A blank on the terminal's own background.
fn is_bare(cell: &Cell) -> bool {
    printable(cell.symbol()) == " " && Pen::PLAIN.for_blank(cell) == Pen::PLAIN
}

/// The symbol, or a blank in place of one that would steer the terminal or take no column.
fn printable(symbol: &str) -> &str {
    let steers = symbol.chars().any(char::is_control);
    if steers || symbol.cell_width() == 0 {
        " "
    } else {
        symbol
    }
}

fn is_surely_narrow(symbol: &str) -> bool {
    symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.cell_width() == 1)
}
