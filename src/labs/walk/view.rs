//! The picture: the two ends, what the code and the pixels are here, and under them every stop of
//! both ways with what is read there and how much the classifier doubts.

use super::path::{STEPS, Way};
use super::{Walk, pairs};
use crate::event::Mouse;
use crate::labs::Height;
use crate::labs::coded::picture::{self, LARGE, SMALL};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of the stops: two for each way, one for where you are, and one for what many ways have halfway.
const STRIPS: u16 = 6;

/// Columns before the stops.
const NAMES: u16 = 8;

/// Columns between two pictures.
const GAP: u16 = 2;

/// Heights worth having at a width.
pub fn height(width: u16) -> Height {
    let high = high(width);
    Height::new(SMALL + STRIPS, high + STRIPS + 1, high + STRIPS + 1)
}

/// Rows of one of four pictures in a row.
fn high(width: u16) -> u16 {
    (width.saturating_sub(3 * GAP) / 4 / 2).clamp(SMALL, LARGE)
}

/// The pictures over the stops.
pub fn panes(area: Rect) -> Vec<Pane<Walk>> {
    let [above, below] = split_below(area, STRIPS.min(area.height));
    vec![
        Pane::new(above, draw_pictures),
        Pane::new(below, draw_strips).touch(touch),
    ]
}

fn draw_pictures(lab: &Walk, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some([code, pixels]) = lab.ways() else {
        let sentence = lab.data.sentence();
        return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
    };
    let stop = lab.stop;
    let [from, to] = lab.ends;
    let shown = [
        (pixels.picture(0), format!("from digit {from}")),
        (code.picture(stop), "code, decoded".to_owned()),
        (pixels.picture(stop), "pixels, blended".to_owned()),
        (pixels.picture(STEPS), format!("to digit {to}")),
    ];
    let high = high(area.width).min(area.height.saturating_sub(1));
    let wide = 2 * high;
    let pitch = (area.width.saturating_sub(4 * wide) / 3).min(3 * GAP) + wide;
    for ((pixels, words), place) in shown.iter().zip(0..) {
        let x = area.x + place * pitch;
        let cell = Rect {
            x: x.min(area.right()),
            width: wide.min(area.right().saturating_sub(x)),
            height: (high + 1).min(area.height),
            ..area
        };
        picture::draw(pixels, words, cell, buf, look);
    }
}

/// The columns of a stop: the first, and how many.
fn columns(area: Rect) -> (u16, u16) {
    let room = area.width.saturating_sub(NAMES);
    (area.x + NAMES, (room / (STEPS as u16 + 1)).clamp(1, 2))
}

fn draw_strips(lab: &Walk, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(ways) = lab.ways() else { return };
    let theme = &look.theme;
    let (from, each) = columns(area);
    let after = from + (STEPS as u16 + 1) * each + 1;
    let room = area.right().saturating_sub(after);
    let mut y = area.y;
    let mut line = |name: &str, cells: &str, words: &str, style| {
        if y < area.bottom() {
            put(buf, area.x, y, name, NAMES, theme.dim);
            put(
                buf,
                from,
                y,
                cells,
                area.right().saturating_sub(from),
                style,
            );
            put(buf, after, y, words, room, theme.strong);
        }
        y += 1;
    };
    for (name, way, style) in [
        ("code", ways[0], theme.first),
        ("pixels", ways[1], theme.second),
    ] {
        if !lab.judged {
            line(name, "read as ?", "", theme.dim);
            line("", "", "", theme.dim);
            continue;
        }
        let answer = way.answer(lab.stop);
        let words = format!(
            "{} {:.2}, {} {:.2}",
            answer.class, answer.p, answer.next, answer.next_p
        );
        line(name, &read(way, each), &words, style);
        line(
            "doubt",
            &doubt(way, each, look),
            &format!("doubt {:.2}", 1.0 - answer.p),
            style,
        );
    }
    let at = lab.stop as u16 * each;
    let here = format!(
        "{:>width$}",
        look.pick("▲", "^"),
        width = usize::from(at) + 1
    );
    let words = format!("t = {:.2}", lab.stop as f64 / STEPS as f64);
    line("", &here, &words, theme.accent);
    if let Some((_, halfway)) = lab.data.ready().filter(|_| lab.many) {
        let words = format!(
            "halfway, mean of {} pairs: sure {:.2} by code, {:.2} by pixels",
            pairs::PAIRS,
            halfway.code,
            halfway.pixels
        );
        line("", &words, "", theme.strong);
    }
}

/// What is read at each stop.
fn read(way: &Way, each: u16) -> String {
    let signs = way.answers.iter().map(|answer| answer.class.to_string());
    signs.map(|sign| sign.repeat(each.into())).collect()
}

/// The doubt at each stop, from 0 to 1: what the highest probability leaves to the others.
fn doubt(way: &Way, each: u16, look: &Look) -> String {
    let doubts = way
        .answers
        .iter()
        .flat_map(|answer| std::iter::repeat_n(Some(1.0 - answer.p), each.into()));
    sparkline::bars(&doubts.collect::<Vec<_>>(), (0.0, 1.0), look)
}

/// A hand on the stops goes there.
fn touch(lab: &mut Walk, mouse: Mouse, area: Rect) {
    let (from, each) = columns(area);
    let stop = mouse.x.saturating_sub(from) / each;
    lab.stop = usize::from(stop).min(STEPS);
}
