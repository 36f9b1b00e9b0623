//! Samples drawn: the density over the histogram, and the running mean within sigma over the root of n, on a logarithmic axis of n.

use crate::labs::normal::sample::Samples;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows that it takes under the curve, a blank one and its legend included.
const ROWS: u16 = 10;

/// Rows that are left for the curve at least.
const LEAST_ABOVE: u16 = 11;

/// How far the axis reaches to both sides, in sigmas.
const REACH: f64 = 1.2;

/// Rows that it takes of so many: none where nothing was drawn or there is no room.
pub fn rows(samples: &Samples, height: u16) -> u16 {
    match samples.is_drawn() && height >= LEAST_ABOVE + ROWS {
        true => ROWS,
        false => 0,
    }
}

/// Draws it into so many rows.
pub fn draw(samples: &Samples, area: Rect, buf: &mut Buffer, look: &Look) {
    let area = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let plot = Rect {
        x: area.x + 8.min(area.width),
        width: area.width.saturating_sub(8),
        // An odd number, so that the mean has as many rows above as below.
        height: area.height.saturating_sub(3) / 2 * 2 + 1,
        ..area
    };
    if plot.width < 20 || plot.height < 3 {
        return;
    }
    let means: Vec<f64> = samples.running_mean().collect();
    let columns = f64::from(plot.width - 1);
    for column in 0..plot.width {
        let n = (means.len() as f64).powf(f64::from(column) / columns);
        let Some(mean) = means.get(n.round() as usize - 1) else {
            continue;
        };
        let edge = 1.0 / n.sqrt();
        let mut dot = |value: f64, sign: &str, style| {
            if let Some(row) = row(value, plot.height) {
                put(buf, plot.x + column, plot.y + row, sign, 1, style);
            }
        };
        dot(0.0, look.pick("─", "-"), look.theme.dim);
        dot(edge, look.pick("·", "."), look.theme.text);
        dot(-edge, look.pick("·", "."), look.theme.text);
        dot(*mean, look.pick("●", "o"), look.theme.accent);
    }
    for (value, label) in [
        (1.0, look.pick("+1 σ", "+1 sigma")),
        (0.0, "mean"),
        (-1.0, look.pick("-1 σ", "-1 sigma")),
    ] {
        if let Some(row) = row(value, plot.height) {
            put(buf, area.x, plot.y + row, label, 8, look.theme.dim);
        }
    }
    let legend = format!(
        "{} running mean  {} {}/{}  over {}",
        look.pick("●", "o"),
        look.pick("·", "."),
        look.pick("± σ", "+- sigma"),
        look.pick("√n", "sqrt(n)"),
        look.pick("n values", "n"),
    );
    let mut free = plot.x;
    let last = means.len() as u64;
    for n in (0..)
        .map(|power| 10_u64.pow(power))
        .take_while(|n| *n < last)
        .chain([last])
    {
        // All means lie over a single n where one value was drawn.
        let share = match last {
            1 => 0.0,
            _ => (n as f64).ln() / (last as f64).ln(),
        };
        let words = grouped(n);
        let wide = words.len() as u16;
        let at = plot.x + (share * columns).round() as u16;
        let at = at
            .saturating_sub(wide / 2)
            .clamp(plot.x, plot.right().saturating_sub(wide));
        if at >= free {
            put(buf, at, plot.bottom(), &words, wide, look.theme.dim);
            free = at + wide + 1;
        }
    }
    put(
        buf,
        plot.x,
        plot.bottom() + 1,
        &legend,
        plot.width,
        look.theme.text,
    );
}

/// The row of a value, if it is on the axis.
fn row(value: f64, height: u16) -> Option<u16> {
    let share = (REACH - value) / (2.0 * REACH);
    let row = (share * f64::from(height - 1)).round();
    (0.0..f64::from(height))
        .contains(&row)
        .then_some(row as u16)
}
