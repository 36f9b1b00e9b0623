//! The learner's own drawing, what the network is given of it, and its ten bars.

use super::super::MnistClassifier;
use super::super::drawing::Seen;
use crate::dataset::idx::SIDE;
use crate::labs::bars;
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use crate::ui::plot::sheet::Sheet;
use crate::ui::text::wrap_text;
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
        let words = "Draw a digit: with the mouse, or by keys once Enter has gone in. Space puts the brush down and lifts it; a task is judged once it is lifted.";
        for (y, words) in (area.y..area.bottom()).zip(wrap_text(words, area.width)) {
            put(buf, area.x, y, &words, area.width, theme.dim);
        }
        return;
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
        let words = match picture.width {
            15.. => "network's input",
            _ => "its input",
        };
        put(buf, area.x, area.y, words, picture.width, theme.dim);
        digit::draw(&Picture::new(&seen.pixels, SIDE), picture, buf, look);
        // Where in its frame it lies is what centring changes.
        digit::corners(picture, buf, look);
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
    let said = |centred: bool, seen: &Seen| {
        let how = if centred { "centred" } else { "as drawn" };
        format!("{how}: {}, then {}", seen.answer.class, seen.answer.next)
    };
    let (own, others) = (said(lab.centred, seen), said(!lab.centred, other));
    row(0, &own, theme.strong);
    // Ten bars, and their axis where there is room for it.
    let rows = area
        .height
        .saturating_sub(2)
        .clamp(bars::ROWS - 1, bars::ROWS);
    match area.height > rows + 1 {
        true => row(rows + 1, &others, theme.dim),
        // On a low screen both stand above the bars.
        false => {
            let own = own.chars().count() as u16 + GAP;
            let x = right.x.saturating_add(own);
            let room = right.right().saturating_sub(x);
            let words = others.split(',').next().unwrap_or_default();
            if words.len() <= room.into() {
                put(buf, x, right.y, words, room, theme.dim);
            }
        }
    }
    let bars = Rect {
        y: right.y + 1,
        height: right.height.saturating_sub(1).min(rows),
        ..right
    };
    bars::draw(&seen.p, None, bars, buf, look);
}
