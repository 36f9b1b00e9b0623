//! The picture: the density or a histogram of what was drawn, and what stands out in it.

use super::strip::{self, Strip};
use super::{Normal, funnel};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::axis::Axis;
use crate::ui::plot::curve::{self, Curve};
use crate::ui::plot::legend::{self, Entry};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Tops of the vertical axis: few, so that taller looks taller. One value alone in a narrow column
/// is a high histogram.
const TOPS: [f64; 9] = [0.5, 1.2, 2.5, 4.5, 10.0, 25.0, 60.0, 120.0, 300.0];

/// Columns in which both entries of the legend fit on a row.
const BOTH: u16 = 74;

/// The top of an axis that holds this height.
pub(super) fn top(height: f64) -> f64 {
    let above = TOPS.into_iter().find(|top| height * 1.02 <= *top);
    above.unwrap_or(TOPS[TOPS.len() - 1])
}

impl Normal {
    /// Draws the whole picture.
    pub(super) fn draw(&self, whole: Rect, buf: &mut Buffer, look: &Look) {
        let area = funnel::above(&self.samples, whole);
        if area != whole {
            let funnel = Rect {
                y: area.bottom() + 1,
                height: funnel::ROWS,
                ..whole
            };
            funnel::draw(&self.samples, funnel, buf, look);
        }
        let picture = self.picture(area);
        let across = self.axis(picture);
        let bins = self.bins(across);
        let highest = bins.iter().copied().fold(self.peak(), f64::max);
        let up = Axis {
            from: 0.0,
            to: top(highest),
            cells: curve::plot_area(picture).height,
        };
        // Once there is a sample, what is filled is its histogram, and the density a line over it.
        let f = |x| match self.samples.is_drawn() {
            true => across.cell(x).map_or(0.0, |cell| bins[usize::from(cell)]),
            false => self.density.pdf(x),
        };
        let curve = Curve {
            f: &f,
            x: (-self.span, self.span),
            top: up.to,
            interval: (self.low, self.high),
            x_name: "x",
        };
        curve::draw(&curve, picture, buf, look);
        if self.samples.is_drawn() {
            funnel::line(&self.density, (across, up), picture, buf, look);
        }
        self.name_the_peak((across, up), picture, buf, look);
        self.mark_means(across, picture, buf, look);
        self.mark_the_farthest(across, picture, buf, look);
        if area.height == 0 {
            return;
        }
        let x = curve::plot_area(picture).x;
        let room = area.right().saturating_sub(x);
        put(buf, x, area.y, " f(x)", room, look.theme.text);
        let y = picture.bottom();
        let below = Rect {
            x,
            y,
            width: room,
            height: self.legend_rows(area).min(area.bottom().saturating_sub(y)),
        };
        legend::draw(&self.legend(look), below, buf, look);
        let strip = Rect {
            y: y + 2,
            height: area.bottom().saturating_sub(y + 2),
            ..area
        };
        if !self.samples.is_drawn() {
            let numbers = (self.mu(), self.sigma());
            self.strip.draw(numbers, self.moved, strip, buf, look);
        }
    }

    /// The histogram of what was drawn, a column a bin.
    pub(super) fn bins(&self, across: Axis) -> Vec<f64> {
        let width = 2.0 * self.span / f64::from(across.cells.max(1));
        self.samples
            .histogram(&self.density, across.from, width, across.cells.into())
    }

    /// The curve's place: over the legend, and over the formula where there is room for it.
    pub(super) fn picture(&self, area: Rect) -> Rect {
        let strip = if !self.samples.is_drawn() && Strip::fits(area.height) {
            strip::ROWS
        } else {
            0
        };
        let taken = self.legend_rows(area) + strip;
        Rect {
            height: area.height.saturating_sub(taken),
            ..area
        }
    }

    /// Where there is no room beside the interval, several means have a row of their own.
    fn legend_rows(&self, area: Rect) -> u16 {
        let several = self.samples.several_means().is_some() && area.height > 6;
        if several && area.width < BOTH { 2 } else { 1 }
    }

    fn legend(&self, look: &Look) -> Vec<Entry> {
        let words = format!(
            " P({:.2} ≤ x ≤ {:.2}) = {:.4}",
            self.low,
            self.high,
            self.area()
        );
        let filled = look.pick("█", "#").to_string();
        let mut entries = vec![vec![(filled, look.theme.first), (words, look.theme.text)]];
        if let Some(means) = self.samples.several_means() {
            let sign = look.pick("▲", "^").to_string();
            let words = format!(" the means of {} samples", means.len());
            entries.push(vec![(sign, look.theme.strong), (words, look.theme.text)]);
        }
        entries
    }

    /// The most important number, written beside the place it belongs to.
    fn name_the_peak(
        &self,
        (across, up): (Axis, Axis),
        picture: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let plot = curve::plot_area(picture);
        let (Some(row), Some(column)) = (up.cell(self.peak()), across.cell(self.mu())) else {
            return;
        };
        let clear = (plot.width / 12).max(3);
        let words = format!("peak {:.2}", self.peak());
        let width = words.len() as u16 + 2;
        // Right of the summit where there is room, left of it elsewhere; the arrow points at it.
        let (x, text) = if column + clear + width <= plot.width {
            (column + clear, format!("{} {words}", look.pick("←", "<")))
        } else {
            (
                column.saturating_sub(clear + width),
                format!("{words} {}", look.pick("→", ">")),
            )
        };
        let y = plot.y + plot.height - 1 - row;
        put(buf, plot.x + x, y, &text, width, look.theme.accent);
    }

    /// The means of several samples, heaped on the ground as far as the picture goes.
    fn mark_means(&self, across: Axis, picture: Rect, buf: &mut Buffer, look: &Look) {
        let plot = curve::plot_area(picture);
        let mut heaps = vec![0; plot.width.into()];
        for mean in self.samples.several_means().unwrap_or_default() {
            let Some(column) = across.cell(self.mu() + self.sigma() * mean) else {
                continue;
            };
            let heap: &mut u16 = &mut heaps[usize::from(column)];
            if *heap < plot.height {
                *heap += 1;
                let y = plot.bottom() - *heap;
                put(
                    buf,
                    plot.x + column,
                    y,
                    look.pick("▲", "^"),
                    1,
                    look.theme.strong,
                );
            }
        }
    }

    /// The value farthest from mu, with its distance over it.
    fn mark_the_farthest(&self, across: Axis, picture: Rect, buf: &mut Buffer, look: &Look) {
        let plot = curve::plot_area(picture);
        let Some(z) = self.samples.farthest().filter(|_| plot.height >= 3) else {
            return;
        };
        let Some(column) = across.cell(self.mu() + self.sigma() * z) else {
            return;
        };
        let sign = look.pick("▼", "v");
        put(
            buf,
            plot.x + column,
            plot.bottom() - 1,
            sign,
            1,
            look.theme.strong,
        );
        let words = format!("farthest {:.2} sigma", z.abs());
        let width = words.len() as u16;
        let x = column
            .saturating_sub(width / 2)
            .min(plot.width.saturating_sub(width));
        let y = plot.bottom() - 2;
        // What it covers must not shine through.
        let covered = Rect::new(plot.x + x, y, width.min(plot.width), 1);
        buf.set_style(covered, ratatui::style::Style::reset());
        put(buf, plot.x + x, y, &words, plot.width, look.theme.strong);
    }
}
