//! Drawing the line fit: points with the line and its errors, E as a landscape, one line of numbers.

use crate::labs::grip::Grip;
use crate::labs::line_fit::layout::{Layout, layout, plane_of_points, plane_of_weights};
use crate::labs::line_fit::{LineFit, facts};
use crate::stats::Line;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::{figure, grouped};
use crate::ui::plot::heatmap::{self, Heatmap};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Grid;
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::spot::{self, Spot};
use crate::ui::plot::stroke::{self, Pen};
use crate::ui::text::{folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// With more points than this their errors would hide them.
pub const FEW: usize = 40;

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

/// A part of the picture, and what the mouse does in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// The landscape: go there.
    Landscape,
    /// The line among the points.
    Line(Grip),
}

/// Draws everything.
pub fn draw(lab: &LineFit, area: Rect, buf: &mut Buffer, look: &Look) {
    let layout = layout(lab, area);
    if let Some(area) = layout.points {
        draw_points(lab, area, buf, look);
    }
    if let Some(area) = layout.landscape {
        draw_landscape(lab, area, buf, look);
    }
    draw_words(lab, &layout, buf, look);
}

fn draw_points(lab: &LineFit, area: Rect, buf: &mut Buffer, look: &Look) {
    let grid = plane_of_points(lab).draw(area, buf, look);
    let line = *lab.walk.line();
    if lab.data.points.len() <= FEW {
        for &point in &lab.data.points {
            draw_residual(lab, point, &grid, buf, look);
        }
    }
    let f = |x| line.predict(x);
    stroke::curve(&grid, &f, look.theme.second, buf, look);
    let points = lab.data.points.iter().copied();
    spot::draw(points, spot_of(lab), &grid, look.theme.first, buf, look);
}

/// Many points are grains: they would hide one another, and the line.
fn spot_of(lab: &LineFit) -> Spot {
    match lab.data.points.len() {
        ..=FEW => Spot::Point,
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
    let plane = plane_of_weights(lab);
    let grid = plane.grid(area);
    let least = lab.error.least();
    let at = |[slope, intercept]: [f64; 2]| lab.error.at(&Line { slope, intercept }) / least;
    // Where there is little room every second contour is enough.
    let small = grid.plot.height < 14;
    let contours: &[(f64, &str)] = if small { &FEWER } else { &CONTOURS };
    let unnamed: Vec<(f64, &str)> = contours.iter().map(|(ratio, _)| (*ratio, "")).collect();
    let contours = if lab.covered { &unnamed } else { contours };
    // Ink by contours, one shade between two of them: the nearer to the least, the more.
    let passed = |ratio: f64| contours.iter().filter(|contour| ratio > contour.0).count();
    let map = Heatmap {
        f: &at,
        ink: &|ratio| 0.85 * (1.0 - passed(ratio) as f64 / contours.len() as f64),
        contours,
    };
    let names = heatmap::draw(&map, &grid, buf, look);
    plane.draw(area, buf, look);
    for trail in lab.walk.trails() {
        stroke::path(&grid, trail, look.theme.text, buf, look);
    }
    // What was undone is there to be seen as long as the sentence about it stands.
    if let Some(undone) = lab.walk.divergence() {
        stroke::path(&grid, &undone.way, look.theme.bad, buf, look);
    }
    let line = lab.walk.line();
    let best = lab.best().filter(|_| !lab.covered).map(|best| Mark {
        at: [best.slope, best.intercept],
        symbol: look.pick("×", "x"),
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

fn draw_words(lab: &LineFit, layout: &Layout, buf: &mut Buffer, look: &Look) {
    let (area, theme) = (layout.words, &look.theme);
    if let Some(sentence) = facts::divergence(lab) {
        let lines = wrap_text(&folded(&sentence, look), area.width);
        for (line, y) in lines.iter().zip(area.y..area.bottom()) {
            put(buf, area.x, y, line, area.width, theme.bad);
        }
        return;
    }
    let entry = |words: String, style| vec![(words, style)];
    let styles = [theme.accent, theme.text, theme.text];
    let numbers = numbers(lab).into_iter().zip(styles);
    let numbers: Vec<_> = numbers.map(|(words, style)| entry(words, style)).collect();
    let rows = legend::draw(&numbers, area, buf, look);
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
    let signs = signs(lab, layout, look);
    legend::draw(&signs, rest, buf, look);
}

/// What each sign of the pictures means, the sign in its own colour.
fn signs(lab: &LineFit, layout: &Layout, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let mut signs = Vec::new();
    if layout.points.is_some() {
        signs.push((spot_of(lab).sign(look), theme.first, "data"));
        signs.push((look.pick("━", "-"), theme.second, "your line"));
        if lab.data.points.len() <= FEW {
            let (sign, what) = match lab.squares {
                true => (look.pick("┌┐", "[]"), "its square"),
                false => (look.pick("┊", "|"), "its error"),
            };
            signs.push((sign, theme.dim, what));
        }
    }
    if layout.landscape.is_some() {
        signs.push((look.pick("◊━", "@-"), theme.strong, "your a, b so far"));
        if lab.best().is_some() && !lab.covered {
            signs.push((look.pick("×", "x"), theme.good, "least E"));
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

/// The part of the picture at a cell, as it is taken hold of there.
pub fn part_at(
    lab: &LineFit,
    area: Rect,
    (x, y): (u16, u16),
    free: &dyn Fn(&str) -> bool,
) -> Option<Part> {
    let layout = layout(lab, area);
    let on = |grid: &Grid| grid.plot.contains((x, y).into());
    let landscape = layout
        .landscape
        .map(|area| plane_of_weights(lab).grid(area));
    if landscape.is_some_and(|grid| on(&grid)) {
        return Some(Part::Landscape);
    }
    let grid = plane_of_points(lab).grid(layout.points?);
    let ([at, _], range, line) = (grid.value(x, y), lab.data.ranges[0], lab.walk.line());
    on(&grid).then(|| {
        Part::Line(match (free("a"), free("b")) {
            (false, _) => Grip::Middle,
            (true, false) => Grip::about([0.0, line.intercept], at, range.1 - range.0),
            (true, true) => Grip::at(at, range, line),
        })
    })
}

/// The line after the mouse has dragged a part of the picture to a cell, on the controls' steps.
pub fn dragged(lab: &LineFit, area: Rect, part: Part, (x, y): (u16, u16)) -> Line {
    let layout = layout(lab, area);
    let (line, data) = (*lab.walk.line(), &lab.data);
    let line = match (part, layout.landscape, layout.points) {
        (Part::Landscape, Some(area), _) => {
            let [slope, intercept] = plane_of_weights(lab).grid(area).value(x, y);
            Line { slope, intercept }
        }
        (Part::Line(grip), _, Some(area)) => {
            let to = plane_of_points(lab).grid(area).value(x, y);
            grip.follow(&line, to, |slope| data.a.snapped(slope))
        }
        _ => line,
    };
    Line {
        slope: data.a.snapped(line.slope),
        intercept: data.b.snapped(line.intercept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::Lab;

    #[test]
    fn every_square_of_a_flat_line_has_room_on_the_plot() {
        for set in ["toy", "five"] {
            let mut lab = LineFit::default();
            assert!(lab.set("data", set).is_ok() && lab.set("residuals", "squares").is_ok());
            let sizes = [(76, 8), (76, 13), (58, 20), (56, 24), (78, 34), (110, 34)];
            for (view, (width, height)) in sizes
                .map(|size| [("both", size), ("points", size)])
                .concat()
            {
                assert!(lab.set("view", view).is_ok());
                let layout = layout(&lab, Rect::new(0, 0, width, height));
                let grid = plane_of_points(&lab).grid(layout.points.unwrap());
                for &point in &lab.data.points {
                    let end = grid.share([far_side(&lab, point, &grid), 0.0])[0];
                    assert!(
                        (-1e-9..=1.0 + 1e-9).contains(&end),
                        "{set} {width}x{height} {point:?}"
                    );
                }
            }
        }
    }
}
