//! The pictures that are read wrongly, the surest answer first.

use super::super::{Robustness, subject};
use crate::dataset::idx::SIDE;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::grouped;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns and rows of a picture, columns and rows from one to the next.
const PICTURE: (u16, u16) = (12, 5);
const PITCH: (u16, u16) = (15, 6);

/// Rows below which no picture is seen.
pub const LEAST: u16 = 1 + PITCH.1;

/// What they are, and as many as there is room for.
pub fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let Some(reading) = lab.reading().filter(|_| lab.score) else {
        let words = match lab.score {
            true => "Reading all of them...",
            false => "The surest mistakes: hidden until you have bet",
        };
        return put(buf, area.x, area.y, words, area.width, theme.dim);
    };
    let all = lab.shown().all();
    let words = match lab.shown().kind == subject::DIGIT {
        true => {
            let wrong = grouped(reading.wrong as u64);
            format!("{wrong} read wrongly, the surest first: answer, p, label")
        }
        false => {
            let sure = 100.0 * reading.sure;
            let lines = [
                format!("{sure:.0} % of the {all} get an answer with p over 0.9; the surest first"),
                format!("{sure:.0} % are answered with p over 0.9; the surest first"),
                format!("{sure:.0} % with p over 0.9"),
            ];
            longest_form(lines, area.width)
        }
    };
    put(buf, area.x, area.y, &words, area.width, theme.text);
    let across = (area.width + PITCH.0 - PICTURE.0) / PITCH.0;
    let down = area.height.saturating_sub(1) / PITCH.1;
    let places = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
    for ((column, row), mistake) in places.zip(&reading.mistakes) {
        let cell = Rect {
            x: area.x + column * PITCH.0,
            y: area.y + 1 + row * PITCH.1,
            width: PICTURE.0,
            height: PICTURE.1,
        };
        digit::draw(&Picture::new(&mistake.pixels, SIDE), cell, buf, look);
        let label = mistake.label;
        let label = label.map_or(String::new(), |label| format!(" for {label}"));
        let answer = &mistake.answer;
        let caption = format!("{} {:.3}{label}", answer.class, answer.p);
        put(buf, cell.x, cell.bottom(), &caption, PITCH.0 - 1, theme.dim);
    }
}
