//! The learner's own drawing, what the network is given of it, and its ten bars.

use super::super::MnistClassifier;
use crate::dataset::idx::SIDE;
use crate::labs::bars;
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sheet::Sheet;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns between two parts, and of the bars at the least.
const GAP: u16 = 2;
const BARS: u16 = 24;

/// The sheet at the left, with what is said of it beside it.
pub fn panes(area: Rect) -> Vec<Pane<MnistClassifier>> {
    let left = Rect {
        width: area.width.saturating_sub(BARS + GAP),
        ..area
    };
    let frame = Rect {
        x: area.x,
        ..Sheet::of(SIDE, left).frame
    };
    let beside = Rect {
        x: (frame.right() + GAP).min(area.right()),
        width: area.right().saturating_sub(frame.right() + GAP),
        ..area
    };
    let sheet = Pane::new(frame, |lab: &MnistClassifier, frame, buf, look| {
        lab.brush.draw(frame, buf, look);
    });
    vec![
        sheet.touch(|lab, mouse, frame| lab.brush.touch(mouse, frame)),
        Pane::new(beside, draw),
    ]
}

fn draw(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if area.is_empty() {
        return;
    }
    let Some(drawing) = &lab.drawing else {
        let words = "Draw a digit: it is read stroke by stroke.";
        return put(buf, area.x, area.y, words, area.width, theme.dim);
    };
    let (seen, other) = match lab.centred {
        true => (&drawing.centred, &drawing.as_drawn),
        false => (&drawing.as_drawn, &drawing.centred),
    };
    // What the network is given, where that leaves room for the bars.
    let tall = area.height.saturating_sub(2).min(14);
    let tall = tall.min(area.width.saturating_sub(BARS + GAP) / 2);
    let given = if tall >= 7 { tall } else { 0 };
    if given > 0 {
        let picture = Rect {
            y: area.y + 1,
            width: 2 * given,
            height: given,
            ..area
        };
        put(
            buf,
            area.x,
            area.y,
            "network's input",
            picture.width,
            theme.dim,
        );
        digit::draw(&Picture::new(&seen.pixels, SIDE), picture, buf, look);
    }
    let x = area.x + if given > 0 { 2 * given + GAP } else { 0 };
    let right = Rect {
        x,
        width: area.right() - x,
        ..area
    };
    let mut row = |y: u16, words: &str, style| {
        if y < area.height {
            put(buf, right.x, right.y + y, words, right.width, style);
        }
    };
    let how = |centred: bool| if centred { "centred" } else { "as drawn" };
    let answer = &seen.answer;
    let words = format!(
        "{}: {}, then {}",
        how(lab.centred),
        answer.class,
        answer.next
    );
    row(0, &words, theme.strong);
    let answer = &other.answer;
    let words = format!(
        "{}: {}, then {}",
        how(!lab.centred),
        answer.class,
        answer.next
    );
    row(11, &words, theme.dim);
    let bars = Rect {
        y: right.y + 1,
        height: right.height.saturating_sub(1).min(10),
        ..right
    };
    bars::draw(&seen.p, None, bars, buf, look);
}
