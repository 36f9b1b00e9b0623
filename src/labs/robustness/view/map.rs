//! How many of all digits are read rightly at each shift: 81 numbers, with a bracket at the one that the
//! picture beside them is shifted by. The map is its own joystick.

use super::super::Robustness;
use super::one;
use crate::event::{Mouse, MouseKind};
use crate::labs::pane::Pane;
use crate::labs::shift_map::{self, WIDE};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The row over the map.
const OVER: u16 = 1;

/// Columns between the map and the picture; of the picture with its bars at the least.
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

/// The map under its head.
fn under(area: Rect) -> Rect {
    let over = OVER.min(area.height);
    Rect {
        y: area.y + over,
        height: area.height - over,
        ..area
    }
}

/// A press shifts the picture.
fn touch(lab: &mut Robustness, mouse: Mouse, area: Rect) {
    let shift = shift_map::shift_at(mouse.x, mouse.y, under(area));
    if let Some(shift) = shift.filter(|_| mouse.kind == MouseKind::Press) {
        lab.shift(shift);
    }
}

fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let map = lab.map();
    let of = grouped(map.map_or(10_000, |map| map.digits() as u64));
    let title = format!("% right of {of}, by shift in pixels");
    put(buf, area.x, area.y, &title, area.width, theme.text);
    let here = lab.treatment.disturbance.shift;
    shift_map::draw(map.filter(|_| lab.score), here, under(area), buf, look);
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
    let y = area.y + OVER + shift_map::HIGH;
    if y < area.bottom() {
        put(buf, area.x, y, &words, area.width, theme.strong);
    }
}
