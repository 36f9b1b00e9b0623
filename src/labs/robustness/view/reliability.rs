//! How sure it was against how often it was right: the network's answers, and the learner's own bets on
//! the same axes. On the diagonal, who says 80 % is right in 80 of 100 cases.

use super::super::Robustness;
use crate::stats::Reliability;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{grouped, many};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of the words beside the plot, and of the plot at the least and at the most.
const WORDS: u16 = 24;
const WIDE: (u16, u16) = (24, 70);

const PLANE: Plane = Plane {
    x: (0.0, 100.0),
    y: (0.0, 100.0),
    x_name: "said, %",
    y_name: "was right, %",
};

/// The plot with its words beside it; on a narrow screen the words.
pub fn draw(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let width = area.width.saturating_sub(WORDS + 2).min(WIDE.1);
    let plot = Rect { width, ..area };
    if plot.width < WIDE.0 || plot.height < 6 {
        return words(lab, area, buf, look);
    }
    let grid = PLANE.draw(plot, buf, look);
    let diagonal = [[0.0, 0.0], [100.0, 100.0]];
    stroke::segment(&grid, diagonal, Pen::Dashed, theme.dim, buf, look);
    let [net, own] = signs(look);
    if let Some(reading) = lab.reading().filter(|_| lab.score) {
        groups(&reading.reliability, net, theme.first, &grid, buf, look);
    }
    if let Some(bets) = &lab.bets {
        groups(bets, own, theme.second, &grid, buf, look);
    }
    let x = plot.right() + 2;
    let width = area.right().saturating_sub(x);
    words(lab, Rect { x, width, ..area }, buf, look);
}

/// The network's sign, and the learner's.
fn signs(look: &Look) -> [&'static str; 2] {
    [look.pick("●", "@"), look.pick("○", "o")]
}

/// Each group at what it said and how often it was right, with a line to where it should have been.
fn groups(of: &Reliability, sign: &str, style: Style, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let places = of.groups.iter().map(|group| [group.said, group.right]);
    let places: Vec<[f64; 2]> = places.map(|at| at.map(|share| 100.0 * share)).collect();
    for &[said, right] in &places {
        let ends = [[said, said], [said, right]];
        stroke::segment(grid, ends, Pen::Dotted, style, buf, look);
    }
    for (x, y) in places.iter().filter_map(|at| grid.cell(*at)) {
        put(buf, x, y, sign, 1, style);
    }
}

fn words(lab: &Robustness, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let [net, own] = signs(look);
    let mut lines = Vec::new();
    match (lab.reading(), lab.score) {
        (_, false) => lines.push((format!("{net} classifier: hidden"), theme.first)),
        (None, true) => lines.push((format!("{net} classifier: reading..."), theme.first)),
        (Some(reading), true) => {
            let count = grouped(reading.answers.len() as u64);
            lines.push((format!("{net} classifier, {count}"), theme.first));
            lines.extend(figures(&reading.reliability, look));
        }
    }
    lines.push((String::new(), theme.text));
    match &lab.bets {
        None => lines.push((format!("{own} you: no bets yet"), theme.second)),
        Some(bets) => {
            let count = many(bets.all.count as u64, "bet");
            lines.push((format!("{own} you, {count}"), theme.second));
            lines.extend(figures(bets, look));
        }
    }
    lines.push((String::new(), theme.text));
    let sign = Pen::Dashed.sign(look);
    lines.push((format!("{sign} said = was; under it:"), theme.dim));
    lines.push(("  surer than right".to_owned(), theme.dim));
    for ((words, style), y) in lines.iter().zip(area.y..area.bottom()) {
        put(buf, area.x, y, words, area.width, *style);
    }
}

/// How sure on the whole, how right, and how far apart in the mean.
fn figures(of: &Reliability, look: &Look) -> [(String, Style); 3] {
    let [said, right, gap] = [of.all.said, of.all.right, of.mean_gap()].map(|share| 100.0 * share);
    let theme = &look.theme;
    [
        (format!("  sure     {said:>5.1} %"), theme.text),
        (format!("  right    {right:>5.1} %"), theme.text),
        (format!("  mean gap {gap:>5.1} points"), theme.strong),
    ]
}
