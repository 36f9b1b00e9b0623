//! The picture: what is looked at in a line, under that a view, and where there is room the disturbed
//! picture beside it.

mod cures;
mod map;
mod mistakes;
mod one;
mod pixels;
mod reliability;

pub use cures::measured;

use super::{CURES, DIGIT, DRAW, FLIPS, MAP, MISTAKES, RELIABILITY, Robustness, facts};
use crate::labs::model::Model;
use crate::labs::pane::{Pane, split_beside};
use crate::labs::{Height, training};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns from which the picture stands beside what is so of many, and columns between them.
const TWO: u16 = 118;
const GAP: u16 = 4;

/// Heights worth having: a line of words over the view.
pub fn height(lab: &Robustness, width: u16) -> Height {
    let [least, good, best] = match lab.view {
        DIGIT | DRAW => [12, 14, 16],
        MAP => [12, 13, 15],
        MISTAKES => [mistakes::LEAST, 13, 25],
        RELIABILITY => [10, 14, 24],
        FLIPS => [pixels::ROWS, pixels::ROWS, pixels::ROWS],
        _ => [cures::LEAST, cures::ROWS, cures::ROWS],
    };
    // What stands beside it wants its own.
    let beside = if width >= TWO { one::LEAST } else { 0 };
    Height::new(
        1 + least.max(beside),
        1 + good.max(beside),
        1 + best.max(beside),
    )
}

/// The line, and the view; on a wide screen the picture before it.
pub fn panes(lab: &Robustness, area: Rect) -> Vec<Pane<Robustness>> {
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    let below = Rect {
        y: line.bottom(),
        height: area.height - line.height,
        ..area
    };
    let mut panes = vec![Pane::new(line, draw_line)];
    // The tables are of no one picture; and what a bet on many asks, one of them would tell.
    let alone = matches!(lab.view, DIGIT | DRAW | MAP | RELIABILITY | FLIPS | CURES) || !lab.score;
    if alone || below.width < TWO {
        panes.extend(of(lab, below));
    } else {
        let [left, right] = split_beside(below, GAP);
        panes.extend(one::panes(left, true));
        panes.extend(of(lab, right));
    }
    panes
}

/// The panes of its view.
fn of(lab: &Robustness, area: Rect) -> Vec<Pane<Robustness>> {
    match lab.view {
        _ if lab.shows_sheet() => one::sheet(area),
        DIGIT => one::panes(area, true),
        MAP => map::panes(area),
        MISTAKES => vec![Pane::new(area, mistakes::draw)],
        RELIABILITY => vec![Pane::new(area, reliability::draw)],
        FLIPS => vec![Pane::new(area, pixels::draw)],
        CURES => vec![Pane::new(area, cures::draw)],
        _ => Vec::new(),
    }
}

/// What is looked at: a training that goes on, many pictures, or the one.
fn draw_line(lab: &Robustness, line: Rect, buf: &mut Buffer, look: &Look) {
    if line.is_empty() {
        return;
    }
    let Some(data) = lab.data.ready() else {
        let words = lab.data.sentence();
        return put(buf, line.x, line.y, words, line.width, look.theme.dim);
    };
    if lab.own && (lab.run.is_wanted() || lab.view == CURES) {
        let spent = format!("{:.0} of {:.0} s", lab.run.seconds(), lab.settings.budget);
        let wide = spent.len() as u16 + 2;
        let left = Rect {
            width: line.width.saturating_sub(wide),
            ..line
        };
        training::progress(&lab.run, "digits", None, left, buf, look);
        return put(buf, left.right() + 2, line.y, &spent, wide, look.theme.dim);
    }
    let words = match lab.view {
        MISTAKES | RELIABILITY => of_all(lab),
        FLIPS => "Pixels made black or white, the best one first, until the answer is wrong".into(),
        CURES => "Three cures against shifts".into(),
        _ => format!("{}{}", lab.shown().words(data), done(lab)),
    };
    put(buf, line.x, line.y, &words, line.width, look.theme.strong);
}

/// What is done to the picture: ", shifted by -2 and 0, turned by 10°".
fn done(lab: &Robustness) -> String {
    let [right, down] = lab.treatment.disturbance.shift;
    let mut words = Vec::new();
    if [right, down] != [0, 0] {
        words.push(format!("right {right:+}, down {down:+}"));
    }
    let other = facts::other_than_shift(lab);
    if !other.is_empty() {
        words.push(other);
    }
    match lab.flips.len() {
        0 => {}
        1 => words.push("1 pixel flipped".to_owned()),
        n => words.push(format!("{n} pixels flipped")),
    }
    words.iter().map(|words| format!(", {words}")).collect()
}

/// How all of the kind are read.
fn of_all(lab: &Robustness) -> String {
    let all = lab.shown().all();
    let mut how = done(lab);
    if !how.is_empty() {
        how = format!("{how}: ");
    } else {
        how.push_str(": ");
    }
    let Some(reading) = lab.reading() else {
        return format!("{all}{how}being read...");
    };
    let count = grouped(reading.answers.len() as u64);
    if !lab.score {
        return format!("{count} {all}{how}what does the classifier say?");
    }
    let it = reading.reliability.all;
    let [right, said] = [it.right, it.said].map(|share| 100.0 * share);
    match lab.shown().kind == super::subject::DIGIT {
        true => format!("{count} {all}{how}{right:.1} % right, {said:.1} % sure"),
        false => format!("{count} {all}{how}{said:.1} % sure on average"),
    }
}
