//! The picture: the density or a histogram of what was drawn, and what stands out in it.

use super::strip::{self, Strip};
use super::{Normal, bars, funnel};
use crate::labs::pane::{Drag, Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::label;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::Pen;
use crate::ui::plot::{curve, overlay};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Columns in which the legend of a sample fits on a row, and that of several.
const WIDE: [u16; 2] = [71, 95];

/// The curve over its legend; under both the formula, or the running mean of what was drawn.
pub fn panes(lab: &Normal, area: Rect) -> Vec<Pane<Normal>> {
    let [upper, funnel] = split_below(area, funnel::rows(&lab.samples, area.height));
    let has_strip = !lab.samples.is_drawn() && Strip::fits(upper.height);
    let [upper, strip] = split_below(upper, if has_strip { strip::ROWS } else { 0 });
    let [picture, below] = split_below(upper, lab.legend_rows(upper));
    let grid = lab.plane().grid_on_ground(picture);
    let legend = Rect {
        x: grid.plot.x,
        width: area.right().saturating_sub(grid.plot.x),
        ..below
    };
    vec![
        Pane::new(picture, draw).drag(
            grid,
            &["low", "high"],
            "Drag an end of the interval.",
            |_, drag| vec![drag_end(drag)],
        ),
        Pane::new(legend, |lab, area, buf, look| {
            legend::draw(&lab.legend(look), area, buf, look);
        }),
        Pane::new(strip, |lab, area, buf, look| {
            let numbers = (lab.mu(), lab.sigma());
            lab.strip.draw(numbers, lab.moved, area, buf, look);
        }),
        Pane::new(funnel, |lab, area, buf, look| {
            funnel::draw(&lab.samples, area, buf, look);
        }),
    ]
}

/// The end of the interval that was the nearer one follows the hand.
fn drag_end(drag: &Drag) -> (&'static str, f64) {
    let ([from, _], [to, _]) = (drag.from, drag.to);
    let (low, high) = (drag.began("low"), drag.began("high"));
    // An end that is fixed is not pushed along.
    match (from - low).abs() < (from - high).abs() {
        true if drag.is_free("high") => ("low", to),
        true => ("low", to.min(high)),
        false if drag.is_free("low") => ("high", to),
        false => ("high", to.max(low)),
    }
}

/// Draws the curve, or the histogram of what was drawn.
fn draw(lab: &Normal, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = lab.plane().draw_on_ground(area, buf, look);
    if grid.plot.is_empty() {
        return;
    }
    let hill = curve::Hill {
        f: &|x| lab.density.pdf(x),
        top: lab.mu(),
    };
    let interval = (lab.low, lab.high);
    if lab.samples.is_drawn() {
        // What is filled is the histogram, and the density a line over it.
        bars::draw(&lab.samples, &lab.density, interval, &grid, buf, look);
        overlay::draw(grid.plot, buf, |buf| {
            curve::line(hill, &grid, look.theme.accent, buf, look);
        });
        lab.mark_means(&grid, buf, look);
        lab.mark_the_farthest(&grid, buf, look);
    } else {
        curve::draw(hill, interval, &grid, look.theme.first, buf, look);
    }
    lab.name_the_peak(&grid, buf, look);
}

impl Normal {
    /// The axes of the picture. No knob of the curve moves them.
    fn plane(&self) -> Plane<'static> {
        Plane {
            x: (-self.span, self.span),
            y: (0.0, self.top),
            x_name: "x",
            y_name: "f(x)",
        }
    }

    /// What was drawn takes a second row where one is too short for it.
    fn legend_rows(&self, area: Rect) -> u16 {
        let wide = WIDE[usize::from(self.samples.several_means().is_some())];
        match self.samples.is_drawn() && area.height > 6 && area.width < wide {
            true => 2,
            false => 1,
        }
    }

    fn legend(&self, look: &Look) -> Vec<Entry> {
        let theme = &look.theme;
        let entry = |sign: &str, style, words: String| {
            vec![(sign.to_owned(), style), (format!(" {words}"), theme.text)]
        };
        let bar = look.pick("█", "#");
        let interval = format!("{:.2} ≤ x ≤ {:.2}", self.low, self.high);
        let area = format!("{:.4}", self.area());
        if !self.samples.is_drawn() {
            let words = format!("P({interval}) = {area}");
            return vec![entry(bar, theme.first, words)];
        }
        let columns = vec![
            (bar.to_owned(), theme.first),
            (bar.to_owned(), theme.dim),
            (format!(" values in and out of {interval}"), theme.text),
        ];
        let density = format!("f(x), P = {area}");
        let density = entry(Pen::Solid.sign(look), theme.accent, density);
        let mut entries = vec![columns, density];
        if let Some(means) = self.samples.several_means() {
            let words = format!("means of {} samples", means.len());
            entries.push(entry(look.pick("▲", "^"), theme.strong, words));
        }
        entries
    }

    /// The most important number, beside the place it belongs to; where the peak is above the
    /// picture, beside the place where the curve leaves it.
    fn name_the_peak(&self, grid: &Grid, buf: &mut Buffer, look: &Look) {
        let (plot, peak) = (grid.plot, self.peak());
        let Some((column, _)) = grid.cell([self.mu(), 0.0]) else {
            return;
        };
        let words = format!("peak {peak:.2}");
        let (right, left, row) = match grid.cell([self.mu(), peak]) {
            Some((_, row)) => (
                format!("{} {words}", look.pick("←", "<")),
                format!("{words} {}", look.pick("→", ">")),
                row,
            ),
            None => {
                let above = format!("{} {words}", look.pick("↑", "^"));
                (above.clone(), above, plot.y)
            }
        };
        let over = format!("{} {words}", look.pick("↓", "v"));
        let places = label::right_of(&right, column, row, plot, buf)
            .into_iter()
            .chain(label::left_of(&left, column, row, plot, buf))
            .chain([(column, row.saturating_sub(1), over)])
            .chain(label::leftwards(&words, plot.right(), plot.y, plot))
            .collect::<Vec<_>>();
        label::draw(places, plot, look.theme.accent, buf);
    }

    /// The means of several samples on the axis, where they hide no column.
    fn mark_means(&self, grid: &Grid, buf: &mut Buffer, look: &Look) {
        let means = self.samples.several_means().unwrap_or_default();
        let mark = |mean| Mark {
            at: [self.mu() + self.sigma() * mean, 0.0],
            symbol: look.pick("▲", "^"),
            style: look.theme.strong,
        };
        let on_plot = |mark: &Mark| grid.cell(mark.at).is_some();
        let marks: Vec<_> = means.into_iter().map(mark).filter(on_plot).collect();
        scatter::draw(grid, &marks, buf, look);
    }

    /// The value farthest from mu, with its distance over it.
    fn mark_the_farthest(&self, grid: &Grid, buf: &mut Buffer, look: &Look) {
        let plot = grid.plot;
        let farthest = self.samples.farthest().filter(|_| plot.height >= 4);
        let Some(z) = farthest else { return };
        let at = self.mu() + self.sigma() * z;
        let Some((column, ground)) = grid.cell([at, 0.0]) else {
            return;
        };
        let (sign, y) = (look.pick("▼", "v"), ground - 1);
        put(buf, column, y, sign, 1, look.theme.strong);
        let words = format!("farthest {:.2} {}", z.abs(), look.pick("σ", "sigma"));
        let width = words.width() as u16;
        let last = plot.right().saturating_sub(width).max(plot.x);
        let x = column.saturating_sub(width / 2).clamp(plot.x, last);
        let rows = (plot.y..y).rev();
        let places = rows.map(|y| (x, y, words.clone()));
        label::draw(places, plot, look.theme.strong, buf);
    }
}
