//! The picture: the stages as lanes of time, or what is in each batch of an epoch.

mod buffer;
mod lanes;

use super::{BUFFER, Pipeline};
use crate::labs::Height;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Heights worth having.
pub fn height(lab: &Pipeline, _width: u16) -> Height {
    match lab.view {
        BUFFER => Height::new(buffer::ROWS, buffer::ROWS, buffer::ROWS),
        _ => {
            let rows = lanes::rows(lab);
            Height::new(1 + rows.brief, 1 + rows.whole, 1 + rows.whole)
        }
    }
}

/// The chain of stages over the view.
pub fn draw(lab: &Pipeline, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.is_empty() {
        return;
    }
    chain(lab, Rect { height: 1, ..area }, buf, look);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    match lab.view {
        BUFFER => buffer::draw(lab, below, buf, look),
        _ => lanes::draw(lab, below, buf, look),
    }
}

/// The stages in the words of `tf.data`; what is off is dim.
fn chain(lab: &Pipeline, line: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let costs = lab.costs();
    let (workers, prefetch) = (lab.ahead.workers, lab.ahead.prefetch);
    let stages = [
        ("load".to_owned(), costs.load > 0),
        ("cache".to_owned(), lab.cache),
        (
            format!("shuffle {}", grouped(lab.buffer as u64)),
            lab.buffer > 1,
        ),
        ("batch".to_owned(), true),
        (format!("map by {workers}"), costs.map > 0),
        (format!("prefetch {prefetch}"), prefetch > 0),
        ("train".to_owned(), costs.train > 0),
    ];
    let arrow = look.pick("►", ">");
    let mut x = line.x;
    for (at, (words, is_on)) in stages.iter().enumerate() {
        if at > 0 {
            put(
                buf,
                x + 1,
                line.y,
                arrow,
                line.right().saturating_sub(x + 1),
                theme.dim,
            );
            x = x.saturating_add(3);
        }
        let style = if *is_on { theme.strong } else { theme.dim };
        put(buf, x, line.y, words, line.right().saturating_sub(x), style);
        x = x.saturating_add(words.width() as u16);
    }
}
