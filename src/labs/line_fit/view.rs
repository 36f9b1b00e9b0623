//! Drawing the line fit: points with the line and its errors, E as a landscape, one line of numbers.

use super::layout::{Layout, layout, points_on, shown, weights_on};
use super::{LineFit, facts};
use crate::labs::grip;
use crate::labs::pane::{Drag, Pane, Targets};
use crate::stats::Line;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{figure, grouped};
use crate::ui::plot::digit;
use crate::ui::plot::heatmap::{self, Heatmap};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use crate::ui::text::{folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Contours of E, as multiples of the least.
const CONTOURS: [(f64, &str); 5] = [
    (1.1, "1.1×"),
    (2.0, "2×"),
    (5.0, "5×"),
    (20.0, "20×"),
    (100.0, "100×"),
];

/// The same for a small picture.
const FEWER: [(f64, &str); 3] = [CONTOURS[1], CONTOURS[3], CONTOURS[4]];

/// The sign of the least E, in Unicode and in ASCII: no sign of times.
const LEAST: [&str; 2] = ["+", "L"];

/// Points and landscape over the words. A hand drags the line among the points, and the weights over
/// the landscape.
pub fn panes(lab: &LineFit, area: Rect) -> Vec<Pane<LineFit>> {
    let Layout {
        points,
        landscape,
        words,
    } = layout(lab, area);
    let weights = &["a", "b"];
    let points = points.map(|area| {
        let (_, grid) = points_on(lab, area);
        Pane::new(area, draw_points).drag(grid, weights, grip::HELP, line_under)
    });
    let landscape = landscape.map(|area| {
        let help = "Drag your a and b over the landscape.";
        let (_, grid) = weights_on(lab, area);
        Pane::new(area, draw_landscape).drag(grid, weights, help, |_, drag| {
            vec![("a", drag.to[0]), ("b", drag.to[1])]
        })
    });
    (points.into_iter().chain(landscape))
        .chain([Pane::new(words, draw_words)])
        .collect()
}

fn line_under(lab: &LineFit, drag: &Drag) -> Targets {
    grip::dragged(["a", "b"], drag, lab.data.ranges[0], lab.data.a)
}

fn draw_points(lab: &LineFit, area: Rect, buf: &mut Buffer, look: &Look) {
    let (plane, grid) = points_on(lab, area);
    plane.draw_axes(&grid, area, buf, look);
    let line = *lab.walk.line();
    if lab.data.points.len() <= facts::FEW {
        for &point in &lab.data.points {
            draw_residual(lab, point, &grid, buf, look);
        }
    }
    let ends = [0.0, 1.0].map(|share| {
        let [x, _] = grid.at_share([share, 0.0]);
        [x, line.predict(x)]
    });
    stroke::line(&grid, ends, Pen::Solid, look.theme.second, buf, look);
    let points = lab.data.points.iter().copied();
    spot::draw(points, spot_of(lab), &grid, look.theme.first, buf, look);
}

/// The middle of the line, where all of it lies above or below the picture.
fn out_of_sight(lab: &LineFit) -> Option<[f64; 2]> {
    let [(from, to), (low, high)] = lab.data.ranges;
    let ends = [from, to].map(|x| lab.walk.line().predict(x));
    // The picture may show a little more than the range.
    let air = 0.2 * (high - low);
    let off = ends.iter().all(|y| *y > high + air) || ends.iter().all(|y| *y < low - air);
    off.then(|| [from.midpoint(to), ends[0].midpoint(ends[1])])
}

/// Many points are grains: they would hide one another, and the line.
fn spot_of(lab: &LineFit) -> Spot {
    match lab.data.points.len() {
        ..=facts::FEW => Spot::Point,
        _ => Spot::Grain,
    }
}

fn draw_residual(lab: &LineFit, point: [f64; 2], grid: &Grid, buf: &mut Buffer, look: &Look) {
    let [x, y] = point;
    let foot = lab.walk.line().predict(x);
    let style = look.theme.dim;
    let mut side = |ends, pen| stroke::segment(grid, ends, pen, style, buf, look);
    if !lab.squares {
        return side([[x, y], [x, foot]], Pen::Solid);
    }
    let other = far_side(lab, [x, y], grid);
    let corners = [[x, foot], [x, y], [other, y], [other, foot], [x, foot]];
    for pair in corners.windows(2) {
        side([pair[0], pair[1]], Pen::Solid);
    }
}

/// Where the square over an error ends: as far from the point as the screen shows the error long.
fn far_side(lab: &LineFit, [x, y]: [f64; 2], grid: &Grid) -> f64 {
    let line = lab.walk.line();
    let [_, from] = grid.share([x, line.predict(x)]);
    let [at, to] = grid.share([x, y]);
    let plot = grid.plot;
    // A cell is twice as high as wide.
    let wide = (to - from).abs() * 2.0 * f64::from(plot.height) / f64::from(plot.width.max(1));
    // Away from the line, if it stays on the plot there.
    let away = match (to > from) == (line.slope > 0.0) {
        true => -wide,
        false => wide,
    };
    let fits = |by: f64| (0.0..=1.0).contains(&(at + by));
    let by = if fits(away) || !fits(-away) {
        away
    } else {
        -away
    };
    grid.at_share([at + by, 0.0])[0]
}

fn draw_landscape(lab: &LineFit, area: Rect, buf: &mut Buffer, look: &Look) {
    let (plane, grid) = weights_on(lab, area);
    let least = lab.error.least();
    let at = |[slope, intercept]: [f64; 2]| lab.error.at(&Line { slope, intercept }) / least;
    // Where there is little room, and where shades are signs, every second contour is enough.
    let small = grid.plot.height < 14 || look.glyphs.ascii;
    let contours: &[(f64, &str)] = if small { &FEWER } else { &CONTOURS };
    let unnamed: Vec<(f64, &str)> = contours.iter().map(|(ratio, _)| (*ratio, "")).collect();
    let contours = if lab.covered { &unnamed } else { contours };
    // Ink by contours, one shade between two of them: the nearer to the least, the more.
    let passed = |ratio: f64| contours.iter().filter(|contour| ratio > contour.0).count();
    let shade = |passed: usize| 0.85 * (1.0 - passed as f64 / contours.len() as f64);
    let map = Heatmap {
        f: &at,
        ink: &|ratio| shade(passed(ratio)),
        contours,
    };
    let names = heatmap::draw(&map, &grid, buf, look);
    let bands = bands(contours, &shade);
    let y_name = match look.glyphs.ascii {
        true => &bands,
        false => plane.y_name,
    };
    Plane { y_name, ..plane }.draw_axes(&grid, area, buf, look);
    for trail in lab.walk.trails() {
        stroke::path(&grid, trail, Pen::Trail, look.theme.text, buf, look);
    }
    // What was undone is there to be seen as long as the sentence about it stands.
    if let Some(undone) = lab.walk.divergence() {
        stroke::path(&grid, &undone.way, Pen::Trail, look.theme.bad, buf, look);
    }
    let line = lab.walk.line();
    let best = lab.best().filter(|_| !lab.covered).map(|best| Mark {
        at: [best.slope, best.intercept],
        symbol: look.pick(LEAST[0], LEAST[1]),
        style: look.theme.good,
    });
    let here = Mark {
        at: [line.slope, line.intercept],
        symbol: look.pick("◊", "@"),
        style: look.theme.strong,
    };
    let marks: Vec<Mark> = best.into_iter().chain([here]).collect();
    scatter::draw(&grid, &marks, buf, look);
    names.write(buf, look);
}

/// What the signs of the shades mean, beside the name of the axis: where nothing is told of the least,
/// that they go from small to large alone.
fn bands(contours: &[(f64, &str)], shade: &dyn Fn(usize) -> f64) -> String {
    let sign = |at| digit::sign(shade(at) as f32);
    let band = |(at, (_, name)): (usize, &(f64, &str))| match *name {
        "" => sign(at).to_string(),
        name => format!(" {}<{name}", sign(at)),
    };
    let bands: String = contours.iter().enumerate().map(band).collect();
    match bands.starts_with(' ') {
        true => format!("intercept b  E:{bands}"),
        false => format!("intercept b  E small to large: {bands}"),
    }
}

fn draw_words(lab: &LineFit, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let rows = match facts::divergences(lab) {
        Some(sentences) => {
            // The signs of the picture are still to be read.
            let signs = signs(lab, area.width, look);
            let room = area
                .height
                .saturating_sub(legend::rows(&signs, area.width, look));
            let told = sentences.map(|said| wrap_text(&folded(&said, look), area.width));
            let lines = told.iter().find(|lines| lines.len() <= usize::from(room));
            let lines = lines.unwrap_or(&told[told.len() - 1]);
            for (line, y) in lines.iter().zip(area.y..area.bottom()) {
                put(buf, area.x, y, line, area.width, theme.bad);
            }
            (lines.len() as u16).min(area.height)
        }
        None => {
            let entry = |words: String, style| vec![(words, style)];
            let styles = [theme.accent, theme.text, theme.text];
            let numbers = numbers(lab).into_iter().zip(styles);
            let numbers: Vec<_> = numbers.map(|(words, style)| entry(words, style)).collect();
            legend::draw(&numbers, area, buf, look)
        }
    };
    let rest = Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
    };
    if lab.best().is_none() {
        let words = "All points lie on one x: every slope fits as well, no line is the best.";
        for (line, y) in wrap_text(words, area.width)
            .iter()
            .zip(rest.y..rest.bottom())
        {
            put(buf, rest.x, y, line, rest.width, theme.dim);
        }
        return;
    }
    legend::draw(&signs(lab, area.width, look), rest, buf, look);
}

/// What each sign of the pictures means, the sign in its own colour.
fn signs(lab: &LineFit, width: u16, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let mut signs = Vec::new();
    let [points, landscape] = shown(lab, width);
    if points {
        signs.push((spot_of(lab).sign(look), theme.first, "data"));
        let what = match out_of_sight(lab) {
            None => "your line",
            Some([_, y]) if y > lab.data.ranges[1].1 => "your line, above",
            Some(_) => "your line, below",
        };
        signs.push((Pen::Solid.sign(look), theme.second, what));
        if lab.data.points.len() <= facts::FEW {
            let (sign, what) = match lab.squares {
                true => (look.pick("┌┐", "[]"), "its square"),
                false => (look.pick("┊", "|"), "its error"),
            };
            signs.push((sign, theme.dim, what));
        }
    }
    if landscape {
        signs.push((
            look.pick("◊━", "@="),
            theme.strong,
            look.pick("your a, b so far", "your a, b"),
        ));
        if lab.best().is_some() && !lab.covered {
            signs.push((look.pick(LEAST[0], LEAST[1]), theme.good, "least E"));
        }
    }
    let entry = |(sign, style, what): (&str, Style, &str)| {
        vec![(format!("{sign} "), style), (what.to_owned(), theme.dim)]
    };
    signs.into_iter().map(entry).collect()
}

/// The numbers under the picture, the first of them what it is about.
fn numbers(lab: &LineFit) -> Vec<String> {
    if lab.has_plain_errors() {
        return vec![format!("largest error {}", figure(lab.largest_error()))];
    }
    let (now, least) = (lab.error.at(lab.walk.line()), lab.error.least());
    let value = format!("E = {} {}", figure(now), lab.data.unit);
    let ratio = format!("{} times the least", figure(now / least));
    let mut numbers = vec![value.trim_end().into()];
    numbers.extend(Some(ratio).filter(|_| !lab.covered));
    match lab.walk.steps() {
        0 => {}
        1 => numbers.push("1 step".into()),
        more => numbers.push(format!("{} steps", grouped(more))),
    }
    numbers
}

#[cfg(test)]
mod tests;
