//! The picture: an upright line for each interval, and mu across them.

use super::{Intervals, MU, SIGMA};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on the legend has one row.
const WIDE: u16 = 84;

/// How far the axis reaches to both sides of mu, in sigmas.
const REACH: f64 = 1.25;

/// The intervals over the legend.
pub fn panes(area: Rect) -> Vec<Pane<Intervals>> {
    let rows = if area.width < WIDE { 2 } else { 1 };
    let [picture, words] = split_below(area, rows);
    vec![
        Pane::new(picture, draw),
        Pane::new(words, |lab, area, buf, look| {
            legend::draw(&words_of(lab, area.width, look), area, buf, look);
        }),
    ]
}

fn draw(lab: &Intervals, area: Rect, buf: &mut Buffer, look: &Look) {
    let shown = lab.newest().len().min(columns(area.width));
    let plane = Plane {
        x: (0.0, columns(area.width) as f64),
        y: (MU - REACH * SIGMA, MU + REACH * SIGMA),
        x_name: "",
        y_name: "x",
    };
    let grid = plane.draw_upper(area, buf, look);
    let Some((_, at_mu)) = grid.cell([0.0, MU]) else {
        return;
    };
    for x in grid.plot.left()..grid.plot.right() {
        put(buf, x, at_mu, look.pick("─", "-"), 1, look.theme.accent);
    }
    for (at, mean) in lab.newest().iter().take(shown).enumerate() {
        let column = grid.plot.x + at as u16;
        let x = grid.value(column, at_mu)[0];
        let (middle, half) = (MU + mean * lab.of_mean(), lab.reach * lab.of_mean());
        let holds = lab.holds(*mean);
        let style = match holds {
            true => look.theme.dim,
            false => look.theme.bad,
        };
        let ends = [[x, middle - half], [x, middle + half]];
        stroke::segment(&grid, ends, Pen::Solid, style, buf, look);
        // Where it misses, a sign says so on the line that it misses.
        if !holds {
            put(buf, column, at_mu, look.pick("×", "X"), 1, look.theme.bad);
        }
    }
}

/// How many intervals find room, each in a column.
fn columns(width: u16) -> usize {
    // The labels of the vertical axis stand beside them.
    usize::from(width.saturating_sub(8)).clamp(1, super::EACH)
}

fn words_of(lab: &Intervals, width: u16, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let mu = (format!("{} μ = {MU}", look.pick("─", "-")), theme.accent);
    let newest = lab.newest();
    if newest.is_empty() {
        return vec![vec![mu], vec![("no sample yet".to_owned(), theme.dim)]];
    }
    let line = look.pick("│", "|");
    let shown = newest.len().min(columns(width));
    let intervals = (
        format!("{line} the interval of a sample, {shown} shown"),
        theme.text,
    );
    let missing = newest.len() - lab.holding(newest);
    let missing = format!("{} misses μ: {missing} of 100", look.pick("×", "X"));
    let drawn = lab.scores.len();
    let share = 100.0 * lab.holding(&lab.scores) as f64 / drawn as f64;
    let all = format!("of all {} hold it {share:.1}%", grouped(drawn as u64));
    let entries = [mu, intervals, (missing, theme.bad), (all, theme.strong)];
    entries.map(|entry| vec![entry]).into()
}
