//! A line through leaves, and at some leaves' widths the bell that judges them, lying on its side.

use crate::labs::likelihood::Likelihood;
use crate::labs::likelihood::reading::Centre;
use crate::stats::{Line, Normal};
use crate::ui::Look;
use crate::ui::glyphs::Plotting;
use crate::ui::plot::plane::Grid;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;

/// Sigmas that a bell is drawn to, to both sides.
const TAILS: f64 = 3.0;

/// Straight pieces that a bell is drawn in.
const PARTS: u32 = 48;

/// From bell to bell, in centimetres of width at least.
const APART: f64 = 1.2;

/// Centimetres of width that a density of 1/cm reaches. It is the same for every sigma: a narrower
/// bell is a higher one.
const REACH: f64 = 2.0;

/// Whether bells are drawn, or the band in which they are high in their place.
pub fn fit(grid: &Grid, look: &Look) -> bool {
    // On less, and of whole cells or quarters, they are arrowheads.
    let is_fine = look.glyphs.plots() == Some(Plotting::Braille);
    is_fine && grid.plot.width >= 24 && grid.plot.height >= 12
}

/// What the line is drawn with: in ASCII a sign of its own, since it has company.
pub fn pen(look: &Look) -> Pen {
    match look.glyphs.ascii {
        true => Pen::Trail,
        false => Pen::Solid,
    }
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
    let ends = ends(&line, grid);
    stroke::segment(grid, ends, pen(look), look.theme.second, buf, look);
    spot::draw(leaves, Spot::Point, grid, look.theme.first, buf, look);
}

/// Where a line enters and leaves the plot.
fn ends(line: &Line, grid: &Grid) -> [[f64; 2]; 2] {
    [0.0, 1.0].map(|share| {
        let [x, _] = grid.at_share([share, 0.0]);
        [x, line.predict(x)]
    })
}

/// A sigma to both sides of the line.
fn band(line: &Line, sigma: f64, grid: &Grid, buf: &mut Buffer, look: &Look) {
    for far in [-sigma, sigma] {
        let ends = ends(line, grid).map(|[x, y]| [x, y + far]);
        stroke::segment(grid, ends, Pen::Dotted, look.theme.dim, buf, look);
    }
}

/// Bells on their sides, each from the width of a leaf to the right; the leaf's own density is a
/// stroke from it to the bell.
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
    let unit = lab.unit().per_cm;
    let reach = |error: f64| REACH * unit * unit * normal.pdf(error);
    let mut judged = leaves.to_vec();
    judged.sort_by(|a, b| a[0].total_cmp(&b[0]));
    judged.dedup_by(|next, kept| next[0] - kept[0] < APART * unit);
    let (dim, far) = (look.theme.dim, TAILS * normal.std_dev());
    for &[width, length] in &judged {
        let centre = line.predict(width);
        let ground = [-far, far].map(|error| [width, centre + error]);
        stroke::segment(grid, ground, Pen::Solid, dim, buf, look);
        let errors = (0..=PARTS).map(|part| far * (2.0 * f64::from(part) / f64::from(PARTS) - 1.0));
        let bell: Vec<_> = errors
            .map(|error| [width + reach(error), centre + error])
            .collect();
        stroke::path(grid, &bell, Pen::Solid, dim, buf, look);
        let own = [0.0, reach(length - centre)].map(|right| [width + right, length]);
        stroke::segment(grid, own, Pen::Solid, look.theme.first, buf, look);
    }
}
