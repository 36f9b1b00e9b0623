//! The pictures of the likelihood lab: stems under a bell, the falling sum, the surface, and bells
//! along a line.

use crate::labs::likelihood::knobs::{MU, SIGMA};
use crate::labs::likelihood::reading::{Centre, Reading, Surface};
use crate::labs::likelihood::{Likelihood, VIEWS};
use crate::stats::Normal;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::heatmap::{self, Heatmap};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Lengths on the axes, in centimetres: wider than the mean's knob, since leaves lie about it.
const LENGTHS: (f64, f64) = (3.0, 11.0);

/// Widths on the axis of the line's view, in centimetres.
pub const WIDTHS: (f64, f64) = (1.0, 7.0);

/// Tops of the density's axis in 1/cm: few, so that taller looks taller.
const TOPS: [f64; 6] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0];

/// With more leaves than this their stems would be a wall.
const STEMS: usize = 60;

/// How high a bell is drawn along the widths, in centimetres; closer than this none are drawn.
const BELL: f64 = 0.7;

/// Contours of the surface, in nats behind the best.
const CONTOURS: [(f64, &str); 4] = [(1.0, "1"), (5.0, "5"), (20.0, "20"), (100.0, "100")];

/// What a float can hold: its name, and the logarithms of its least and its largest number. Half
/// the least still rounds up to it.
const FLOATS: [(&str, f64, f64); 2] = [
    (
        "f32",
        -150.0 * std::f64::consts::LN_2,
        128.0 * std::f64::consts::LN_2,
    ),
    (
        "f64",
        -1075.0 * std::f64::consts::LN_2,
        1024.0 * std::f64::consts::LN_2,
    ),
];

/// What is looked at: the ranges of the axes and their names.
pub struct Sight {
    x: (f64, f64),
    y: (f64, f64),
    x_name: String,
    y_name: &'static str,
}

impl Sight {
    /// The axes of the view chosen, in the unit chosen.
    pub fn of(lab: &Likelihood) -> Self {
        let unit = |(from, to): (f64, f64)| (lab.out(from), lab.out(to));
        let name = lab.unit.name;
        match VIEWS[lab.view] {
            "product" => Self {
                x: (0.0, lab.all.len() as f64),
                y: sums(&lab.reading),
                x_name: "n leaves".into(),
                y_name: "sum of log f, nats",
            },
            "surface" => Self {
                x: unit(MU.range),
                y: unit((0.0, SIGMA.range.1)),
                x_name: format!("μ, {name}"),
                y_name: "σ    log-likelihood",
            },
            "line" => Self {
                x: unit(WIDTHS),
                y: unit((2.0, 12.0)),
                x_name: format!("width x, {name}"),
                y_name: "length y",
            },
            _ => {
                let peak = 0.4 / lab.sigma;
                let top = TOPS.into_iter().find(|top| peak <= *top);
                Self {
                    x: unit(LENGTHS),
                    y: (0.0, top.unwrap_or(TOPS[5]) / lab.unit.per_cm),
                    x_name: format!("length x, {name}"),
                    y_name: "density f(x)",
                }
            }
        }
    }

    /// The plane they make.
    pub fn plane(&self) -> Plane<'_> {
        Plane {
            x: self.x,
            y: self.y,
            x_name: &self.x_name,
            y_name: self.y_name,
        }
    }
}

/// A range for the sums: it doubles where it must, so that it seldom moves.
fn sums(reading: &Reading) -> (f64, f64) {
    let low = reading.sums.iter().copied().fold(0.0, f64::min);
    let high = reading.sums.iter().copied().fold(0.0, f64::max);
    let mut reach = 125.0;
    while reach < low.abs().max(high) {
        reach *= 2.0;
    }
    // The smaller side is shown as well, in so far as something lies on it.
    let side = |end: f64| {
        if end > reach / 8.0 {
            reach
        } else {
            reach / 8.0
        }
    };
    (-side(-low), side(high))
}

/// Draws the picture of the view chosen.
pub fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let sight = Sight::of(lab);
    let plane = sight.plane();
    match VIEWS[lab.view] {
        "product" => product(lab, &plane, &plane.draw(area, buf, look), buf, look),
        "surface" => surface(lab, &plane, area, buf, look),
        "line" => bells(lab, &plane.draw(area, buf, look), buf, look),
        _ => stems(lab, &plane.draw(area, buf, look), buf, look),
    }
}

/// The bell, and under it a stem for each leaf: as long as its density.
fn stems(lab: &Likelihood, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let Ok(normal) = Normal::new(lab.out(lab.mu), lab.out(lab.sigma)) else {
        return;
    };
    let leaves = lab.leaves();
    if leaves.len() <= STEMS {
        for &[_, x] in &leaves {
            let ends = [[x, 0.0], [x, normal.pdf(x)]];
            stroke::segment(grid, ends, Pen::Solid, look.theme.first, buf, look);
        }
    }
    stroke::curve(grid, &|x| normal.pdf(x), look.theme.second, buf, look);
    points(leaves.iter().map(|leaf| [leaf[1], 0.0]), grid, buf, look);
}

fn points(at: impl Iterator<Item = [f64; 2]>, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let mark = |at| Mark {
        at,
        symbol: look.pick("●", "o"),
        style: look.theme.first,
    };
    scatter::draw(grid, &at.map(mark).collect::<Vec<_>>(), buf, look);
}

/// The running sum of logs, and the ends of what the floats can hold.
fn product(lab: &Likelihood, plane: &Plane, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let (low, high) = plane.y;
    let mut level = |at: f64, style| {
        let ends = [[plane.x.0, at], [plane.x.1, at]];
        stroke::segment(grid, ends, Pen::Dashed, style, buf, look);
    };
    level(0.0, look.theme.dim);
    let row_of = |at: f64| grid.cell([0.0, at]).map(|(_, y)| y);
    let ends = FLOATS.into_iter().flat_map(|(name, least, largest)| {
        [
            (least, "below: 0 in", name),
            (largest, "above: infinite in", name),
        ]
    });
    // One that falls on the ground's row could not be told from it.
    let ends: Vec<_> = ends
        .filter(|(end, ..)| low < *end && *end < high && row_of(*end) != row_of(0.0))
        .collect();
    for (end, ..) in &ends {
        level(*end, look.theme.bad);
    }
    let sums = (1..).zip(&lab.reading.sums);
    let path: Vec<[f64; 2]> = sums.map(|(n, sum)| [f64::from(n), *sum]).collect();
    stroke::path(grid, &path, look.theme.first, buf, look);
    for (end, words, name) in ends {
        let words = format!(" {words} {name} ");
        // On the side where the sum is not.
        let crosses = |row: u16| {
            path.iter()
                .rev()
                .take(path.len() / 2)
                .any(|at| row_of(at[1]) == Some(row))
        };
        let Some(row) = row_of(end) else { continue };
        let right = grid.plot.right().saturating_sub(words.len() as u16 + 1);
        let x = if crosses(row) {
            grid.plot.x + 1
        } else {
            right.max(grid.plot.x)
        };
        put(buf, x, row, &words, grid.plot.width, look.theme.bad);
    }
    if let Some(&at) = path.last() {
        let here = Mark {
            at,
            symbol: look.pick("◊", "@"),
            style: look.theme.accent,
        };
        scatter::draw(grid, &[here], buf, look);
    }
}

/// The log-likelihood over mu and sigma, with the learner's trail.
fn surface(lab: &Likelihood, plane: &Plane, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = plane.grid(area);
    let Some(surface) = Surface::new(&lab.leaves()) else {
        return;
    };
    // Without a best one, behind the highest place that the knobs reach.
    let best = lab
        .reading
        .best
        .map(|best| (best.centre.at(0.0), best.sigma));
    let lowest = lab.out(SIGMA.range.0);
    let (mu, sigma) = best.unwrap_or((lab.leaves()[0][1], lowest));
    let top = surface.at(mu, sigma);
    let behind = |[mu, sigma]: [f64; 2]| top - surface.at(mu, sigma.max(lowest));
    let scale = 200.0_f64.ln();
    let map = Heatmap {
        f: &behind,
        ink: &|nats: f64| 0.9 * (1.0 - (1.0 + nats.max(0.0)).ln() / scale),
        contours: &CONTOURS,
    };
    heatmap::draw(&map, &grid, buf, look);
    plane.draw(area, buf, look);
    let trail: Vec<_> = lab.trail.iter().map(|at| at.map(|x| lab.out(x))).collect();
    stroke::path(&grid, &trail, look.theme.second, buf, look);
    let there = best.map(|(mu, sigma)| Mark {
        at: [mu, sigma],
        symbol: look.pick("×", "x"),
        style: look.theme.good,
    });
    let here = Mark {
        at: [lab.out(lab.mu), lab.out(lab.sigma)],
        symbol: look.pick("◊", "@"),
        style: look.theme.accent,
    };
    let marks: Vec<Mark> = there.into_iter().chain([here]).collect();
    scatter::draw(&grid, &marks, buf, look);
}

/// The line, the leaves, and at some leaves' widths the bell that judges them, with their density.
fn bells(lab: &Likelihood, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let leaves = lab.leaves();
    let Centre::Line(line) = lab.centre() else {
        return;
    };
    let sigma = lab.out(lab.sigma);
    let Ok(normal) = Normal::new(0.0, sigma) else {
        return;
    };
    // The peak of a bell reaches its neighbour, and each has a leaf of its own.
    let apart = lab.out(BELL);
    let reach = apart / normal.pdf(0.0);
    let mut judged = leaves.clone();
    judged.sort_by(|a, b| a[0].total_cmp(&b[0]));
    judged.dedup_by(|next, kept| next[0] - kept[0] < apart);
    for [width, length] in judged {
        let centre = line.predict(width);
        let point = |i: i32| {
            let error = f64::from(i) / 8.0 * sigma;
            [width + reach * normal.pdf(error), centre + error]
        };
        let bell: Vec<[f64; 2]> = (-24..=24).map(point).collect();
        stroke::path(grid, &bell, look.theme.dim, buf, look);
        let foot = [-3.0, 3.0].map(|far| [width, centre + far * sigma]);
        stroke::segment(grid, foot, Pen::Solid, look.theme.dim, buf, look);
        let tip = width + reach * normal.pdf(length - centre);
        let stem = [[width, length], [tip, length]];
        stroke::segment(grid, stem, Pen::Solid, look.theme.first, buf, look);
    }
    stroke::curve(grid, &|x| line.predict(x), look.theme.second, buf, look);
    points(leaves.into_iter(), grid, buf, look);
}
