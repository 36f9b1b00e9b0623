//! Drawing the two meters: the points with both fits, and both curves over one slope.

use crate::labs::mle_mse::{MleMse, PLACES, SLOPES, VIEWS};
use crate::labs::pane::{Drag, Pane, Targets, split_below, split_beside};
use crate::stats::{Line, Noise};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::legend;
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// From this width on both pictures stand side by side.
const BOTH: u16 = 50;

const PLANE: Plane = Plane {
    x: PLACES[0].range,
    y: PLACES[1].range,
    x_name: "x",
    y_name: "y",
};

/// The horizontal axis that both meters share.
const SLOPE_AXIS: Plane = Plane {
    x: SLOPES.range,
    y: (0.0, 1.0),
    x_name: "slope a",
    y_name: "",
};

/// Tops of the meters: few, so that a flatter curve looks flatter while sigma moves.
const TOPS: [f64; 7] = [3.0, 8.0, 30.0, 100.0, 300.0, 1000.0, 30000.0];

/// The meters, the points, and a line of words.
pub fn panes(lab: &MleMse, area: Rect) -> Vec<Pane<MleMse>> {
    let rows = match area.height {
        0 => 0,
        6.. if area.width < 74 => 2,
        _ => 1,
    };
    let [top, words] = split_below(area, rows);
    let (points, meters) = match VIEWS[lab.view] {
        "both" if area.width >= BOTH => {
            let [left, right] = split_beside(top, 2);
            (Some(left), Some(right))
        }
        "meters" => (None, Some(top)),
        _ => (Some(top), None),
    };
    let meters = meters.map(|area| {
        let help = "Drag your slope along the meters.";
        let grid = SLOPE_AXIS.grid(area);
        Pane::new(area, draw_meters).drag(grid, &["a"], help, |_, drag| vec![("a", drag.to[0])])
    });
    let points = points.map(|area| {
        let help = "Drag a point: the one nearest to the mouse.";
        let moved: &[&str] = match lab.upright {
            true => &["point", "y"],
            false => &["point", "x", "y"],
        };
        Pane::new(area, draw_points).drag(PLANE.grid(area), moved, help, drag_point)
    });
    let words = Pane::new(words, draw_words);
    meters.into_iter().chain(points).chain([words]).collect()
}

/// A press chooses, a drag moves: a click alone leaves the point where it is.
fn drag_point(lab: &MleMse, drag: &Drag) -> Targets {
    if drag.is_press {
        let distances = (1..).zip(lab.points.map(|point| drag.distance(point)));
        let nearest = distances.min_by(|a, b| a.1.total_cmp(&b.1));
        return Vec::from_iter(nearest.map(|(point, _)| ("point", f64::from(point))));
    }
    let [x, y] = drag.to;
    match lab.upright {
        true => vec![("y", y)],
        false => vec![("x", x), ("y", y)],
    }
}

fn draw_points(lab: &MleMse, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = PLANE.draw(area, buf, look);
    let mut line = |line: Line, pen, style| {
        let (from, to) = PLACES[0].range;
        let ends = [from, to].map(|x| [x, line.predict(x)]);
        stroke::segment(&grid, ends, pen, style, buf, look);
    };
    if lab.has_meters() {
        line(lab.line(), Pen::Solid, look.theme.dim);
    }
    if let Some(squared) = lab.squared.filter(|_| !lab.covered) {
        line(squared, Pen::Solid, look.theme.first);
    }
    if let Some(absolute) = lab.absolute.filter(|_| !lab.covered) {
        line(absolute, Pen::Dashed, look.theme.second);
    }
    let others = lab.points.iter().enumerate();
    let others = others.filter(|(i, _)| *i != lab.chosen).map(|(_, at)| *at);
    spot::draw(others, Spot::Point, &grid, look.theme.text, buf, look);
    // The chosen one lies over the others.
    let chosen = lab.points.get(lab.chosen).copied();
    spot::draw(chosen, Spot::Ring, &grid, look.theme.strong, buf, look);
}

/// One meter: a curve over the slope, where it is least, and where the learner is.
struct Meter<'a> {
    f: &'a dyn Fn(f64) -> f64,
    least: Option<f64>,
    style: Style,
}

fn draw_meters(lab: &MleMse, area: Rect, buf: &mut Buffer, look: &Look) {
    let [above, below] = split_below(area, area.height - area.height.saturating_sub(2) / 2);
    let name = |what: &str, f: &dyn Fn(f64) -> f64, least: Option<f64>| {
        let told = least.filter(|_| !lab.covered);
        let least = told.map_or(String::new(), |a| format!(", least at {a:.2}"));
        format!("{what} {}{least}", figure(f(lab.slope)))
    };
    let (mse, nll) = (|a: f64| lab.mse(a), |a: f64| lab.nll(a));
    let squared = lab.squared.map(|line| line.slope);
    let likeliest = lab.likeliest().map(|line| line.slope);
    let wide = area.width >= 46;
    let what = if wide { "mean squared error" } else { "MSE" };
    let mse_name = name(what, &mse, squared);
    let what = if wide {
        "negative log-likelihood"
    } else {
        "-log L"
    };
    let nll_name = name(what, &nll, likeliest);
    let plane = Plane {
        y: (0.0, top(2.5 + lab.mse(squared.unwrap_or(lab.slope)), 0)),
        y_name: &mse_name,
        ..SLOPE_AXIS
    };
    let grid = plane.draw_upper(above, buf, look);
    let meter = Meter {
        f: &mse,
        least: squared,
        style: look.theme.first,
    };
    draw_meter(lab, &meter, &grid, buf, look);
    let plane = Plane {
        y: (-10.0, top(5.0 + lab.nll(likeliest.unwrap_or(lab.slope)), 2)),
        y_name: &nll_name,
        ..plane
    };
    let grid = plane.draw(below, buf, look);
    let meter = Meter {
        f: &nll,
        least: likeliest,
        // of the fit that is the likeliest under this noise
        style: match lab.noise {
            Noise::Gaussian => look.theme.first,
            Noise::Laplace => look.theme.second,
        },
    };
    draw_meter(lab, &meter, &grid, buf, look);
}

/// The first top that is high enough, from the given one on.
fn top(enough: f64, first: usize) -> f64 {
    let top = TOPS[first..].iter().find(|top| enough <= **top);
    top.copied().unwrap_or(TOPS[TOPS.len() - 1])
}

fn draw_meter(lab: &MleMse, meter: &Meter, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let [_, bottom] = grid.at_share([0.0, 0.0]);
    let [_, top] = grid.at_share([0.0, 1.0]);
    let upright = |at: f64| [[at, bottom], [at, top]];
    let minimum = meter.least.filter(|_| !lab.covered);
    if let Some(least) = minimum {
        stroke::segment(grid, upright(least), Pen::Dashed, look.theme.dim, buf, look);
    }
    if !lab.covered {
        stroke::curve(grid, meter.f, meter.style, buf, look);
    }
    let at = |slope: f64| [slope, (meter.f)(slope)];
    let least = minimum.map(|slope| Mark {
        at: at(slope),
        symbol: look.pick("×", "x"),
        style: look.theme.good,
    });
    let here = Mark {
        at: at(lab.slope),
        symbol: look.pick("◊", "@"),
        style: look.theme.strong,
    };
    let marks: Vec<Mark> = least.into_iter().chain([here]).collect();
    scatter::draw(grid, &marks, buf, look);
}

fn draw_words(lab: &MleMse, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.is_empty() {
        return;
    }
    let (Some(squared), Some(absolute)) = (lab.squared, lab.absolute) else {
        let words = "All points lie on one x: every slope is as likely, no fit has one.";
        return put(buf, area.x, area.y, words, area.width, look.theme.bad);
    };
    let theme = &look.theme;
    let rule = look.pick("━━", "---");
    let dashes = look.pick("╍╍", "- -");
    let apart = (squared.slope - absolute.slope).abs();
    let yours = (format!("{rule} yours {:.2}", lab.slope), theme.dim);
    if lab.covered {
        let here = look.pick(
            "◊ what the meters read at your slope",
            "@ what the meters read at your slope",
        );
        let entries = [yours, (here.to_owned(), theme.strong)];
        legend::draw(&entries.map(|entry| vec![entry]), area, buf, look);
        return;
    }
    // Where no meter shows it, the legend says which of the two the noise makes the likeliest.
    let likeliest = |noise: Noise| match lab.noise == noise && !lab.has_meters() {
        true => ", the likeliest",
        false => "",
    };
    let entries = [
        (
            format!(
                "{rule} squared fit {:.3}{}",
                squared.slope,
                likeliest(Noise::Gaussian)
            ),
            theme.first,
        ),
        (
            format!(
                "{dashes} absolute fit {:.3}{}",
                absolute.slope,
                likeliest(Noise::Laplace)
            ),
            theme.second,
        ),
        (format!("apart {apart:.3}"), theme.strong),
        yours,
    ];
    let told = if lab.has_meters() { 4 } else { 3 };
    let entries = entries.into_iter().take(told).map(|entry| vec![entry]);
    legend::draw(&entries.collect::<Vec<_>>(), area, buf, look);
}
