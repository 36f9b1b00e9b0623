//! Wide screens: heading and goal on the first line, everything else in the middle under them.

use super::column::{self, Set};
use super::share::{place, share};
use super::{Page, Setting};
use crate::labs::Lab;
use crate::ui::text::{Columns, Formulas, MEASURE};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// The narrowest text column beside a lab.
const LEAST_TEXT: u16 = 36;

/// Rows that text stands at the most below its title: what belongs together stands together.
const FAR: u16 = 4;

/// Columns between text and lab.
const GAP: u16 = 3;

/// Whether a lab can stand beside the text.
pub fn fits_beside(lab: &dyn Lab, body: Rect) -> bool {
    body.width.saturating_sub(LEAST_TEXT + GAP) >= lab.width()
}

/// The text on the left, the lab with its controls on the right.
pub fn beside(setting: Setting, lab: &dyn Lab, rows: u16, body: Rect) -> Page {
    let (top, room) = headed(setting, body);
    let (text, width) = text_beside(setting, lab, room);
    let mut page = Page {
        head: top.head,
        head_area: top.head_area,
        ..text
    };
    let area = Rect {
        x: room.x + width + GAP,
        width: room.width - width - GAP,
        ..room
    };
    let (picture, folded) = share(lab.height(area.width), rows, room.height.saturating_sub(1));
    let picture = Rect {
        height: picture.min(room.height),
        ..area
    };
    let gap = u16::from(picture.height + rows < room.height);
    let lab = place(picture, gap, rows, folded, room.bottom());
    let free = room.height.saturating_sub(lab.height());
    let lab = lab.moved_to(room.y + above(free));
    page.lab = Some(lab);
    // The text begins beside the picture: further down it would hang far from its title.
    let text = page.unbegun_height(width, setting).min(room.height);
    let down = above(room.height.saturating_sub(text)).min(lab.picture.y - room.y);
    page.column = page.moved_down(Rect { width, ..room }, down);
    page
}

/// The text with its width. Where it is too long it takes some of the picture's, and then sets the
/// tallest formulas low or the least, whichever leaves more of them in two dimensions; an answer
/// changes neither.
fn text_beside(setting: Setting, lab: &dyn Lab, room: Rect) -> (Page, u16) {
    let most = (room.width - lab.width() - GAP).min(MEASURE);
    let usual = (room.width * 2 / 5).max(LEAST_TEXT).min(most);
    let wider = (room.width / 2).clamp(usual, most);
    let flow = |(width, set)| {
        let mut page = Page::default();
        page.flow(0..setting.step.blocks.len(), width, setting, set);
        (page, width)
    };
    let height = |(page, width): &(Page, u16)| page.unbegun_height(*width, setting);
    let mut airy = [(usual, Set::AIRY), (wider, Set::AIRY)]
        .into_iter()
        .map(flow);
    if let Some(text) = airy.find(|text| height(text) <= room.height) {
        return text;
    }
    let low = [4, 6, 8, 10, 13].map(Formulas::from);
    let tallest = [3, 5, 7, 9, 12].map(Formulas::up_to);
    let lower = low.into_iter().chain(tallest).map(|formulas| Set {
        formulas,
        ..Set::AIRY
    });
    let fitting = lower.map(|set| flow((wider, set)));
    let fitting = fitting.filter(|text| height(text) <= room.height);
    fitting
        .max_by_key(height)
        .unwrap_or_else(|| flow((wider, Set::LOW)))
}

/// A step without a lab.
pub fn alone(setting: Setting, body: Rect) -> Page {
    let (mut page, room) = headed(setting, body);
    let all = 0..setting.step.blocks.len();
    page.flow(all, room.width, setting, Set::AIRY);
    // As wide as the widest table or formula, where one is wider than text.
    let columns = |line: &Line| line.spans.iter().map(|span| span.content.columns()).sum();
    let widest: usize = page
        .lines
        .iter()
        .map(|(_, line)| columns(line))
        .max()
        .unwrap_or(0);
    let width = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .max(MEASURE)
        .min(room.width);
    let text = page.unbegun_height(width, setting);
    let x = room.x + (room.width - width) / 2;
    page.column = page.lowered(Rect { x, width, ..room }, text);
    page
}

/// A page with its heading, and the room that is left under it.
pub fn headed(setting: Setting, body: Rect) -> (Page, Rect) {
    let head = column::head(setting, body.width);
    let rows = u16::try_from(head.len())
        .unwrap_or(u16::MAX)
        .min(body.height);
    let page = Page {
        head,
        head_area: Rect {
            height: rows,
            ..body
        },
        ..Page::default()
    };
    // On a low screen a row is worth more than air.
    let taken = (rows + u16::from(body.height > 15)).min(body.height);
    let room = Rect {
        y: body.y + taken,
        height: body.height - taken,
        ..body
    };
    (page, room)
}

/// Of so many free rows those that lie above: a little fewer than below, where the eye finds the
/// middle.
fn above(free: u16) -> u16 {
    free * 2 / 5
}

impl Page {
    /// The part of a room that the column takes, when it is `usual` rows high to begin with and
    /// stands in the middle. Where it has grown it moves up as far as it must.
    pub(super) fn lowered(&self, room: Rect, usual: u16) -> Rect {
        let down = above(room.height.saturating_sub(usual)).min(FAR);
        self.moved_down(room, down)
    }

    /// The part of a room that begins so many rows down, or fewer where all of it has no room there.
    fn moved_down(&self, room: Rect, down: u16) -> Rect {
        let down = down.min(room.height.saturating_sub(self.height));
        Rect {
            y: room.y + down,
            height: room.height - down,
            ..room
        }
    }
}
