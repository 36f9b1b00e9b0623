//! One digit with its ten bars, the answer, the next likely one and the margin.

use super::super::{MnistClassifier, facts};
use crate::labs::bars;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::{grouped, times};
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of a digit, and columns beside it.
const TALL: u16 = 14;
const GAP: u16 = 4;

/// Columns of the bars, at the least and at the most.
const BARS: (u16, u16) = (30, 56);

/// Draws it.
pub fn draw(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if area.is_empty() {
        return;
    }
    let Some((read, at)) = lab.shown().zip(lab.at()) else {
        let words = match lab.shown() {
            Some(_) => "No such digit: choose another cell, or this one again for all.",
            None => facts::waiting(lab),
        };
        return put(buf, area.x, area.y, words, area.width, theme.dim);
    };
    let tall = area.height.saturating_sub(1).min(TALL);
    let tall = tall.min(area.width.saturating_sub(GAP + BARS.0) / 2);
    let picture = Rect {
        width: 2 * tall,
        height: tall,
        ..area
    };
    let pixels = read.pixels(at);
    digit::draw(&Picture::new(&pixels, 28), picture, buf, look);
    let verdict = &read.verdicts()[at];
    // Words are worth more than an axis.
    let axis = if area.height >= bars::ROWS + 2 { 1 } else { 0 };
    let beside = picture.right() + if tall > 0 { GAP } else { 0 };
    let bars = Rect {
        x: beside,
        width: (area.right() - beside).min(BARS.1),
        height: area.height.min(axis + 10),
        ..area
    };
    bars::draw(&read.p(at), Some(verdict.truth), bars, buf, look);
    let answer = &verdict.answer;
    let room = area.right() - bars.x;
    let mut row = |y: u16, words: &str, style| {
        if y < area.height {
            put(buf, bars.x, area.y + y, words, room, style);
        }
    };
    let [first, second] = [look.pick("●", "@"), look.pick("○", "o")];
    let (one, two, margin) = (answer.class, answer.next, times(answer.margin()));
    let words = [
        format!("{first} {one}   {second} {two}   margin {margin}"),
        format!("{first} {one}  {second} {two}  {margin}"),
    ];
    row(axis + 10, &longest_form(words, room), theme.strong);
    let sign = look.pick("◄", "<");
    let label = verdict.truth;
    let words = match verdict.place {
        1 => format!("{sign} label {label}: right. -ln p {:.4}", verdict.cost),
        2 => format!(
            "{sign} label {label}: next likely. -ln p {:.2}",
            verdict.cost
        ),
        n => format!(
            "{sign} label {label}: place {n} of 10. -ln p {:.2}",
            verdict.cost
        ),
    };
    let style = if verdict.is_right() {
        theme.good
    } else {
        theme.bad
    };
    row(axis + 11, &words, style);
    let index = format!(
        "{} digit {}",
        read.set.name(),
        grouped(read.index(at) as u64)
    );
    if tall > 0 && tall < area.height {
        put(buf, area.x, area.y + tall, &index, picture.width, theme.dim);
    }
}
