//! Some pictures in a row, each with the label that is fed with it.

use crate::dataset::idx::SIDE;
use crate::labs::sabotage::evidence::Labelled;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns and rows of a picture.
const WIDE: u16 = 14;
const HIGH: u16 = 7;

pub fn draw(
    pictures: &Option<Vec<Labelled>>,
    head: &str,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    put(buf, area.x, area.y, head, area.width, look.theme.text);
    let across = (area.width / (WIDE + 1)).max(1);
    let all = pictures.iter().flatten();
    for (at, picture) in (0u16..).zip(all) {
        let frame = Rect {
            x: area.x + at % across * (WIDE + 1),
            y: area.y + 1 + at / across * (HIGH + 1),
            width: WIDE,
            height: HIGH,
        };
        if frame.bottom() >= area.bottom() || frame.right() > area.right() {
            return;
        }
        // What is not scaled is as black as can be.
        digit::draw(&Picture::new(&picture.pixels, SIDE), frame, buf, look);
        let words = format!("label {}", picture.label);
        put(
            buf,
            frame.x + 3,
            frame.bottom(),
            &words,
            WIDE,
            look.theme.strong,
        );
    }
}
