//! The map of E over both weights: a unit of a is as long on the screen as a unit of b, so that a
//! right angle looks like one.

use super::{Bowl, SCALES, VIEWS};
use crate::stats::Line;
use crate::ui::Look;
use crate::ui::plot::digit;
use crate::ui::plot::heatmap::{self, Heatmap};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Contours of E, with their names.
const CONTOURS: [(f64, &str); 4] = [(5.0, "5"), (20.0, "20"), (80.0, "80"), (300.0, "300")];

/// How long the arrow is for a slope of 1, and at most, in units of the weights.
const LENGTH: (f64, f64) = (0.01, 1.5);

/// An arrow below this length would be its head alone.
const LEAST: f64 = 0.1;

/// How far the cuts reach from the floor.
pub const REACH: f64 = 2.0;

/// The weights over an area, both by one measure.
pub fn plane(area: Rect) -> Plane<'static> {
    let [x, y] = SCALES.map(|scale| scale.range);
    let plane = Plane {
        x,
        y,
        x_name: "slope a",
        y_name: "intercept b   (lines with their E)",
    };
    let grid = plane.grid(area);
    let [wide, high] = [grid.plot.width, grid.plot.height].map(|cells| f64::from(cells.max(1)));
    // What the plane makes of the range that has less room, since its ticks may take more.
    let [origin, right, up] = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]].map(|at| grid.place(at));
    let (columns, rows) = (right[0] - origin[0], origin[1] - up[1]);
    let about = |(from, to): (f64, f64), span: f64| {
        let middle = f64::midpoint(from, to);
        (middle - span / 2.0, middle + span / 2.0)
    };
    // A cell is twice as high as wide.
    match columns > 2.0 * rows {
        true => Plane {
            x: about(x, wide / (2.0 * rows)),
            ..plane
        },
        false => Plane {
            y: about(y, 2.0 * high / columns),
            ..plane
        },
    }
}

/// Draws E, the floor, and what the view is about.
pub fn draw(lab: &Bowl, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = plane(area);
    let grid = plane.grid(area);
    let at = |[slope, intercept]: [f64; 2]| lab.error.at(&Line { slope, intercept });
    let passed = |e: f64| CONTOURS.iter().filter(|contour| e > contour.0).count();
    let map = Heatmap {
        f: &at,
        ink: &|e| shade(passed(e)),
        contours: &CONTOURS,
    };
    let names = heatmap::draw(&map, &grid, buf, look);
    plane.draw_axes(&grid, area, buf, look);
    let floor = [lab.floor.slope, lab.floor.intercept];
    let mut marks = vec![Mark {
        at: floor,
        symbol: look.pick("+", "L"),
        style: look.theme.good,
    }];
    if VIEWS[lab.view] == "cuts" {
        draw_cuts(lab, &grid, buf, look);
    } else {
        marks.push(Mark {
            at: [lab.line.slope, lab.line.intercept],
            symbol: look.pick("◊", "@"),
            style: look.theme.strong,
        });
        if let Some(to) = lab.arrow.then(|| tip(lab)).flatten() {
            let ends = [[lab.line.slope, lab.line.intercept], to];
            stroke::segment(&grid, ends, Pen::Solid, look.theme.accent, buf, look);
            marks.push(Mark {
                at: to,
                symbol: head(ends, look),
                style: look.theme.accent,
            });
        }
    }
    scatter::draw(&grid, &marks, buf, look);
    names.write(buf, look);
}

/// Ink for a height that lies beyond so many contours: the nearer to the least, the more.
fn shade(passed: usize) -> f64 {
    0.85 * (1.0 - passed as f64 / CONTOURS.len() as f64)
}

/// The signs of the shades, from the floor up.
pub fn shades() -> String {
    let sign = |passed| digit::sign(shade(passed) as f32);
    (0..CONTOURS.len()).map(sign).collect()
}

/// Where the arrow ends: against both slopes, the longer the steeper E is.
pub fn tip(lab: &Bowl) -> Option<[f64; 2]> {
    let slopes = lab.error.gradient(&lab.line);
    let steep = slopes[0].hypot(slopes[1]);
    let length = (LENGTH.0 * steep).min(LENGTH.1);
    let by = slopes.map(|slope| -slope / steep * length);
    (length > LEAST).then(|| [lab.line.slope + by[0], lab.line.intercept + by[1]])
}

/// The sign at the end of an arrow.
fn head([from, to]: [[f64; 2]; 2], look: &Look) -> &'static str {
    const HEADS: [&str; 8] = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"];
    const PLAIN: [&str; 4] = [">", "^", "<", "v"];
    let turns = (to[1] - from[1]).atan2(to[0] - from[0]) / std::f64::consts::TAU;
    let part = |parts: usize| {
        let nearest = (turns * parts as f64).round() as i64;
        nearest.rem_euclid(parts as i64) as usize
    };
    look.pick(HEADS[part(HEADS.len())], PLAIN[part(PLAIN.len())])
}

/// The cut at right angles to the learner's, and that one over it: direction in degrees, pen, colour.
pub fn cuts(lab: &Bowl, look: &Look) -> [(f64, Pen, Style); 2] {
    // Dashes would be lost among the signs of shades.
    let other = match look.glyphs.ascii {
        true => Pen::Trail,
        false => Pen::Dashed,
    };
    [
        (lab.turn + 90.0, other, look.theme.first),
        (lab.turn, Pen::Solid, look.theme.second),
    ]
}

fn draw_cuts(lab: &Bowl, grid: &Grid, buf: &mut Buffer, look: &Look) {
    for (degrees, pen, style) in cuts(lab, look) {
        let ends = [-REACH, REACH].map(|distance| {
            let line = lab.off_floor(distance, degrees);
            [line.slope, line.intercept]
        });
        stroke::segment(grid, ends, pen, style, buf, look);
    }
}
