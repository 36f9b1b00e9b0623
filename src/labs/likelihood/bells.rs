//! A line through leaves, and at some leaves' widths the bell that judges them, lying on its side.

use crate::labs::likelihood::reading::Centre;
use crate::labs::likelihood::{Likelihood, pictures};
use crate::stats::{Line, Normal};
use crate::ui::Look;
use crate::ui::plot::overlay;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::sparkline;
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// The least plot on which bells are told from scratches; in whole cells it takes more rows.
const LEAST: (u16, u16) = (24, 7);
const LEAST_ASCII: (u16, u16) = (24, 14);

/// From bell to bell, in centimetres of width at least.
const APART: f64 = 1.2;

/// Centimetres of width that a density of 1/cm reaches. It is the same for every sigma: a narrower
/// bell is a higher one.
const REACH: f64 = 2.0;

/// Whether bells are drawn, or the band in which they are high in their place.
pub fn fit(grid: &Grid, look: &Look) -> bool {
    let least = if look.glyphs.ascii {
        LEAST_ASCII
    } else {
        LEAST
    };
    grid.plot.width >= least.0 && grid.plot.height >= least.1
}

/// Draws the line, what judges the leaves, and the leaves.
pub fn draw(lab: &Likelihood, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let Centre::Line(line) = lab.centre() else {
        return;
    };
    let leaves = lab.leaves();
    if fit(grid, look) {
        bells(lab, &line, &leaves, grid, buf, look);
    } else {
        band(&line, lab.out(lab.sigma), grid, buf, look);
    }
    overlay::draw(grid.plot, buf, |buf| {
        stroke::curve(grid, &|x| line.predict(x), look.theme.second, buf, look);
    });
    overlay::draw(grid.plot, buf, |buf| {
        pictures::points(leaves.into_iter(), grid, buf, look);
    });
}

/// A sigma to both sides of the line.
fn band(line: &Line, sigma: f64, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let [from, _] = grid.at_share([0.0, 0.0]);
    let [to, _] = grid.at_share([1.0, 0.0]);
    for far in [-sigma, sigma] {
        let ends = [from, to].map(|x| [x, line.predict(x) + far]);
        stroke::segment(grid, ends, Pen::Dashed, look.theme.dim, buf, look);
    }
}

/// Bells as rows of bars, each as long as the density in its row; where a leaf lies, the bar is its
/// density.
fn bells(
    lab: &Likelihood,
    line: &Line,
    leaves: &[[f64; 2]],
    grid: &Grid,
    buf: &mut Buffer,
    look: &Look,
) {
    let Ok(normal) = Normal::new(0.0, lab.out(lab.sigma)) else {
        return;
    };
    // In the unit chosen: a density counts per unit.
    let unit = lab.unit.per_cm;
    let mut judged = leaves.to_vec();
    judged.sort_by(|a, b| a[0].total_cmp(&b[0]));
    judged.dedup_by(|next, kept| next[0] - kept[0] < APART * unit);
    for &[width, length] in &judged {
        let centre = line.predict(width);
        let Some((column, _)) = grid.cell([width, grid.value(0, grid.plot.y)[1]]) else {
            continue;
        };
        let own = grid.cell([width, length]).map(|(_, row)| row);
        for row in grid.plot.top()..grid.plot.bottom() {
            let at = grid.value(column, row)[1];
            let density = match own == Some(row) {
                true => normal.pdf(length - centre),
                false => normal.pdf(at - centre),
            };
            let reach = width + REACH * unit * unit * density;
            let columns = grid.place([reach, 0.0])[0] - grid.place([width, 0.0])[0];
            let style = match own == Some(row) {
                true => look.theme.first,
                false => look.theme.dim,
            };
            bar(grid, (column, row), columns, style, buf, look);
        }
    }
}

/// A bar to the right, as far as the plot goes.
fn bar(grid: &Grid, (x, y): (u16, u16), columns: f64, style: Style, buf: &mut Buffer, look: &Look) {
    let room = grid.plot.right().saturating_sub(x);
    let share = columns / f64::from(room.max(1));
    let bar = sparkline::bar(share, usize::from(room), look);
    for (x, sign) in (x..grid.plot.right()).zip(bar.chars()) {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.set_char(sign).set_style(style);
        }
    }
}
