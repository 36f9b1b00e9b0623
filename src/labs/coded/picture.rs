//! A picture with a line of words under it, as the labs of the code show them.

use crate::dataset::idx::SIDE;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of a digit at full size.
pub const LARGE: u16 = 14;

/// Rows below which a digit cannot be recognized.
pub const SMALL: u16 = 7;

/// Ink that is hardly seen.
const FAINT: f32 = 0.1;

/// The cells of a picture at the left of an area, in its proportions, over a row for its words.
pub fn frame(area: Rect) -> Rect {
    let high = area.height.saturating_sub(1).min(LARGE).min(area.width / 2);
    Rect {
        width: 2 * high,
        height: high,
        ..area
    }
}

/// Draws a picture at the left of an area, and its words under it.
pub fn draw(pixels: &[f32], words: &str, area: Rect, buf: &mut Buffer, look: &Look) {
    let frame = frame(area);
    digit::draw(&Picture::new(pixels, SIDE), frame, buf, look);
    if pixels.iter().all(|ink| *ink < FAINT) {
        digit::corners(frame, buf, look);
    }
    if frame.bottom() < area.bottom() {
        put(
            buf,
            area.x,
            frame.bottom(),
            words,
            area.width,
            look.theme.dim,
        );
    }
}
