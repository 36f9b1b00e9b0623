//! Drawing the two meters: the points with both fits, and both curves over one slope.

use crate::labs::mle_mse::meters::{self, SLOPE_AXIS};
use crate::labs::mle_mse::{MleMse, PLACES, VIEWS};
use crate::labs::pane::{Drag, Pane, Targets, split_below, split_beside};
use crate::stats::{Line, Noise};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend;
use crate::ui::plot::plane::Plane;
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this width on both pictures stand side by side.
const BOTH: u16 = 50;

/// From this width on a row holds the whole legend, written out.
const ALL: u16 = 84;

const PLANE: Plane = Plane {
    x: PLACES[0].range,
    y: PLACES[1].range,
    x_name: "x",
    y_name: "y",
};

/// The meters, the points, and a line of words.
pub fn panes(lab: &MleMse, area: Rect) -> Vec<Pane<MleMse>> {
    let rows = match area.height {
        0 => 0,
        20.. if area.width < 74 => 3,
        6.. if area.width < 74 => 2,
        // The signs of the meters take a row of their own.
        6.. if area.width < ALL && lab.has_meters() => 2,
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
        if area.height < meters::LOW {
            return Pane::new(area, meters::draw_rails);
        }
        let help = "Drag your slope along the meters.";
        let grid = SLOPE_AXIS.grid(area);
        Pane::new(area, meters::draw).drag(grid, &["a"], help, |_, drag| vec![("a", drag.to[0])])
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
        stroke::line(&grid, ends, pen, style, buf, look);
    };
    if lab.has_meters() {
        line(lab.line(), Pen::Dotted, look.theme.dim);
    }
    if let Some(squared) = lab.squared.filter(|_| !lab.covered) {
        line(squared, Pen::Solid, look.theme.first);
    }
    if let Some(absolute) = lab.absolute.filter(|_| !lab.covered && lab.has_absolute()) {
        line(absolute, Pen::Dashed, look.theme.second);
    }
    let others = lab.points.iter().enumerate();
    let others = others.filter(|(i, _)| *i != lab.chosen).map(|(_, at)| *at);
    spot::draw(others, Spot::Point, &grid, look.theme.text, buf, look);
    // The chosen one lies over the others.
    let chosen = lab.points.get(lab.chosen).copied();
    spot::draw(chosen, Spot::Ring, &grid, look.theme.strong, buf, look);
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
    let [solid, dashed, dotted] = [Pen::Solid, Pen::Dashed, Pen::Dotted].map(|pen| pen.sign(look));
    let apart = (squared.slope - absolute.slope).abs();
    let yours = (format!("{dotted} yours {:.2}", lab.slope), theme.dim);
    let chosen = format!("{} point {}", Spot::Ring.sign(look), lab.chosen + 1);
    let chosen = (chosen, theme.strong);
    let [here, least] = meters::signs(look);
    if lab.covered {
        let here = format!("{here} what the meters read at your slope");
        let entries = [yours, (here, theme.strong), chosen];
        // Of the meters alone no point is seen.
        let shown = if VIEWS[lab.view] == "meters" { 2 } else { 3 };
        let entries = entries.map(|entry| vec![entry]);
        legend::draw(&entries[..shown], area, buf, look);
        return;
    }
    // Where no meter shows it, the legend says which of the two the noise makes the likeliest.
    let likeliest = |noise: Noise| match lab.noise == noise && !lab.has_meters() {
        true => ", likeliest",
        false => "",
    };
    let fit = if area.width < ALL { "" } else { " fit" };
    let squared = format!(
        "{solid} squared{fit} {:.3}{}",
        squared.slope,
        likeliest(Noise::Gaussian)
    );
    let absolute = format!(
        "{dashed} absolute{fit} {:.3}{}",
        absolute.slope,
        likeliest(Noise::Laplace)
    );
    let entries = [
        Some((squared, theme.first)),
        lab.has_absolute().then_some((absolute, theme.second)),
        lab.has_absolute()
            .then(|| (format!("apart {apart:.3}"), theme.strong)),
        lab.has_meters().then_some(yours),
        // Of the meters alone no point is seen.
        (VIEWS[lab.view] != "meters").then_some(chosen),
        (lab.has_meters()).then(|| (format!("{here} at your slope"), theme.strong)),
        (lab.has_meters()).then(|| (format!("{least} least"), theme.good)),
    ];
    let entries: Vec<_> = entries
        .into_iter()
        .flatten()
        .map(|entry| vec![entry])
        .collect();
    legend::draw(&entries, area, buf, look);
}
