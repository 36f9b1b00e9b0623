//! How many of all digits are read rightly at each shift: 81 numbers, with a bracket at one of them.

use crate::train::shifts::{REACH, SHIFTS, ShiftMap};
use crate::ui::Look;
use crate::ui::chrome::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns before the cells, and of each, which begins with a blank; rows over them. Two maps beside
/// each other are as wide as the text of a screen of 80 columns.
const BEFORE: u16 = 2;
const CELL: u16 = 4;
const OVER: u16 = 1;

/// Columns and rows of the map.
pub const WIDE: u16 = BEFORE + SHIFTS as u16 * CELL;
pub const HIGH: u16 = OVER + SHIFTS as u16;

/// The shift of the cell under a hand, right and down, if there is one.
pub fn shift_at(x: u16, y: u16, area: Rect) -> Option<[isize; 2]> {
    let column = x.checked_sub(area.x + BEFORE)? / CELL;
    let row = y.checked_sub(area.y + OVER)?;
    let shift = |at: u16| (usize::from(at) < SHIFTS).then(|| at as isize - REACH);
    Some([shift(column)?, shift(row)?])
}

/// Draws it; a map that is not known, or not to be shown, as questions.
pub fn draw(map: Option<&ShiftMap>, here: [isize; 2], area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    put(
        buf,
        area.x,
        area.y,
        look.pick("↓→", "\\"),
        area.width,
        theme.dim,
    );
    for (y, down) in (area.y + OVER..area.bottom()).zip(-REACH..=REACH) {
        put(
            buf,
            area.x,
            y,
            &format!("{down:>+2}"),
            area.width,
            theme.dim,
        );
    }
    draw_beside(map, here, area, buf, look);
}

/// The same without names of the rows: those of a map beside it are its own.
pub fn draw_beside(
    map: Option<&ShiftMap>,
    here: [isize; 2],
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    let mut write = |x: u16, y: u16, words: &str, style: Style| {
        if x < area.width && y < area.height {
            put(buf, area.x + x, area.y + y, words, area.width - x, style);
        }
    };
    for (column, right) in (0..).zip(-REACH..=REACH) {
        let words = format!("{right:>+3}");
        write(BEFORE + CELL * column, 0, &words, theme.dim);
    }
    for (y, down) in (OVER..).zip(-REACH..=REACH) {
        for (column, right) in (0..).zip(-REACH..=REACH) {
            let share = map.map(|map| map.at([right, down]));
            let text = share.map_or("?".to_owned(), |share| format!("{:.0}", 100.0 * share));
            let x = BEFORE + CELL * column;
            let style = share.map_or(theme.dim, |share| shade(share, look));
            match here == [right, down] {
                true => write(x, y, &format!("[{text:>2}]"), theme.accent),
                false => write(x, y, &format!("{text:>3} "), style),
            }
        }
    }
}

/// A map in words: a row for each shift up or down.
pub fn told(map: &ShiftMap) -> String {
    let row = |down: isize| {
        let cells = (-REACH..=REACH).map(|right| format!("{:.0}", 100.0 * map.at([right, down])));
        format!("{down} down {}", cells.collect::<Vec<_>>().join(" "))
    };
    (-REACH..=REACH).map(row).collect::<Vec<_>>().join("; ")
}

/// A share that was read rightly: what is worse than half stands out.
pub fn shade(share: f64, look: &Look) -> Style {
    match share {
        ..0.5 => look.theme.bad,
        0.9.. => look.theme.good,
        _ => look.theme.text,
    }
}
