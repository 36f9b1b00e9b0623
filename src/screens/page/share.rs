//! How a picture and its controls share a room.

use super::LabPlace;
use crate::labs::Height;
use ratatui::layout::Rect;

/// The height of the picture in so many rows, and whether the controls fold into one line so that
/// it can be read.
pub fn share(height: Height, rows: u16, room: u16) -> (u16, bool) {
    let open = room.saturating_sub(rows);
    if open >= height.least || rows <= 1 {
        (open.clamp(height.least, height.best), false)
    } else {
        let closed = room.saturating_sub(1);
        (closed.clamp(height.least, height.best), true)
    }
}

/// The controls under a picture, `gap` rows below it, cut off at the row `bottom`.
pub fn place(picture: Rect, gap: u16, rows: u16, folded: bool, bottom: u16) -> LabPlace {
    let y = picture.bottom() + if rows > 0 { gap } else { 0 };
    let rows = if folded { rows.min(1) } else { rows };
    let controls = Rect {
        y,
        height: rows.min(bottom.saturating_sub(y)),
        ..picture
    };
    LabPlace {
        picture,
        controls,
        folded,
        scrolls: false,
    }
}
