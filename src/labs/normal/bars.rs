//! The histogram of what was drawn.

use crate::labs::normal::sample::Samples;
use crate::stats::normal::Normal as Density;
use crate::ui::Look;
use crate::ui::plot::curve;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;

/// A bin is about so many sigmas wide: narrower ones would be a fence where few values are drawn.
const BIN: f64 = 0.5;

/// Draws a bar for each bin, those inside the interval standing out.
pub fn draw(
    samples: &Samples,
    density: &Density,
    (low, high): (f64, f64),
    grid: &Grid,
    buf: &mut Buffer,
    look: &Look,
) {
    let plot = grid.plot;
    let edge = |column: u16| grid.at_share([f64::from(column) / f64::from(plot.width), 0.0])[0];
    let cell = edge(1) - edge(0);
    let columns = (BIN * density.std_dev() / cell).round();
    let columns = (columns as u16).clamp(1, plot.width.div_ceil(4));
    // The edge of a bin lies at the mean, or as near to it as a column's does.
    let to_mean = ((density.mean() - edge(0)) / cell).round() as i64;
    let first = to_mean.rem_euclid(i64::from(columns)) as u16;
    let width = f64::from(columns) * cell;
    let from = edge(0) + (f64::from(first) - f64::from(columns)) * cell;
    let bins = usize::from(plot.width / columns) + 2;
    let heights = samples.histogram(density, from, width, bins);
    for column in 0..plot.width {
        let bin = usize::from((column + columns - first) / columns);
        let height = heights.get(bin).copied().unwrap_or(0.0);
        let middle = from + (bin as f64 + 0.5) * width;
        let style = match (low..=high).contains(&middle) {
            true => look.theme.first,
            false => look.theme.dim,
        };
        curve::fill(grid, plot.x + column, height, style, buf, look);
    }
}
