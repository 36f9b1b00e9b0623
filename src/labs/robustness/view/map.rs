//! How many of all digits are read rightly at each shift: 81 numbers, with a bracket at the one that the
//! picture beside them is shifted by. The map is its own joystick.

use super::super::Robustness;
use super::{one, shade};
use crate::event::{Mouse, MouseKind};
use crate::labs::pane::Pane;
use crate::train::shifts::{REACH, SHIFTS};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns before the cells, and of each; rows over them.
const BEFORE: u16 = 3;
const CELL: u16 = 4;
const OVER: u16 = 2;

/// Columns of the map, and between it and the picture; of the picture with its bars at the least.
const WIDE: u16 = BEFORE + SHIFTS as u16 * CELL;
const GAP: u16 = 1;
const PICTURE: u16 = 36;

/// The picture with its bars where there is room for it, the map at the right.
pub fn panes(area: Rect) -> Vec<Pane<Robustness>> {
    let rest = area.width.saturating_sub(WIDE + GAP);
    let mut panes = Vec::new();
    let mut map = area;
    if rest >= PICTURE {
        panes = one::panes(
            Rect {
                width: rest,
                ..area
            },
            true,
        );
        map.x += rest + GAP;
        map.width -= rest + GAP;
    }
    panes.push(Pane::new(map, draw).touch(touch));
    panes
}

/// A press shifts the picture.
fn touch(lab: &mut Robustness, mouse: Mouse, area: Rect) {
    let column = mouse.x.checked_sub(area.x + BEFORE).map(|x| x / CELL);
    let row = mouse.y.checked_sub(area.y + OVER);
    let shift = |at: u16| (usize::from(at) < SHIFTS).then(|| at as isize - REACH);
    if let (Some(right), Some(down)) = (column.and_then(shift), row.and_then(shift))
        && mouse.kind == MouseKind::Press
    {
        lab.shift([right, down]);
    }
}

fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let map = lab.map();
    let mut write = |x: u16, y: u16, words: &str, style: Style| {
        if x < area.width && y < area.height {
            put(buf, area.x + x, area.y + y, words, area.width - x, style);
        }
    };
    let of = grouped(map.map_or(10_000, |map| map.digits() as u64));
    let title = format!("% right of {of}, by shift in pixels");
    write(0, 0, &title, theme.text);
    write(0, 1, look.pick("↓→", "\\"), theme.dim);
    for (column, right) in (0..).zip(-REACH..=REACH) {
        let words = format!("{right:>+3}");
        write(BEFORE + CELL * column, 1, &words, theme.dim);
    }
    let here = lab.treatment.disturbance.shift;
    for (y, down) in (OVER..).zip(-REACH..=REACH) {
        write(0, y, &format!("{down:>+2}"), theme.dim);
        for (column, right) in (0..).zip(-REACH..=REACH) {
            let share = map.filter(|_| lab.score).map(|map| map.at([right, down]));
            let text = share.map_or("?".to_owned(), |share| format!("{:.0}", 100.0 * share));
            let x = BEFORE + CELL * column;
            let style = share.map_or(theme.dim, |share| shade(share, look));
            match here == [right, down] {
                true => write(x, y, &format!("[{text:>2}]"), theme.accent),
                false => write(x, y, &format!("{text:>3} "), style),
            }
        }
    }
    let at = |shift| map.map_or(f64::NAN, |map| 100.0 * map.at(shift));
    let (still, moved) = (at([0, 0]), at(here));
    let words = match (map, lab.score) {
        (_, false) => "hidden until you have bet".to_owned(),
        (None, true) => "Reading the digits 81 times...".to_owned(),
        (Some(_), true) if moved.is_finite() => {
            format!("unmoved {still:.1}, here {moved:.1}; blindly 10")
        }
        (Some(_), true) => format!("unmoved {still:.1}; here is off the map"),
    };
    write(0, OVER + SHIFTS as u16, &words, theme.strong);
}
