//! One digit in every way this terminal may draw it, so that the eye decides which is best.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::glyphs::{ColorTier, Drawing};
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns and rows of the large digit.
pub const LARGE: (u16, u16) = (28, 14);

/// Columns and rows of a small one, without the free edge of every digit.
const SMALL: (u16, u16) = (10, 5);

/// Pixels of that edge, on each side.
const EDGE: u8 = 4;

/// Columns between the large digit and the small ones.
pub const GAP: u16 = 4;

/// Columns from one small digit to the next.
pub const PITCH: u16 = 14;

/// Rows from a line of small digits to the next: a caption and a blank one.
const LINE: u16 = SMALL.1 + 2;

/// The drawing in force, large where there is room; the other ones small, and under them the same
/// in the other numbers of colours.
pub fn draw(picture: &Picture, area: Rect, buf: &mut Buffer, look: &Look) {
    let chosen = look.glyphs.digits();
    let high = area.height.saturating_sub(1).clamp(LARGE.1 / 2, LARGE.1);
    let wide = 2 * high;
    let name = match look.glyphs.ascii {
        true => "ascii",
        false => chosen.name(),
    };
    let caption = format!("{name}, {wide} x {high}");
    let place = |x, y, (width, height)| Rect {
        x: area.x + x,
        y: area.y + y,
        width,
        height,
    };
    let caption = (caption.as_str(), look.theme.accent);
    one(picture, place(0, 0, (wide, high)), caption, area, buf, look);
    if look.glyphs.ascii {
        return;
    }
    let small = picture.cropped((EDGE, EDGE));
    let mut beside = |line: u16, column: u16, caption: &str, look: &Look| {
        let corner = (wide + GAP + column * PITCH, line * LINE);
        let place = place(corner.0, corner.1, SMALL);
        one(&small, place, (caption, look.theme.dim), area, buf, look);
    };
    let others = Drawing::ALL.into_iter().filter(|&other| other != chosen);
    for (column, drawing) in (0..).zip(others) {
        let mut other = look.clone();
        other.glyphs.digits = drawing;
        beside(0, column, drawing.name(), &other);
    }
    // Who asked for no colours sees none.
    let tier = look.theme.tier();
    if tier == ColorTier::None {
        return;
    }
    let tiers = [
        (ColorTier::TrueColor, "truecolor"),
        (ColorTier::Ansi256, "256 colours"),
        (ColorTier::Ansi16, "16 colours"),
        (ColorTier::None, "no colour"),
    ];
    let others = tiers.into_iter().filter(|(other, _)| *other != tier);
    for (column, (tier, name)) in (0..).zip(others) {
        let mut other = look.clone();
        other.theme = look.theme.in_tier(tier);
        beside(1, column, name, &other);
    }
}

/// A digit over its caption, where there is room for it.
fn one(
    picture: &Picture,
    place: Rect,
    (caption, style): (&str, Style),
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    if area.intersection(place) != place {
        return;
    }
    digit::draw(picture, place, buf, look);
    let y = place.bottom();
    if y < area.bottom() {
        let room = area.right().saturating_sub(place.x);
        put(buf, place.x, y, caption, room, style);
    }
}
