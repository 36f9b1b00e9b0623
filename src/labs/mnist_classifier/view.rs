//! The picture: how far the run is and how well the digits are read, and under that one view, two or
//! four beside each other.

mod digit;
mod drawn;
mod grid;
mod matrix;

use super::{DIGIT, DRAW, ERRORS, MATRIX, MnistClassifier, facts};
use crate::labs::Height;
use crate::labs::pane::{Pane, split_beside};
use crate::labs::training::{self, Trains};
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of the run and the figures, where there is room for both.
const HEAD: u16 = 2;

/// Columns from which two views stand beside each other, and columns between them.
const TWO: u16 = 118;
const GAP: u16 = 4;

/// Rows of a view at its best, and of the tallest at the least.
const BEST: u16 = 16;
const TALLEST: u16 = 12;

/// Heights worth having at a width.
pub fn height(lab: &MnistClassifier, width: u16) -> Height {
    let least = match lab.view {
        ERRORS => grid::LEAST,
        DRAW => 10,
        _ => TALLEST,
    };
    match width >= TWO {
        true => Height::new(HEAD + TALLEST, HEAD + BEST, HEAD + 2 * BEST + 1),
        false => Height::new(1 + least, HEAD + TALLEST, HEAD + BEST),
    }
}

/// The head, and the views that there is room for, the chosen one first.
pub fn panes(lab: &MnistClassifier, area: Rect) -> Vec<Pane<MnistClassifier>> {
    let rows = if area.height < HEAD + TALLEST {
        1
    } else {
        HEAD
    };
    let head = Rect {
        height: rows.min(area.height),
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
    // The sheet comes with the step that draws, and stays with what was drawn.
    let draws = lab.view == DRAW || lab.drawing.is_some();
    let lower = if draws { &[DIGIT, DRAW][..] } else { &[DIGIT] };
    let rows = match below.height > 2 * TALLEST {
        true => vec![&upper[..], lower],
        false if upper.contains(&lab.view) => vec![&upper[..]],
        false => vec![lower],
    };
    let high = below.height / rows.len() as u16;
    for (y, row) in (below.y..).step_by(usize::from(high.max(1))).zip(rows) {
        let line = Rect {
            y,
            height: high.saturating_sub(u16::from(below.height > high)),
            ..below
        };
        for (view, area) in row.iter().zip(split_beside(line, GAP)) {
            place(&mut panes, *view, area);
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

/// How far the run is, and how well the digits are read; on one row what is news.
fn draw_head(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let is_news = lab.own && (lab.run.is_wanted() || lab.run.steps() == 0);
    let rows = area.rows().zip(area.y..);
    for (line, y) in rows {
        match (y == area.y, area.height) {
            (true, 2..) => draw_run(lab, line, buf, look),
            (true, _) if is_news => draw_run(lab, line, buf, look),
            _ => {
                let words = score(lab, line.width);
                put(buf, line.x, line.y, &words, line.width, look.theme.text);
            }
        }
    }
}

/// How far the run is, or whose network it is that needs none.
fn draw_run(lab: &MnistClassifier, line: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if !lab.own {
        let words = match line.width {
            76.. => facts::who(lab),
            _ => "The network that ships answers.".to_owned(),
        };
        return put(buf, line.x, line.y, &words, line.width, theme.dim);
    }
    let (spent, style) = match lab.spent().is_some() {
        true => (
            format!("budget of {:.0} s spent", lab.settings.budget),
            theme.accent,
        ),
        false => (
            format!("{:.0} of {:.0} s", lab.run.seconds(), lab.settings.budget),
            theme.dim,
        ),
    };
    let wide = spent.len() as u16 + 2;
    let left = Rect {
        width: line.width.saturating_sub(wide),
        ..line
    };
    let missing = lab.data.ready().is_none().then(|| lab.data.sentence());
    training::progress(&lab.run, "digits", missing, left, buf, look);
    put(buf, left.right() + 2, line.y, &spent, wide, style);
}

/// The figures over all digits, as long as there is room for.
fn score(lab: &MnistClassifier, width: u16) -> String {
    let Some(read) = lab.shown() else {
        return facts::waiting(lab).to_owned();
    };
    let (score, digits) = (read.score, read.words());
    if !lab.score {
        return format!("{digits}, each with ten probabilities");
    }
    let [one, two] = [score.right, score.within_two].map(|share| 100.0 * share);
    let (wrong, next, cost) = (score.errors, score.next, score.mean_cost);
    let lines = [
        format!(
            "{digits}: {one:.2} % right, {two:.2} % within two. Of {wrong} errors the truth was next likely in {next}. Mean -ln p {cost:.4}"
        ),
        format!(
            "{digits}: {one:.2} % right, {two:.2} % within two, next likely in {next} of {wrong}"
        ),
        format!("{digits}: {one:.2} % right, {two:.2} % within two; next {next} of {wrong}"),
        format!("{digits}: {one:.2} % right, {two:.2} % within two"),
    ];
    longest_form(lines, width)
}
