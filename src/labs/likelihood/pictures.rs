//! The pictures of the likelihood lab: stems under a bell, the falling sum, the surface, and bells
//! along a line.

use crate::labs::likelihood::leaves::Unit;
use crate::labs::likelihood::reading::Surface;
use crate::labs::likelihood::{Likelihood, MUS, SIGMAS, VIEWS, bells};
use crate::stats::Normal;
use crate::ui::Look;
use crate::ui::number::figure;
use crate::ui::plot::curve;
use crate::ui::plot::heatmap::{self, Heatmap};
use crate::ui::plot::label;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Lengths on the axes, in centimetres: wider than the mean's knob, since leaves lie about it.
const LENGTHS: (f64, f64) = (3.0, 11.0);

/// Widths on the axis of the line's view, in centimetres.
pub const WIDTHS: (f64, f64) = (1.0, 7.0);

/// With more leaves than this their stems would be a wall.
const STEMS: usize = 60;

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
    y_name: String,
    /// Whether nothing lies below 0, so that the horizontal axis is the value 0.
    on_ground: bool,
}

impl Sight {
    /// The axes of the view chosen, in the unit chosen.
    pub fn of(lab: &Likelihood) -> Self {
        let unit = |(from, to): (f64, f64)| (lab.out(from), lab.out(to));
        let name = lab.unit().name;
        let on_ground = VIEWS[lab.view] == "points";
        match VIEWS[lab.view] {
            "product" => Self {
                x: (0.0, lab.all.len() as f64),
                y: sums(lab.unit()),
                x_name: "n leaves".into(),
                // What the unit is decides where the sum goes, and so the axis.
                y_name: format!("sum of log f, nats; lengths in {name}"),
                on_ground,
            },
            "surface" => Self {
                x: unit(MUS),
                y: unit((0.0, SIGMAS.1)),
                x_name: format!("μ, {name}"),
                y_name: "σ    log-likelihood".into(),
                on_ground,
            },
            "line" => Self {
                x: unit(WIDTHS),
                y: unit((2.0, 12.0)),
                x_name: format!("width x, {name}"),
                y_name: "length y".into(),
                on_ground,
            },
            _ => Self {
                x: unit(LENGTHS),
                y: (0.0, lab.top / lab.unit().per_cm),
                x_name: format!("length x, {name}"),
                y_name: "density f(x)".into(),
                on_ground,
            },
        }
    }

    /// The plane they make.
    pub fn plane(&self) -> Plane<'_> {
        Plane {
            x: self.x,
            y: self.y,
            x_name: &self.x_name,
            y_name: &self.y_name,
        }
    }

    /// Where values fall.
    pub fn grid(&self, area: Rect) -> Grid {
        match self.on_ground {
            true => self.plane().grid_on_ground(area),
            false => self.plane().grid(area),
        }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Grid {
        match self.on_ground {
            true => self.plane().draw_on_ground(area, buf, look),
            false => self.plane().draw(area, buf, look),
        }
    }
}

/// A range for the sums, the same for every n and every curve: so far that a float's end is seen
/// well, and as far as all leaves come where they do not end at once.
fn sums(unit: Unit) -> (f64, f64) {
    match unit.name {
        "mm" => (-150.0, 20.0),
        "cm" => (-400.0, 50.0),
        _ => (-50.0, 700.0),
    }
}

/// Draws the picture of the view chosen.
pub fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let sight = Sight::of(lab);
    let plane = sight.plane();
    match VIEWS[lab.view] {
        "product" => product(lab, &plane, &sight.draw(area, buf, look), buf, look),
        "surface" => surface(lab, &plane, area, buf, look),
        "line" => bells::draw(lab, &sight.draw(area, buf, look), buf, look),
        _ => stems(lab, &sight.draw(area, buf, look), buf, look),
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
            stroke::line(grid, ends, Pen::Solid, look.theme.first, buf, look);
        }
    }
    let hill = curve::Hill {
        f: &|x| normal.pdf(x),
        top: normal.mean(),
    };
    curve::line(hill, grid, look.theme.second, buf, look);
    on_ground(leaves.iter().map(|leaf| [leaf[1], 0.0]), grid, buf, look);
    above(&normal, grid, buf, look);
}

/// Where the bell leaves the picture, how high it goes.
fn above(normal: &Normal, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let (mu, peak) = (normal.mean(), normal.pdf(normal.mean()));
    let Some((column, _)) = grid
        .cell([mu, 0.0])
        .filter(|_| grid.cell([mu, peak]).is_none())
    else {
        return;
    };
    let words = format!("{} peak {}", look.pick("↑", "^"), figure(peak));
    let (plot, top) = (grid.plot, grid.plot.y);
    let places = label::rightwards(&words, column + 1, top, plot)
        .chain(label::leftwards(&words, column, top, plot));
    label::draw(places, plot, look.theme.second, buf);
}

/// Leaves on the ground: each stands on the axis, where no height is to be read.
fn on_ground(at: impl Iterator<Item = [f64; 2]>, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let mark = |at| Mark {
        at,
        symbol: look.pick("●", "o"),
        style: look.theme.first,
    };
    scatter::draw(grid, &at.map(mark).collect::<Vec<_>>(), buf, look);
}

/// The end of what a float can hold that lies on the axis of the sums, and what lies beyond it.
pub fn end(lab: &Likelihood, grid: &Grid) -> Option<(f64, String)> {
    let (low, high) = sums(lab.unit());
    let row_of = |at: f64| grid.cell([0.0, at]).map(|(_, y)| y);
    let ends = FLOATS.into_iter().flat_map(|(name, least, largest)| {
        [
            (least, format!("below: 0 in {name}")),
            (largest, format!("above: infinite in {name}")),
        ]
    });
    // One that falls on the row of 0 could not be told from it.
    let mut seen = ends.filter(|(end, _)| low < *end && *end < high && row_of(*end) != row_of(0.0));
    seen.next()
}

/// Whether the end of what a float can hold is named in the plot, beside its line, and not under it.
pub fn names_end(grid: &Grid) -> bool {
    grid.plot.height >= 6
}

/// The running sum of logs, and the end of what the floats can hold.
fn product(lab: &Likelihood, plane: &Plane, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let mut level = |at: f64, pen, style| {
        let ends = [[plane.x.0, at], [plane.x.1, at]];
        stroke::segment(grid, ends, pen, style, buf, look);
    };
    level(0.0, Pen::Dotted, look.theme.dim);
    let end = end(lab, grid);
    if let Some((end, _)) = end {
        level(end, Pen::Dashed, look.theme.bad);
    }
    let sums = (1..).zip(&lab.reading.sums);
    let path: Vec<[f64; 2]> = sums.map(|(n, sum)| [f64::from(n), *sum]).collect();
    stroke::path(grid, &path, Pen::Solid, look.theme.first, buf, look);
    let plot = grid.plot;
    let cell = end.as_ref().and_then(|(end, _)| grid.cell([0.0, *end]));
    if let Some(((end, words), (_, row))) = end.zip(cell).filter(|_| names_end(grid)) {
        // Beyond the line, where no number is; where there is no row, before it.
        let (beyond, before) = match end < 0.0 {
            true => (row + 1, row.saturating_sub(1)),
            false => (row.saturating_sub(1), row + 1),
        };
        let rows = [beyond, before].into_iter();
        let places = rows.flat_map(|row| label::leftwards(&words, plot.right(), row, plot));
        label::draw(places, plot, look.theme.bad, buf);
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
    let lowest = lab.out(SIGMAS.0);
    let (mu, sigma) = best.unwrap_or((lab.leaves()[0][1], lowest));
    let top = surface.at(mu, sigma);
    let behind = |[mu, sigma]: [f64; 2]| top - surface.at(mu, sigma.max(lowest));
    let scale = 200.0_f64.ln();
    let map = Heatmap {
        f: &behind,
        ink: &|nats: f64| 0.9 * (1.0 - (1.0 + nats.max(0.0)).ln() / scale),
        contours: &CONTOURS,
    };
    let names = heatmap::draw(&map, &grid, buf, look);
    plane.draw(area, buf, look);
    let trail: Vec<_> = lab.trail.iter().map(|at| at.map(|x| lab.out(x))).collect();
    stroke::path(&grid, &trail, Pen::Solid, look.theme.second, buf, look);
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
    names.write(buf, look);
}
