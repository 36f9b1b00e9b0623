//! The picture: how far the run is and how well the digits are read, and under that one view, two or
//! four beside each other.

mod bars;
mod digit;
mod drawn;
mod grid;
mod matrix;

use super::{DIGIT, DRAW, ERRORS, MATRIX, MnistClassifier, facts};
use crate::labs::pane::{Pane, split_beside};
use crate::labs::{Height, training};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of the run and the figures.
const HEAD: u16 = 2;

/// Columns from which two views stand beside each other, and columns between them.
const TWO: u16 = 118;
const GAP: u16 = 4;

/// Rows of a view, at the least and at its best.
const LEAST: u16 = 12;
const BEST: u16 = 16;

/// Heights worth having at a width.
pub fn height(_lab: &MnistClassifier, width: u16) -> Height {
    let best = match width >= TWO {
        true => HEAD + 2 * BEST + 1,
        false => HEAD + BEST,
    };
    Height::new(HEAD + LEAST, HEAD + LEAST + 2, best)
}

/// The head, and the views that there is room for, the chosen one first.
pub fn panes(lab: &MnistClassifier, area: Rect) -> Vec<Pane<MnistClassifier>> {
    let head = Rect {
        height: HEAD.min(area.height),
        ..area
    };
    let below = Rect {
        y: head.bottom(),
        height: area.height - head.height,
        ..area
    };
    let mut panes = vec![Pane::new(head, draw_head)];
    let place = |panes: &mut Vec<_>, view: usize, area: Rect| panes.extend(of(view, area));
    if below.width < TWO {
        place(&mut panes, lab.view, below);
        return panes;
    }
    // The matrix beside the digits of its cell; a digit beside the drawing.
    let upper = [MATRIX, ERRORS];
    let lower = [DIGIT, DRAW];
    let rows = match below.height >= 2 * LEAST + 1 {
        true => vec![upper, lower],
        false if upper.contains(&lab.view) => vec![upper],
        false => vec![lower],
    };
    let high = below.height / rows.len() as u16;
    for (y, row) in (below.y..).step_by(usize::from(high.max(1))).zip(rows) {
        let line = Rect {
            y,
            height: high.saturating_sub(u16::from(below.height > high)),
            ..below
        };
        for (view, area) in row.into_iter().zip(split_beside(line, GAP)) {
            place(&mut panes, view, area);
        }
    }
    panes
}

/// The panes of a view.
fn of(view: usize, area: Rect) -> Vec<Pane<MnistClassifier>> {
    match view {
        DIGIT => vec![Pane::new(area, digit::draw)],
        MATRIX => vec![Pane::new(area, matrix::draw).touch(matrix::touch)],
        ERRORS => vec![Pane::new(area, grid::draw).touch(grid::touch)],
        _ => drawn::panes(area),
    }
}

/// How far the run is, and how well the digits are read.
fn draw_head(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let first = Rect { height: 1, ..area }.intersection(area);
    if lab.own {
        let spent = format!("{:.0} of {:.0} s", lab.spent(), lab.settings.budget);
        let wide = spent.len() as u16 + 2;
        let line = Rect {
            width: first.width.saturating_sub(wide),
            ..first
        };
        let missing = lab.data.ready().is_none().then(|| lab.data.sentence());
        training::progress(&lab.run, missing, line, buf, look);
        if !first.is_empty() {
            put(buf, line.right() + 2, first.y, &spent, wide, theme.dim);
        }
    } else if !first.is_empty() {
        let words = match first.width {
            76.. => facts::who(lab),
            _ => "The network that ships answers.".to_owned(),
        };
        put(buf, first.x, first.y, &words, first.width, theme.dim);
    }
    if area.height > 1 {
        let words = score(lab, area.width);
        put(buf, area.x, area.y + 1, &words, area.width, theme.text);
    }
}

/// The figures over all digits, as long as there is room for.
fn score(lab: &MnistClassifier, width: u16) -> String {
    let Some(read) = lab.shown() else {
        return facts::waiting(lab).to_owned();
    };
    let (score, set) = (read.score, read.set.name());
    let count = grouped(read.len() as u64);
    if !lab.score {
        return format!("{count} {set} digits, each with ten probabilities");
    }
    let [one, two] = [score.right, score.within_two].map(|share| 100.0 * share);
    let (wrong, next, cost) = (score.errors, score.next, score.mean_cost);
    let lines = [
        format!(
            "{count} {set} digits: {one:.2} % right, {two:.2} % within two. Of {wrong} errors the truth was next likely in {next}. Mean -ln p {cost:.4}"
        ),
        format!(
            "{count} {set} digits: {one:.2} % right, {two:.2} % within two, next likely in {next} of {wrong}"
        ),
        format!("{set}: {one:.2} % right, {two:.2} % within two; next {next} of {wrong}"),
    ];
    let fits = |line: &&String| line.chars().count() <= usize::from(width);
    let [.., last] = &lines;
    lines.iter().find(fits).unwrap_or(last).clone()
}
